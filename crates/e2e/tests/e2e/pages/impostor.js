// A page in the frame that imitates the console: it sends well-formed hellos, requests the token, and records the
// messages it receives.
window.received = [];
addEventListener("message", ({ data, ports }) => {
  received.push({ data, ports: ports.length });
  for (const port of ports) port.onmessage = (event) => received.push({ data: event.data });
});
const send = (type, body) => parent.postMessage({ ns: "fwc", v: 1, type, id: "1", body }, "*");
for (const digit of ["1", "2", "3"]) {
  for (const versions of [[1], [1, 2], [9]]) {
    const nonce = (digit + versions.length + versions[0]).padEnd(32, "0");
    send("hello", { versions, nonce, app: { version: "0.1.0" } });
  }
  send("token.get", { reason: "boot" });
}
