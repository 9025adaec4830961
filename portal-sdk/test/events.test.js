import assert from "node:assert/strict";
import test from "node:test";
import { connected, nonceOf, rig } from "./rig.js";

const told = (page) => page.events.filter(({ type, text }) => type !== "connected" && !text?.startsWith("flush"));

test("what the console tells becomes an event", async (t) => {
  const page = connected(t, { autoHeight: true });
  const events = [
    { type: "ready" },
    { type: "route", path: "/" },
    { type: "route", path: "/?product_id=160f" },
    { type: "route", path: "/?product_id=a%2Fb%20c&task=1" },
    { type: "title", text: "升级任务" },
    { type: "size", height: 700.5 },
    { type: "dirty", value: true },
    { type: "error", code: "unreachable" },
    { type: "task.created", id: "1" },
    { type: "task.updated", id: "9007199254740993" },
    { type: "task.deleted", id: "任务 1" },
  ];
  for (const { type, ...body } of events) page.tells(type, { ...body, added: "later" });
  await page.flush();
  assert.deepEqual(told(page), events);
  assert.equal(page.console.ignored, 0);
});

test("what is malformed or unknown is counted and nothing else", async (t) => {
  const page = connected(t);
  const bad = [
    ["hello", { versions: [1], nonce: nonceOf(9) }],
    ["welcome", {}],
    ["surprise", {}],
    ["toString", {}],
    ["route", {}],
    ["route", { path: "//evil.example" }],
    ["route", { path: "https://evil.example/" }],
    ["route", { path: "javascript:alert(1)" }],
    ["route", { path: "/?product_id=1&access_token=x" }],
    ["title", { text: 7 }],
    ["title", { text: "x".repeat(513) }],
    ["size", { height: 700 }],
    ["dirty", { value: "yes" }],
    ["error", { code: "the password is 1234" }],
    ["task.created", { id: 7 }],
    ["task.created", { id: "" }],
    ["task.created", { id: "a\nb" }],
    ["task.created", { id: "x".repeat(129) }],
    ["teardown.ok", { unsaved: false }],
  ];
  for (const [type, body] of bad) page.tells(type, body);
  for (const message of [
    { ns: "fwc", v: 2, type: "ready", body: {} },
    { ns: "fwc", v: 1, type: 7, body: {} },
    { ns: "fwc", v: 1, type: "ready", body: [] },
    { ns: "fwc", v: 1, type: "ready", body: null },
  ]) {
    page.ports[0].postMessage(message);
  }
  for (const other of [null, 7, "ready", [], { ns: "other", type: "ready" }]) page.ports[0].postMessage(other);
  await page.flush();
  assert.deepEqual(told(page), []);
  assert.equal(page.console.ignored, bad.length + 4, "other namespaces are not even counted");
});

test("an onEvent that throws breaks nothing", async (t) => {
  const reported = [];
  globalThis.reportError = (error) => reported.push(error.message);
  t.after(() => delete globalThis.reportError);
  const page = connected(t, {
    onEvent: () => {
      throw new Error("the portal's mistake");
    },
  });
  page.tells("dirty", { value: true });
  page.tells("token.get", { reason: "boot" }, { id: "q1" });
  assert.equal((await page.answer("q1")).type, "token.ok");
  assert.deepEqual(reported, ["the portal's mistake", "the portal's mistake"]);
});

test("a change of the context is told as far as it is one", async (t) => {
  const page = connected(t, { language: "zh", theme: "light" });
  page.console.setContext({ language: "zh", theme: "dark" });
  page.console.setContext({ theme: "dark" });
  page.console.setContext({ theme: undefined, productId: "160f" });
  page.console.setContext({});
  await page.flush();
  assert.deepEqual(page.all("context").map(({ data }) => data.body), [{ theme: "dark" }, { productId: "160f" }]);
  // A reload starts with what is true now.
  page.hello(nonceOf(2));
  assert.deepEqual(page.all("welcome")[1].data.body.context, { language: "zh", theme: "dark", productId: "160f" });
  for (const bad of [{ language: "fr" }, { colour: "red" }, { token: "x" }, null, "zh", { timeZone: "" }]) {
    assert.throws(() => page.console.setContext(bad), TypeError, JSON.stringify(bad));
  }
});

test("a place is shown as soon as there is a console to show it", async (t) => {
  const page = rig(t);
  page.console.navigate("/?task=1");
  page.hello();
  page.console.navigate("/?product_id=160f&task=2");
  await page.flush();
  assert.equal(page.all("navigate").length, 0);
  page.tells("ready");
  await page.flush();
  page.console.navigate("/");
  await page.flush();
  assert.deepEqual(page.all("navigate").map(({ data }) => data.body.path), ["/?product_id=160f&task=2", "/"]);
});

test("only places of the console can be gone to", (t) => {
  const page = connected(t);
  for (const bad of [
    "",
    "//evil.example",
    "/\\evil.example",
    "\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/tasks",
    "/?",
    "/#task",
    "/?task=1#x",
    "/?task",
    "/?task=",
    "/?task=1&task=2",
    "/?task=1&",
    "/?lang=zh",
    "/?access_token=x",
    "/?product_id=a/b",
    "/?product_id=%",
    "/?product_id=%FF",
    "/?product_id=a b",
    "/?task=1\n",
    `/?task=${"1".repeat(2_100)}`,
    null,
    7,
    ["/"],
  ]) {
    assert.throws(() => page.console.navigate(bad), TypeError, String(bad));
  }
});

test("a teardown waits for the console's word and leaves nothing", async (t) => {
  const page = connected(t);
  const gone = page.console.destroy();
  assert.equal(page.console.destroy(), gone, "twice is once");
  const asked = await page.until("teardown", () => page.all("teardown")[0]?.data);
  // No new page, no token and no other id while it ends.
  page.hello(nonceOf(2));
  page.tells("token.get", { reason: "boot" }, { id: "q1" });
  page.tells("teardown.ok", { unsaved: false }, { id: "another" });
  page.tells("teardown.ok", { unsaved: "no" }, { id: asked.id });
  page.tells("teardown.ok", { unsaved: true }, { id: asked.id });
  assert.deepEqual(await gone, { unsaved: true });
  assert.equal(page.frame, undefined);
  assert.equal(page.listening, 0);
  assert.equal(page.console.connected, false);
  assert.deepEqual(page.reasons, []);
  assert.equal(page.console.ignored, 3);
  const posted = page.posted.length;
  page.console.tokenChanged();
  page.console.setContext({ language: "en" });
  page.console.navigate("/");
  assert.equal(page.posted.length, posted);
});

test("a console that does not answer is removed after two seconds", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = connected(t);
  page.tells("dirty", { value: true });
  await page.flush();
  const gone = page.console.destroy();
  await page.until("teardown", () => page.all("teardown")[0]);
  t.mock.timers.tick(1_999);
  assert.notEqual(page.frame, undefined);
  t.mock.timers.tick(1);
  assert.deepEqual(await gone, { unsaved: true }, "the last it said");
  assert.equal(page.frame, undefined);
  assert.equal(page.listening, 0);
});

test("a frame that has left the page is not waited for", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [what, remove] of [
    ["by itself", (page) => page.frame.remove()],
    ["with its place", (page) => (page.frame.contentWindow = null)],
  ]) {
    const page = connected(t);
    page.tells("dirty", { value: true });
    await page.flush();
    remove(page);
    assert.deepEqual(await page.console.destroy(), { unsaved: true }, what);
    assert.equal(page.all("teardown").length, 0, what);
    assert.equal(page.listening, 0, what);
  }
});

test("a frame that leaves the page during the teardown is not waited for", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = connected(t);
  const gone = page.console.destroy();
  await page.until("teardown", () => page.all("teardown")[0]);
  // The browser closes the ports of a page that goes.
  page.ports[0].close();
  assert.deepEqual(await gone, { unsaved: false });
  assert.equal(page.frame, undefined);
});
