/** The versions of the protocol this SDK speaks. */
export declare const VERSIONS: readonly number[];

/** Why the console asks for a token. */
export type TokenReason =
  /** It has just been loaded. */
  | "boot"
  /** The token it has is about to expire, or has. */
  | "expired"
  /** The platform refused the token it has: the same one again does not help. */
  | "rejected"
  /** Its page is looked at again after having been hidden. */
  | "visible";

/** A token: 1 to 8192 visible ASCII characters. */
export interface Token {
  readonly token: string;
  /** Seconds it is good for; a hint, the platform's answer is what counts. */
  readonly expiresIn?: number | undefined;
  /**
   * Whose token it is: any text that differs from user to user, compared and never shown or sent. With it the console
   * knows whether `tokenChanged` means another user.
   */
  readonly user?: string | undefined;
}

/** Why there is none. An `Error` with such a `code` will do. */
export interface NoToken {
  readonly code: "signed-out" | "denied" | "unavailable";
  /** Seconds after which asking again may help. */
  readonly retryAfter?: number | undefined;
}

/** `null` and `undefined` are "signed-out". */
export type TokenAnswer = string | Token | NoToken | null | undefined;

/** What the console takes over from the portal. */
export interface Context {
  readonly language?: "zh" | "en" | undefined;
  readonly theme?: "light" | "dark" | "auto" | undefined;
  /** The time zone of all times the console shows, an IANA name as "Asia/Shanghai"; the browser's where not given. */
  readonly timeZone?: string | undefined;
  /** The product whose tasks are shown. */
  readonly productId?: string | undefined;
  /**
   * "auto", where not given: the console shows no control for what the portal supplies, and no header of its own.
   * "full": it shows both all the same.
   */
  readonly chrome?: "auto" | "full" | undefined;
}

/** Something went wrong in the console. */
export type ErrorCode =
  | "auth"
  | "forbidden"
  /** The portal itself: `getToken` threw, was unavailable or took too long. */
  | "portal"
  /** The platform. */
  | "unreachable"
  | "timeout"
  | "unexpected"
  | "panic"
  | "token-malformed";

/** What the portal is told. */
export type ConsoleEvent =
  /** The handshake is done; once per load of the console's page. */
  | { readonly type: "connected"; readonly version: number; readonly app: { readonly version: string } }
  /** The console speaks other versions of the protocol only: one of the two wants an update. */
  | { readonly type: "unsupported"; readonly versions: readonly number[] }
  /** The console shows its first view. */
  | { readonly type: "ready" }
  /**
   * The console shows another place; give it to `navigate` to come back. With `entry` going back should lead to the place
   * before (another product, a filter, the map) or close the dialog that has opened: push it, replace it otherwise.
   */
  | { readonly type: "route"; readonly path: string; readonly entry: boolean }
  /** What the console would write on its tab. */
  | { readonly type: "title"; readonly text: string }
  /** The height of its content, 1 to 1,000,000 CSS pixels; only with `autoHeight`, which has set the frame's height already. */
  | { readonly type: "size"; readonly height: number }
  /** Whether something typed would be lost. */
  | { readonly type: "dirty"; readonly value: boolean }
  | { readonly type: "error"; readonly code: ErrorCode }
  | { readonly type: "task.created" | "task.updated" | "task.deleted"; readonly id: string };

export interface EmbedOptions extends Context {
  /** Where the console is: an http(s) address, absolute or relative to the page. Never put a token into it. */
  readonly src: string;
  /**
   * Gives the token the portal has for its user, whenever the console asks. Whatever it throws is "unavailable";
   * what takes longer than 9 seconds, too.
   */
  readonly getToken: (reason: TokenReason) => TokenAnswer | PromiseLike<TokenAnswer>;
  /** Makes the frame as high as its content: from `min` to `max` CSS pixels, 320 <= min <= max <= 4000. */
  readonly autoHeight?: boolean | { readonly min?: number; readonly max?: number } | undefined;
  /** The frame's accessible name. */
  readonly title?: string | undefined;
  /** The frame's class. Without any rule it is as wide as its place and 720 pixels high. */
  readonly className?: string | undefined;
  /** The frame's permissions; "clipboard-write" where not given. */
  readonly allow?: string | undefined;
  /** The frame's sandbox; none where not given. It needs "allow-scripts allow-same-origin". */
  readonly sandbox?: string | undefined;
  readonly onEvent?: ((event: ConsoleEvent) => void) | undefined;
}

export interface EmbeddedConsole {
  readonly iframe: HTMLIFrameElement;
  /** Whether the handshake is done. */
  readonly connected: boolean;
  /** Messages of the frame that were dropped: malformed, unknown, or from another origin. */
  readonly ignored: number;
  /**
   * Shows a place: "/" with `product_id`, `task`, `q`, `status`, `type`, `version`, `sort`, `columns` and `view` at most,
   * each once, as "/?product_id=160f&task=1" or "/?status=running&sort=-rate". Closes what is open over the page. Before
   * the console is ready it is kept until it is.
   * @throws {TypeError} for anything else
   */
  navigate(path: string): void;
  /**
   * Makes the console show the named parts of the context, whatever it shows now.
   * @throws {TypeError} for what the context does not have
   */
  setContext(partial: Context): void;
  /**
   * Says that there is another user, or another token: the console asks for it. What was typed is cleared, unless the
   * token is the same or `getToken` names the same `user`.
   */
  tokenChanged(): void;
  /**
   * Ends the console's session, waits for its answer (2 seconds at most; not at all where the frame has left the page)
   * and removes the frame. A second call returns the first promise.
   */
  destroy(): Promise<{ readonly unsaved: boolean }>;
}

/**
 * Puts the console into `element`, as its last child.
 * @throws {TypeError} for an option that cannot be
 */
export declare function embedConsole(element: Element, options: EmbedOptions): EmbeddedConsole;
