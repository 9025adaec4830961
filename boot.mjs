// Starts the console. A file of its own because the page runs under a CSP without inline scripts.
const own = document.querySelector("script[data-wasm]");
const boot = document.getElementById("boot");

function show(part, detail) {
  boot.hidden = false;
  for (const child of boot.children) child.hidden = !child.classList.contains(part);
  const place = boot.querySelector(".boot-detail");
  if (detail) place.textContent = detail;
}

try {
  const glue = await import(new URL(own.dataset.js, document.baseURI));
  await glue.default({ module_or_path: new URL(own.dataset.wasm, document.baseURI) });
} catch (error) {
  // A panic during mounting has said so itself already.
  if (boot.dataset.stopped === undefined) show("boot-failed", String(error));
}
