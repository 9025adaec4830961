import assert from "node:assert/strict";
import test from "node:test";
import { TOKEN, connected } from "./rig.js";

/** Connects a page with this getToken, requests a token and returns the answer. */
async function requestToken(t, getToken, reason = "boot") {
  const page = connected(t, { getToken });
  page.tells("token.get", { reason }, { id: "q1" });
  const { type, id, body } = await page.answer("q1");
  assert.equal(id, "q1");
  return { type, body, page };
}

test("getToken receives every reason, and the console receives its token", async (t) => {
  for (const reason of ["boot", "expired", "rejected", "visible"]) {
    const { type, body, page } = await requestToken(t, () => TOKEN, reason);
    assert.deepEqual({ type, body }, { type: "token.ok", body: { token: TOKEN } });
    assert.deepEqual(page.reasons, [reason]);
  }
});

test("getToken may return a token or a code, directly or as a promise", async (t) => {
  const withCode = (code) => Object.assign(new Error("no"), { code });
  const cases = [
    [TOKEN, "token.ok", { token: TOKEN }],
    [{ token: TOKEN }, "token.ok", { token: TOKEN }],
    [{ token: TOKEN, expiresIn: 60 }, "token.ok", { token: TOKEN, expiresIn: 60 }],
    [{ token: TOKEN, expiresIn: -1 }, "token.ok", { token: TOKEN }],
    [{ token: TOKEN, expiresIn: "60", more: 1 }, "token.ok", { token: TOKEN }],
    [{ token: TOKEN, user: "u 1\n灯" }, "token.ok", { token: TOKEN, user: "u 1\n灯" }],
    [{ token: TOKEN, user: "u".repeat(256) }, "token.ok", { token: TOKEN, user: "u".repeat(256) }],
    [{ token: TOKEN, user: undefined }, "token.ok", { token: TOKEN }],
    [{ token: TOKEN, user: null }, "token.ok", { token: TOKEN }],
    [null, "token.err", { code: "signed-out" }],
    [undefined, "token.err", { code: "signed-out" }],
    [{ code: "signed-out" }, "token.err", { code: "signed-out" }],
    [{ code: "denied" }, "token.err", { code: "denied" }],
    [{ code: "unavailable", retryAfter: 30 }, "token.err", { code: "unavailable", retryAfter: 30 }],
    [withCode("denied"), "token.err", { code: "denied" }],
  ];
  for (const [given, type, body] of cases) {
    for (const getToken of [() => given, async () => given]) {
      const found = await requestToken(t, getToken);
      assert.deepEqual({ type: found.type, body: found.body }, { type, body });
    }
  }
});

test("a failed getToken is answered as unavailable, without its error", async (t) => {
  const fail = () => {
    throw new Error(`cannot renew ${TOKEN}`);
  };
  for (const getToken of [fail, async () => fail(), () => Promise.reject(undefined)]) {
    const { type, body, page } = await requestToken(t, getToken);
    assert.deepEqual({ type, body }, { type: "token.err", body: { code: "unavailable" } });
    assert.deepEqual(page.events.slice(1), []);
  }
});

test("an invalid token, and one with an invalid user, is not passed to the console", async (t) => {
  const texts = ["", " ", `${TOKEN}\r\nX: y`, "a\nb", "a b", "a\0b", "a\x7fb", "tök", "凭证", "🙂", "x".repeat(8_193)];
  const others = [7, true, {}, [], [TOKEN], { token: null }, { token: true }, { token: [TOKEN] }, { token: { token: TOKEN } }, { code: "no" }];
  const users = ["", "u".repeat(257), 7, {}].map((user) => ({ token: TOKEN, user }));
  for (const bad of [...texts, ...others, ...users]) {
    const { type, body, page } = await requestToken(t, () => bad);
    assert.deepEqual({ type, body }, { type: "token.err", body: { code: "unavailable" } });
    assert.deepEqual(page.events.slice(1), [{ type: "error", code: "token-malformed" }]);
  }
  const { type } = await requestToken(t, () => "x".repeat(8_192));
  assert.equal(type, "token.ok");
});

test("a getToken that hangs times out before the console does", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let resolveToken;
  const page = connected(t, { getToken: () => new Promise((resolve) => (resolveToken = resolve)) });
  page.tells("token.get", { reason: "expired" }, { id: "q1" });
  await page.flush();
  t.mock.timers.tick(8_999);
  await page.flush();
  assert.equal(page.all("token.err").length, 0);
  t.mock.timers.tick(1);
  assert.deepEqual((await page.answer("q1")).body, { code: "unavailable" });
  resolveToken(TOKEN);
  await page.flush();
  assert.equal(page.all("token.ok").length, 0);
});

test("an id is answered once", async (t) => {
  const page = connected(t);
  page.tells("token.get", { reason: "boot" }, { id: "q1" });
  page.tells("token.get", { reason: "boot" }, { id: "q1" });
  page.tells("token.get", { reason: "rejected" }, { id: "q1" });
  await page.answer("q1");
  await page.flush();
  assert.equal(page.all("token.ok").length, 1);
  assert.deepEqual(page.reasons, ["boot"]);
  assert.equal(page.console.ignored, 2);
});

test("at most four token requests are passed to the portal at a time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = connected(t, { getToken: () => new Promise(() => {}) });
  for (let number = 0; number < 50; number += 1) page.tells("token.get", { reason: "boot" }, { id: `q${number}` });
  await page.flush();
  assert.equal(page.reasons.length, 4);
  assert.equal(page.all("token.err").length, 46);
});

test("a malformed token request is not answered", async (t) => {
  const page = connected(t);
  page.tells("token.get", { reason: "boot" });
  page.tells("token.get", { reason: "boot" }, { id: 7 });
  page.tells("token.get", { reason: "boot" }, { id: "" });
  page.tells("token.get", { reason: "boot" }, { id: "x".repeat(129) });
  page.tells("token.get", { reason: "curious" }, { id: "q1" });
  page.tells("token.get", {}, { id: "q2" });
  page.tells("token.get", { reason: ["boot"] }, { id: "q3" });
  await page.flush();
  assert.deepEqual(page.reasons, []);
  assert.equal(page.console.ignored, 7);
});

test("a token request is accepted only over the port", async (t) => {
  const page = connected(t);
  page.says({ ns: "fwc", v: 1, type: "token.get", id: "q1", body: { reason: "boot" } });
  await page.flush();
  assert.deepEqual(page.reasons, []);
  assert.equal(page.console.ignored, 1);
});
