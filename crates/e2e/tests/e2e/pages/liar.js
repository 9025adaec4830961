// In the frame in the console's place: says well-formed hellos, asks for the token, and writes down what it hears.
window.got = [];
addEventListener("message", ({ data, ports }) => {
  got.push({ data, ports: ports.length });
  for (const port of ports) port.onmessage = (event) => got.push({ data: event.data });
});
const say = (type, body) => parent.postMessage({ ns: "fwc", v: 1, type, id: "1", body }, "*");
for (const digit of ["1", "2", "3"]) {
  for (const versions of [[1], [1, 2], [9]]) {
    say("hello", { versions, nonce: (digit + versions.length + versions[0]).padEnd(32, "0"), app: { version: "0.1.0" } });
  }
  say("token.get", { reason: "boot" });
}
