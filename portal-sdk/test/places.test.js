// The grammar of places. The console's tests read places.json too, so that console and SDK accept the same places.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { connected } from "./rig.js";

const { keys, places, none } = JSON.parse(readFileSync(new URL("places.json", import.meta.url), "utf8"));

function accepts(page, path) {
  try {
    page.console.navigate(path);
    return true;
  } catch (error) {
    assert.ok(error instanceof TypeError, String(error));
    return false;
  }
}

test("a place accepts only the documented keys and values", (t) => {
  const page = connected(t);
  const words = Object.values(keys).flatMap(({ only = [], each = [] }) => [...only, ...each]);
  for (const [key, { only, each = [], good = [], bad }] of Object.entries(keys)) {
    for (const value of only ?? [...good, ...each]) assert.ok(accepts(page, `/?${key}=${value}`), `${key}=${value}`);
    for (const value of bad) assert.ok(!accepts(page, `/?${key}=${value}`), `${key}=${value}`);
    const foreign = only ? words.filter((word) => !only.includes(word)) : [];
    for (const value of foreign) assert.ok(!accepts(page, `/?${key}=${value}`), `${key}=${value}`);
  }
  for (const path of places) assert.ok(accepts(page, path), path);
  for (const path of none) assert.ok(!accepts(page, path), path);
});

test("a search of up to a hundred characters of any kind is accepted", (t) => {
  const page = connected(t);
  for (const one of ["x", "灯", "🙂", "%"]) {
    const query = (count) => `/?product_id=${encodeURIComponent("灯".repeat(64))}&q=${encodeURIComponent(one.repeat(count))}`;
    assert.ok(accepts(page, query(100)), one);
    assert.ok(!accepts(page, query(101)), one);
  }
});

test("the portal receives every place that the console shows, unchanged", async (t) => {
  const page = connected(t);
  for (const path of places) page.tells("route", { path });
  page.tells("route", { path: places[1], entry: true });
  page.tells("route", { path: places[1], entry: "yes" });
  for (const path of none) page.tells("route", { path });
  await page.flush();
  const routes = page.events.filter(({ type }) => type === "route");
  const routeEvent = (path, entry = false) => ({ type: "route", path, entry });
  assert.deepEqual(routes, [...places.map((path) => routeEvent(path)), routeEvent(places[1], true), routeEvent(places[1])]);
  assert.equal(page.console.ignored, none.length);
});
