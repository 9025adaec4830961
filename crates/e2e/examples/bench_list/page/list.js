// The task list without a framework: the markup of the console's rows, 50 per page, with search, sort and pages.
const ROWS = 50;
const [template, text] = await Promise.all(["row.html", "tasks.json"].map(async (name) => (await fetch(name)).text()));
const row = document.createElement("template");
row.innerHTML = template;

const times = Array.from({ length: 5 }, () => {
  const start = performance.now();
  JSON.parse(text);
  return performance.now() - start;
});
bench.parse = times.sort((a, b) => a - b)[2];
const tasks = JSON.parse(text);
for (const task of tasks) task.folded = `${task.name} ${task.description} ${task.id}`.toLowerCase();

const [search, body] = [document.querySelector("input"), document.querySelector("tbody")];
const [sort, next] = ["thead button", "nav button"].map((selector) => document.querySelector(selector));
let [ascending, page] = [null, 0];

function show() {
  const wanted = search.value.toLowerCase();
  const found = tasks.filter((task) => task.folded.includes(wanted));
  if (ascending !== null) found.sort((a, b) => (ascending ? 1 : -1) * a.name.localeCompare(b.name));
  const rows = found.slice(page * ROWS, (page + 1) * ROWS).map((task) => {
    const shown = row.content.cloneNode(true);
    const set = (selector, value) => (shown.querySelector(selector).textContent = value);
    set(".name", task.name);
    set(".version-from", task.from_version);
    set(".version-target", task.target_version);
    set(".badge", task.status ? "Running" : "Stopped");
    return shown;
  });
  body.replaceChildren(...rows);
}

function go(change) {
  page = 0;
  change();
  show();
}

search.addEventListener("input", () => go(() => {}));
sort.addEventListener("click", () => go(() => (ascending = !ascending)));
next.addEventListener("click", () => ((page += 1), show()));
show();
