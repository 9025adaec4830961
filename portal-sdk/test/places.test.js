// The grammar of places. places.json is read by the console's tests too: what one takes the other takes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { connected } from "./rig.js";

const { keys, places, none } = JSON.parse(readFileSync(new URL("places.json", import.meta.url), "utf8"));

function takes(page, path) {
  try {
    page.console.navigate(path);
    return true;
  } catch (error) {
    assert.ok(error instanceof TypeError, String(error));
    return false;
  }
}

test("a place takes the documented keys and values, and no others", (t) => {
  const page = connected(t);
  const words = Object.values(keys).flatMap(({ only = [], each = [] }) => [...only, ...each]);
  for (const [key, { only, each = [], good = [], bad }] of Object.entries(keys)) {
    for (const value of only ?? [...good, ...each]) assert.ok(takes(page, `/?${key}=${value}`), `${key}=${value}`);
    for (const value of bad) assert.ok(!takes(page, `/?${key}=${value}`), `${key}=${value}`);
    const foreign = only ? words.filter((word) => !only.includes(word)) : [];
    for (const value of foreign) assert.ok(!takes(page, `/?${key}=${value}`), `${key}=${value}`);
  }
  for (const path of places) assert.ok(takes(page, path), path);
  for (const path of none) assert.ok(!takes(page, path), path);
});

test("a search of a hundred characters is a place, whatever they are", (t) => {
  const page = connected(t);
  for (const one of ["x", "灯", "🙂", "%"]) {
    const query = (count) => `/?product_id=${encodeURIComponent("灯".repeat(64))}&q=${encodeURIComponent(one.repeat(count))}`;
    assert.ok(takes(page, query(100)), one);
    assert.ok(!takes(page, query(101)), one);
  }
});

test("every place the console shows reaches the portal as it is", async (t) => {
  const page = connected(t);
  for (const path of places) page.tells("route", { path });
  page.tells("route", { path: places[1], entry: true });
  page.tells("route", { path: places[1], entry: "yes" });
  for (const path of none) page.tells("route", { path });
  await page.flush();
  const routes = page.events.filter(({ type }) => type === "route");
  const told = (path, entry = false) => ({ type: "route", path, entry });
  assert.deepEqual(routes, [...places.map((path) => told(path)), told(places[1], true), told(places[1])]);
  assert.equal(page.console.ignored, none.length);
});
