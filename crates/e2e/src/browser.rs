//! A headless browser with a clean state for every test.

use crate::engine::{Engine, Settings};
use crate::origin::Origin;
use crate::session::Session;
use crate::watch::Watch;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::fmt::{Debug, Display};
use std::ops::Deref;
use std::time::Duration;
use thirtyfour::cdp::domains::emulation::{MediaFeature, MediaType, SetEmulatedMedia};
use thirtyfour::extensions::query::{ElementPollerWithTimeout, IntoElementPoller as _};
use thirtyfour::prelude::*;

/// Default time-out of a condition, long enough for a busy machine with two cores.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Default interval between two checks of a condition.
const POLL_INTERVAL: Duration = Duration::from_millis(40);

/// A browser with one page; it has the methods of [`WebDriver`]. Every test must call [`finish`](Self::finish) at its
/// end, which reports errors that the page did not show.
pub struct Browser {
    /// `Some` until [`finish`](Self::finish).
    pub(crate) session: Option<Session>,
    pub(crate) watch: RefCell<Watch>,
    timeout: Cell<(Duration, Duration)>,
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.session().web
    }
}

impl Browser {
    /// Opens a page in Chromium, in English and 1280 CSS pixels wide.
    pub async fn open(url: &str) -> Self {
        Self::open_with(Settings::default(), url).await
    }

    /// Opens a page in a browser with these settings.
    pub async fn open_with(settings: Settings, url: &str) -> Self {
        let browser = Self {
            session: Some(Session::lease(settings).await),
            watch: RefCell::default(),
            timeout: Cell::new((TIMEOUT, POLL_INTERVAL)),
        };
        browser.goto(url).await;
        browser
    }

    /// Opens a page in Chromium without a log of its requests, for measurements and long runs.
    pub async fn open_unrecorded(url: &str) -> Self {
        let recorded = false;
        let settings = Settings::default();
        Self::open_with(Settings { recorded, ..settings }, url).await
    }

    pub(crate) fn session(&self) -> &Session {
        self.session.as_ref().expect("a session until `finish`")
    }

    /// Sets the time-out of every condition, and the interval between two checks.
    pub fn set_timeout(&self, timeout: Duration, interval: Duration) {
        self.timeout.set((timeout, interval));
    }

    /// Loads an address. Requests to its origin may carry a token.
    pub async fn goto(&self, url: &str) {
        self.allow_token_to(url);
        self.session().web.goto(url).await.expect("the page");
    }

    /// Runs a command of the Chrome `DevTools` protocol and returns its result.
    pub async fn command(&self, command: &str, parameters: Value) -> Value {
        let sent = self.cdp().send_raw(command, parameters).await;
        sent.expect("a command that Chromium supports")
    }

    /// Runs this script in every page loaded afterwards, before the page's own scripts.
    pub async fn add_init_script(&self, script: &str) {
        let added = self.cdp().page().add_script_to_evaluate_on_new_document(script).await;
        added.expect("a script that Chromium accepts");
    }

    /// Shortens timers of exactly these milliseconds to a tenth, in every page loaded afterwards. For tests of what
    /// happens after a wait; other tests cover its length.
    pub async fn shorten_timers(&self, milliseconds: &[u32]) {
        self.add_init_script(&format!(
            "const wait = window.setTimeout;
            window.setTimeout = (work, ms, ...rest) => wait(work, {milliseconds:?}.includes(ms) ? ms / 10 : ms, ...rest)"
        ))
        .await;
    }

    pub async fn url(&self) -> String {
        self.current_url().await.expect("an address").to_string()
    }

    /// Waits until `look` returns `Ok`. Panics with its last error when the time-out passes. Apart from the start of a
    /// driver, this is the only place that sleeps.
    pub async fn wait_for<T, E: Display>(&self, what: impl Display, mut look: impl AsyncFnMut() -> Result<T, E>) -> T {
        let (timeout, interval) = self.timeout.get();
        let mut poller = ElementPollerWithTimeout::new(timeout, interval).start();
        loop {
            let error = match look().await {
                Ok(found) => return found,
                Err(error) => brief(error),
            };
            if !poller.tick().await {
                panic!("timed out: {what}\nlast seen: {error}\n{}", self.report().await);
            }
        }
    }

    /// Waits until `read` returns a value for which `is_right` holds, and returns the value.
    pub async fn wait_until<T: Debug>(
        &self,
        what: impl Display,
        mut read: impl AsyncFnMut() -> T,
        is_right: impl Fn(&T) -> bool,
    ) -> T {
        let look = async || match read().await {
            value if is_right(&value) => Ok(value),
            value => Err(format!("{value:?}")),
        };
        self.wait_for(what, look).await
    }

    /// Waits until a JavaScript expression in the page has this value.
    pub async fn expect_eval(&self, expression: &str, wanted: impl Into<Value>) {
        let wanted = wanted.into();
        let what = format!("{expression} is {wanted}");
        self.wait_until(what, async || self.eval(expression).await, |value| *value == wanted)
            .await;
    }

    /// Waits until the page has an element that matches a CSS selector.
    pub async fn expect_css(&self, selector: &str) {
        self.expect_eval(&format!("!!document.querySelector({selector:?})"), true)
            .await;
    }

    /// Waits until the page has no element that matches a CSS selector.
    pub async fn expect_no_css(&self, selector: &str) {
        self.expect_eval(&format!("!!document.querySelector({selector:?})"), false)
            .await;
    }

    /// Waits until the page shows a text.
    pub async fn expect_text(&self, text: &str) {
        let look = async || match self.try_eval("document.body.innerText").await {
            Ok(Value::String(shown)) if shown.contains(text) => Ok(()),
            _ => Err("other text"),
        };
        self.wait_for(format!("the page shows “{text}”"), look).await;
    }

    pub async fn text(&self) -> String {
        let text = self.eval("document.body.innerText").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Value of a JavaScript expression in the page.
    pub async fn eval(&self, expression: &str) -> Value {
        self.try_eval(expression).await.expect("an expression with a value")
    }

    /// Value of a JavaScript expression in the page.
    ///
    /// # Errors
    /// If the expression throws, or while the page loads.
    pub async fn try_eval(&self, expression: &str) -> WebDriverResult<Value> {
        self.try_run(&format!("return {expression}"), Vec::new()).await
    }

    pub async fn run(&self, script: &str) -> Value {
        self.try_run(script, Vec::new()).await.expect("a script that runs")
    }

    /// Runs a script with arguments in the page and returns its result.
    ///
    /// # Errors
    /// If the script throws, or while the page loads.
    pub async fn try_run(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        Ok(self.execute(script, arguments).await?.json().clone())
    }

    /// Waits until the page has drawn its current state.
    pub async fn next_frame(&self) {
        self.eval("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
            .await;
    }

    /// Role and accessible name of the focused element.
    pub async fn focused(&self) -> (String, String) {
        let element = self.active_element().await.expect("an active element");
        crate::accessibility::role_and_name(&element).await.unwrap_or_default()
    }

    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.action_chain().send_keys(keys).perform().await.expect("keys");
    }

    /// Sends keys while `held` is held down.
    pub async fn press_with(&self, held: Key, keys: impl Into<TypingData>) {
        let chain = self.action_chain().key_down(held.clone()).send_keys(keys).key_up(held);
        chain.perform().await.expect("keys");
    }

    /// Enters a text into the focused element. In Chromium this works like an input method, because WebDriver's keys
    /// end at U+FFFF.
    pub async fn insert_text(&self, text: &str) {
        if self.session().settings.engine == Engine::Chromium {
            self.cdp().input().insert_text(text).await.expect("a focused field");
        } else {
            self.press(text).await;
        }
    }

    /// Enters the first frame of the current page or frame. Later calls refer to that frame.
    pub async fn enter_frame(&self) {
        let enter = async || self.session().web.find(By::Css("iframe")).await?.enter_frame().await;
        self.wait_for("a frame exists", enter).await;
    }

    /// Leaves all frames: later calls refer to the page.
    pub async fn leave_frames(&self) {
        self.enter_default_frame().await.expect("a page");
    }

    /// Runs a script in the page around the frame, and enters the frame again.
    pub async fn run_in_portal(&self, script: &str) -> Value {
        self.leave_frames().await;
        let result = self.run(script).await;
        self.enter_frame().await;
        result
    }

    /// Sets the width of the viewport in CSS pixels; the height is 900.
    pub async fn set_width(&self, width: u32) {
        let set = self
            .cdp()
            .emulation()
            .set_device_metrics_override(width, 900, 1.0, false)
            .await;
        set.expect("a size that Chromium supports");
    }

    /// Emulates a medium, such as `print`, and features of the reader's settings, such as `("forced-colors", "active")`.
    pub async fn emulate_media(&self, media: Option<MediaType>, features: &[(&str, &str)]) {
        let features = features.iter().map(|(name, value)| MediaFeature {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
        });
        let emulated = SetEmulatedMedia {
            media,
            features: Some(features.collect()),
        };
        self.cdp().send(emulated).await.expect("media that Chromium supports");
    }

    /// Allows errors in the browser's log that contain one of these texts, for example of a refused request or a stopped
    /// platform.
    pub fn allow_log(&self, texts: &[&'static str]) {
        self.watch.borrow_mut().allowed.extend(texts);
    }

    pub fn allow_token_in(&self, storage: &'static str) {
        self.watch.borrow_mut().storages.push(storage);
    }

    /// Allows requests to the origin of this address to carry a token.
    pub fn allow_token_to(&self, url: &str) {
        self.watch.borrow_mut().trust(url);
    }

    /// Includes the requests recorded by `origin` in the checks of this browser. The browser's log does not cover
    /// cross-site frames.
    pub fn watch_origin(&self, origin: &Origin) {
        self.watch.borrow_mut().recorded.push(origin.clone());
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let is_unfinished = self.session.is_some() && !std::thread::panicking();
        assert!(
            !is_unfinished,
            "a test must end with `finish`, which checks the browser's log"
        );
    }
}

/// First line of an error; the driver appends its stack trace.
pub(crate) fn brief(error: impl Display) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
