// The portal's side of fwc/1, written from docs/embedding.md: it hands out whatever it is told to.
const { console: origin, bodies } = await (await fetch("/bodies.json")).json();
const frame = document.querySelector("iframe");
window.next = 0;
window.asked = 0;
window.told = [];
addEventListener("message", ({ source, data, origin: from }) => {
  if (source !== frame.contentWindow || from !== origin || data.type !== "hello" || window.port) return;
  const { port1, port2 } = new MessageChannel();
  window.port = port1;
  port1.onmessage = ({ data: { type, id, body } }) => {
    window.told.push({ type, body });
    if (type !== "token.get") return;
    window.asked += 1;
    port1.postMessage({ ns: "fwc", v: 1, type: "token.ok", id, body: bodies[window.next] });
  };
  const body = { version: 1, nonce: data.body.nonce, caps: {}, context: {} };
  frame.contentWindow.postMessage({ ns: "fwc", v: 1, type: "welcome", body }, origin, [port2]);
});
frame.src = `${origin}/`;
