// The digest worker: reads one file at a time and computes its MD5.
//
// Messages from the page. Each has a new number `request`:
//   { request, file }        read this file; cancels the file that is being read
//   { request, file: null }  stop reading
// Messages to the page, with the number of the request:
//   { ready: true }           the kernel is loaded and warm   { unusable: reason }      the kernel cannot be loaded
//   { request, done }         number of bytes read so far     { request, stopped: true }  reading was cancelled
//   { request, md5, content } the whole file was read         { request, failed }       the name of an exception
//
// The fragment of the worker's URL is `NAME:SHA256` of the kernel. The names of both files change with their content.
"use strict";

// Milliseconds between two progress messages.
const REPORT_EVERY = 50;

// Milliseconds between two pauses for messages. Chunks that are already available are delivered without a pause, so
// that a stop would be received only after the last of them.
const LISTEN_EVERY = 10;

// Receives the digested chunks. A buffer that is posted to a port without an open counterpart is freed at once. If the
// chunks are left to the garbage collector or detached by `transfer(0)`, Chromium holds up to the size of a file in
// memory.
const { port1: drain, port2: counterpart } = new MessageChannel();
counterpart.close();

// Bytes digested before the first file, so that the browser has optimised the kernel.
const WARM_UP = 1 << 20;

const kernel = load();
let request = 0;

async function load() {
  const [name, sha256 = ""] = self.location.hash.slice(1).split(":");
  // A corrupt kernel would compute wrong digests without any error.
  const bytes = (sha256.match(/../g) ?? []).map((digits) => parseInt(digits, 16));
  const integrity = bytes.length > 0 ? `sha256-${btoa(String.fromCharCode(...bytes))}` : "";
  const response = await fetch(new URL(name, self.location.href), { integrity });
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer());
  const { memory, buffer, capacity, reset, update, finish } = instance.exports;
  const window = new Uint8Array(memory.buffer, buffer(), capacity());
  const feed = (bytes) => {
    for (let at = 0; at < bytes.length; at += window.length) {
      const part = bytes.subarray(at, at + window.length);
      window.set(part);
      update(part.length);
    }
  };
  reset();
  feed(new Uint8Array(WARM_UP));
  return {
    reset,
    feed,
    finish() {
      const content = finish();
      const digits = Array.from(window.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"));
      return { md5: digits.join(""), content };
    },
  };
}

kernel.then(
  () => self.postMessage({ ready: true }),
  (error) => self.postMessage({ unusable: String(error) }),
);

self.onmessage = async ({ data }) => {
  request = data.request;
  if (data.file === null) return;
  let outcome;
  try {
    outcome = await read(await kernel, data.file, data.request);
  } catch (error) {
    outcome = { failed: error.name };
  }
  self.postMessage({ request: data.request, ...outcome });
};

// Digests a file. Only the latest request may use the kernel, so `read` compares `ownRequest` with it after each wait.
//
// A stream instead of slices: the browser reads ahead while a chunk is digested. With one slice ahead, reading takes
// half as long again; with the best number of slices, an eighth longer (docs/decisions/0004-digest-kernel.md).
async function read(kernel, file, ownRequest) {
  if (request !== ownRequest) return { stopped: true };
  kernel.reset();
  const stream = file.stream().getReader();
  let done = 0;
  let lastReport = performance.now();
  let lastPause = lastReport;
  let failure = null;
  for (;;) {
    if (performance.now() - lastPause >= LISTEN_EVERY) {
      await pause();
      lastPause = performance.now();
    }
    const chunk = await stream.read().catch(() => null);
    if (request !== ownRequest || failure !== null || chunk === null) {
      stream.cancel().catch(() => {});
      if (request !== ownRequest) return { stopped: true };
      return { failed: failure ?? (await fileError(file)) ?? "NotReadableError" };
    }
    if (chunk.done) break;
    kernel.feed(chunk.value);
    done += chunk.value.length;
    drain.postMessage(null, [chunk.value.buffer]);
    const now = performance.now();
    if (now - lastReport >= REPORT_EVERY) {
      lastReport = now;
      self.postMessage({ request: ownRequest, done });
      fileError(file).then((name) => (failure ??= name));
    }
  }
  const digest = kernel.finish();
  failure ??= await fileError(file);
  // The stream of a file that has shrunk ends early.
  return failure === null && done === file.size ? digest : { failed: failure ?? "NotReadableError" };
}

// Lets the worker handle waiting messages: a message to itself is queued after them. (A timer would take four
// milliseconds.)
const { port1: receiver, port2: sender } = new MessageChannel();
receiver.start();
function pause() {
  return new Promise((resolve) => {
    // Not `onmessage`: a cancelled `read` may still wait for its own message.
    receiver.addEventListener("message", resolve, { once: true });
    sender.postMessage(null);
  });
}

// The name of the error if the file has changed since it was picked, else null. A stream opens the file once and
// delivers its current content, but a slice can be read only if the file is unchanged.
function fileError(file) {
  return file.slice(0, 1).arrayBuffer().then(() => null, (error) => error.name);
}
