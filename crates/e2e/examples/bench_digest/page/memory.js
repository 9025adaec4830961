// Digests bytes that are in memory already: ours, and its peers as their own documentation would have them fed. Where
// it leaves a choice there are several ways, and the bench takes the fastest.
import { createMD5 } from "./peers/hash-wasm.js";
import { md5 as jsMd5 } from "./peers/js-md5.js";
import { md5 as noble } from "./peers/noble/legacy.js";
import "./peers/spark-md5.js";

const { SparkMD5 } = self;
const ways = {};

// The bytes in pieces: views of the same memory.
function pieces(bytes, length) {
  const views = [];
  for (let at = 0; at < bytes.length; at += length) views.push(bytes.subarray(at, at + length));
  return views;
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// The shipped kernel, fed as worker.js feeds it.
async function ours(address, bytes) {
  const { instance } = await WebAssembly.instantiate(await (await fetch(address)).arrayBuffer());
  const { memory, buffer, capacity, reset, update, finish } = instance.exports;
  const window = new Uint8Array(memory.buffer, buffer(), capacity());
  return () => {
    reset();
    for (let at = 0; at < bytes.length; at += window.length) {
      const part = bytes.subarray(at, at + window.length);
      window.set(part);
      update(part.length);
    }
    finish();
    return hex(window.subarray(0, 16));
  };
}

async function load(file, kernel) {
  const buffer = await file.arrayBuffer();
  const bytes = new Uint8Array(buffer);
  const whole = [bytes];
  const mebibytes = pieces(bytes, 1 << 20);
  const streamed = (fresh, parts, finish) => () => {
    const hash = fresh();
    for (const part of parts) hash.update(part);
    return finish(hash);
  };
  const hashWasm = await createMD5();
  const digest = (hash) => hash.digest("hex");
  const toHex = (hash) => hash.hex();
  const bytesToHex = (hash) => hex(hash.digest());
  // spark-md5 takes only whole buffers; that its pieces are copies is not counted against it.
  const copies = pieces(bytes, 2 << 20).map((part) => part.slice().buffer);
  const spark = (parts) => () => {
    const hash = new SparkMD5.ArrayBuffer();
    for (const part of parts) hash.append(part);
    return hash.end();
  };
  Object.assign(ways, {
    ours: { "64 KiB": await ours(kernel, bytes) },
    "hash-wasm": {
      whole: streamed(() => hashWasm.init(), whole, digest),
      "256 KiB": streamed(() => hashWasm.init(), pieces(bytes, 256 << 10), digest),
    },
    "spark-md5": { whole: () => SparkMD5.ArrayBuffer.hash(buffer), "2 MiB": spark(copies) },
    "js-md5": {
      whole: streamed(() => jsMd5.create(), whole, toHex),
      "1 MiB": streamed(() => jsMd5.create(), mebibytes, toHex),
    },
    "@noble/hashes": {
      whole: streamed(() => noble.create(), whole, bytesToHex),
      "1 MiB": streamed(() => noble.create(), mebibytes, bytesToHex),
    },
  });
}

self.onmessage = async ({ data }) => {
  try {
    if (data.file) {
      await load(data.file, data.kernel);
      self.postMessage({ loaded: true });
      return;
    }
    const digest = ways[data.name][data.way];
    let md5;
    const start = performance.now();
    for (let left = data.times; left > 0; left -= 1) md5 = digest();
    self.postMessage({ ms: (performance.now() - start) / data.times, md5 });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};
