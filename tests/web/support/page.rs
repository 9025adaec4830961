//! The console mounted on a page, opened as its users open it.

use super::clock::{Clock, NoChance, forget_time};
use super::fake::{Answer, Gate, Op, Platform};
use super::part::Part;
use super::portal::{FakePortal, PORTAL, forget_frame};
use super::samples::{Row, fill_form};
use super::wait::until;
use super::{panics, settled};
use js_sys::Reflect;
use leptos::mount::mount_to;
use std::any::Any;
use std::ops::Deref;
use upgrade_console::app::App;
use upgrade_console::web;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Request};

/// Configuration of most tests.
pub const ENGLISH: &str = r#"{"product_id": "p1", "language": "en"}"#;

/// [`ENGLISH`] for a platform of profile `full`.
pub const FULL: &str = r#"{"product_id": "p1", "language": "en", "api": {"profile": "full"}}"#;

/// Builder of a [`Page`].
pub struct PageBuilder {
    config: Answer,
    token: Option<&'static str>,
    query: &'static str,
    platform: Platform,
    portal: Option<FakePortal>,
}

impl PageBuilder {
    /// Sets `config.json`.
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
            .answers(Op::Products, Answer::ok(r#"[{"id":"p1","name":"Lamp A9"}]"#))
            .answers(Op::Fleet, Answer::ok(statistics))
            .answers(Op::Library, Answer::ok(library))
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

    /// Sets the query string.
    pub fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    /// Sets the tasks on the platform.
    pub fn rows(self, rows: &[Row]) -> Self {
        self.answers(Op::List, Row::list(rows))
    }

    /// Sets the platform's default response to `op`.
    pub fn answers(self, op: Op, answer: Answer) -> Self {
        self.platform.always(op, answer);
        self
    }

    /// Puts a value into a storage of the browser.
    pub fn stored(self, storage: Option<web_sys::Storage>, key: &str, value: &str) -> Self {
        storage.unwrap().set_item(key, value).unwrap();
        self
    }

    /// Embeds the console in a portal that has not answered yet, without a token.
    pub fn framed(mut self) -> Self {
        self.portal = Some(FakePortal::install());
        self.token = None;
        self
    }

    /// Opens the console and waits until the configuration is read.
    pub async fn open(self) -> Page {
        let page = self.start();
        until("the configuration is read", || page.all("p.boot").is_empty()).await;
        page
    }

    /// Opens the console without waiting.
    pub fn start(self) -> Page {
        if let Some(token) = self.token {
            web::session_storage().unwrap().set_item("Access-Token", token).unwrap();
        }
        self.platform.always(Op::Config, self.config);
        show_address(self.query);
        let document = web::window().document().unwrap();
        let section = document.create_element("section").unwrap();
        section.set_attribute("data-test", "").unwrap();
        document.body().unwrap().append_child(&section).unwrap();
        let clock = Clock::install();
        let no_chance = NoChance::install();
        ask_for_config(&section);
        let part = Part(section.unchecked_into());
        let mounted = mount_to(part.0.clone(), App);
        Page {
            part,
            platform: self.platform,
            clock,
            _no_chance: no_chance,
            mounted: Some(Box::new(mounted)),
            portal: self.portal,
        }
    }

    /// Opens the console and waits until the task list is shown.
    pub async fn open_at_list(self) -> Page {
        let page = self.open().await;
        until("the tasks are shown", || {
            !page.rows().is_empty() || page.says("No upgrade task yet")
        })
        .await;
        page
    }
}

/// The open console.
pub struct Page {
    part: Part,
    /// The platform it talks to.
    pub platform: Platform,
    pub clock: Clock,
    _no_chance: NoChance,
    mounted: Option<Box<dyn Any>>,
    portal: Option<FakePortal>,
}

impl Page {
    /// Ends the two pauses after which the console reads the list again to verify a write with a lost response.
    pub async fn looks_twice_more(&self) {
        for pause in [1000, 3000] {
            until(&format!("a {pause} ms pause starts"), || self.clock.waiting(pause) == 1).await;
            self.clock.after(pause);
        }
    }

    /// Builder with the defaults: product `p1`, English, signed in with the token `tok-1`, a platform without tasks.
    pub fn builder() -> PageBuilder {
        clean();
        Self::with_kept_storage()
    }

    /// Builder of the console after a reload of `page`: the storages of the browser keep their values.
    pub fn after(page: Self) -> PageBuilder {
        drop(page);
        Self::with_kept_storage()
    }

    fn with_kept_storage() -> PageBuilder {
        PageBuilder {
            config: Answer::ok(ENGLISH),
            token: Some("tok-1"),
            query: "?product_id=p1",
            platform: Platform::install(),
            portal: None,
        }
        .rows(&[])
    }

    /// Opens the console with the defaults and these tasks, and waits until they are shown.
    pub async fn with_rows(rows: &[Row]) -> Self {
        Self::builder().rows(rows).open_at_list().await
    }

    /// Opens the console inside a portal that provides the token `tok-1`, and waits until these tasks are shown.
    pub async fn in_portal(rows: &[Row]) -> Self {
        let page = Self::builder().framed().config(PORTAL).rows(rows).start();
        page.connect("{}").await;
        page.shows("Upgrade tasks").await;
        until("the tasks are shown", || page.rows().len() == rows.len()).await;
        page
    }

    /// Lets the portal answer the hello with a welcome that has these extra fields, and provide the token `tok-1` of
    /// the user `ann`.
    pub async fn connect(&self, more: &str) {
        self.portal().gives("token.ok", r#"{"token":"tok-1","user":"ann"}"#);
        self.portal().was_greeted().await;
        self.portal().welcome(more);
    }

    /// The portal around the console.
    pub fn portal(&self) -> &FakePortal {
        self.portal.as_ref().unwrap()
    }

    /// Replaces the tasks on the platform.
    pub fn platform_has(&self, rows: &[Row]) {
        self.platform.always(Op::List, Row::list(rows));
    }

    /// Advances the clock by the poll interval of 10 s.
    pub fn poll_comes_round(&self) {
        self.clock.passes(10);
    }

    /// Presses *Create task* and returns the dialog.
    pub async fn open_create(&self) -> Part {
        self.button("Create task").press();
        until("the create dialog is open", || self.has_dialog()).await;
        self.dialog()
    }

    /// Presses a button of a row and returns the confirmation dialog.
    pub async fn ask(&self, row: &str, button: &str) -> Part {
        self.row(row).button(button).press();
        until("the confirmation is open", || self.has_dialog()).await;
        self.dialog()
    }

    /// Waits until no dialog is open and closed dialogs are empty.
    pub async fn no_dialog(&self) {
        until("no dialog is open", || {
            !self.has_dialog() && self.all("dialog *").is_empty()
        })
        .await;
    }

    /// Types a token into the sign-in panel and presses *Sign in*.
    pub fn sign_in(&self, token: &str) {
        self.field("Access token").type_in(token);
        self.button("Sign in").press();
    }

    /// Presses *Refresh* and waits for the response.
    pub async fn refresh(&self) {
        let before = self.platform.asked(Op::List).len();
        self.button("Refresh").press();
        self.platform.was_asked(Op::List, before + 1).await;
        settled().await;
    }

    /// Query string of the page's address.
    pub fn query(&self) -> String {
        web::window().location().search().unwrap()
    }
}

impl Deref for Page {
    type Target = Part;
    fn deref(&self) -> &Part {
        &self.part
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.mounted.take();
        self.part.0.remove();
        panics::assert_none();
    }
}

/// Removes the leftovers of a failed test, which does not drop its page.
fn clean() {
    panics::forget();
    forget_time();
    forget_frame();
    Part::root().all("[data-test]").iter().for_each(|part| part.0.remove());
    for storage in [web::session_storage(), web::local_storage()] {
        storage.unwrap().clear().unwrap();
    }
    let _ = Part::root().0.remove_attribute("data-theme");
}

/// Requests the configuration as `boot.js` does.
fn ask_for_config(page: &Element) {
    let window = web::window();
    let boot = window.document().unwrap().create_element("div").unwrap();
    boot.set_id("boot");
    let response = window.fetch_with_request(&Request::new_with_str("config.json").unwrap());
    Reflect::set(&boot, &"config".into(), &response).unwrap();
    page.append_child(&boot).unwrap();
}

/// Sets the query string if it differs. Browsers ignore more than about 20 address changes a second, so most tests
/// share one address.
fn show_address(query: &str) {
    let window = web::window();
    if window.location().search().as_deref() == Ok(query) && !web::is_dialog_entry() {
        return;
    }
    let path = window.location().pathname().unwrap();
    let history = window.history().unwrap();
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}")))
        .unwrap();
}

/// Sends a start, a create and a list request, in this order, and holds their responses.
pub async fn three_under_way(page: &Page) -> [Gate; 3] {
    let start = page.platform.hold(Op::Status);
    page.ask("Task a", "Start").await.button("Start").press();
    page.platform.was_asked(Op::Status, 1).await;
    page.dialog().escape();
    page.no_dialog().await;
    let create = page.platform.hold(Op::Create);
    let dialog = page.open_create().await;
    fill_form(&dialog);
    dialog.submit().await;
    page.platform.was_asked(Op::Create, 1).await;
    dialog.escape();
    page.no_dialog().await;
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 3).await;
    [start, create, list]
}
