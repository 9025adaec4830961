// A page of another origin that sends an operator's requests in every way that needs no preflight.
const { targets } = await (await fetch("/targets.json")).json();
const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", undefined];
const sent = [];
for (const { url, body } of targets) {
  for (const type of types) {
    const headers = type ? { "Content-Type": type } : {};
    const text = type ? body : new Blob([body]);
    sent.push(fetch(url, { method: "POST", mode: "no-cors", credentials: "include", headers, body: text }));
  }
  navigator.sendBeacon(url, body);
  // A form whose only field is sent as the body.
  const form = document.createElement("form");
  Object.assign(form, { action: url, method: "post", enctype: "text/plain", target: "hidden" });
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: body.replace(/"\}$/, ""), value: '"}' });
  form.append(field);
  document.body.append(form);
  form.submit();
  await new Promise((resolve) => document.querySelector("iframe").addEventListener("load", resolve, { once: true }));
}
await Promise.allSettled(sent);
window.done = sent.length;
