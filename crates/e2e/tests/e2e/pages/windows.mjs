// A page that embeds the console and passes the nonce to every other window. When all windows are loaded, it loads the
// console; when the console sends its hello (or, where the nonce is known, when the test calls `begin`), all answer it.
import { sendAll, sendInvalid, sendValid } from "/shapes.mjs";

const { console: src, frames: others, popups, nonce: known } = SETUP;
const received = (name) => window.answered.push(name);
let nonce = known;
window.answered = []; // shapes over whose port a message arrived
window.heard = []; // messages of the console's window
window.sent = 0;
window.sendTheValid = () => sendValid(frame.contentWindow, nonce, received);

const frame = document.createElement("iframe");
frame.name = "upgrade";
frame.src = src;
const senders = others.map(({ src, sandbox }) => {
  const sender = document.createElement("iframe");
  if (sandbox) sender.sandbox = "allow-scripts";
  sender.src = src;
  return sender;
});
let loaded = 0;
let hasBegun = false;

addEventListener("message", ({ source, data }) => {
  if (source === frame.contentWindow) {
    heard.push(data);
    nonce ??= data.body.nonce;
    window.nonce = nonce;
    begin();
  } else if (data.loaded) {
    loaded += 1;
    if (loaded === senders.length + popups.length) document.body.prepend(frame);
  } else if (data.sent) {
    sent += data.sent;
  } else {
    received(data.answered);
  }
});

window.begin = () => {
  if (hasBegun) return;
  hasBegun = true;
  for (const sender of [...senders.map(({ contentWindow }) => contentWindow), ...opened]) {
    sender.postMessage({ nonce }, "*");
  }
  // From an unknown page even the valid shape has no effect; a portal sends it when the test asks for it.
  sent += (known ? sendAll : sendInvalid)(frame.contentWindow, nonce, received);
};

document.body.append(...senders);
const opened = popups.map((popup, at) => open(popup, `popup${at}`, "popup"));
