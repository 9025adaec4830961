//! Four origins that are really four: a portal, the console, the interface, and somebody who has no business there. The
//! portal is written from `docs/embedding.md`, and the console's headers are the ones that document gives.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::operator::{Operator, Tokens};
use crate::origin::{Origin, Reply};
use crate::places;
use crate::platform::Platform;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// What the documentation calls them.
const PORTAL: &str = "https://portal.example";
const CONSOLE: &str = "https://console.example";
const API: &str = "https://api.example";

/// The page of [`Rig::page`].
const PAGE: &str = include_str!("rig/page.html");
const PAGE_SCRIPT: &str = include_str!("rig/page.mjs");
const PAGE_STYLE: &str = include_str!("rig/page.css");

/// The four, and the platform behind two of them.
pub struct Rig {
    /// What answers behind console and interface.
    pub platform: Platform,
    /// The console's origin.
    pub console: Origin,
    /// The interface's origin: it allows the console's, and no other, to ask.
    pub api: Origin,
    /// The portal's origin, on another site.
    pub portal: Origin,
    /// An origin nobody has configured.
    pub attacker: Origin,
    token: Arc<Mutex<Option<Tokens>>>,
}

impl Rig {
    /// All four, with the demo's data and devices that keep quiet.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(&["--connects-per-second", "0"])
    }

    /// All four, with these arguments for the platform.
    #[must_use]
    pub fn start_with(args: &[&str]) -> Self {
        let platform = Platform::start(&[&["--portal", "none"], args].concat());
        let tokens = Operator::of(&platform).sign_in();
        let rig = Self {
            console: Origin::before(&platform),
            api: Origin::before(&platform),
            portal: Origin::elsewhere(),
            attacker: Origin::elsewhere(),
            token: Arc::new(Mutex::new(Some(tokens))),
            platform,
        };
        rig.set_up_console();
        rig.set_up_api();
        rig.set_up_portal();
        rig
    }

    fn set_up_console(&self) {
        let policy = self.named(&documented_policy());
        self.console
            .edits(move |_, reply| reply.set("content-security-policy", &policy));
        self.configure(&json!({}));
    }

    /// Gives the console these keys of `config.json` on top of its own.
    pub fn configure(&self, more: &Value) {
        let mut config = json!({
            "api": { "base": self.api.name(), "profile": "full" },
            "portal_origins": [self.portal.name()],
            "poll_seconds": 60,
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            config[key] = value.clone();
        }
        let reply = Reply::json(&config).with("cache-control", "no-store");
        self.console.serves("/config.json", reply);
    }

    /// Lets pages of the console's origin ask, as a gateway with CORS does.
    fn set_up_api(&self) {
        let console = self.console.name().to_owned();
        let allowed = console.clone();
        self.api
            .edits(move |_, reply| reply.set("access-control-allow-origin", &allowed));
        self.api
            .answers(move |request| (request.method == "OPTIONS").then(|| preflight(&console)));
    }

    fn set_up_portal(&self) {
        let sdk = places::source("portal-sdk/index.js");
        self.portal.serves("/portal-sdk.js", Reply::script(sdk));
        self.serve_portal("/", "/console.js", &documented("html"), &self.named(&documented("js")));
        self.portal.serves("/page.css", Reply::ok("text/css", PAGE_STYLE));
        self.page(&json!({}));
        let token = Arc::clone(&self.token);
        self.portal.answers(move |request| {
            (request.path() == "/my/console-token").then(|| match &*token.lock().expect("nobody panics with it") {
                Some(tokens) => Reply::json(&json!({ "token": tokens.access, "expiresIn": 7200 })),
                None => Reply::status(401),
            })
        });
    }

    /// Serves the test's own portal at [`page_url`](Self::page_url), with these options for the SDK.
    pub fn page(&self, options: &Value) {
        let src = Value::from(self.console.url()).to_string();
        let script = PAGE_SCRIPT
            .replace("SRC", &src)
            .replace("OPTIONS", &options.to_string());
        self.serve_portal("/page", "/page.mjs", PAGE, &script);
    }

    /// A page and its script under the policy a careful portal has.
    fn serve_portal(&self, page: &str, at: &str, html: &str, script: &str) {
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src {} {}",
            self.console.name(),
            self.attacker.name()
        );
        let page_reply = Reply::page(html).with("content-security-policy", &policy);
        self.portal.serves(page, page_reply);
        self.portal.serves(at, Reply::script(script));
    }

    /// A text of the documentation with the names of these origins.
    #[must_use]
    pub fn named(&self, text: &str) -> String {
        text.replace(PORTAL, self.portal.name())
            .replace(CONSOLE, self.console.name())
            .replace(API, self.api.name())
    }

    /// The documented portal.
    #[must_use]
    pub fn url(&self) -> String {
        self.portal.url()
    }

    /// The test's own portal: `embedded`, `events`, `asked` and `heard` are to be had in its window.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("{}/page", self.portal.name())
    }

    /// Opens a page of one of the origins and says that only the interface may be sent a token.
    pub async fn open(&self, url: &str) -> Browser {
        self.open_with(Engine::Chromium, url).await
    }

    /// The same in another browser.
    pub async fn open_with(&self, engine: Engine, url: &str) -> Browser {
        let browser = Browser::open_with(engine, url).await;
        browser.trusts(self.api.name());
        for origin in [&self.console, &self.api, &self.portal, &self.attacker] {
            browser.records(origin);
        }
        browser
    }

    /// The token the portal gives now.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        let tokens = self.token.lock().expect("nobody panics with it");
        tokens.as_ref().map(|tokens| tokens.access.clone())
    }

    /// The portal has a new token; the platform refuses the old one from now on.
    pub fn renew(&self) {
        let mut token = self.token.lock().expect("nobody panics with it");
        let old = token.clone().expect("signed in");
        *token = Some(Operator::of(&self.platform).refresh(&old));
    }

    /// The platform refuses the portal's token from now on, and the portal does not know.
    pub fn expire(&self) {
        let token = self.token.lock().expect("nobody panics with it");
        let _unused = Operator::of(&self.platform).refresh(token.as_ref().expect("signed in"));
    }

    /// Nobody is signed in at the portal any more.
    pub fn sign_out(&self) {
        *self.token.lock().expect("nobody panics with it") = None;
    }
}

fn preflight(console: &str) -> Reply {
    Reply::status(204)
        .with("access-control-allow-origin", console)
        .with("access-control-allow-methods", "GET, POST, DELETE")
        .with("access-control-allow-headers", "Access-Token, Content-Type")
}

/// The first block of this language in `docs/embedding.md` that embeds something.
fn documented(language: &str) -> String {
    let text = places::source("docs/embedding.md");
    let (_, block) = text
        .split_once(&format!("```{language}\n"))
        .expect("a block in docs/embedding.md");
    block.split("```").next().unwrap_or_default().to_owned()
}

/// The policy `docs/embedding.md` gives for nginx.
#[must_use]
pub fn documented_policy() -> String {
    let text = places::source("docs/embedding.md");
    let (_, line) = text
        .split_once("add_header Content-Security-Policy \"")
        .expect("a policy in docs/embedding.md");
    line.split('"').next().unwrap_or_default().to_owned()
}
