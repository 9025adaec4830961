// Runs axe on the page and returns a line per finding: rule, selector, problem. A contrast that axe cannot decide is a
// finding, too. The argument is whether only the contrast is checked.
const CONTRAST = "color-contrast";
const [isContrastOnly] = arguments;
const options = isContrastOnly
  ? { runOnly: { type: "rule", values: [CONTRAST] } }
  : {
      runOnly: {
        type: "tag",
        values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "experimental"],
      },
      // Reports every hidden element for a manual check.
      rules: { "hidden-content": { enabled: false }, [CONTRAST]: { enabled: false } },
    };

/** Shows the whole content of everything that scrolls in the open dialog, and returns the function that undoes it. */
function unroll() {
  const parts = [...document.querySelectorAll("dialog[open], dialog[open] *")];
  const scrolled = parts.filter((part) => getComputedStyle(part).overflowY === "auto");
  for (const part of scrolled) part.style.maxBlockSize = "none";
  return () => scrolled.forEach((part) => part.style.removeProperty("max-block-size"));
}

/** Whether an open menu may cover an element. Without the menu, the list is a screen of its own. */
function isBelowMenu(element) {
  const menu = document.querySelector(".menu-panel");
  return menu !== null && !menu.contains(element);
}

/** Contrast of a text in a drawing, which axe does not compute: to its outline, or to its circle where it has none. */
function contrastInDrawing(text) {
  const { Color } = axe.commons.color;
  const read = (css) => {
    const color = new Color();
    color.parseString(css);
    return color;
  };
  const { fill, stroke } = getComputedStyle(text);
  const outline = stroke === "none" ? getComputedStyle(text.parentElement.querySelector("circle")).fill : stroke;
  return axe.commons.color.getContrast(read(outline), read(fill));
}

/** Whether a finding holds. In a drawing, the name is a sentence with the texts in it, and the contrast is computed here. */
function holds(id, { target }) {
  const element = document.querySelector(target[0]);
  const isInDrawing = element?.closest("svg") != null;
  if (id === "label-content-name-mismatch") return !isInDrawing;
  if (id === CONTRAST && isInDrawing) return contrastInDrawing(element) < 4.5;
  return !["target-size", CONTRAST].includes(id) || !isBelowMenu(element);
}

return (async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  for (const animation of document.getAnimations()) animation.finish();
  const undo = isContrastOnly ? unroll() : () => {};
  // A frame is a screen of its own.
  const { violations, incomplete } = await axe.run(document, { ...options, iframes: false });
  undo();
  const undecided = incomplete.filter(({ id }) => id === CONTRAST);
  const lines = ([word, { id, nodes }]) =>
    nodes
      .filter((node) => holds(id, node))
      .map(({ target, any, all, none }) => {
        const reasons = [...any, ...all, ...none].map(({ message }) => message);
        return `${word}${id} at ${target.flat().join(" ")}: ${reasons.join("; ")}`;
      });
  return [...violations.map((rule) => ["", rule]), ...undecided.map((rule) => ["undecided ", rule])].flatMap(lines);
})();
