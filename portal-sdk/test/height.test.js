import assert from "node:assert/strict";
import test from "node:test";
import { connected, nonceOf } from "./rig.js";

/** A page whose time stands still until it is moved. */
function still(t, autoHeight) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1_000;
  t.mock.method(performance, "now", () => now);
  const page = connected(t, { autoHeight });
  const { style } = page.frame;
  return {
    page,
    heights: style.heights,
    async says(...heights) {
      for (const height of heights) page.tells("size", { height });
      await page.flush();
    },
    pass(ms) {
      now += ms;
      t.mock.timers.tick(ms);
    },
  };
}

test("without autoHeight the frame's height is the portal's", async (t) => {
  const page = connected(t);
  page.tells("size", { height: 900 });
  await page.flush();
  assert.deepEqual(page.all("welcome")[0].data.body.caps, {});
  assert.deepEqual(page.frame.style.heights, []);
  assert.equal(page.console.ignored, 1);
});

test("the frame follows its content within bounds, and not by a pixel", async (t) => {
  const { page, heights, says, pass } = still(t, { min: 300, max: 1_000 });
  assert.deepEqual(page.all("welcome")[0].data.body.caps, { resize: true });
  await says(500.2);
  await says(501.9, 499.5);
  pass(1_000);
  await says(90);
  await says(5_000);
  assert.deepEqual(heights, ["300px", "501px", "300px", "1000px"]);
});

test("four changes in a second, and then the last word", async (t) => {
  const { heights, says, pass } = still(t, true);
  await says(400, 410, 420, 430, 440, 450, 400, 500);
  assert.deepEqual(heights.slice(1), ["400px", "410px", "420px", "430px"]);
  pass(999);
  assert.equal(heights.length, 5);
  pass(1);
  assert.deepEqual(heights.slice(5), ["500px"]);
});

test("content that grows because its frame did stops growing", async (t) => {
  const { page, heights, says, pass } = still(t, true);
  for (let loop = 0; loop < 40; loop += 1) {
    await says(Number.parseInt(heights.at(-1), 10) + 10);
    pass(250);
  }
  assert.ok(heights.length <= 15, `${heights.length} changes`);
  // Shrinking is never a loop, and another page load is another beginning.
  await says(350);
  assert.equal(heights.at(-1), "350px");
  page.hello(nonceOf(2));
  pass(1_000);
  await says(600);
  assert.equal(heights.at(-1), "600px");
});

test("a size that is none changes nothing", async (t) => {
  const { page, heights, says } = still(t, true);
  await says(0, -5, Number.NaN, Number.POSITIVE_INFINITY, "900", null);
  assert.equal(heights.length, 1);
  assert.equal(page.console.ignored, 6);
});
