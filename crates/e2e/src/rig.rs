//! A portal, the console, the API and an attacker, on four separate origins. The portal's page and the console's
//! headers are read from `docs/embedding.md`.

use crate::api::Tokens;
use crate::browser::Browser;
use crate::engine::{Engine, Settings};
use crate::http::{Request, Response};
use crate::origin::Origin;
use crate::paths;
use crate::platform::Platform;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// Origins in the examples of `docs/embedding.md`.
const PORTAL: &str = "https://portal.example";
const CONSOLE: &str = "https://console.example";
const API: &str = "https://api.example";

/// Page, script and style of [`Rig::page`].
const PAGE: &str = include_str!("rig/page.html");
const PAGE_SCRIPT: &str = include_str!("rig/page.mjs");
const PAGE_STYLE: &str = include_str!("rig/page.css");

/// The four origins, and the platform behind console and API.
pub struct Rig {
    /// The platform behind console and API.
    pub platform: Platform,
    pub console: Origin,
    /// Origin of the API. Its CORS headers allow only the console's origin.
    pub api: Origin,
    /// Origin of the portal, on a different site.
    pub portal: Origin,
    /// An origin that no configuration names.
    pub attacker: Origin,
    /// The portal's tokens; `None` after sign-out.
    tokens: Arc<Mutex<Option<Tokens>>>,
}

impl Rig {
    /// Starts all four with the demo data and devices that do not connect.
    pub fn start() -> Self {
        Self::start_with(&["--connects-per-second", "0"])
    }

    /// Starts all four, with these arguments for the platform.
    pub fn start_with(args: &[&str]) -> Self {
        let platform = Platform::start(&[&["--portal", "none"], args].concat());
        let tokens = platform.sign_in();
        let rig = Self {
            console: Origin::proxy(&platform),
            api: Origin::proxy(&platform),
            portal: Origin::cross_site(),
            attacker: Origin::cross_site(),
            tokens: Arc::new(Mutex::new(Some(tokens))),
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
            .edit(move |_, response| response.set("content-security-policy", &policy));
        self.configure(&json!({}));
    }

    /// Serves the console's `config.json` with these keys added or replaced.
    pub fn configure(&self, more: &Value) {
        let mut config = json!({
            "api": { "base": self.api.name(), "profile": "full" },
            "portal_origins": [self.portal.name()],
            "poll_seconds": 60,
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            config[key] = value.clone();
        }
        self.console.configure(&config);
    }

    /// Adds CORS headers for the console's origin, as a gateway does.
    fn set_up_api(&self) {
        let console = self.console.name().to_owned();
        let allowed = console.clone();
        self.api
            .edit(move |_, response| response.set("access-control-allow-origin", &allowed));
        self.api
            .handle(move |request| (request.method == "OPTIONS").then(|| preflight(&console)));
    }

    fn set_up_portal(&self) {
        let sdk = paths::source("portal-sdk/index.js");
        self.portal.serve("/portal-sdk.js", Response::script(sdk));
        self.serve_portal("/", "/console.js", &documented("html"), &self.named(&documented("js")));
        self.portal.serve("/page.css", Response::ok("text/css", PAGE_STYLE));
        self.page(&json!({}));
        let tokens = Arc::clone(&self.tokens);
        self.portal.handle(move |request| {
            (request.path() == "/my/console-token").then(|| match &*tokens.lock().expect("an unpoisoned lock") {
                Some(tokens) => Response::json(&json!({ "token": tokens.access, "expiresIn": 7200 })),
                None => Response::status(401),
            })
        });
    }

    /// Serves the test portal at [`page_url`](Self::page_url), with these options for the SDK.
    pub fn page(&self, options: &Value) {
        let src = Value::from(self.console.url()).to_string();
        let script = PAGE_SCRIPT
            .replace("SRC", &src)
            .replace("OPTIONS", &options.to_string());
        self.serve_portal("/page", "/page.mjs", PAGE, &script);
    }

    /// Serves a page and its script with a strict content security policy.
    fn serve_portal(&self, page: &str, script_path: &str, html: &str, script: &str) {
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src {} {}",
            self.console.name(),
            self.attacker.name()
        );
        let page_response = Response::page(html).with("content-security-policy", &policy);
        self.portal.serve(page, page_response);
        self.portal.serve(script_path, Response::script(script));
    }

    /// Serves the console without its content security policy.
    pub fn remove_policy(&self) {
        self.console
            .edit(|_, response| drop(response.headers.remove("content-security-policy")));
    }

    /// Replaces the example origins of the documentation with these origins.
    pub fn named(&self, text: &str) -> String {
        text.replace(PORTAL, self.portal.name())
            .replace(CONSOLE, self.console.name())
            .replace(API, self.api.name())
    }

    /// Address of the portal from `docs/embedding.md`.
    pub fn url(&self) -> String {
        self.portal.url()
    }

    /// Address of the test portal. Its window has the variables `embedded`, `events`, `asked` and `heard`.
    pub fn page_url(&self) -> String {
        format!("{}/page", self.portal.name())
    }

    /// Opens a page of one of the origins in Chromium. Requests to the API may carry a token.
    pub async fn open(&self, url: &str) -> Browser {
        self.open_in(Engine::Chromium, url).await
    }

    pub async fn open_in(&self, engine: Engine, url: &str) -> Browser {
        let settings = Settings {
            engine,
            ..Settings::default()
        };
        let browser = Browser::open_with(settings, url).await;
        browser.allow_token_to(self.api.name());
        for origin in [&self.console, &self.api, &self.portal, &self.attacker] {
            browser.watch_origin(origin);
        }
        browser
    }

    /// Performs an action and waits until the API has received another request that `chosen` accepts.
    pub async fn expect_request(
        &self,
        browser: &Browser,
        chosen: impl Fn(&Request) -> bool,
        action: impl Future<Output = ()>,
    ) {
        let count = || self.api.api_requests().iter().filter(|request| chosen(request)).count();
        let before = count();
        action.await;
        browser
            .wait_until("the request is sent", async || count(), |now| *now > before)
            .await;
    }

    /// The portal's current access token; `None` after sign-out.
    pub fn token(&self) -> Option<String> {
        let tokens = self.tokens.lock().expect("an unpoisoned lock");
        tokens.as_ref().map(|tokens| tokens.access.clone())
    }

    /// Renews the portal's token. The platform refuses the old token afterwards.
    pub fn renew(&self) {
        let mut tokens = self.tokens.lock().expect("an unpoisoned lock");
        let old = tokens.clone().expect("signed in");
        *tokens = Some(self.platform.renew(&old));
    }

    /// Makes the platform refuse the portal's token. The portal still returns it.
    pub fn expire(&self) {
        let tokens = self.tokens.lock().expect("an unpoisoned lock");
        let _unused = self.platform.renew(tokens.as_ref().expect("signed in"));
    }

    /// Signs the operator out of the portal, which then returns no token.
    pub fn sign_out(&self) {
        *self.tokens.lock().expect("an unpoisoned lock") = None;
    }
}

fn preflight(console: &str) -> Response {
    Response::status(204)
        .with("access-control-allow-origin", console)
        .with("access-control-allow-methods", "GET, POST, DELETE")
        .with("access-control-allow-headers", "Access-Token, Content-Type")
}

/// The first code block of this language in `docs/embedding.md`.
fn documented(language: &str) -> String {
    let text = paths::source("docs/embedding.md");
    let (_, block) = text
        .split_once(&format!("```{language}\n"))
        .expect("a block in docs/embedding.md");
    block.split("```").next().unwrap_or_default().to_owned()
}

/// The content security policy in the nginx example of `docs/embedding.md`.
pub fn documented_policy() -> String {
    let text = paths::source("docs/embedding.md");
    let (_, line) = text
        .split_once("add_header Content-Security-Policy \"")
        .expect("a policy in docs/embedding.md");
    line.split('"').next().unwrap_or_default().to_owned()
}
