import assert from "node:assert/strict";
import test from "node:test";
import { connected, nonceOf, rig } from "./rig.js";

/** Events of a page, except those of the handshake and of `flush`. */
const eventsOf = (page) => page.events.filter(({ type, text }) => type !== "connected" && !text?.startsWith("flush"));

test("a message of the console becomes an event", async (t) => {
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
  assert.deepEqual(eventsOf(page), events);
  assert.equal(page.console.ignored, 0);
});

test("a malformed or unknown message is counted and has no other effect", async (t) => {
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
  assert.deepEqual(eventsOf(page), []);
  assert.equal(page.console.ignored, bad.length + 4, "messages of other namespaces are not counted");
});

test("an exception in onEvent does not interrupt the protocol", async (t) => {
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

test("a context value is sent again, because the frame may show another one", async (t) => {
  const page = connected(t, { language: "zh", theme: "light", productId: "A" });
  page.console.setContext({ language: "zh", theme: "dark" });
  page.console.setContext({ theme: "dark" });
  page.console.setContext({ theme: undefined, productId: "A", chrome: "full" });
  page.console.setContext({});
  await page.flush();
  const sent = [{ language: "zh", theme: "dark" }, { theme: "dark" }, { productId: "A", chrome: "full" }];
  assert.deepEqual(page.all("context").map(({ data }) => data.body), sent);
  // A reload starts with the latest context.
  page.hello(nonceOf(2));
  const context = { language: "zh", theme: "dark", productId: "A", chrome: "full" };
  assert.deepEqual(page.all("welcome")[1].data.body.context, context);
  const bad = [{ language: "xx" }, { colour: "red" }, { token: "x" }, null, "zh", { timeZone: "" }, { chrome: "none" }];
  for (const context of [...bad, { productId: "x".repeat(65) }, { productId: " " }, { productId: 7 }]) {
    assert.throws(() => page.console.setContext(context), TypeError, JSON.stringify(context));
  }
});

test("a reload of the frame starts with the product it showed, if the portal supplies one", async (t) => {
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
    // A later setContext of the portal takes precedence.
    page.console.setContext({ productId: "A" });
    await page.flush();
    assert.deepEqual(page.all("context")[0].data.body, { productId: "A" });
  }
});

test("the last place is sent as soon as the console is ready", async (t) => {
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

test("a pending place in another product is dropped when the portal sets the product", async (t) => {
  const cases = [
    ["/?product_id=A&task=1", { productId: "B" }, []],
    ["/?product_id=A&task=1", { productId: "A" }, ["/?product_id=A&task=1"]],
    ["/?status=running", { productId: "B" }, ["/?status=running"]],
    ["/?product_id=A", { theme: "dark" }, ["/?product_id=A"]],
  ];
  for (const [path, context, sent] of cases) {
    const page = connected(t);
    page.console.navigate(path);
    page.console.setContext(context);
    page.tells("ready");
    await page.flush();
    assert.deepEqual(page.all("navigate").map(({ data }) => data.body.path), sent);
  }
});

test("a place that is not a string is rejected", (t) => {
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

test("a teardown waits for the console's answer and removes everything", async (t) => {
  const page = connected(t);
  const destroyed = page.console.destroy();
  assert.equal(page.console.destroy(), destroyed, "a second call returns the first promise");
  const request = await page.until("teardown", () => page.all("teardown")[0]?.data);
  // A new page, a token request and an answer with another id are ignored during the teardown.
  page.hello(nonceOf(2));
  page.tells("token.get", { reason: "boot" }, { id: "q1" });
  page.tells("teardown.ok", { unsaved: false }, { id: "another" });
  page.tells("teardown.ok", { unsaved: "no" }, { id: request.id });
  page.tells("teardown.ok", { unsaved: true }, { id: request.id });
  assert.deepEqual(await destroyed, { unsaved: true });
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
  const destroyed = page.console.destroy();
  await page.until("teardown", () => page.all("teardown")[0]);
  t.mock.timers.tick(1_999);
  assert.notEqual(page.frame, undefined);
  t.mock.timers.tick(1);
  assert.deepEqual(await destroyed, { unsaved: true }, "the last dirty event");
  assert.equal(page.frame, undefined);
  assert.equal(page.listening, 0);
});

test("a teardown does not wait if the frame has been removed from the page", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [what, remove] of [
    ["the frame", (page) => page.frame.remove()],
    ["its parent", (page) => (page.frame.contentWindow = null)],
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

test("a teardown ends when the frame is removed from the page", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = connected(t);
  const destroyed = page.console.destroy();
  await page.until("teardown", () => page.all("teardown")[0]);
  // The browser closes the ports of an unloaded page.
  page.ports[0].close();
  assert.deepEqual(await destroyed, { unsaved: false });
  assert.equal(page.frame, undefined);
});
