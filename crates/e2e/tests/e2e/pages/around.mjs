// A page around the console that hands the nonce to every other window: the worst a portal can do. Once all of them
// are there, the console comes; once it says hello (or, where the nonce is known, is loaded), they all answer it.
import { sayRight, sayWrong, sayAll } from "/shapes.mjs";

const { console: src, frames: others, popups, nonce: known } = SETUP;
const told = (cell) => window.told.push(cell);
let nonce = known;
window.told = []; // over which port something was heard
window.heard = []; // from the console's window
window.tried = 0;
window.sendRight = () => sayRight(frame.contentWindow, nonce, told);

const frame = document.createElement("iframe");
frame.name = "upgrade";
frame.src = src;
const senders = others.map(({ src, sandbox }) => {
  const sender = document.createElement("iframe");
  if (sandbox) sender.sandbox = "allow-scripts";
  sender.src = src;
  return sender;
});
let present = 0;
let begun = false;

addEventListener("message", ({ source, data }) => {
  if (source === frame.contentWindow) {
    heard.push(data);
    nonce ??= data.body.nonce;
    window.nonce = nonce;
    begin();
  } else if (data.present) {
    present += 1;
    if (present === senders.length + popups.length) document.body.prepend(frame);
  } else if (data.tried) {
    tried += data.tried;
  } else {
    told(data.told);
  }
});

window.begin = () => {
  if (begun) return;
  begun = true;
  for (const sender of [...senders.map(({ contentWindow }) => contentWindow), ...opened]) {
    sender.postMessage({ nonce }, "*");
  }
  // A stranger says even the right thing in vain; the portal says it when it is asked to.
  tried += (known ? sayAll : sayWrong)(frame.contentWindow, nonce, told);
};

document.body.append(...senders);
const opened = popups.map((popup, at) => open(popup, `popup${at}`, "popup"));
