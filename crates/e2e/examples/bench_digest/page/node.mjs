// `node:crypto` in a process that stays alive. `node node.mjs FILE` reads the file; then each line `WAY TIMES` on standard
// input requests digests of it, and the answer is a line of JSON.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const bytes = readFileSync(process.argv[2]);
const lengths = { whole: bytes.length, "1 MiB": 1 << 20 };

function digest(length) {
  const hash = createHash("md5");
  for (let at = 0; at < bytes.length; at += length) hash.update(bytes.subarray(at, at + length));
  return hash.digest("hex");
}

for await (const line of createInterface({ input: process.stdin })) {
  const [, way, times] = line.match(/^(.*) (\d+)$/);
  let md5;
  const start = performance.now();
  for (let left = Number(times); left > 0; left -= 1) md5 = digest(lengths[way]);
  console.log(JSON.stringify({ ms: (performance.now() - start) / times, md5 }));
}
