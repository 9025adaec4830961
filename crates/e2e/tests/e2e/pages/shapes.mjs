// Shapes of answers to the console's hello. Only the first is valid.

function all(nonce) {
  const valid = (change = {}, body = {}) => ({
    ns: "fwc",
    v: 1,
    type: "welcome",
    body: { version: 1, nonce, caps: {}, context: {}, ...body },
    ...change,
  });
  const cyclic = valid();
  cyclic.self = cyclic;
  return [
    ["valid", valid(), 1],
    ["no port", valid(), 0],
    ["two ports", valid(), 2],
    ["other ns", valid({ ns: "fwd" }), 1],
    ["no ns", valid({ ns: undefined }), 1],
    ["other envelope", valid({ v: 2 }), 1],
    ["envelope as a text", valid({ v: "1" }), 1],
    ["a hello", valid({ type: "hello" }), 1],
    ["a token", valid({ type: "token.ok", id: "1", body: { token: "evil", nonce } }), 1],
    ["type in capitals", valid({ type: "WELCOME" }), 1],
    ["no type", valid({ type: undefined }), 1],
    ["no body", valid({ body: undefined }), 1],
    ["body as a text", valid({ body: JSON.stringify(valid().body) }), 1],
    ["body in a list", valid({ body: [valid().body] }), 1],
    ["zero nonce", valid({}, { nonce: "0".repeat(32) }), 1],
    ["nonce in capitals", valid({}, { nonce: `${nonce.toUpperCase()}A` }), 1],
    ["nonce in a list", valid({}, { nonce: [nonce] }), 1],
    ["no nonce", valid({}, { nonce: undefined }), 1],
    ["nonce cut short", valid({}, { nonce: nonce.slice(1) }), 1],
    ["version 2", valid({}, { version: 2 }), 1],
    ["version as a text", valid({}, { version: "1" }), 1],
    ["no version", valid({}, { version: undefined }), 1],
    ["a text", JSON.stringify(valid()), 1],
    ["a list", [valid()], 1],
    ["a cycle", cyclic, 1],
    ["a big integer", 7n, 1],
    ["null", null, 1],
    ["undefined", undefined, 1],
  ];
}

/** Posts one shape to the console's frame; `received` is called for every message over one of the ports. */
function post(frame, [name, data, ports], received) {
  const channels = Array.from({ length: ports }, () => new MessageChannel());
  for (const { port1 } of channels) port1.onmessage = () => received(name);
  frame.postMessage(data, "*", channels.map(({ port2 }) => port2));
}

/** Posts all shapes, the valid one last, and returns their number. */
export function sendAll(frame, nonce, received) {
  const shapes = all(nonce).reverse();
  for (const shape of shapes) post(frame, shape, received);
  return shapes.length;
}

/** Posts all shapes but the valid one, and returns their number. */
export function sendInvalid(frame, nonce, received) {
  const [, ...invalid] = all(nonce);
  for (const shape of invalid) post(frame, shape, received);
  return invalid.length;
}

/** Posts the valid shape. */
export function sendValid(frame, nonce, received) {
  post(frame, all(nonce)[0], received);
}
