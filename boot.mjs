// Starts the console. A file of its own because the page runs under a CSP without inline scripts.
const own = document.querySelector("script[data-wasm]");
const boot = document.getElementById("boot");

function show(part, detail) {
  boot.hidden = false;
  for (const child of boot.children) child.hidden = !child.classList.contains(part);
  const place = boot.querySelector(".boot-detail");
  if (detail) place.textContent = detail;
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

try {
  const glue = await import(new URL(own.dataset.js, document.baseURI));
  const wasm = new URL(own.dataset.wasm, document.baseURI);
  await glue.default({ module_or_path: fetch(wasm, { integrity: integrity(wasm) }) });
} catch (error) {
  // A panic during mounting has said so itself already.
  if (boot.dataset.stopped === undefined) show("boot-failed", String(error));
}
