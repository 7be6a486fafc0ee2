// Keying by keyboard alone: the mark of an option chooses it and goes on. Without this script the
// page is a plain form.
(() => {
  const form = document.querySelector(".key-form");
  if (!form) return;
  const rows = [...form.querySelectorAll(".key-row")];
  const save = form.querySelector(".key-save");
  const told = form.querySelector(".key-told");

  const writing = (row) => row.querySelector("textarea, input[type=text]");
  const field = (row) =>
    writing(row) || row.querySelector("input:checked") || row.querySelector("input");
  const marked = (row, mark) =>
    [...row.querySelectorAll("input[data-mark]")].find((each) => each.dataset.mark === mark);

  const go = (place) => {
    if (place < 0) return;
    const row = rows[place];
    const next = row ? field(row) : save;
    next.focus();
    if (row && writing(row)) next.select();
    (row || save).scrollIntoView({ block: "nearest" });
  };

  const tick = (row, box) => {
    box.checked = box.type === "radio" || !box.checked;
    if (box.type === "radio") return;
    const isSilence = "silence" in box.dataset;
    for (const other of row.querySelectorAll("input[type=checkbox]")) {
      if (other !== box && (isSilence || "silence" in other.dataset)) other.checked = false;
    }
    if (writing(row) && box.checked) writing(row).value = "";
  };

  const empty = (row) => {
    for (const box of row.querySelectorAll("input[type=checkbox]")) box.checked = false;
    const none = row.querySelector("input[type=radio][value='']");
    if (none) none.checked = true;
  };

  const tell = (row, mark) => {
    const known = [...row.querySelectorAll("input[data-mark]")].map((each) => each.dataset.mark);
    told.textContent = `“${mark}” ${told.dataset.unknown} ${known.join(", ")}.`;
    row.append(told);
  };

  const chosen = (event, row, place) => {
    const mark = event.key.toLowerCase();
    const box = marked(row, mark);
    if (box) {
      event.preventDefault();
      tick(row, box);
      if (box.type === "radio") go(place + 1);
    } else if (!writing(row) && /^[\p{L}\p{N}\p{P}]$/u.test(mark)) {
      event.preventDefault();
      tell(row, mark);
    }
  };

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const row = event.target.closest(".key-row");
    const place = row ? rows.indexOf(row) : event.target === save ? rows.length : -1;
    const writes = event.target.matches("textarea, input[type=text], #number");
    told.textContent = "";
    if (event.key === "Enter" && !event.shiftKey && !event.target.matches("button")) {
      event.preventDefault();
      go(place + 1);
    } else if (event.key === "Backspace" && !(writes && event.target.value)) {
      event.preventDefault();
      go(place - 1);
    } else if (event.key === "Delete" && row && !writes) {
      event.preventDefault();
      empty(row);
    } else if (row && event.key.length === 1 && event.key !== " ") {
      chosen(event, row, place);
    }
  });

  // A box ticked by hand keeps the same rule: a silence stands alone.
  form.addEventListener("change", (event) => {
    const row = event.target.closest(".key-row");
    if (row && event.target.type === "checkbox" && event.target.checked) {
      event.target.checked = false;
      tick(row, event.target);
    }
  });

  const wrong = form.querySelector("[aria-invalid=true], .key-row.field-wrong input");
  if (wrong) wrong.focus();
  else go(0);
})();
