// A fake page with a frame. Window messages have a source and an origin and are delivered only to the right target;
// ports are those of Node. All messages that the SDK posts are recorded.

import assert from "node:assert/strict";
import { embedConsole } from "../index.js";

export const CONSOLE = "https://console.example";
export const TOKEN = "canary-5f1d7e-token";
const TIMEOUT_MS = 5_000;
// Tests replace the global function.
const realTimeout = setTimeout;

export class Rig {
  /** Messages that the SDK posted: to the frame's window ({target, data, ports}) and over ports ({port, data}). */
  posted = [];
  events = [];
  reasons = [];
  #listeners = new Set();
  #waiting = new Set();
  #flushes = 0;
  /** Origin of the page in the frame. */
  inside = CONSOLE;
  frame;
  ports = [];
  console;

  constructor(options = {}) {
    const rig = this;
    this.window = {
      addEventListener: (type, listener) => type === "message" && this.#listeners.add(listener),
      removeEventListener: (type, listener) => type === "message" && this.#listeners.delete(listener),
    };
    this.frameWindow = {
      postMessage(message, target, transfer = []) {
        assert.ok(typeof target === "string", "a window message has a target");
        const data = structuredClone(message);
        rig.posted.push({ target, data, ports: transfer.length });
        if (target === rig.inside) rig.#deliver(data, transfer);
        else for (const port of transfer) port.close();
        rig.#wake();
      },
    };
    this.document = { defaultView: this.window, baseURI: "https://portal.example/app/", createElement: element };
    this.place = {
      ownerDocument: this.document,
      append(frame) {
        rig.frame = frame;
        frame.contentWindow = rig.frameWindow;
        frame.remove = () => {
          rig.frame = undefined;
          frame.contentWindow = null;
        };
      },
    };
    const { getToken = () => TOKEN, ...rest } = options;
    this.console = embedConsole(this.place, {
      src: `${CONSOLE}/`,
      getToken: (reason) => {
        this.reasons.push(reason);
        return getToken(reason);
      },
      onEvent: (event) => {
        this.events.push(event);
        this.#wake();
      },
      ...rest,
    });
  }

  get listening() {
    return this.#listeners.size;
  }

  /** Delivers a window message as a browser does. */
  says(data, { source = this.frameWindow, origin = this.inside } = {}) {
    for (const listener of [...this.#listeners]) listener({ source, origin, data: structuredClone(data) });
  }

  /** Sends a hello from the frame. */
  hello(nonce = nonceOf(1), more = {}, event = {}) {
    const { versions = [1], ...rest } = more;
    this.says({ ns: "fwc", v: 1, type: "hello", body: { versions, nonce, app: { version: "0.1.0" } }, ...rest }, event);
  }

  #deliver(data, [port]) {
    if (!port) return;
    port.onmessage = ({ data }) => {
      this.posted.push({ port: this.ports.length, data });
      this.#wake();
    };
    this.ports.push(port);
  }

  /** Sends a message from the console over its newest port. */
  tells(type, body = {}, more = {}, port = this.ports.at(-1)) {
    port.postMessage({ ns: "fwc", v: 1, type, body, ...more });
  }

  /** Messages of one type that the SDK posted. */
  all(type) {
    return this.posted.filter(({ data }) => data.type === type);
  }

  /** Waits until `condition` returns a truthy value, and returns it. */
  async until(what, condition) {
    let found = condition();
    if (found) return found;
    await new Promise((resolve, reject) => {
      const timer = realTimeout(() => reject(new Error(`timed out: ${what}`)), TIMEOUT_MS);
      const check = () => {
        found = condition();
        if (!found) return;
        timer.close();
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
    return found;
  }

  /** Waits for the answer to the message with this id. */
  answer(id) {
    return this.until(`an answer to ${id}`, () => this.posted.find(({ port, data }) => port && data.id === id)?.data);
  }

  /** Waits until all messages sent before, in both directions, have arrived: ports keep the order. */
  async flush() {
    const text = `flush ${++this.#flushes}`;
    this.tells("title", { text });
    await this.until(text, () => this.events.some((event) => event.text === text));
    const before = this.all("token.changed").length;
    this.console.tokenChanged();
    await this.until("token.changed", () => this.all("token.changed").length > before);
  }

  #wake() {
    for (const check of [...this.#waiting]) check();
  }

  /** Closes the ports, and checks the properties that all posted messages must have. */
  close() {
    for (const { target, data } of this.posted) {
      if (target !== undefined) assert.equal(target, CONSOLE, "a window message has the console's exact origin");
      const text = JSON.stringify(data);
      if (data.type !== "token.ok") assert.ok(!text.includes(TOKEN), `a token in ${data.type}`);
      else assert.equal(target, undefined, "a token goes over a port");
    }
    assert.ok(!JSON.stringify(this.events).includes(TOKEN), "a token in an event");
    assert.ok(!JSON.stringify(this.frame?.attributes ?? {}).includes(TOKEN), "a token on the frame");
    for (const port of this.ports) port.close();
  }
}

function element(name) {
  assert.equal(name, "iframe");
  const attributes = {};
  return {
    attributes,
    setAttribute: (key, value) => (attributes[key] = value),
    style: {
      heights: [],
      setProperty(key, value) {
        assert.equal(key, "height");
        this.heights.push(value);
      },
    },
    contentWindow: null,
  };
}

export function nonceOf(number) {
  return number.toString(16).padStart(32, "0");
}

/** Creates a rig that is checked and closed at the end of the test. */
export function rig(t, options) {
  const page = new Rig(options);
  t.after(() => page.close());
  return page;
}

/** Creates a rig whose handshake is complete. */
export function connected(t, options) {
  const page = rig(t, options);
  page.hello();
  assert.equal(page.console.connected, true);
  return page;
}
