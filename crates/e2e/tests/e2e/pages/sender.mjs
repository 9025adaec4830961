// A window beside the console, or a popup. When it receives the nonce, it posts every shape to the console.
import { sendAll } from "/shapes.mjs";

const host = window.opener ?? window.parent;
addEventListener("message", ({ source, data }) => {
  if (source !== host) return;
  const received = (name) => host.postMessage({ answered: name }, "*");
  host.postMessage({ sent: sendAll(host.frames.upgrade, data.nonce, received) }, "*");
});
host.postMessage({ loaded: true }, "*");
