// Runs in the console's page before the console: counts messages, and lets the test end the console's wait of five seconds,
// so that a slow machine does not end it during the test.
window.arrived = 0;
addEventListener("message", () => {
  window.arrived += 1;
});
const wait = window.setTimeout;
window.setTimeout = (work, ms, ...rest) => {
  if (ms !== 5_000) return wait(work, ms, ...rest);
  window.giveUp = work;
  return 0;
};
