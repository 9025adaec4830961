// A portal that implements fwc/1 without the SDK, so that it can send malformed messages.
window.heard = []; // messages of the frame's window
window.said = []; // messages of the console, with the number of the port
window.ports = []; // one for each welcome
document.querySelector("#own").focus();

window.tell = (at, type, body, id) => ports[at].postMessage({ ns: "fwc", v: 1, type, id, body });

const portalToken = async () => (await fetch("/my/console-token")).json();

window.welcome = (nonce, answer = portalToken) => {
  const { port1, port2 } = new MessageChannel();
  const at = ports.push(port1) - 1;
  port1.onmessage = async ({ data }) => {
    said.push({ at, type: data.type, body: data.body });
    if (data.type !== "token.get") return;
    // First an answer without a request.
    tell(at, "token.ok", { token: "TokenWithoutRequest" }, `${data.id}0`);
    tell(at, "token.ok", await answer(), data.id);
  };
  const body = { version: 1, nonce, caps: {}, context: {} };
  frame.contentWindow.postMessage({ ns: "fwc", v: 1, type: "welcome", body }, CONSOLE, [port2]);
};

addEventListener("message", ({ origin, data }) => {
  heard.push({ origin, type: data.type, nonce: data.body?.nonce });
  const isRepeated = heard.filter(({ nonce }) => nonce === data.body?.nonce).length > 1;
  if (origin === CONSOLE && data.type === "hello" && !isRepeated) welcome(data.body.nonce);
});

window.frame = document.createElement("iframe");
frame.allow = "clipboard-write";
frame.width = "1000";
frame.height = "700";
frame.src = `${CONSOLE}/`;
document.body.append(frame);
