// Starts the console and shows a notice when it has panicked. It is a separate file because the CSP forbids inline
// scripts.
const script = document.querySelector("script[data-wasm]");
const boot = document.getElementById("boot");
const notice = document.getElementById("stopped");

function show(part, detail = "") {
  boot.hidden = false;
  boot.classList.remove("boot-unstarted");
  for (const child of boot.children) child.hidden = !child.classList.contains(part);
  boot.querySelector(".boot-detail").textContent = detail;
}

// The notice of a failed start depends on this script from here on, and not on the delay in the stylesheet.
show("boot-wait");

// A panic arrives as a `stop` event. Stack and memory exhaustion arrive only as errors or rejections of the browser.
// The page must not call the program afterwards: its state may be invalid.
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
  // Everything else is removed, including open dialogs and other focus targets. The stylesheet stays in place:
  // reinserting it would fetch it again.
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

/** Cancels the timers and disables requests, timers and microtasks, so that the program does not run again. */
function silence() {
  for (let id = setTimeout(() => {}); id > 0; id--) clearTimeout(id);
  const pending = () => new Promise(() => {});
  for (const name of ["fetch", "setTimeout", "setInterval", "queueMicrotask"]) globalThis[name] = pending;
}

/** Report of the failure, without input, query string or token. */
function report(place) {
  return [
    `place: ${place}`,
    `version: ${notice.dataset.version ?? ""}`,
    `module: ${script.dataset.wasm}`,
    `time: ${new Date().toISOString()}`,
    `page: ${location.origin}${location.pathname}`,
    `language: ${document.documentElement.lang}`,
    `framed: ${parent !== window}`,
    `browser: ${navigator.userAgent}`,
  ].join("\n");
}

async function copy(text) {
  const status = document.getElementById("stopped-said");
  try {
    await navigator.clipboard.writeText(text.value);
    status.textContent = "Copied. 已复制。";
  } catch {
    text.select();
    status.textContent = "Press Ctrl+C (⌘C on a Mac). 请按 Ctrl+C（Mac 上为 ⌘C）。";
  }
}

// Trusted Types. Leptos writes constant templates with `innerHTML`: markup with a script, a handler or a frame is refused.
// The only script address is that of the worker, on the same origin.
const ACTIVE = /<(script|iframe|object|embed|base|link|meta|style)\b|\son\w+\s*=|javascript:/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (ACTIVE.test(html) ? null : html),
  createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
});

/** Digest that Trunk has written to the preload link. Browsers check it for scripts, but not for `fetch`. */
function integrity(url) {
  const preload = [...document.querySelectorAll("link[rel=preload]")].find((link) => link.href === url.href);
  return preload?.integrity ?? "";
}

// The configuration loads in parallel with the program, which reads the answer here (`web::config_answer`) and reports
// its errors.
boot.config = fetch("config.json", { cache: "no-store" });
boot.config.catch(() => {});

try {
  const glue = await import(new URL(script.dataset.js, document.baseURI));
  const wasm = new URL(script.dataset.wasm, document.baseURI);
  await glue.default({ module_or_path: fetch(wasm, { integrity: integrity(wasm) }) });
} catch (error) {
  // A panic during mounting has already shown its notice.
  if (notice.hidden) show("boot-failed", String(error));
}
