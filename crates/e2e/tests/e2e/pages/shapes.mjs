// Every shape an answer to the console's hello can have. Only the first is right.

function all(nonce) {
  const right = (change = {}, body = {}) => ({
    ns: "fwc",
    v: 1,
    type: "welcome",
    body: { version: 1, nonce, caps: {}, context: {}, ...body },
    ...change,
  });
  const cyclic = right();
  cyclic.self = cyclic;
  return [
    ["right", right(), 1],
    ["no port", right(), 0],
    ["two ports", right(), 2],
    ["other ns", right({ ns: "fwd" }), 1],
    ["no ns", right({ ns: undefined }), 1],
    ["other envelope", right({ v: 2 }), 1],
    ["envelope as a text", right({ v: "1" }), 1],
    ["a hello", right({ type: "hello" }), 1],
    ["a token", right({ type: "token.ok", id: "1", body: { token: "evil", nonce } }), 1],
    ["type in capitals", right({ type: "WELCOME" }), 1],
    ["no type", right({ type: undefined }), 1],
    ["no body", right({ body: undefined }), 1],
    ["body as a text", right({ body: JSON.stringify(right().body) }), 1],
    ["body in a list", right({ body: [right().body] }), 1],
    ["zero nonce", right({}, { nonce: "0".repeat(32) }), 1],
    ["nonce in capitals", right({}, { nonce: `${nonce.toUpperCase()}A` }), 1],
    ["nonce in a list", right({}, { nonce: [nonce] }), 1],
    ["no nonce", right({}, { nonce: undefined }), 1],
    ["nonce cut short", right({}, { nonce: nonce.slice(1) }), 1],
    ["version 2", right({}, { version: 2 }), 1],
    ["version as a text", right({}, { version: "1" }), 1],
    ["no version", right({}, { version: undefined }), 1],
    ["a text", JSON.stringify(right()), 1],
    ["a list", [right()], 1],
    ["a cycle", cyclic, 1],
    ["a big integer", 7n, 1],
    ["null", null, 1],
    ["undefined", undefined, 1],
  ];
}

/** Posts one shape to the console's frame; `told` hears of every message that comes over one of the ports. */
function post(frame, target, [name, data, ports], told) {
  const channels = Array.from({ length: ports }, () => new MessageChannel());
  for (const { port1 } of channels) port1.onmessage = (event) => told(name, event.data);
  frame.postMessage(data, target, channels.map(({ port2 }) => port2));
}

/** Posts all shapes, the right one last; gives their number. */
export function sayAll(frame, nonce, told) {
  const shapes = all(nonce);
  for (const shape of shapes.reverse()) post(frame, "*", shape, told);
  return shapes.length;
}

/** Posts all but the right one; gives their number. */
export function sayWrong(frame, nonce, told) {
  const [, ...wrong] = all(nonce);
  for (const shape of wrong) post(frame, "*", shape, told);
  return wrong.length;
}

/** Posts the right one. */
export function sayRight(frame, nonce, told) {
  post(frame, "*", all(nonce)[0], told);
}
