// Everything that an operator reads on the page, at one moment.
const text = (node) => (node?.innerText ?? "").trim();
const all = (root, selector) => [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility());
const texts = (root, selector) => all(root, selector).map(text);
const dialog = document.querySelector("dialog[open]");
const description = (input) => {
  const ids = (input.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.map((id) => text(document.getElementById(id))).join(" ");
};
const row = (tr) => {
  const cell = (name) => tr.querySelector(".cell-" + name);
  return {
    text: text(tr),
    name: cell("name")?.querySelector("button")?.textContent ?? "",
    versions: (text(cell("versions")).match(/\d+/g) ?? []).slice(0, 2),
    status: text(cell("status")),
    // The first number of the cell: the share comes after it.
    upgraded: Number((text(cell("counts")).match(/\d[\d,]*/)?.[0] ?? "0").replaceAll(",", "")),
  };
};
// A warning about the tasks stays while it is true: it is no failure, and there is nothing to try again.
const isFailure = (alert) => !alert.closest("dialog, .map-warnings");
// The review hides the form, which keeps its values.
const fields = (form) => [...form.querySelectorAll("input[id^=create-]")];
return {
  has_stopped: document.querySelector("[data-stopped]") !== null,
  language: document.documentElement.lang,
  page: text(document.body),
  main: text(document.querySelector("main")),
  is_task_page: document.querySelector("#create-task") !== null,
  is_product_picker: all(document, "main button code").length > 0,
  age: text(document.querySelector(".freshness")),
  alerts: all(document, "[role=alert]").filter(isFailure).map(text),
  loops: texts(document, ".map-warnings [role=alert]"),
  toasts: all(document, "[role=status] > div:not([data-read])").map((toast) => text(toast.querySelector("span"))),
  rows: all(document, "tbody [role=row]").map(row),
  actions_disabled: document.querySelector(".cell-actions > button:not([aria-disabled], [aria-expanded])") === null,
  dialog: dialog && {
    id: dialog.id,
    text: text(dialog),
    alerts: texts(dialog, "[role=alert]"),
    errors: Object.fromEntries(all(dialog, "[aria-invalid=true]").map((input) => [input.id, description(input)])),
    buttons: texts(dialog, "button"),
    fields: Object.fromEntries(fields(dialog).map((input) => [input.id, input.value])),
    review: text(dialog.querySelector(".review")),
  },
};
