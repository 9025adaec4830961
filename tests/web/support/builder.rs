//! Options with which a test opens the console.

use super::answer::Answer;
use super::clock::{Clock, fix_random};
use super::page::{Page, history};
use super::part::Part;
use super::platform::{Op, Platform};
use super::portal::{FakePortal, PORTAL};
use super::samples::{Row, row};
use super::wait::until;
use js_sys::Reflect;
use leptos::mount::mount_to;
use upgrade_console::app::App;
use upgrade_console::web;
use wasm_bindgen::JsValue;
use web_sys::{Element, Request};

/// Configuration of most tests.
pub const ENGLISH: &str = r#"{"product_id": "p1", "language": "en"}"#;

/// [`ENGLISH`] without a product.
pub const NO_PRODUCT: &str = r#"{"language": "en"}"#;

/// [`ENGLISH`] in Chinese.
pub const CHINESE: &str = r#"{"product_id": "p1", "language": "zh"}"#;

/// [`ENGLISH`] for a platform of profile `full`.
pub const FULL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"}}"#;

/// [`FULL`] without a product.
pub const FULL_NO_PRODUCT: &str = r#"{"language": "en", "api": {"profile": "full"}}"#;

/// Two products, as JSON.
pub const PRODUCTS: &str = r#"[{"id":"p1","name":"Meter"},{"id":"p2","name":"Lamp","description":"Streets"}]"#;

pub struct PageBuilder {
    config: Answer,
    token: Option<&'static str>,
    query: &'static str,
    platform: Platform,
    portal: Option<FakePortal>,
}

impl PageBuilder {
    /// Product `p1`, English, signed in with the token `tok-1`, a platform without tasks that accepts every write.
    pub fn new() -> Self {
        Self {
            config: Answer::ok(ENGLISH),
            token: Some("tok-1"),
            query: "?product_id=p1",
            platform: Platform::install(),
            portal: None,
        }
        .rows(&[])
        .always(Op::Create, Answer::ok(row("new").json()))
        .always(Op::SetStatus, Answer::ok(""))
        .always(Op::Delete, Answer::ok(""))
    }

    pub fn config(self, text: &str) -> Self {
        self.config_answer(Answer::ok(text))
    }

    /// Sets the response to the request for `config.json`.
    pub fn config_answer(mut self, config: Answer) -> Self {
        self.config = config;
        self
    }

    /// Uses a platform of profile `full` with these device counts per version and this firmware library, both as JSON.
    pub fn full(self, statistics: &str, library: &str) -> Self {
        self.config(FULL)
            .always(Op::Products, Answer::ok(r#"[{"id":"p1","name":"Lamp A9"}]"#))
            .always(Op::DeviceCounts, Answer::ok(statistics))
            .always(Op::Library, Answer::ok(library))
    }

    /// Uses a platform of profile `full` that lists these products, as JSON. Neither address nor configuration names one.
    pub fn products(self, products: &str) -> Self {
        let products = Answer::ok(products);
        self.config(FULL_NO_PRODUCT).query("").always(Op::Products, products)
    }

    /// Opens the console without a token.
    pub fn signed_out(mut self) -> Self {
        self.token = None;
        self
    }

    /// Puts this token into the session storage.
    pub fn token(mut self, token: &'static str) -> Self {
        self.token = Some(token);
        self
    }

    pub fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    /// Sets the tasks on the platform.
    pub fn rows(self, rows: &[Row]) -> Self {
        self.always(Op::List, Row::list(rows))
    }

    /// Sets the platform's default response to `op`.
    pub fn always(self, op: Op, answer: Answer) -> Self {
        self.platform.always(op, answer);
        self
    }

    /// Puts a value into a storage of the browser.
    pub fn stored(self, storage: Option<web_sys::Storage>, key: &str, value: &str) -> Self {
        storage.unwrap().set_item(key, value).unwrap();
        self
    }

    /// Embeds the console in the portal of the configuration [`PORTAL`], which has not answered yet, without a token.
    pub fn framed(mut self) -> Self {
        self.portal = Some(FakePortal::install());
        self.signed_out().config(PORTAL)
    }

    /// Opens the console and waits until the configuration is read.
    pub async fn open(self) -> Page {
        let page = self.mount();
        until("the configuration is read", || page.all("p.boot").is_empty()).await;
        page
    }

    /// Opens the console without waiting.
    pub fn mount(self) -> Page {
        if let Some(token) = self.token {
            web::session_storage().unwrap().set_item("Access-Token", token).unwrap();
        }
        self.platform.always(Op::Config, self.config);
        set_query(self.query);
        let part = Part::new_section();
        let clock = Clock::install();
        let random = fix_random(0.0);
        request_config(&part.0);
        let mounted = mount_to(part.0.clone(), App);
        Page {
            part,
            platform: self.platform,
            clock,
            _random: random,
            mounted: Some(Box::new(mounted)),
            portal: self.portal,
        }
    }

    /// Opens the console and waits until the task list is shown.
    pub async fn open_at_list(self) -> Page {
        let page = self.open().await;
        page.wait_for_list().await;
        page
    }

    /// Opens the framed console and waits until the task list is shown. The portal answers the hello with a welcome that
    /// has these extra fields, and provides the token `tok-1` of the user `ann`.
    pub async fn open_in_portal(self, more: &str) -> Page {
        let page = self.mount();
        page.portal()
            .answer_token_requests("token.ok", r#"{"token":"tok-1","user":"ann"}"#);
        page.portal().welcome(more).await;
        page.wait_for_list().await;
        page
    }
}

/// Requests the configuration as `boot.js` does.
fn request_config(page: &Element) {
    let window = web::window();
    let boot = window.document().unwrap().create_element("div").unwrap();
    boot.set_id("boot");
    let response = window.fetch_with_request(&Request::new_with_str("config.json").unwrap());
    Reflect::set(&boot, &"config".into(), &response).unwrap();
    page.append_child(&boot).unwrap();
}

/// Sets the query string if it differs. Browsers ignore more than about 20 address changes a second, so most tests
/// share one address.
fn set_query(query: &str) {
    let window = web::window();
    if window.location().search().as_deref() == Ok(query) && !web::is_dialog_entry() {
        return;
    }
    let path = window.location().pathname().unwrap();
    history()
        .replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}")))
        .unwrap();
}
