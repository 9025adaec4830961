// The documented portal, with variables for tests.
import { embedConsole } from "/portal-sdk.js";
window.events = [];
window.asked = [];
window.heard = [];
addEventListener("message", (event) => heard.push({ origin: event.origin, type: event.data?.type }));
window.embedded = embedConsole(document.querySelector("#console"), {
  src: SRC,
  getToken: async (reason) => {
    asked.push(reason);
    const response = await fetch(`/my/console-token?reason=${reason}`);
    if (response.status === 401) return { code: "signed-out" };
    return response.json();
  },
  className: "frame",
  onEvent: (event) => events.push(event),
  ...OPTIONS,
});
