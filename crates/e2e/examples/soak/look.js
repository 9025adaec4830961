// Everything an operator reads on the page, in one moment.
const text = (node) => (node?.innerText ?? "").trim();
const all = (root, selector) => [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility());
const dialog = document.querySelector("dialog[open]");
const described = (input) =>
  (input.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => text(document.getElementById(id)))
    .join(" ");
const row = (tr) => {
  const cell = (name) => tr.querySelector(".cell-" + name);
  const name = cell("name")?.querySelector("button")?.textContent;
  if (name === undefined) return { unreadable: text(tr) };
  return {
    name,
    versions: (text(cell("versions")).match(/\d+/g) ?? []).slice(0, 2).map(Number),
    status: text(cell("status")),
    counts: (text(cell("counts")).match(/\d[\d,]*/g) ?? []).map((number) => Number(number.replaceAll(",", ""))),
  };
};
// The review hides the form, which keeps its values.
const fields = (form) => [...form.querySelectorAll("input[id^=create-]")];
// Warnings about the tasks stay as long as they are true: they are no failure, and there is nothing to try again.
const outside = (nodes) => nodes.filter((node) => !node.closest("dialog, .map-warnings"));
return {
  stopped: document.querySelector("[data-stopped]") !== null,
  lang: document.documentElement.lang,
  table: document.querySelector("[role=table]") !== null,
  empty: document.querySelector("#create-task") !== null,
  choice: all(document, "main button code").length > 0,
  alerts: outside(all(document, "[role=alert]")).map(text),
  loops: all(document, ".map-warnings [role=alert]").map(text),
  main: text(document.querySelector("main")),
  fresh: text(document.querySelector(".freshness")),
  rows: all(document, "[role=row]:not(:has([role=columnheader]))").map(row),
  toasts: all(document, "[role=status] > div:not([data-heard])").map((toast) => text(toast.querySelector("span"))),
  dialog: dialog && {
    id: dialog.id,
    text: text(dialog),
    alerts: all(dialog, "[role=alert]").map(text),
    wrong: all(dialog, "[aria-invalid=true]").map((input) => [input.id, described(input)]),
    buttons: all(dialog, "button").map(text),
    fields: Object.fromEntries(fields(dialog).map((input) => [input.id.slice(7), input.value])),
    review: text(dialog.querySelector(".review")),
  },
};
