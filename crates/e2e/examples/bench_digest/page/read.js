// Reads a file as the digest worker does, and throws the bytes away: what the browser itself needs for it.
"use strict";

self.onmessage = async ({ data }) => {
  try {
    const start = performance.now();
    const stream = data.stream().getReader({ mode: "byob" });
    let buffer = new ArrayBuffer(512 << 10);
    for (;;) {
      const { done, value } = await stream.read(new Uint8Array(buffer));
      if (done) break;
      buffer = value.buffer;
    }
    self.postMessage({ ms: performance.now() - start });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};
