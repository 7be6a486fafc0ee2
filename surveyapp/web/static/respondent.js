// Two switches, or a keyboard without arrows: Tab and Space alone reach every answer and press
// every control. A browser by itself stops at one answer of a group, and presses no link with
// Space. Everything works without this file; it only adds.
"use strict";

(() => {
  // The answers of a question, and what reads each of them aloud, in their order.
  const stops = "input[type=radio], .option-row .listen:not([hidden])";
  const isStop = (element) =>
    element.matches(stops) && element.form?.querySelector("input[type=radio]");
  const stopsAround = (element) => [...element.form.querySelectorAll(stops)];

  // 1 after Tab, -1 after Shift and Tab, 0 after anything else.
  let step = 0;

  document.addEventListener("keydown", (event) => {
    const here = event.target;
    const isTab = event.key === "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey;
    step = isTab ? (event.shiftKey ? -1 : 1) : 0;
    if (isTab && isStop(here)) {
      const around = stopsAround(here);
      const next = around[around.indexOf(here) + step];
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
    if (!step || !isStop(event.target)) return;
    const around = stopsAround(event.target);
    if (around.includes(event.relatedTarget)) return;
    const end = around.at(step > 0 ? 0 : -1);
    if (end !== event.target) end.focus();
  });
})();
