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

// Bytes asked for at a time. A fast disk gets large slices, a slow one small ones, so that progress is told and a stop
// is heard often enough on both. Two slices are in memory at a time.
const SMALLEST = 1 << 18;
const LARGEST = 1 << 22;

// Milliseconds between two reports of progress.
const REPORT_EVERY = 50;

// Where slices go that are hashed. A buffer posted to a port that nobody holds the other end of is gone at once; left to
// the collector, or detached by `transfer(0)`, a gigabyte of file had Chromium hold up to a gigabyte of memory.
const { port1: drain, port2: nobody } = new MessageChannel();
nobody.close();

// Bytes hashed before the first file: by then the browser runs its best code.
const WARM_UP = 1 << 20;

const kernel = load();
let turn = 0;

async function load() {
  const address = new URL(self.location.hash.slice(1), self.location.href);
  const answer = await fetch(address);
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
async function read(kernel, file, mine) {
  if (turn !== mine) return { stopped: true };
  kernel.reset();
  const ask = (start, length) => {
    const bytes = file.slice(start, start + length).arrayBuffer();
    // It may fail while nobody waits for it any more.
    bytes.catch(() => {});
    return bytes;
  };
  let length = SMALLEST;
  let done = 0;
  let before = performance.now();
  let told = before;
  let next = ask(0, length);
  while (done < file.size) {
    const bytes = new Uint8Array(await next);
    if (turn !== mine) return { stopped: true };
    const end = done + bytes.length;
    // Shorter than asked for: the file has shrunk.
    if (bytes.length === 0 || (bytes.length < length && end < file.size)) return { failed: "NotReadableError" };
    const now = performance.now();
    if (now - before < 20) length = Math.min(length * 2, LARGEST);
    if (now - before > 80) length = Math.max(length / 2, SMALLEST);
    before = now;
    // The disk reads on while this slice is hashed.
    if (end < file.size) next = ask(end, length);
    kernel.feed(bytes);
    done = end;
    drain.postMessage(null, [bytes.buffer]);
    if (now - told >= REPORT_EVERY) {
      told = now;
      self.postMessage({ turn: mine, done });
    }
  }
  return kernel.finish();
}
