/** Versions of the protocol that this SDK supports. */
export declare const VERSIONS: readonly number[];

/** Why the console requests a token. */
export type TokenReason =
  /** The page has loaded. */
  | "boot"
  /** The token has expired or is about to, or `tokenChanged` was called. */
  | "expired"
  /** The platform rejected the token; do not return the same one. */
  | "rejected"
  /** The page has become visible again. */
  | "visible";

/** A token: 1 to 8192 visible ASCII characters. */
export interface Token {
  readonly token: string;
  /** Seconds until the token expires. A hint: the platform decides. */
  readonly expiresIn?: number | undefined;
  /**
   * A text of 1 to 256 characters that is different for each user. It is only compared, never shown or sent: the
   * console uses it to detect whether `tokenChanged` means another user.
   */
  readonly user?: string | undefined;
}

/** Why no token is available. An `Error` with such a `code` is accepted too. */
export interface NoToken {
  readonly code: "signed-out" | "denied" | "unavailable";
  /** With "unavailable": seconds after which the console asks again, from 1 to 300. */
  readonly retryAfter?: number | undefined;
}

/** The result of `getToken`. `null` and `undefined` mean "signed-out". */
export type TokenAnswer = string | Token | NoToken | null | undefined;

/** Settings that the console takes from the portal. */
export interface Context {
  readonly language?: "zh" | "en" | undefined;
  readonly theme?: "light" | "dark" | "auto" | undefined;
  /** Time zone of all times the console shows, an IANA name such as "Asia/Shanghai"; default: the browser's. */
  readonly timeZone?: string | undefined;
  /** The product whose tasks are shown. */
  readonly productId?: string | undefined;
  /**
   * "auto" (default): the console shows no control for what the portal supplies, and no header.
   * "full": the console shows all controls and its header.
   */
  readonly chrome?: "auto" | "full" | undefined;
}

/** Code of an `error` event. */
export type ErrorCode =
  /** No valid token is available. */
  | "auth"
  | "forbidden"
  /** The portal failed: `getToken` threw, was unavailable or timed out. */
  | "portal"
  /** The platform cannot be reached. */
  | "unreachable"
  /** The platform did not answer in time. */
  | "timeout"
  /** The answer of the platform cannot be read. */
  | "unexpected"
  /** The console has stopped. */
  | "panic"
  /** The result of `getToken` is not valid. */
  | "token-malformed";

/** Argument of `onEvent`. */
export type ConsoleEvent =
  /** The handshake is complete; repeated after each load of the console's page. */
  | { readonly type: "connected"; readonly version: number; readonly app: { readonly version: string } }
  /** The console supports only these versions of the protocol: update the SDK or the console. */
  | { readonly type: "unsupported"; readonly versions: readonly number[] }
  /** The console shows its first view. */
  | { readonly type: "ready" }
  /**
   * The console shows another place; pass it to `navigate` to return to it. With `entry`, going back should lead to the
   * previous place (another product, a filter, the map) or close the dialog that was opened: push a history entry.
   * Otherwise replace the current entry.
   */
  | { readonly type: "route"; readonly path: string; readonly entry: boolean }
  /** The title that a browser tab of the console would show. */
  | { readonly type: "title"; readonly text: string }
  /** Height of the content, 1 to 1,000,000 CSS pixels; only with `autoHeight`, which has set the frame's height. */
  | { readonly type: "size"; readonly height: number }
  /** Whether typed input would be lost. */
  | { readonly type: "dirty"; readonly value: boolean }
  /** An error in the console. */
  | { readonly type: "error"; readonly code: ErrorCode }
  /** The user created, changed or deleted a task. */
  | { readonly type: "task.created" | "task.updated" | "task.deleted"; readonly id: string };

export interface EmbedOptions extends Context {
  /** Address of the console: http(s), absolute or relative to the page. Never put a token into it. */
  readonly src: string;
  /**
   * Returns the portal's token for its user; called whenever the console requests one. An exception, or no result
   * within 9 seconds, is answered as "unavailable".
   */
  readonly getToken: (reason: TokenReason) => TokenAnswer | PromiseLike<TokenAnswer>;
  /** Keeps the frame as high as its content: from `min` to `max` CSS pixels, 320 <= min <= max <= 4000. */
  readonly autoHeight?: boolean | { readonly min?: number; readonly max?: number } | undefined;
  /** The frame's accessible name. */
  readonly title?: string | undefined;
  /** The frame's class. Without a style rule, the frame has the width of its container and a height of 720 pixels. */
  readonly className?: string | undefined;
  /** The frame's `allow` attribute; default: "clipboard-write". */
  readonly allow?: string | undefined;
  /** The frame's `sandbox` attribute; default: no sandbox. It must contain "allow-scripts allow-same-origin". */
  readonly sandbox?: string | undefined;
  /** Callback for events of the console. */
  readonly onEvent?: ((event: ConsoleEvent) => void) | undefined;
}

export interface EmbeddedConsole {
  readonly iframe: HTMLIFrameElement;
  /** Whether the handshake is complete. */
  readonly connected: boolean;
  /** Number of messages of the frame that were dropped: malformed, unknown, or from another origin. */
  readonly ignored: number;
  /**
   * Shows a place, and closes an open dialog. A place is "/" with any of the parameters `product_id`, `task`, `q`,
   * `status`, `type`, `version`, `sort`, `columns`, `page`, `rows` and `view`, each at most once, such as
   * "/?product_id=160f&task=1" or "/?status=running&sort=-rate". Until the console is ready, the last place is kept
   * and then shown.
   * @throws {TypeError} if the path is not a place
   */
  navigate(path: string): void;
  /**
   * Sets the given members of the context; others keep their values. A value that was set before applies again if the
   * console shows another one.
   * @throws {TypeError} for an unknown member or an invalid value
   */
  setContext(partial: Context): void;
  /**
   * Reports another user or another token: the console requests the token. It clears typed input, unless the token is
   * the same or `getToken` returns the same `user`.
   */
  tokenChanged(): void;
  /**
   * Ends the console's session and removes the frame. Waits for the console's answer for up to 2 seconds, or not at all
   * if the frame has been removed from the page. A second call returns the first promise.
   */
  destroy(): Promise<{ readonly unsaved: boolean }>;
}

/**
 * Embeds the console in `element`, as its last child.
 * @throws {TypeError} for an invalid option
 */
export declare function embedConsole(element: Element, options: EmbedOptions): EmbeddedConsole;
