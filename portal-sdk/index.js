// The portal's side of fwc/1, the protocol between a portal page and the upgrade console in an iframe
// (docs/embedding.md). No dependency, no global state, no storage, no logging.
//
// The access token goes from getToken into one token.ok over a private MessagePort, and nowhere else. Only the window
// of the frame, at the exact origin of `src`, receives the other end of that port.

const NAMESPACE = "fwc";
/** Versions of the protocol that this SDK supports. */
export const VERSIONS = Object.freeze([1]);

/** Milliseconds getToken may take: less than the 10 s the console waits, so that the console receives the reason. */
const TOKEN_MS = 9_000;
/** Milliseconds a teardown may take. */
const TEARDOWN_MS = 2_000;
/** Maximum number of token requests that are answered at the same time; a console sends one. */
const TOKEN_REQUESTS_MAX = 4;
/** Number of nonces and ids that are remembered, so that each is answered once. */
const REMEMBERED_MAX = 256;

/** Default bounds of the frame's height with autoHeight, in pixels. A portal may only narrow them. */
const AUTO_HEIGHT = { min: 320, max: 4_000 };
/** Maximum height of the content in pixels; a larger one is an error. */
const SIZE_MAX = 1_000_000;
/** Minimum change of the frame's height, in pixels. */
const STEP_PX = 2;
/** Maximum number of changes of the frame's height in a second. */
const STEPS_PER_SECOND = 4;
/** Maximum number of rises without a fall within RISES_MS. More are a loop: content that grows because its frame grew. */
const RISES = 12;
const RISES_MS = 10_000;

const REASONS = ["boot", "expired", "rejected", "visible"];
const REFUSALS = ["signed-out", "denied", "unavailable"];
const ERRORS = ["auth", "forbidden", "portal", "unreachable", "timeout", "unexpected", "panic", "token-malformed"];
const LANGUAGES = ["zh", "en"];
const THEMES = ["light", "dark", "auto"];
const CHROMES = ["auto", "full"];
const CONTEXT = ["language", "theme", "timeZone", "productId", "chrome"];

const NONCE = /^[0-9a-f]{32}$/;
const ID = /^[\x21-\x7e]{1,128}$/;
/** The id of a task: any text without control characters, as the platform defines it. */
const TASK = /^\P{Cc}{1,128}$/u;
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
/** The portal's identifier of a user. */
const USER = /^[^]{1,256}$/;

/** A parameter of a place. Its value is encoded as by encodeURIComponent or URLSearchParams. */
const PARAMETER = /^([a-z_]+)=((?:[A-Za-z0-9\-._~!'()*,+]|%[0-9A-Fa-f]{2})+)$/;
const STATUSES = ["all", "running", "stopped", "complete", "stalled"];
const KINDS = ["1", "2", "3"];
const ORDERS = ["name", "versions", "status", "progress", "upgraded", "remaining", "rate", "devices", "type"];
const COLUMNS = ["versions", "status", "devices", "progress", "rate", "type"];
const PAGE_SIZES = ["25", "50", "100", "all"];
/** The parameters of a place, each with the check of its value. The tests of console and SDK share test/places.json. */
const PLACE = new Map([
  ["product_id", (value) => isShort(value, 64)],
  ["task", (value) => isShort(value, 64)],
  ["q", (value) => isShort(value.trim(), 100)],
  ["status", (value) => STATUSES.includes(value)],
  ["type", (value) => KINDS.includes(value)],
  ["version", (value) => /^[0-9]+$/.test(value.trim()) && Number(value) <= 2_147_483_647],
  ["sort", (value) => ORDERS.includes(value.replace(/^-/, ""))],
  ["columns", (value) => value === "none" || isEachOnce(value.split(","), COLUMNS)],
  ["page", (value) => /^[1-9][0-9]{0,6}$/.test(value)],
  ["rows", (value) => PAGE_SIZES.includes(value)],
  ["view", (value) => value === "map"],
]);

/**
 * Embeds the console in `element`.
 *
 * @param {Element} element the parent of the iframe, which becomes its last child
 * @param {import("./index.js").EmbedOptions} options
 * @returns {import("./index.js").EmbeddedConsole}
 */
export function embedConsole(element, options) {
  return new Embedding(element, options).handle;
}

class Embedding {
  #window;
  #frame;
  #origin;
  #getToken;
  #onEvent;
  #height;
  /** Context of the portal. Its product is the one shown, so that a reload of the frame shows it again. */
  #context = {};
  /** Port and state of the last handshake. */
  #connection;
  #nonces = new RecentTexts();
  /** Place to show when the console is ready. */
  #path;
  #unsaved = false;
  #ignored = 0;
  #destroyed;
  #listener = (event) => this.#onWindowMessage(event);

  constructor(element, options) {
    const document = element?.ownerDocument;
    if (!document?.defaultView) throw new TypeError("embedConsole: the element must be in a page");
    if (typeof options !== "object" || options === null) throw new TypeError("embedConsole: options must be an object");
    const url = consoleUrl(options.src, document.baseURI);
    if (typeof options.getToken !== "function") throw new TypeError("embedConsole: getToken must be a function");
    if (options.onEvent !== undefined && typeof options.onEvent !== "function") {
      throw new TypeError("embedConsole: onEvent must be a function");
    }
    const { language, theme, timeZone, productId, chrome } = options;
    this.#context = checkedContext({ language, theme, timeZone, productId, chrome });
    this.#window = document.defaultView;
    this.#origin = url.origin;
    this.#getToken = options.getToken;
    this.#onEvent = options.onEvent;
    this.#frame = iframe(document, url, options);
    this.#height = autoHeight(this.#frame, options.autoHeight);
    // Before the frame exists, so that no hello is missed.
    this.#window.addEventListener("message", this.#listener);
    element.append(this.#frame);
  }

  get handle() {
    const self = this;
    return Object.freeze({
      get iframe() {
        return self.#frame;
      },
      get connected() {
        return self.#connection !== undefined;
      },
      get ignored() {
        return self.#ignored;
      },
      navigate: (path) => self.#navigate(path),
      setContext: (partial) => self.#setContext(partial),
      tokenChanged: () => self.#send("token.changed", {}),
      destroy: () => (self.#destroyed ??= self.#destroy()),
    });
  }

  // --- window messages: only the handshake

  #onWindowMessage(event) {
    const frame = this.#frame.contentWindow;
    // Messages of other frames and of the portal itself are not counted as ignored.
    if (!frame || event.source !== frame || this.#destroyed) return;
    if (event.data?.ns !== NAMESPACE) return;
    // The window object stays the same when the frame navigates; only the origin identifies its page.
    const hello = event.origin === this.#origin && envelope(event.data);
    if (!hello || hello.type !== "hello" || !isHello(hello.body)) return this.#ignore();
    const { versions, nonce, app } = hello.body;
    // The console repeats its hello until it is answered. Each page load is answered once.
    if (!this.#nonces.add(nonce)) return;
    this.#disconnect();
    const version = VERSIONS.find((known) => versions.includes(known));
    if (version === undefined) {
      this.#post(frame, "refuse", { nonce, versions: [...VERSIONS] });
      this.#emit({ type: "unsupported", versions: [...versions] });
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const connection = { port: port1, ids: new RecentTexts(), tokenRequests: 0, ready: false, closed: false };
    this.#connection = connection;
    port1.onmessage = ({ data }) => this.#onPortMessage(connection, data);
    port1.onmessageerror = () => this.#ignore();
    const caps = this.#height ? { resize: true } : {};
    this.#post(frame, "welcome", { version, nonce, caps, context: { ...this.#context } }, [port2]);
    this.#emit({ type: "connected", version, app: { version: app?.version ?? "" } });
  }

  /** Posts to the frame's window at the console's exact origin. No other method posts to a window. */
  #post(frame, type, body, ports = []) {
    frame.postMessage({ ns: NAMESPACE, v: 1, type, body }, this.#origin, ports);
  }

  #disconnect() {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#height?.reset();
    if (!connection) return;
    connection.closed = true;
    connection.port.onmessage = null;
    connection.port.close();
  }

  // --- port messages

  #onPortMessage(connection, data) {
    if (connection.closed || data?.ns !== NAMESPACE) return;
    const message = envelope(data);
    if (!message) return this.#ignore();
    if (message.type === "token.get") return this.#answerTokenRequest(connection, message);
    if (message.type === "teardown.ok") return this.#onTeardownOk(connection, message);
    const event = this.#destroyed ? undefined : eventOf(message, this.#height !== undefined);
    if (!event) return this.#ignore();
    if (event.type === "ready") {
      connection.ready = true;
      this.#sendPath();
    }
    if (event.type === "route") this.#updateProduct(event.path);
    if (event.type === "dirty") this.#unsaved = event.value;
    if (event.type === "size") this.#height.request(event.height);
    this.#emit(event);
  }

  /** Replaces the product of the portal's context, if it has one, with the product of the shown place. */
  #updateProduct(path) {
    if (!("productId" in this.#context)) return;
    const productId = productOf(path);
    if (productId === null) delete this.#context.productId;
    else this.#context.productId = productId;
  }

  async #answerTokenRequest(connection, { id, body }) {
    if (this.#destroyed || !isId(id) || !REASONS.includes(body.reason) || !connection.ids.add(id)) {
      return this.#ignore();
    }
    let answer = { code: "unavailable", retryAfter: 1 };
    if (connection.tokenRequests < TOKEN_REQUESTS_MAX) {
      connection.tokenRequests += 1;
      answer = await this.#requestToken(body.reason);
      connection.tokenRequests -= 1;
    }
    // The page that sent the request may have been unloaded.
    if (connection.closed || this.#destroyed) return;
    const type = "token" in answer ? "token.ok" : "token.err";
    connection.port.postMessage({ ns: NAMESPACE, v: 1, type, id, body: answer });
  }

  /** Calls getToken and returns the body of token.ok or token.err. Never rejects, and takes at most TOKEN_MS. */
  async #requestToken(reason) {
    let timer;
    const timeout = new Promise((resolve) => {
      timer = setTimeout(resolve, TOKEN_MS, { code: "unavailable" });
    });
    try {
      const result = (async () => this.#getToken(reason))();
      const answer = tokenAnswer(await Promise.race([result, timeout]));
      if (answer) return answer;
      this.#emit({ type: "error", code: "token-malformed" });
    } catch {
      // The error is not passed on: it may contain the token and internals of the portal.
    } finally {
      clearTimeout(timer);
    }
    return { code: "unavailable" };
  }

  #send(type, body) {
    if (this.#destroyed) return;
    this.#connection?.port.postMessage({ ns: NAMESPACE, v: 1, type, body });
  }

  // --- calls of the portal

  #navigate(path) {
    if (!isPath(path)) throw new TypeError(`navigate: use "/", with no parameters other than ${[...PLACE.keys()].join(", ")}`);
    this.#path = path;
    this.#sendPath();
  }

  /** Sends the last place that the portal named, if the console is ready. */
  #sendPath() {
    if (this.#path === undefined || !this.#connection?.ready) return;
    this.#send("navigate", { path: this.#path });
    this.#path = undefined;
  }

  #setContext(partial) {
    const context = checkedContext(partial);
    if (Object.keys(context).length === 0) return;
    Object.assign(this.#context, context);
    // The last call wins: a place in another product that was not sent yet is outdated.
    const { productId } = context;
    const pending = this.#path === undefined ? null : productOf(this.#path);
    if (productId !== undefined && pending !== null && pending !== productId) this.#path = undefined;
    // Values that were sent before are sent again, because the console may show other values in the meantime.
    this.#send("context", context);
  }

  /** Handles the answer to the teardown that is in progress. Returns whether it is valid. */
  #teardown;

  async #destroy() {
    const connection = this.#connection;
    const unsaved = await new Promise((resolve) => {
      // A frame that the portal has removed from its page has no window, and its console has ended.
      if (!connection || !this.#frame.contentWindow) return resolve(undefined);
      // The portal may also remove it during the wait. Browsers without this event wait for the timeout.
      connection.port.addEventListener("close", () => resolve(undefined));
      const timer = setTimeout(resolve, TEARDOWN_MS, undefined);
      const id = randomId();
      this.#teardown = (answer) => {
        if (answer.id !== id || typeof answer.body.unsaved !== "boolean") return false;
        clearTimeout(timer);
        resolve(answer.body.unsaved);
        return true;
      };
      connection.port.postMessage({ ns: NAMESPACE, v: 1, type: "teardown", id, body: {} });
    });
    this.#disconnect();
    this.#window.removeEventListener("message", this.#listener);
    this.#frame.remove();
    return { unsaved: unsaved ?? this.#unsaved };
  }

  #onTeardownOk(connection, message) {
    if (!this.#teardown?.(message)) this.#ignore();
  }

  // --- events

  #ignore() {
    this.#ignored += 1;
  }

  #emit(event) {
    try {
      this.#onEvent?.(Object.freeze(event));
    } catch (error) {
      // An error of the portal's code must not interrupt the protocol.
      globalThis.reportError?.(error);
    }
  }
}

/** The last REMEMBERED_MAX texts. */
class RecentTexts {
  #texts = new Set();

  /** Adds a text and returns whether it is new. */
  add(text) {
    if (this.#texts.has(text)) return false;
    this.#texts.add(text);
    if (this.#texts.size > REMEMBERED_MAX) this.#texts.delete(this.#texts.values().next().value);
    return true;
  }
}

/** Sets the frame's height to the height of its content: within bounds, at a limited rate, and without loops. */
class AutoHeight {
  #frame;
  #bounds;
  #current;
  #steps = [];
  #rises = [];
  #requested;
  #timer;

  constructor(frame, bounds) {
    this.#frame = frame;
    this.#bounds = bounds;
    this.#current = bounds.min;
    this.#apply();
  }

  request(height) {
    this.#requested = Math.min(Math.max(Math.ceil(height), this.#bounds.min), this.#bounds.max);
    if (this.#timer === undefined) this.#step();
  }

  #step() {
    this.#timer = undefined;
    const change = this.#requested - this.#current;
    if (Math.abs(change) < STEP_PX) return;
    const time = performance.now();
    this.#steps = this.#steps.filter((step) => time - step < 1_000);
    this.#rises = this.#rises.filter((rise) => time - rise < RISES_MS);
    if (this.#steps.length >= STEPS_PER_SECOND) {
      // Applies the last requested height as soon as the rate allows.
      this.#timer = setTimeout(() => this.#step(), 1_000 - (time - this.#steps[0]));
      return;
    }
    if (change > 0 && this.#rises.length >= RISES) return;
    this.#rises = change > 0 ? [...this.#rises, time] : [];
    this.#steps.push(time);
    this.#current = this.#requested;
    this.#apply();
  }

  /** Prepares for another page load. The height stays until that page requests one. */
  reset() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#rises = [];
  }

  #apply() {
    // No Content-Security-Policy restricts the CSSOM.
    this.#frame.style.setProperty("height", `${this.#current}px`);
  }
}

function autoHeight(frame, option) {
  if (option === undefined || option === false) return undefined;
  const { min = AUTO_HEIGHT.min, max = AUTO_HEIGHT.max, ...other } = isObject(option) ? option : {};
  const isKnown = (option === true || isObject(option)) && Object.keys(other).length === 0;
  const isRange = Number.isFinite(min) && Number.isFinite(max) && AUTO_HEIGHT.min <= min && min <= max && max <= AUTO_HEIGHT.max;
  if (!isKnown || !isRange) {
    throw new TypeError("autoHeight: use true, or {min, max} in pixels with 320 <= min <= max <= 4000");
  }
  return new AutoHeight(frame, { min, max });
}

function consoleUrl(src, base) {
  let url;
  try {
    url = new URL(src, base);
  } catch {
    throw new TypeError("src: not a valid address");
  }
  if (!/^https?:$/.test(url.protocol)) throw new TypeError("src: use an http or https address");
  if (url.username || url.password) throw new TypeError("src: an address must not contain an account or a password");
  return url;
}

function iframe(document, url, { title = "Firmware upgrade", className, allow = "clipboard-write", sandbox }) {
  const frame = document.createElement("iframe");
  frame.setAttribute("title", String(title));
  frame.setAttribute("allow", String(allow));
  frame.setAttribute("referrerpolicy", "no-referrer");
  // Attributes instead of styles: any rule of the portal's stylesheet overrides them.
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "720");
  frame.setAttribute("frameborder", "0");
  if (className !== undefined) frame.setAttribute("class", String(className));
  if (sandbox !== undefined) frame.setAttribute("sandbox", String(sandbox));
  frame.setAttribute("src", url.href);
  return frame;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value, max) => typeof value === "string" && value.length <= max;
const isId = (value) => typeof value === "string" && ID.test(value);
const isSize = (value) => Number.isFinite(value) && value >= 1 && value <= SIZE_MAX;
const isPositive = (value) => typeof value === "number" && Number.isFinite(value) && value > 0;

/** The type, id and body of a message of version 1; undefined for anything else. */
function envelope(data) {
  if (!isObject(data) || data.ns !== NAMESPACE || data.v !== 1 || !isText(data.type, 64)) return undefined;
  const { type, id, body = {} } = data;
  return isObject(body) ? { type, id, body } : undefined;
}

function isHello({ versions, nonce, app }) {
  return (
    Array.isArray(versions) &&
    versions.length > 0 &&
    versions.length <= 16 &&
    versions.every((version) => Number.isSafeInteger(version) && version > 0) &&
    typeof nonce === "string" &&
    NONCE.test(nonce) &&
    (app === undefined || (isObject(app) && (app.version === undefined || isText(app.version, 64))))
  );
}

/** Whether the text has at most `max` characters and is not blank. */
const isShort = (value, max) => value.trim() !== "" && [...value].length <= max;
const isEachOnce = (values, known) =>
  new Set(values).size === values.length && values.every((value) => known.includes(value));

/** Whether the path is a place: "/" with parameters of a place, each at most once. */
function isPath(path) {
  if (path === "/") return true;
  if (!isText(path, 4_096) || !path.startsWith("/?")) return false;
  const names = new Set();
  return path
    .slice(2)
    .split("&")
    .every((pair) => {
      const [, name, encoded] = PARAMETER.exec(pair) ?? [];
      const isValid = PLACE.get(name);
      if (!isValid || names.has(name)) return false;
      names.add(name);
      const value = decoded(encoded);
      return value !== undefined && isValid(value);
    });
}

/** The product of a place, or null. */
function productOf(path) {
  return new URLSearchParams(path.slice(1)).get("product_id");
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** Converts a message of the console to an event for the portal; undefined if it is unknown or malformed. */
function eventOf({ type, body }, resizes) {
  switch (type) {
    case "ready":
      return { type };
    case "route":
      return isPath(body.path) ? { type, path: body.path, entry: body.entry === true } : undefined;
    case "title":
      return isText(body.text, 512) ? { type, text: body.text } : undefined;
    case "size":
      return resizes && isSize(body.height) ? { type, height: body.height } : undefined;
    case "dirty":
      return typeof body.value === "boolean" ? { type, value: body.value } : undefined;
    case "error":
      return ERRORS.includes(body.code) ? { type, code: body.code } : undefined;
    case "task.created":
    case "task.updated":
    case "task.deleted":
      return isText(body.id, 256) && TASK.test(body.id) ? { type, id: body.id } : undefined;
    default:
      return undefined;
  }
}

function checkedContext(partial) {
  if (!isObject(partial)) throw new TypeError("context: use an object");
  const given = Object.entries(partial).filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    if (!CONTEXT.includes(key)) throw new TypeError(`context: ${key} is not a known member`);
    if (!isContext(key, value)) throw new TypeError(`context: ${key} has an invalid value`);
  }
  return Object.fromEntries(given);
}

function isContext(key, value) {
  if (key === "language") return LANGUAGES.includes(value);
  if (key === "theme") return THEMES.includes(value);
  if (key === "chrome") return CHROMES.includes(value);
  if (key === "productId") return typeof value === "string" && isShort(value, 64);
  try {
    return typeof value === "string" && Boolean(new Intl.DateTimeFormat("en", { timeZone: value }));
  } catch {
    return false;
  }
}

/** Converts the result of getToken to the body of token.ok or token.err; undefined if it is not valid. */
function tokenAnswer(result) {
  if (result === null || result === undefined) return { code: "signed-out" };
  if (typeof result === "string") return tokenAnswer({ token: result });
  if (typeof result !== "object") return undefined;
  const { token, expiresIn, user, code, retryAfter } = result;
  if (token !== undefined) {
    if (typeof token !== "string" || !TOKEN.test(token)) return undefined;
    const answer = { token };
    if (isPositive(expiresIn)) answer.expiresIn = expiresIn;
    if (user !== undefined && user !== null) {
      // Without its user, the console could not detect another one.
      if (typeof user !== "string" || !USER.test(user)) return undefined;
      answer.user = user;
    }
    return answer;
  }
  if (!REFUSALS.includes(code)) return undefined;
  return isPositive(retryAfter) ? { code, retryAfter } : { code };
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
