// The digest worker: reads one file at a time and says its MD5. The page tells it what to read, each time with a turn of
// its own:
//   { turn, file }           read this file instead of whatever is being read
//   { turn, file: null }     stop reading
// and hears, with the turn it is about:
//   { ready: true }          the kernel is there and warm          { unusable: reason }   there will be no kernel
//   { turn, done }           so many bytes are read                { turn, stopped: true }
//   { turn, md5, suspicion } the whole file is read                { turn, failed: name of the error }
// Its address carries the name of the kernel behind a `#`: both names change with their content.
"use strict";

// Milliseconds between two reports of progress.
const REPORT_EVERY = 50;

// Milliseconds after which messages are listened to. Chunks that are there already are given without a pause, and a stop
// would not be heard before the last of them.
const LISTEN_EVERY = 10;

// Where chunks go that are hashed. A buffer posted to a port that nobody holds the other end of is gone at once; left to
// the collector, or detached by `transfer(0)`, a gigabyte of file had Chromium hold up to a gigabyte of memory.
const { port1: drain, port2: nobody } = new MessageChannel();
nobody.close();

// Bytes hashed before the first file: by then the browser runs its best code.
const WARM_UP = 1 << 20;

const kernel = load();
let turn = 0;

async function load() {
  const [name, sha256 = ""] = self.location.hash.slice(1).split(":");
  // A kernel with one changed byte would give wrong digests, and nobody would see it.
  const bytes = (sha256.match(/../g) ?? []).map((digits) => parseInt(digits, 16));
  const integrity = bytes.length > 0 ? `sha256-${btoa(String.fromCharCode(...bytes))}` : "";
  const answer = await fetch(new URL(name, self.location.href), { integrity });
  const { instance } = await WebAssembly.instantiate(await answer.arrayBuffer());
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
      const suspicion = finish();
      const digits = Array.from(window.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"));
      return { md5: digits.join(""), suspicion };
    },
  };
}

kernel.then(
  () => self.postMessage({ ready: true }),
  (error) => self.postMessage({ unusable: String(error) }),
);

self.onmessage = async ({ data }) => {
  turn = data.turn;
  if (data.file === null) return;
  let outcome;
  try {
    outcome = await read(await kernel, data.file, data.turn);
  } catch (error) {
    outcome = { failed: error.name };
  }
  self.postMessage({ turn: data.turn, ...outcome });
};

// The kernel belongs to the turn: whoever comes back from waiting looks whether it is still theirs.
//
// A stream, not slices: the browser reads on by itself while a chunk is hashed. Slices took longer, one ahead by half,
// the best of several ahead by an eighth (docs/decisions/0004-digest-kernel.md).
async function read(kernel, file, mine) {
  if (turn !== mine) return { stopped: true };
  kernel.reset();
  const stream = file.stream().getReader();
  let done = 0;
  let told = performance.now();
  let heard = told;
  let wrong = null;
  for (;;) {
    if (performance.now() - heard >= LISTEN_EVERY) {
      await breath();
      heard = performance.now();
    }
    const chunk = await stream.read().catch(() => null);
    if (turn !== mine || wrong !== null || chunk === null) {
      stream.cancel().catch(() => {});
      if (turn !== mine) return { stopped: true };
      return { failed: wrong ?? (await look(file)) ?? "NotReadableError" };
    }
    if (chunk.done) break;
    kernel.feed(chunk.value);
    done += chunk.value.length;
    drain.postMessage(null, [chunk.value.buffer]);
    const now = performance.now();
    if (now - told >= REPORT_EVERY) {
      told = now;
      self.postMessage({ turn: mine, done });
      look(file).then((name) => (wrong ??= name));
    }
  }
  const digest = kernel.finish();
  wrong ??= await look(file);
  // A file that has shrunk ends early.
  return wrong === null && done === file.size ? digest : { failed: wrong ?? "NotReadableError" };
}

// Lets whatever has happened meanwhile be heard: a message to oneself comes after those that wait. (A timer would take
// four milliseconds.)
const { port1: here, port2: there } = new MessageChannel();
here.start();
function breath() {
  return new Promise((done) => {
    // Added, not set: a reading that was stopped may still be waiting for its own.
    here.addEventListener("message", done, { once: true });
    there.postMessage(null);
  });
}

// What is wrong with a file by now, as the name of an error: null is nothing. A stream opens the file once and gives
// whatever stands in it from then on; a slice is only given where the file is still the one that was picked.
function look(file) {
  return file.slice(0, 1).arrayBuffer().then(() => null, (error) => error.name);
}
