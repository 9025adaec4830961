// A portal written by hand against fwc/1: unlike one with the SDK it can say what is wrong.
window.heard = []; // from the frame's window
window.said = []; // by the console, with the number of the port
window.ports = []; // one for each welcome
document.querySelector("#own").focus();

const token = (await (await fetch("/my/console-token")).json()).token;

window.tell = (at, type, body, id) => ports[at].postMessage({ ns: "fwc", v: 1, type, id, body });

window.welcome = (nonce, give = token) => {
  const { port1, port2 } = new MessageChannel();
  const at = ports.push(port1) - 1;
  port1.onmessage = ({ data }) => {
    said.push({ at, type: data.type, body: data.body });
    if (data.type !== "token.get") return;
    // First an answer to a question nobody asked.
    tell(at, "token.ok", { token: "TokenOfNobody" }, `${data.id}0`);
    tell(at, "token.ok", { token: give }, data.id);
  };
  const body = { version: 1, nonce, caps: {}, context: {} };
  frame.contentWindow.postMessage({ ns: "fwc", v: 1, type: "welcome", body }, CONSOLE, [port2]);
};

addEventListener("message", ({ origin, data }) => {
  heard.push({ origin, type: data.type, nonce: data.body?.nonce });
  const again = heard.filter(({ nonce }) => nonce === data.body?.nonce).length > 1;
  if (origin === CONSOLE && data.type === "hello" && !again) welcome(data.body.nonce);
});

window.frame = document.createElement("iframe");
frame.allow = "clipboard-write";
frame.width = "1000";
frame.height = "700";
frame.src = `${CONSOLE}/`;
document.body.append(frame);
