// In the console, before it: counts what arrives, and lets the test say when the console's five seconds are over, so
// that a slow machine does not end the matrix.
window.arrived = 0;
addEventListener("message", () => {
  window.arrived += 1;
});
const soon = window.setTimeout;
window.setTimeout = (act, delay, ...more) => {
  if (delay !== 5_000) return soon(act, delay, ...more);
  window.giveUp = act;
  return 0;
};
