// Starts the console, and takes its place when it has stopped. A file of its own because the page runs under a CSP without
// inline scripts.
const own = document.querySelector("script[data-wasm]");
const boot = document.getElementById("boot");
const notice = document.getElementById("stopped");

function show(part, detail = "") {
  boot.hidden = false;
  boot.classList.remove("boot-unstarted");
  for (const child of boot.children) child.hidden = !child.classList.contains(part);
  boot.querySelector(".boot-detail").textContent = detail;
}

// From here on a failure is an error of this script, not a matter of time.
show("boot-wait");

// A program that has stopped can still be called, and would go on with what is left of it. Both it and the browser's own
// rejections are heard: a program that runs out of stack or memory stops without a word.
notice.addEventListener("stop", () => stopped(notice.dataset.stopped));
const trap = ({ error, reason }) => {
  const cause = error ?? reason;
  if (cause instanceof WebAssembly.RuntimeError) stopped(cause.message);
};
addEventListener("error", trap);
addEventListener("unhandledrejection", trap);

function stopped(place) {
  if (!notice.hidden) return;
  notice.dataset.stopped = place;
  silence();
  // With all else gone nothing looks alive, no dialog lies above, and the focus has nowhere else to go. The stylesheet stays
  // where it is: one that is put in again is fetched again.
  for (const node of [...document.body.childNodes]) {
    if (node !== notice && node.rel !== "stylesheet") node.remove();
  }
  document.title = notice.querySelector("h1").textContent;
  const text = document.getElementById("stopped-report");
  text.value = report(place);
  notice.hidden = false;
  const reload = document.getElementById("stopped-reload");
  reload.addEventListener("click", () => location.reload());
  document.getElementById("stopped-copy").addEventListener("click", () => copy(text));
  reload.focus();
}

/** Takes away what the program sends with, what would wake it, and what it runs its tasks by. */
function silence() {
  for (let id = setTimeout(() => {}); id > 0; id--) clearTimeout(id);
  const never = () => new Promise(() => {});
  for (const name of ["fetch", "setTimeout", "setInterval", "queueMicrotask"]) globalThis[name] = never;
}

/** Where and in what the console has stopped: nothing anybody typed, no query, no token. */
function report(place) {
  return [
    `place: ${place}`,
    `version: ${notice.dataset.version ?? ""}`,
    `module: ${own.dataset.wasm}`,
    `time: ${new Date().toISOString()}`,
    `page: ${location.origin}${location.pathname}`,
    `language: ${document.documentElement.lang}`,
    `framed: ${parent !== window}`,
    `browser: ${navigator.userAgent}`,
  ].join("\n");
}

async function copy(text) {
  const said = document.getElementById("stopped-said");
  try {
    await navigator.clipboard.writeText(text.value);
    said.textContent = "Copied. 已复制。";
  } catch {
    text.select();
    said.textContent = "Press Ctrl+C. 请按 Ctrl+C。";
  }
}

// Text is never made into markup or a script here; the one address given to the browser as a script's is the worker's.
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
});

/** The digest Trunk wrote beside the preload. Browsers check it for the script, but not for what is fetched. */
function integrity(url) {
  const preload = [...document.querySelectorAll("link[rel=preload]")].find((link) => link.href === url.href);
  return preload?.integrity ?? "";
}

// Asked for while the program is on its way, which finds the answer here (`fetch_config` in `src/app.rs`) and says what is
// wrong with it: without the program there is nobody to say it.
boot.config = fetch("config.json", { cache: "no-store" });
boot.config.catch(() => {});

try {
  const glue = await import(new URL(own.dataset.js, document.baseURI));
  const wasm = new URL(own.dataset.wasm, document.baseURI);
  await glue.default({ module_or_path: fetch(wasm, { integrity: integrity(wasm) }) });
} catch (error) {
  // A panic during mounting has said so itself already.
  if (notice.hidden) show("boot-failed", String(error));
}
