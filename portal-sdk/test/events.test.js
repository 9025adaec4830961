import assert from "node:assert/strict";
import test from "node:test";
import { connected, nonceOf, rig } from "./rig.js";

const told = (page) => page.events.filter(({ type, text }) => type !== "connected" && !text?.startsWith("flush"));

test("what the console tells becomes an event", async (t) => {
  const page = connected(t, { autoHeight: true });
  const events = [
    { type: "ready" },
    { type: "route", path: "/", entry: false },
    { type: "route", path: "/?product_id=160f", entry: true },
    { type: "route", path: "/?product_id=a%2Fb%20c&task=1", entry: false },
    { type: "title", text: "升级任务" },
    { type: "size", height: 700.5 },
    { type: "dirty", value: true },
    { type: "error", code: "unreachable" },
    { type: "error", code: "portal" },
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

test("a context is told whatever was told before: the frame may show something else by now", async (t) => {
  const page = connected(t, { language: "zh", theme: "light", productId: "A" });
  page.console.setContext({ language: "zh", theme: "dark" });
  page.console.setContext({ theme: "dark" });
  page.console.setContext({ theme: undefined, productId: "A", chrome: "full" });
  page.console.setContext({});
  await page.flush();
  const told = [{ language: "zh", theme: "dark" }, { theme: "dark" }, { productId: "A", chrome: "full" }];
  assert.deepEqual(page.all("context").map(({ data }) => data.body), told);
  // A reload starts with what is true now.
  page.hello(nonceOf(2));
  const context = { language: "zh", theme: "dark", productId: "A", chrome: "full" };
  assert.deepEqual(page.all("welcome")[1].data.body.context, context);
  const bad = [{ language: "xx" }, { colour: "red" }, { token: "x" }, null, "zh", { timeZone: "" }, { chrome: "none" }];
  for (const context of [...bad, { productId: "x".repeat(65) }, { productId: " " }, { productId: 7 }]) {
    assert.throws(() => page.console.setContext(context), TypeError, JSON.stringify(context));
  }
});

test("a reload of the frame starts with the product it showed, where the portal supplies one", async (t) => {
  const cases = [
    [{ productId: "A" }, "/?product_id=B&task=1", { productId: "B" }],
    [{ productId: "A" }, "/?product_id=%E7%81%AF%2B&q=a", { productId: "灯+" }],
    [{ productId: "A" }, "/", {}],
    [{}, "/?product_id=B", {}],
  ];
  for (const [options, path, context] of cases) {
    const page = connected(t, options);
    page.tells("route", { path });
    await page.flush();
    page.hello(nonceOf(2));
    assert.deepEqual(page.all("welcome")[1].data.body.context, context, path);
    // What the portal says next is what counts.
    page.console.setContext({ productId: "A" });
    await page.flush();
    assert.deepEqual(page.all("context")[0].data.body, { productId: "A" });
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

test("a place in another product is not gone to after the portal has named a product", async (t) => {
  const cases = [
    ["/?product_id=A&task=1", { productId: "B" }, []],
    ["/?product_id=A&task=1", { productId: "A" }, ["/?product_id=A&task=1"]],
    ["/?status=running", { productId: "B" }, ["/?status=running"]],
    ["/?product_id=A", { theme: "dark" }, ["/?product_id=A"]],
  ];
  for (const [path, context, gone] of cases) {
    const page = connected(t);
    page.console.navigate(path);
    page.console.setContext(context);
    page.tells("ready");
    await page.flush();
    assert.deepEqual(page.all("navigate").map(({ data }) => data.body.path), gone);
  }
});

test("what is no text is no place", (t) => {
  const page = connected(t);
  for (const bad of [
    undefined,
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
