// Two switches, or a keyboard without arrows: Tab and Space alone reach every answer and press
// every control. A browser by itself stops at one answer of a group, and presses no link with
// Space. Everything works without this file; it only adds.
"use strict";

(() => {
  const group = (radio) =>
    [...radio.form.elements].filter((each) => each.type === "radio" && each.name === radio.name);
  const isAnswer = (element) => element.matches("input[type=radio]");

  // 1 after Tab, -1 after Shift and Tab, 0 after anything else.
  let step = 0;

  document.addEventListener("keydown", (event) => {
    const here = event.target;
    const isTab = event.key === "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey;
    step = isTab ? (event.shiftKey ? -1 : 1) : 0;
    if (isTab && isAnswer(here)) {
      const answers = group(here);
      const next = answers[answers.indexOf(here) + step];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    } else if (event.key === " " && here.matches("a[href]")) {
      event.preventDefault();
      here.click();
    }
  });

  document.addEventListener("pointerdown", () => {
    step = 0;
  });

  // Whoever comes to a group from outside begins at its first answer, or at its last on the way
  // back, and not at the one that is marked: the others could not be reached otherwise.
  document.addEventListener("focusin", (event) => {
    if (!step || !isAnswer(event.target)) return;
    const answers = group(event.target);
    if (answers.includes(event.relatedTarget)) return;
    const end = answers.at(step > 0 ? 0 : -1);
    if (end !== event.target) end.focus();
  });
})();
