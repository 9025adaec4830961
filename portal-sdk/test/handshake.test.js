import assert from "node:assert/strict";
import test from "node:test";
import { CONSOLE, connected, nonceOf, rig } from "./rig.js";

test("a hello is answered by a welcome with one port, the nonce and the context", (t) => {
  const page = rig(t, { language: "zh", theme: "dark", timeZone: "Asia/Shanghai", productId: "160f" });
  page.hello(nonceOf(7));
  assert.deepEqual(page.posted, [
    {
      target: CONSOLE,
      ports: 1,
      data: {
        ns: "fwc",
        v: 1,
        type: "welcome",
        body: {
          version: 1,
          nonce: nonceOf(7),
          caps: {},
          context: { language: "zh", theme: "dark", timeZone: "Asia/Shanghai", productId: "160f" },
        },
      },
    },
  ]);
  assert.deepEqual(page.events, [{ type: "connected", version: 1, app: { version: "0.1.0" } }]);
});

test("exactly one combination of origin, source and shape is answered", (t) => {
  const shapes = {
    right: { ns: "fwc", v: 1, type: "hello", body: { versions: [1], nonce: nonceOf(1), app: { version: "1" } } },
    "another namespace": { ns: "fwd", v: 1, type: "hello", body: { versions: [1], nonce: nonceOf(1) } },
    "another envelope": { ns: "fwc", v: 2, type: "hello", body: { versions: [1], nonce: nonceOf(1) } },
    "another type": { ns: "fwc", v: 1, type: "welcome", body: { versions: [1], nonce: nonceOf(1) } },
    "no body": { ns: "fwc", v: 1, type: "hello" },
    "no versions": { ns: "fwc", v: 1, type: "hello", body: { nonce: nonceOf(1) } },
    "a version in words": { ns: "fwc", v: 1, type: "hello", body: { versions: ["1"], nonce: nonceOf(1) } },
    "no nonce": { ns: "fwc", v: 1, type: "hello", body: { versions: [1] } },
    "a short nonce": { ns: "fwc", v: 1, type: "hello", body: { versions: [1], nonce: "abc" } },
    "a nonce in capitals": { ns: "fwc", v: 1, type: "hello", body: { versions: [1], nonce: "A".repeat(32) } },
    "a nonce and a line": { ns: "fwc", v: 1, type: "hello", body: { versions: [1], nonce: `${nonceOf(1)}\n` } },
    text: JSON.stringify({ ns: "fwc", v: 1, type: "hello", body: { versions: [1], nonce: nonceOf(1) } }),
    list: [{ ns: "fwc" }],
    nothing: null,
  };
  const origins = [
    CONSOLE,
    "null",
    "",
    "https://evil.example",
    `${CONSOLE}.evil.example`,
    `${CONSOLE}:8443`,
    "http://console.example",
    "https://CONSOLE.example",
    `${CONSOLE}/`,
  ];
  const sources = ["the frame", "the portal", "another frame", "no window"];
  let tried = 0;
  const answered = [];
  for (const [shape, data] of Object.entries(shapes)) {
    for (const origin of origins) {
      for (const from of sources) {
        const page = rig(t);
        const source = { "the frame": page.frameWindow, "the portal": page.window }[from] ?? {};
        page.says(data, { source: from === "no window" ? null : source, origin });
        tried += 1;
        if (page.posted.length > 0) answered.push([shape, origin, from]);
      }
    }
  }
  t.diagnostic(`${tried} combinations tried`);
  assert.equal(tried, 14 * 9 * 4);
  assert.deepEqual(answered, [["right", CONSOLE, "the frame"]]);
});

test("a frame that navigated to another origin receives nothing", async (t) => {
  const page = connected(t);
  // Its window is still the same object.
  page.inside = "https://evil.example";
  page.hello(nonceOf(2));
  page.hello(nonceOf(1));
  assert.equal(page.all("welcome").length, 1);
  assert.equal(page.console.ignored, 2);
});

test("a welcome is not delivered to a page that replaced the console", (t) => {
  const page = rig(t);
  page.inside = "https://evil.example";
  page.says(
    { ns: "fwc", v: 1, type: "hello", body: { versions: [1], nonce: nonceOf(1) } },
    { origin: CONSOLE },
  );
  assert.equal(page.all("welcome").length, 1);
  assert.equal(page.ports.length, 0, "the browser drops it, because its target is the console's origin");
});

test("a repeated hello is answered once", (t) => {
  const page = connected(t);
  page.hello();
  page.hello();
  assert.equal(page.all("welcome").length, 1);
});

test("a reload starts a new handshake and closes the old port", async (t) => {
  const page = connected(t);
  await page.flush();
  page.hello(nonceOf(2));
  assert.equal(page.ports.length, 2);
  page.tells("token.get", { reason: "boot" }, { id: "old" }, page.ports[0]);
  page.tells("token.get", { reason: "boot" }, { id: "new" });
  assert.equal((await page.answer("new")).type, "token.ok");
  await page.flush();
  assert.equal(page.posted.filter(({ data }) => data.id === "old").length, 0);
  assert.deepEqual(page.reasons, ["boot"]);
  // Replaying the hello of the first page has no effect.
  page.hello(nonceOf(1));
  assert.equal(page.all("welcome").length, 2);
});

test("a token that was requested before a reload is not sent", async (t) => {
  let resolveToken;
  const page = connected(t, { getToken: () => new Promise((resolve) => (resolveToken = resolve)) });
  page.tells("token.get", { reason: "boot" }, { id: "old" });
  await page.until("getToken", () => page.reasons.length === 1 || page.console.tokenChanged());
  page.hello(nonceOf(2));
  resolveToken("canary-5f1d7e-token");
  await page.flush();
  assert.equal(page.all("token.ok").length, 0);
});

test("without a common version the frame receives a refusal with the supported versions", (t) => {
  const page = rig(t);
  page.hello(nonceOf(3), { versions: [2, 3] });
  page.hello(nonceOf(3), { versions: [2, 3] });
  assert.deepEqual(page.posted, [
    { target: CONSOLE, ports: 0, data: { ns: "fwc", v: 1, type: "refuse", body: { nonce: nonceOf(3), versions: [1] } } },
  ]);
  assert.deepEqual(page.events, [{ type: "unsupported", versions: [2, 3] }]);
  assert.equal(page.console.connected, false);
});

test("the common version of several is used", (t) => {
  const page = rig(t);
  page.hello(nonceOf(1), { versions: [3, 1, 2] });
  assert.equal(page.all("welcome")[0].data.body.version, 1);
});

test("nothing is sent to a frame that sends no hello", async (t) => {
  const page = rig(t, { productId: "160f" });
  page.console.navigate("/?task=1");
  page.console.setContext({ language: "zh" });
  page.console.tokenChanged();
  assert.deepEqual(await page.console.destroy(), { unsaved: false });
  assert.deepEqual(page.posted, []);
  assert.deepEqual(page.reasons, []);
});

test("the frame has exactly the documented attributes", (t) => {
  const page = rig(t, { src: "../console/?lang=zh", title: "Updates", className: "wide", productId: "160f" });
  assert.deepEqual(page.frame.attributes, {
    title: "Updates",
    allow: "clipboard-write",
    referrerpolicy: "no-referrer",
    width: "100%",
    height: "720",
    frameborder: "0",
    class: "wide",
    src: "https://portal.example/console/?lang=zh",
  });
  const sandboxed = rig(t, { sandbox: "allow-scripts allow-same-origin", allow: "" });
  assert.equal(sandboxed.frame.attributes.sandbox, "allow-scripts allow-same-origin");
  assert.equal(sandboxed.frame.attributes.allow, "");
});

test("an invalid option throws immediately", (t) => {
  for (const src of [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "blob:https://console.example/1",
    "ftp://console.example",
    "about:blank",
    "https://",
    "https://user:secret@console.example/",
  ]) {
    assert.throws(() => rig(t, { src }), TypeError, src);
  }
  for (const invalid of [
    { language: "xx" },
    { theme: "pink" },
    { timeZone: "Mars/Base" },
    { timeZone: 8 },
    { productId: "" },
    { productId: 7 },
    { onEvent: "x" },
    { autoHeight: { min: 10, max: 5 } },
    { autoHeight: { max: 1e9 } },
    { autoHeight: { min: "x" } },
  ]) {
    assert.throws(() => rig(t, invalid), TypeError, JSON.stringify(invalid));
  }
});
