// Runs before the scripts of every measured page: signs in, and records what the browser reports about its main thread.
sessionStorage.setItem("Access-Token", TOKEN);
globalThis.bench = {
  /** Time of the first row, in milliseconds from the navigation. */
  row: 0,
  /** Longest task so far. The browser reports tasks of at least 50 ms. */
  block: 0,
  worstEvent: 0,
  longestGap: 0,

  /** Starts the measurement of an interaction. */
  mark() {
    bench.worstEvent = 0;
  },

  /** Longest event since `mark`, from the input to the next paint. The browser reports events of at least 16 ms. */
  async worst() {
    await bench.idle();
    return bench.worstEvent;
  },

  /** Presses *Refresh*, and records from now on how long the main thread is blocked. */
  refresh() {
    bench.longestGap = 0;
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    port1.onmessage = () => {
      const now = performance.now();
      bench.longestGap = Math.max(bench.longestGap, now - last);
      last = now;
      port2.postMessage(0);
    };
    port2.postMessage(0);
    [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Refresh").click();
  },

  /** Resolves after two frames and half a second, in which observers have delivered their entries. */
  idle: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 500)));
    }),
};
const observe = (type, record) =>
  new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({
    type,
    buffered: true,
    durationThreshold: 16,
  });
observe("longtask", (task) => (bench.block = Math.max(bench.block, task.duration)));
observe("event", (event) => (bench.worstEvent = Math.max(bench.worstEvent, event.duration)));
new MutationObserver((_, observer) => {
  if (!document.querySelector("tbody tr")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => (bench.row = performance.now())));
}).observe(document, { childList: true, subtree: true });
