// The tape measure: what a page looks like in a window of the present size. Evaluated by
// `tour.py` in the page; the tests judge what it gives.
(() => {
  const box = (element) => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    return { left, right, top, bottom, width, height };
  };
  const nameOf = (element) => element.tagName.toLowerCase() + "." + element.className;
  const isHidden = (element) =>
    !element.checkVisibility() ||
    element.closest(".unseen") ||
    getComputedStyle(element).clipPath === "inset(50%)";
  const isCut = (element) => {
    const style = getComputedStyle(element);
    return style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
  };

  function texts() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.data.trim() && !isHidden(text.parentElement)) found.push(text);
    }
    return found;
  }

  function sticksOut() {
    const told = [];
    const width = document.documentElement.scrollWidth;
    if (width > innerWidth) told.push(`the page is ${width} px wide`);
    for (const each of document.querySelectorAll("body *")) {
      const { left, right, width } = each.getBoundingClientRect();
      if (!width || isHidden(each) || each.closest(".tool-name, svg")) continue;
      if (left < -0.5 || right > innerWidth + 0.5) told.push(`${nameOf(each)} sticks out`);
      if (isCut(each)) told.push(`${nameOf(each)} is cut`);
    }
    return [...new Set(told)];
  }

  function background(element) {
    const isClear = (each) => /, 0\)$/.test(getComputedStyle(each).backgroundColor);
    while (isClear(element) && element.parentElement) element = element.parentElement;
    return getComputedStyle(element).backgroundColor;
  }

  function type() {
    const parents = new Set(texts().map((text) => text.parentElement));
    const fields = document.querySelectorAll("textarea, input:not([type])");
    return [...parents, ...fields].map((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      return {
        words: (element.textContent.trim() || element.id).slice(0, 50),
        name: nameOf(element),
        size,
        leading: parseFloat(style.lineHeight) / size,
        align: style.textAlign,
        style: style.fontStyle,
        transform: style.textTransform,
        colour: style.color,
        background: background(element),
        isControl: Boolean(element.closest("a, button")),
      };
    });
  }

  function lines() {
    const blocks = new Map();
    const range = document.createRange();
    for (const text of texts()) {
      let block = text.parentElement;
      while (getComputedStyle(block).display === "inline") block = block.parentElement;
      const rows = blocks.get(block) ?? new Map();
      blocks.set(block, rows);
      for (let place = 0; place < text.data.length; place++) {
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        const [first] = range.getClientRects();
        if (!first || !first.width) continue;
        const middle = Math.round((first.top + first.bottom) / 2);
        rows.set(middle, (rows.get(middle) ?? "") + text.data[place]);
      }
    }
    return [...blocks.values()].flatMap((rows) => [...rows.values()].map((row) => row.trim()));
  }

  function controls() {
    // What lies behind an open dialog can't be pressed.
    const reach = document.querySelector("dialog[open]") ?? document;
    const every = [...reach.querySelectorAll("a[href], button, label.card, textarea, input")];
    return every
      .filter((each) => each.type !== "hidden" && !each.matches(".option-input"))
      .filter((each) => each.checkVisibility())
      .map((each) => ({
        ...box(each),
        name: each.textContent.trim() || each.id,
        isCard: each.matches(".card"),
        isHelp: each.matches(".tool-help"),
      }));
  }

  function cards() {
    const main = document.querySelector("main");
    const padding = 2 * parseFloat(getComputedStyle(main).paddingInlineStart);
    return [...document.querySelectorAll("label.card")].map((card) => ({
      words: card.querySelector(".card-label").textContent,
      isApart: Boolean(card.closest(".cards-apart")),
      room: main.clientWidth - padding,
      card: box(card),
      picture: card.querySelector("img") && box(card.querySelector("img")),
      label: box(card.querySelector(".card-label")),
      mark: box(card.querySelector(".mark")),
    }));
  }

  function heading() {
    const head = document.querySelector(".question-head");
    const picture = head?.querySelector("img");
    const words = head?.querySelector(".question-words, h1");
    return picture && words && { picture: box(picture), words: box(words) };
  }

  function moving() {
    const parts = [null, "::before", "::after"];
    return [...document.querySelectorAll("*")]
      .filter((each) =>
        parts
          .map((part) => getComputedStyle(each, part))
          .some(
            (style) =>
              style.animationName !== "none" ||
              style.scrollBehavior === "smooth" ||
              style.transitionDuration.split(",").some((time) => parseFloat(time) > 0),
          ),
      )
      .map(nameOf);
  }

  function page() {
    const root = document.documentElement;
    return {
      title: document.title,
      headings: [...document.querySelectorAll("h1")].map((each) => each.textContent.trim()),
      language: root.lang,
      direction: root.dir,
      images: document.images.length,
      broken: [...document.images].filter((each) => !each.naturalWidth).map((each) => each.src),
      checked: document.querySelectorAll("input:checked").length,
      moving: moving(),
      type: type(),
    };
  }

  const all = () => ({
    sticksOut: sticksOut(),
    controls: controls(),
    cards: cards(),
    heading: heading(),
    type: type(),
    lines: lines(),
  });
  window.measure = { page, sticksOut, type, all };
})();
