// The portal's side of fwc/1, the protocol between a portal page and the upgrade console in an iframe
// (docs/embedding.md). No dependency, no global state, nothing stored, nothing logged.
//
// What the access token may do here: come out of getToken and go into one token.ok over a private MessagePort. Only
// the frame's own window at the exact origin of `src` can have that port.

const NAMESPACE = "fwc";
/** The versions of the protocol this SDK speaks. */
export const VERSIONS = Object.freeze([1]);

/** Milliseconds getToken may take: less than the 10 s the console waits, so that it hears why. */
const TOKEN_MS = 9_000;
/** Milliseconds a teardown may take. */
const TEARDOWN_MS = 2_000;
/** token.get being answered at the same time; a console asks for one. */
const ASKING_MAX = 4;
/** Nonces and ids kept, to answer each once. */
const KEPT = 256;

/** Heights of the frame in pixels with autoHeight, and the widest range a portal may name. */
const AUTO_HEIGHT = { min: 320, max: 4_000 };
/** Pixels a page may be high: more is a mistake. */
const SIZE_MAX = 1_000_000;
/** Changes of the frame's height: none below this many pixels, and so many in a second. */
const STEP_PX = 2;
const STEPS_PER_SECOND = 4;
/** So many rises without a fall within ten seconds are a loop: content that grows because its frame did. */
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
/** A task's id is the platform's: any text without control characters. */
const TASK = /^\P{Cc}{1,128}$/u;
const TOKEN = /^[\x21-\x7e]{1,8192}$/;
/** A user, as the portal names them. */
const USER = /^[^]{1,256}$/;

/** One parameter of a place: its value as encodeURIComponent or URLSearchParams writes it. */
const PARAMETER = /^([a-z_]+)=((?:[A-Za-z0-9\-._~!'()*,+]|%[0-9A-Fa-f]{2})+)$/;
const STATUSES = ["all", "running", "stopped", "complete", "stalled"];
const KINDS = ["1", "2", "3"];
const ORDERS = ["name", "versions", "status", "progress", "upgraded", "remaining", "rate", "devices", "type"];
const COLUMNS = ["versions", "status", "devices", "progress", "rate", "type"];
/** The parameters of a place, and the values each takes. test/places.json holds console and SDK to the same. */
const PLACE = new Map([
  ["product_id", (value) => isShort(value, 64)],
  ["task", (value) => isShort(value, 64)],
  ["q", (value) => isShort(value.trim(), 100)],
  ["status", (value) => STATUSES.includes(value)],
  ["type", (value) => KINDS.includes(value)],
  ["version", (value) => /^[0-9]+$/.test(value.trim()) && Number(value) <= 2_147_483_647],
  ["sort", (value) => ORDERS.includes(value.replace(/^-/, ""))],
  ["columns", (value) => value === "none" || isEachOnce(value.split(","), COLUMNS)],
  ["view", (value) => value === "map"],
]);

/**
 * Puts the console into `element`.
 *
 * @param {Element} element where the iframe goes, as its last child
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
  /** What the portal supplies. The product is the one shown: a reload of the frame shows it again. */
  #context = {};
  /** What holds the port of the last handshake. */
  #connection;
  #nonces = new Kept();
  /** Where to go once the console can. */
  #path;
  #unsaved = false;
  #ignored = 0;
  #destroyed;
  #listener = (event) => this.#heard(event);

  constructor(element, options) {
    const document = element?.ownerDocument;
    if (!document?.defaultView) throw new TypeError("embedConsole: the element must be in a page");
    if (typeof options !== "object" || options === null) throw new TypeError("embedConsole: no options");
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
    // Before the frame exists: no hello can come too early.
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
      tokenChanged: () => self.#tell("token.changed", {}),
      destroy: () => (self.#destroyed ??= self.#destroy()),
    });
  }

  // --- window messages: the handshake, and nothing else

  #heard(event) {
    const frame = this.#frame.contentWindow;
    // Another frame's message, or the portal's own: not ours to judge.
    if (!frame || event.source !== frame || this.#destroyed) return;
    if (event.data?.ns !== NAMESPACE) return;
    // The window stays the same when the frame goes elsewhere; only the origin says who is in it.
    const hello = event.origin === this.#origin && envelope(event.data);
    if (!hello || hello.type !== "hello" || !isHello(hello.body)) return this.#ignore();
    const { versions, nonce, app } = hello.body;
    // It says hello until it is answered. One page load is answered once.
    if (!this.#nonces.add(nonce)) return;
    this.#disconnect();
    const version = VERSIONS.find((known) => versions.includes(known));
    if (version === undefined) {
      this.#post(frame, "refuse", { nonce, versions: [...VERSIONS] });
      this.#emit({ type: "unsupported", versions: [...versions] });
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const connection = { port: port1, ids: new Kept(), asking: 0, ready: false, closed: false };
    this.#connection = connection;
    port1.onmessage = ({ data }) => this.#told(connection, data);
    port1.onmessageerror = () => this.#ignore();
    const caps = this.#height ? { resize: true } : {};
    this.#post(frame, "welcome", { version, nonce, caps, context: { ...this.#context } }, [port2]);
    this.#emit({ type: "connected", version, app: { version: app?.version ?? "" } });
  }

  /** The only place that posts to a window: always to the console's exact origin. */
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

  // --- the port

  #told(connection, data) {
    if (connection.closed || data?.ns !== NAMESPACE) return;
    const message = envelope(data);
    if (!message) return this.#ignore();
    if (message.type === "token.get") return this.#asked(connection, message);
    if (message.type === "teardown.ok") return this.#tornDown(connection, message);
    const event = this.#destroyed ? undefined : eventOf(message, this.#height !== undefined);
    if (!event) return this.#ignore();
    if (event.type === "ready") {
      connection.ready = true;
      this.#go();
    }
    if (event.type === "route") this.#shows(event.path);
    if (event.type === "dirty") this.#unsaved = event.value;
    if (event.type === "size") this.#height.want(event.height);
    this.#emit(event);
  }

  /** A product the portal has supplied is replaced by the one on show, or by none. */
  #shows(path) {
    if (!("productId" in this.#context)) return;
    const productId = productOf(path);
    if (productId === null) delete this.#context.productId;
    else this.#context.productId = productId;
  }

  async #asked(connection, { id, body }) {
    if (this.#destroyed || !isId(id) || !REASONS.includes(body.reason) || !connection.ids.add(id)) {
      return this.#ignore();
    }
    let answer = { code: "unavailable", retryAfter: 1 };
    if (connection.asking < ASKING_MAX) {
      connection.asking += 1;
      answer = await this.#token(body.reason);
      connection.asking -= 1;
    }
    // Meanwhile the page that asked may have gone.
    if (connection.closed || this.#destroyed) return;
    const type = "token" in answer ? "token.ok" : "token.err";
    connection.port.postMessage({ ns: NAMESPACE, v: 1, type, id, body: answer });
  }

  /** What getToken says, in the words of the protocol. Never rejects, never takes longer than TOKEN_MS. */
  async #token(reason) {
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, TOKEN_MS, { code: "unavailable" });
    });
    try {
      const asked = (async () => this.#getToken(reason))();
      const answer = tokenAnswer(await Promise.race([asked, late]));
      if (answer) return answer;
      this.#emit({ type: "error", code: "token-malformed" });
    } catch {
      // Why is the portal's own business; it may stand in the error, and so may the token.
    } finally {
      clearTimeout(timer);
    }
    return { code: "unavailable" };
  }

  #tell(type, body) {
    if (this.#destroyed) return;
    this.#connection?.port.postMessage({ ns: NAMESPACE, v: 1, type, body });
  }

  // --- what the portal asks for

  #navigate(path) {
    if (!isPath(path)) throw new TypeError(`navigate: use "/" with ${[...PLACE.keys()].join(", ")} at most`);
    this.#path = path;
    this.#go();
  }

  /** Goes to the last place asked for, as soon as there is a console that can. */
  #go() {
    if (this.#path === undefined || !this.#connection?.ready) return;
    this.#tell("navigate", { path: this.#path });
    this.#path = undefined;
  }

  #setContext(partial) {
    const wanted = checkedContext(partial);
    if (Object.keys(wanted).length === 0) return;
    Object.assign(this.#context, wanted);
    // The last word counts: a place in another product that is still waiting for the console is out of date.
    const { productId } = wanted;
    const waiting = this.#path === undefined ? null : productOf(this.#path);
    if (productId !== undefined && waiting !== null && waiting !== productId) this.#path = undefined;
    // Also what was sent before: the console compares it with what it shows, which may have changed since.
    this.#tell("context", wanted);
  }

  #teardown;

  async #destroy() {
    const connection = this.#connection;
    const told = await new Promise((resolve) => {
      // A frame that the portal has taken out of its page has no window, and its console is gone.
      if (!connection || !this.#frame.contentWindow) return resolve(undefined);
      // The same while the answer is waited for; browsers without this event wait until the time is over.
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
    return { unsaved: told ?? this.#unsaved };
  }

  #tornDown(connection, message) {
    if (!this.#teardown?.(message)) this.#ignore();
  }

  // --- the portal's ears

  #ignore() {
    this.#ignored += 1;
  }

  #emit(event) {
    try {
      this.#onEvent?.(Object.freeze(event));
    } catch (error) {
      // The portal's mistake, and no reason to stop talking to the console.
      globalThis.reportError?.(error);
    }
  }
}

/** Remembers the last KEPT texts. */
class Kept {
  #texts = new Set();

  /** Whether it is new. */
  add(text) {
    if (this.#texts.has(text)) return false;
    this.#texts.add(text);
    if (this.#texts.size > KEPT) this.#texts.delete(this.#texts.values().next().value);
    return true;
  }
}

/** Sets the frame's height to what its content asks for: within bounds, rarely, and never in a loop. */
class AutoHeight {
  #frame;
  #bounds;
  #now;
  #steps = [];
  #rises = [];
  #wanted;
  #timer;

  constructor(frame, bounds) {
    this.#frame = frame;
    this.#bounds = bounds;
    this.#now = bounds.min;
    this.#show();
  }

  want(height) {
    this.#wanted = Math.min(Math.max(Math.ceil(height), this.#bounds.min), this.#bounds.max);
    if (this.#timer === undefined) this.#step();
  }

  #step() {
    this.#timer = undefined;
    const change = this.#wanted - this.#now;
    if (Math.abs(change) < STEP_PX) return;
    const time = performance.now();
    this.#steps = this.#steps.filter((step) => time - step < 1_000);
    this.#rises = this.#rises.filter((rise) => time - rise < RISES_MS);
    if (this.#steps.length >= STEPS_PER_SECOND) {
      // The last word counts, a little later.
      this.#timer = setTimeout(() => this.#step(), 1_000 - (time - this.#steps[0]));
      return;
    }
    if (change > 0 && this.#rises.length >= RISES) return;
    this.#rises = change > 0 ? [...this.#rises, time] : [];
    this.#steps.push(time);
    this.#now = this.#wanted;
    this.#show();
  }

  /** For another page load. The height stays until that page asks for one. */
  reset() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#rises = [];
  }

  #show() {
    // Through the CSSOM, which no Content-Security-Policy forbids.
    this.#frame.style.setProperty("height", `${this.#now}px`);
  }
}

function autoHeight(frame, wanted) {
  if (wanted === undefined || wanted === false) return undefined;
  const { min = AUTO_HEIGHT.min, max = AUTO_HEIGHT.max, ...other } = isObject(wanted) ? wanted : {};
  const isKnown = (wanted === true || isObject(wanted)) && Object.keys(other).length === 0;
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
    throw new TypeError("src: not an address");
  }
  if (!/^https?:$/.test(url.protocol)) throw new TypeError("src: use an http or https address");
  if (url.username || url.password) throw new TypeError("src: no account and no password in an address");
  return url;
}

function iframe(document, url, { title = "Firmware upgrade", className, allow = "clipboard-write", sandbox }) {
  const frame = document.createElement("iframe");
  frame.setAttribute("title", String(title));
  frame.setAttribute("allow", String(allow));
  frame.setAttribute("referrerpolicy", "no-referrer");
  // Attributes, not style: any rule of the portal's stylesheet wins over them.
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

/** A message with its body, if it is one of version 1. */
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

/** At most this many characters, and not blank. */
const isShort = (value, max) => value.trim() !== "" && [...value].length <= max;
const isEachOnce = (values, known) =>
  new Set(values).size === values.length && values.every((value) => known.includes(value));

/** "/" with the parameters of a place at most, each once. */
function isPath(path) {
  if (path === "/") return true;
  if (!isText(path, 4_096) || !path.startsWith("/?")) return false;
  const names = new Set();
  return path
    .slice(2)
    .split("&")
    .every((pair) => {
      const [, name, encoded] = PARAMETER.exec(pair) ?? [];
      const takes = PLACE.get(name);
      if (!takes || names.has(name)) return false;
      names.add(name);
      const value = decoded(encoded);
      return value !== undefined && takes(value);
    });
}

/** The product a place names, or null. */
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

/** What a message of the console means to the portal; nothing where it is not one, or not well-formed. */
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
    if (!CONTEXT.includes(key)) throw new TypeError(`context: ${key} is not part of it`);
    if (!isContext(key, value)) throw new TypeError(`context: ${key} cannot be that`);
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

/** What getToken gave, as the body of token.ok or token.err; nothing where it cannot be understood. */
function tokenAnswer(given) {
  if (given === null || given === undefined) return { code: "signed-out" };
  if (typeof given === "string") return tokenAnswer({ token: given });
  if (typeof given !== "object") return undefined;
  const { token, expiresIn, user, code, retryAfter } = given;
  if (token !== undefined) {
    if (typeof token !== "string" || !TOKEN.test(token)) return undefined;
    const answer = { token };
    if (isPositive(expiresIn)) answer.expiresIn = expiresIn;
    if (typeof user === "string" && USER.test(user)) answer.user = user;
    return answer;
  }
  if (!REFUSALS.includes(code)) return undefined;
  return isPositive(retryAfter) ? { code, retryAfter } : { code };
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
