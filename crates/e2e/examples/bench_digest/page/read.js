// Reads a file as the digest worker does, and throws the bytes away: what the browser itself needs for it.
"use strict";

const { port1: drain, port2: nobody } = new MessageChannel();
nobody.close();

self.onmessage = async ({ data }) => {
  try {
    const start = performance.now();
    const stream = data.stream().getReader();
    for (;;) {
      const { done, value } = await stream.read();
      if (done) break;
      drain.postMessage(null, [value.buffer]);
    }
    self.postMessage({ ms: performance.now() - start });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};
