// Page of the demo portal: signs in, embeds the console with the SDK, and lists the console's events.
import { embedConsole } from "/portal-sdk.js";

const TEXTS = {
  en: {
    brand: "Demo portal",
    language: "Language",
    theme: "Theme",
    auto: "System",
    light: "Light",
    dark: "Dark",
    products: "Products",
    events: "Console events",
    signIn: "Sign in",
    signOut: "Sign out",
    about: "This demo stands in for your own portal. The console it embeds is on another site.",
    accountName: "Account",
    password: "Password",
    leave: "The console has unsaved changes. Sign out anyway?",
    stay: "Stay",
    notSignedOut: "The sign-out isn’t confirmed: you may still be signed in. Try again.",
    wrong: "Wrong account or password.",
    refused: "The platform says: ",
    unreachable: "The portal can’t be reached. Check your connection, then try again.",
    frame: "Firmware upgrade tasks",
    noPage: "The console has no page at this address.",
    silent: "The console hasn’t responded for 8 seconds. If its frame is blank, add this page’s origin to frame-ancestors in the headers of the console’s server.",
  },
  zh: {
    brand: "演示门户",
    language: "语言",
    theme: "主题",
    auto: "跟随系统",
    light: "浅色",
    dark: "深色",
    products: "产品",
    events: "管理台事件",
    signIn: "登录",
    signOut: "退出登录",
    about: "此处仅为示例，实际使用时为您自己的门户。嵌入的管理台位于另一站点。",
    accountName: "账号",
    password: "密码",
    leave: "管理台中有未保存的内容，仍要退出登录吗？",
    stay: "留在此页",
    notSignedOut: "无法确认已退出登录，您可能仍处于登录状态。请重试。",
    wrong: "账号或密码错误。",
    refused: "平台返回：",
    unreachable: "无法连接门户。请检查网络后重试。",
    frame: "固件升级任务",
    noPage: "管理台没有此页面，请检查地址。",
    silent: "管理台 8 秒内没有响应。若嵌入区域为空白，可能是管理台服务器的 frame-ancestors 未包含本页面的源，请联系管理员检查。",
  },
};
/** Codes of a refused sign-in: the second one is that of a password of an impossible length. */
const WRONG_CREDENTIALS = [4_001_079, 4_001_001];
const SILENT_MS = 8_000;
const EVENTS_MAX = 100;

const at = (id) => document.getElementById(id);
const form = at("sign-in");
const container = at("console");

let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
let theme = "auto";
let consoleUrl;
let embedded;
/** Name of the account that is signed in, or null. */
let account = null;
/** Number of the last token that this page received. */
let number;
let unsaved = false;

// --- the console

function embed() {
  number = undefined;
  unsaved = false;
  const query = new URLSearchParams(location.search);
  embedded = embedConsole(container, {
    src: consoleUrl,
    getToken,
    language,
    theme,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    title: TEXTS[language].frame,
    className: "console-frame",
    autoHeight: query.get("height") === "auto",
    chrome: query.get("chrome") === "full" ? "full" : undefined,
    onEvent: handleEvent,
  });
  goToAddress();
  const current = embedded;
  setTimeout(() => {
    if (embedded === current && !current.connected) list("silent", TEXTS[language].silent);
  }, SILENT_MS);
}

async function getToken(reason) {
  const query = new URLSearchParams(number === undefined ? { reason } : { reason, number });
  const response = await fetch(`/portal/token?${query}`, { cache: "no-store" });
  if (response.status === 403) {
    // The portal’s session has ended. The console removes what was typed.
    show({ account: null });
    return { code: "signed-out" };
  }
  if (!response.ok) throw new Error(`the portal answered ${response.status}`);
  const given = await response.json();
  number = given.number;
  return { token: given.token, expiresIn: given.expires_in, user: account };
}

function handleEvent(event) {
  const { type, ...rest } = event;
  list(type, Object.keys(rest).length > 0 ? JSON.stringify(rest) : "");
  if (type === "title") at("title").textContent = event.text;
  if (type === "dirty") unsaved = event.value;
  if (type === "route") {
    // The portal owns the history: its address contains the console's route, and Back leads to the previous one.
    if (event.entry) history.pushState(null, "", `#${event.path}`);
    else history.replaceState(null, "", `#${event.path}`);
    markProduct(new URLSearchParams(event.path.slice(1)).get("product_id"));
  }
}

function list(type, detail) {
  const item = document.createElement("li");
  item.dataset.type = type;
  const name = document.createElement("b");
  name.textContent = type;
  item.append(name, " ", detail);
  at("events").prepend(item);
  while (at("events").children.length > EVENTS_MAX) at("events").lastElementChild.remove();
}

function goToAddress() {
  const path = location.hash.slice(1);
  if (path === "" || !embedded) return;
  try {
    embedded.navigate(path);
  } catch {
    list("portal", TEXTS[language].noPage);
  }
}

// --- the portal itself

function show(session) {
  account = session.account;
  at("account").textContent = account ?? "";
  at("sign-out").hidden = account === null;
  form.hidden = account !== null;
  container.hidden = account === null;
}

async function signedIn(session) {
  consoleUrl = session.console;
  show(session);
  if (embedded) {
    number = undefined;
    embedded.tokenChanged();
  } else {
    embed();
  }
  const response = await fetch("/portal/products", { cache: "no-store" });
  if (response.ok) showProducts(await response.json());
}

function showProducts(products) {
  const items = products.map((product) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = product.name;
    button.dataset.product = product.id;
    button.addEventListener("click", () => {
      if (!button.hasAttribute("aria-current")) history.pushState(null, "", location.href);
      embedded?.setContext({ productId: product.id });
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  at("products").replaceChildren(...items);
  markProduct(new URLSearchParams(location.hash.slice(2)).get("product_id"));
}

function markProduct(product) {
  for (const button of at("products").querySelectorAll("button")) {
    if (button.dataset.product === product) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
}

async function signOut() {
  await embedded?.destroy();
  embedded = undefined;
  const ended = await fetch("/portal/sign-out", { method: "POST" }).then(
    (response) => response.ok,
    () => false,
  );
  if (!ended) {
    // The session may have ended all the same, if only the answer is lost.
    embed();
    list("portal", TEXTS[language].notSignedOut);
    return;
  }
  at("products").replaceChildren();
  at("title").textContent = "";
  history.replaceState(null, "", location.pathname + location.search);
  show({ account: null });
}

function applyLanguage() {
  document.documentElement.lang = language;
  document.title = TEXTS[language].brand;
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = TEXTS[language][part.dataset.text];
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = at("sign-in-problem");
  problem.textContent = "";
  const { account, password } = Object.fromEntries(new FormData(form));
  try {
    const response = await fetch("/portal/sign-in", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ account, password }),
    });
    const answer = await response.json();
    if (!response.ok) {
      const { wrong, refused } = TEXTS[language];
      problem.textContent = WRONG_CREDENTIALS.includes(answer.error.code) ? wrong : refused + answer.error.msg;
      return;
    }
    form.reset();
    await signedIn(answer);
  } catch {
    problem.textContent = TEXTS[language].unreachable;
  }
});

at("language").addEventListener("change", (event) => {
  language = event.target.value;
  applyLanguage();
  embedded?.setContext({ language });
});

at("theme").addEventListener("change", (event) => {
  theme = event.target.value;
  document.documentElement.dataset.theme = theme;
  embedded?.setContext({ theme });
});

at("sign-out").addEventListener("click", () => (unsaved ? at("leave").showModal() : signOut()));
at("stay").addEventListener("click", () => at("leave").close());
at("go").addEventListener("click", () => {
  at("leave").close();
  signOut();
});
// Back, forward, or an edited address.
addEventListener("popstate", goToAddress);

at("language").value = language;
applyLanguage();
let session = { account: null };
try {
  const response = await fetch("/portal/session", { cache: "no-store" });
  if (!response.ok) throw new Error(`the portal answered ${response.status}`);
  session = await response.json();
} catch {
  at("sign-in-problem").textContent = TEXTS[language].unreachable;
}
if (session.account === null) show(session);
else await signedIn(session);
