// Functions of the benchmark's page. The benchmark calls them over WebDriver as `bench.NAME(..)` and waits for the result.
"use strict";

// The console's policy reports plain strings as markup and as addresses of workers, and a report ends the run.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (text) => text, createScriptURL: (url) => url });

const inputs = document.querySelectorAll("input");
const workers = new Map();
let memory;
let request = 0;

// Address of the shipped worker, from the console's page: `digest-HASH.js#digest-HASH.wasm:SHA256`.
async function address() {
  const root = new URL("../", location.href);
  const page = new DOMParser().parseFromString(await (await fetch(root)).text(), "text/html");
  const boot = page.querySelector("[data-digest]");
  if (!boot) throw new Error("index.html names no digest worker: build the console with `cargo xtask dist`");
  return new URL(boot.dataset.digest, root);
}

// Next message of a worker that `wanted` accepts.
function message(worker, wanted) {
  return new Promise((resolve, reject) => {
    const listen = ({ data }) => {
      if (data.unusable || data.failed) reject(new Error(`the worker reports ${data.unusable || data.failed}`));
      if (!wanted(data)) return;
      worker.removeEventListener("message", listen);
      resolve(data);
    };
    worker.addEventListener("message", listen);
    worker.onerror = (event) => reject(new Error(`the worker stopped: ${event.message}`));
  });
}

// Starts the worker of a file, unless it runs.
async function ready(at) {
  if (!workers.has(at)) {
    const worker = new Worker(await address());
    await message(worker, (data) => data.ready);
    workers.set(at, worker);
  }
  return workers.get(at);
}

async function digest(at) {
  const [worker, mine] = [await ready(at), ++request];
  const done = message(worker, (data) => data.request === mine && data.md5);
  worker.postMessage({ request: mine, file: inputs[at].files[0] });
  return (await done).md5;
}

window.bench = {
  async ready(at) {
    await ready(at);
  },

  // Digests files, groups sequentially and the files of a group in parallel.
  async files(groups) {
    for (const at of groups.flat()) await ready(at);
    const md5 = [];
    const start = performance.now();
    for (const group of groups) md5.push(...(await Promise.all(group.map(digest))));
    return { ms: performance.now() - start, md5 };
  },

  // Milliseconds to read a file in a worker without digesting it.
  async read(at) {
    const reader = new Worker("read.js");
    const read = message(reader, (data) => data.ms !== undefined);
    reader.postMessage(inputs[at].files[0]);
    const { ms } = await read;
    reader.terminate();
    return ms;
  },

  // Milliseconds until a worker confirms that it has stopped, `after` milliseconds into a file.
  async cancel(at, after) {
    const [worker, mine] = [await ready(at), ++request];
    const ended = message(worker, (data) => data.request === mine && (data.stopped || data.md5));
    worker.postMessage({ request: mine, file: inputs[at].files[0] });
    await new Promise((resolve) => setTimeout(resolve, after));
    const start = performance.now();
    worker.postMessage({ request: ++request, file: null });
    const { stopped } = await ended;
    if (!stopped) throw new Error("the file was read before it could be cancelled: take a larger one");
    return performance.now() - start;
  },

  // Reads a file into the memory of another worker, for `memory`.
  async load(at) {
    const [kernel] = (await address()).hash.slice(1).split(":");
    memory = new Worker("memory.js", { type: "module" });
    const loaded = message(memory, (data) => data.loaded);
    memory.postMessage({ file: inputs[at].files[0], kernel: new URL(kernel, new URL("../", location.href)).href });
    await loaded;
  },

  // Digests these bytes `times` times; average milliseconds of one digest.
  async memory(name, way, times) {
    const done = message(memory, (data) => data.md5);
    memory.postMessage({ name, way, times });
    return await done;
  },
};
