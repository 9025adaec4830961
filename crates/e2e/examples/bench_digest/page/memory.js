// Digests bytes in memory: the shipped kernel and its peers, each fed as its documentation shows. Where that leaves a
// choice there are several ways, and the benchmark takes the fastest.
import { createMD5 } from "./peers/hash-wasm.js";
import { md5 as jsMd5 } from "./peers/js-md5.js";
import { md5 as noble } from "./peers/noble/legacy.js";
import "./peers/spark-md5.js";

const { SparkMD5 } = self;
const MIB = 1 << 20;
let ways;

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
    for (const part of pieces(bytes, window.length)) {
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
  const hashWasm = await createMD5();
  const streamed = (create, length, finish) => {
    const parts = pieces(bytes, length);
    return () => {
      const hash = create();
      for (const part of parts) hash.update(part);
      return finish(hash);
    };
  };
  const wasm = (length) => streamed(() => hashWasm.init(), length, (hash) => hash.digest("hex"));
  const js = (length) => streamed(() => jsMd5.create(), length, (hash) => hash.hex());
  const nobles = (length) => streamed(() => noble.create(), length, (hash) => hex(hash.digest()));
  // spark-md5 takes only whole buffers; the time to copy its pieces is not measured.
  const copies = pieces(bytes, 2 * MIB).map((part) => part.slice().buffer);
  const spark = () => {
    const hash = new SparkMD5.ArrayBuffer();
    for (const part of copies) hash.append(part);
    return hash.end();
  };
  ways = {
    ours: { "64 KiB": await ours(kernel, bytes) },
    "hash-wasm": { whole: wasm(bytes.length), "256 KiB": wasm(256 << 10) },
    "spark-md5": { whole: () => SparkMD5.ArrayBuffer.hash(buffer), "2 MiB": spark },
    "js-md5": { whole: js(bytes.length), "1 MiB": js(MIB) },
    "@noble/hashes": { whole: nobles(bytes.length), "1 MiB": nobles(MIB) },
  };
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
