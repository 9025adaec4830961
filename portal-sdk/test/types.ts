// Not run: `tsc --noEmit --strict` over it says whether index.d.ts is what a portal needs.

import { embedConsole, VERSIONS, type ConsoleEvent, type EmbeddedConsole, type TokenReason } from "upgrade-console-portal";

declare const place: HTMLElement;
declare function renewed(reason: TokenReason): Promise<{ token: string; expiresIn?: number; user?: string }>;

const embedded: EmbeddedConsole = embedConsole(place, {
  src: "https://console.example/",
  getToken: async (reason) => (reason === "boot" ? "token" : await renewed(reason)),
  productId: "160f",
  language: "zh",
  theme: "auto",
  timeZone: "Asia/Shanghai",
  chrome: "full",
  autoHeight: { min: 400 },
  onEvent: heard,
});
embedConsole(place, { src: "/console/", getToken: () => null });
embedConsole(place, { src: "/console/", getToken: () => ({ code: "denied", retryAfter: 5 }) });
embedConsole(place, { src: "/console/", getToken: () => Object.assign(new Error(), { code: "signed-out" as const }) });

function heard(event: ConsoleEvent): string | number | boolean {
  switch (event.type) {
    case "connected":
      return event.app.version;
    case "unsupported":
      return event.versions.length + VERSIONS.length;
    case "ready":
      return true;
    case "route":
      return event.entry ? event.path : "";
    case "title":
      return event.text;
    case "size":
      return event.height;
    case "dirty":
      return event.value;
    case "error":
      return event.code;
    case "task.created":
    case "task.updated":
    case "task.deleted":
      return event.id;
    // Without a default: an event that is missing here would not compile.
  }
}

embedded.navigate("/?product_id=160f");
embedded.setContext({ language: "en" });
embedded.tokenChanged();
embedded.iframe.focus();
const unsaved: boolean = (await embedded.destroy()).unsaved;

// @ts-expect-error a language the console does not speak
embedded.setContext({ language: "xx" });
// @ts-expect-error no getToken
embedConsole(place, { src: "/" });
// @ts-expect-error no token is a number
embedConsole(place, { src: "/", getToken: () => 7 });
// @ts-expect-error a token has no place in the options
embedConsole(place, { src: "/", getToken: () => "t", token: "t" });
// @ts-expect-error events are read, not written
embedConsole(place, { src: "/", getToken: () => "t", onEvent: (event) => (event.type = "ready") });

export { unsaved };
