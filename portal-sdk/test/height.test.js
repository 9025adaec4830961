import assert from "node:assert/strict";
import test from "node:test";
import { connected, nonceOf, rig } from "./rig.js";

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
  const { page, heights, says, pass } = still(t, { min: 340, max: 1_000 });
  assert.deepEqual(page.all("welcome")[0].data.body.caps, { resize: true });
  await says(500.2);
  await says(501.9, 499.5);
  pass(1_000);
  await says(90);
  await says(5_000);
  assert.deepEqual(heights, ["340px", "501px", "340px", "1000px"]);
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
  await says(0, 0.9, -5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, Number.MAX_VALUE, "900", null, [900]);
  assert.equal(heights.length, 1);
  assert.equal(page.console.ignored, 10);
  await says(1, 1_000_000);
  assert.deepEqual(heights, ["320px", "4000px"], "what the range allows, within the frame's bounds");
});

test("only the documented ranges are taken", (t) => {
  for (const [given, first] of [
    [true, "320px"],
    [{}, "320px"],
    [{ min: 320, max: 4_000 }, "320px"],
    [{ min: 500 }, "500px"],
    [{ max: 320 }, "320px"],
    [{ min: 4_000 }, "4000px"],
    [{ min: undefined, max: undefined }, "320px"],
  ]) {
    assert.deepEqual(rig(t, { autoHeight: given }).frame.style.heights, [first], JSON.stringify(given));
  }
  for (const given of [undefined, false]) {
    assert.deepEqual(rig(t, { autoHeight: given }).frame.style.heights, []);
  }
  for (const given of [
    { min: 319 },
    { max: 4_001 },
    { min: 1, max: 20_000 },
    { min: 900, max: 800 },
    { min: "400" },
    { max: null },
    { min: Number.NaN },
    { max: Number.POSITIVE_INFINITY },
    { maximum: 900 },
    [],
    [400, 900],
    null,
    0,
    1,
    "true",
    "",
  ]) {
    assert.throws(() => rig(t, { autoHeight: given }), /^TypeError: autoHeight: /, JSON.stringify(given));
  }
});
