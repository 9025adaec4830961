import assert from "node:assert/strict";
import test from "node:test";
import { connected, nonceOf, rig } from "./rig.js";

/** Creates a connected page with a mocked clock. */
function withMockedClock(t, autoHeight) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1_000;
  t.mock.method(performance, "now", () => now);
  const page = connected(t, { autoHeight });
  const { style } = page.frame;
  return {
    page,
    heights: style.heights,
    /** Reports these heights of the content. */
    async reportHeights(...heights) {
      for (const height of heights) page.tells("size", { height });
      await page.flush();
    },
    /** Advances the clock. */
    advance(ms) {
      now += ms;
      t.mock.timers.tick(ms);
    },
  };
}

test("without autoHeight the SDK does not set the frame's height", async (t) => {
  const page = connected(t);
  page.tells("size", { height: 900 });
  await page.flush();
  assert.deepEqual(page.all("welcome")[0].data.body.caps, {});
  assert.deepEqual(page.frame.style.heights, []);
  assert.equal(page.console.ignored, 1);
});

test("the frame follows its content within bounds, but not by less than two pixels", async (t) => {
  const { page, heights, reportHeights, advance } = withMockedClock(t, { min: 340, max: 1_000 });
  assert.deepEqual(page.all("welcome")[0].data.body.caps, { resize: true });
  await reportHeights(500.2);
  await reportHeights(501.9, 499.5);
  advance(1_000);
  await reportHeights(90);
  await reportHeights(5_000);
  assert.deepEqual(heights, ["340px", "501px", "340px", "1000px"]);
});

test("the height changes at most four times a second, then once more to the last value", async (t) => {
  const { heights, reportHeights, advance } = withMockedClock(t, true);
  await reportHeights(400, 410, 420, 430, 440, 450, 400, 500);
  assert.deepEqual(heights.slice(1), ["400px", "410px", "420px", "430px"]);
  advance(999);
  assert.equal(heights.length, 5);
  advance(1);
  assert.deepEqual(heights.slice(5), ["500px"]);
});

test("content that grows because its frame grew stops growing", async (t) => {
  const { page, heights, reportHeights, advance } = withMockedClock(t, true);
  for (let loop = 0; loop < 40; loop += 1) {
    await reportHeights(Number.parseInt(heights.at(-1), 10) + 10);
    advance(250);
  }
  assert.ok(heights.length <= 15, `${heights.length} changes`);
  // Shrinking is not a loop, and another page load resets the detection.
  await reportHeights(350);
  assert.equal(heights.at(-1), "350px");
  page.hello(nonceOf(2));
  advance(1_000);
  await reportHeights(600);
  assert.equal(heights.at(-1), "600px");
});

test("an invalid size is ignored", async (t) => {
  const { page, heights, reportHeights } = withMockedClock(t, true);
  await reportHeights(0, 0.9, -5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, Number.MAX_VALUE, "900", null, [900]);
  assert.equal(heights.length, 1);
  assert.equal(page.console.ignored, 10);
  await reportHeights(1, 1_000_000);
  assert.deepEqual(heights, ["320px", "4000px"], "the ends of the range, within the frame's bounds");
});

test("only the documented ranges are accepted", (t) => {
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
