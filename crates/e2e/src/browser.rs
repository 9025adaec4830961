//! A headless browser with a clean state for every test.

use crate::engine::Engine;
use crate::locate::{Element, Role};
use crate::origin::Origin;
use crate::session::{Session, Wanted};
use crate::watch::Watch;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// Default time-out of a condition, long enough for a busy machine with two cores.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Default interval between two checks of a condition.
const POLL_INTERVAL: Duration = Duration::from_millis(40);

/// A browser with one page. Every test must call [`finish`](Self::finish) at its end, which reports errors that the
/// page did not show.
pub struct Browser {
    /// `Some` until the browser is dropped.
    session: Option<Session>,
    engine: Engine,
    pub(crate) watch: RefCell<Watch>,
    finished: Cell<bool>,
    /// Whether the session has been cleaned for the next test.
    reusable: Cell<bool>,
    recorded: bool,
    timeout: Cell<Duration>,
    poll_interval: Cell<Duration>,
}

impl Browser {
    /// Opens a page in Chromium, in English and 1280 CSS pixels wide.
    pub async fn open(url: &str) -> Self {
        Self::open_in("en-US", url).await
    }

    /// Opens a page in Chromium with this preferred language.
    pub async fn open_in(language: &'static str, url: &str) -> Self {
        Self::lease(Engine::Chromium, language, url).await
    }

    /// Opens a page in a browser of this engine.
    pub async fn open_with(engine: Engine, url: &str) -> Self {
        Self::lease(engine, "en-US", url).await
    }

    /// Opens a page in a new Chromium that is not pooled and does not log its requests. For measurements and long runs:
    /// the request log stays in the memory of the page's process.
    pub async fn open_unrecorded(url: &str) -> Self {
        let wanted = Wanted {
            engine: Engine::Chromium,
            language: "en-US",
            recorded: false,
        };
        Self::with(Session::start(wanted).await, wanted, url).await
    }

    async fn lease(engine: Engine, language: &'static str, url: &str) -> Self {
        let wanted = Wanted {
            engine,
            language,
            recorded: true,
        };
        Self::with(Session::lease(wanted).await, wanted, url).await
    }

    async fn with(session: Session, wanted: Wanted, url: &str) -> Self {
        let browser = Self {
            session: Some(session),
            engine: wanted.engine,
            watch: RefCell::default(),
            finished: Cell::new(false),
            reusable: Cell::new(false),
            recorded: wanted.recorded,
            timeout: Cell::new(TIMEOUT),
            poll_interval: Cell::new(POLL_INTERVAL),
        };
        browser.go_to(url).await;
        browser
    }

    /// Sets the time-out of every condition, and the interval between two checks.
    pub fn waits_up_to(&self, timeout: Duration, interval: Duration) {
        self.timeout.set(timeout);
        self.poll_interval.set(interval);
    }

    /// Engine of this browser.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Loads an address.
    pub async fn go_to(&self, url: &str) {
        self.watch.borrow_mut().visits(url);
        self.session().goto(url).await.expect("the page");
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.session().refresh().await.expect("the reloaded page");
    }

    /// Goes back in the browser's history.
    pub async fn go_back(&self) {
        self.session().back().await.expect("a history");
    }

    /// Shortens timers of exactly these milliseconds to a tenth, in every page loaded afterwards. For tests of what
    /// happens after a wait; other tests cover its length.
    pub async fn shortens_waits_of(&self, milliseconds: &[u32]) {
        let script = format!(
            "const wait = window.setTimeout;
             window.setTimeout = (work, ms, ...rest) => wait(work, {milliseconds:?}.includes(ms) ? ms / 10 : ms, ...rest)"
        );
        self.run_command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
            .await;
    }

    /// Address of the page.
    pub async fn url(&self) -> String {
        self.session().current_url().await.expect("an address").to_string()
    }

    /// Locator of an element of the page by role and accessible name.
    #[must_use]
    pub fn find(&self, role: Role, name: &str) -> Element<'_> {
        Element::of_page(self, role, name)
    }

    /// Waits until `look` returns `Ok`. Panics with its last error when the time-out passes. Apart from the start of a
    /// driver, this is the only place that sleeps.
    pub async fn until<T>(&self, what: impl Display, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
        let deadline = Instant::now() + self.timeout.get();
        loop {
            let last_error = match look().await {
                Ok(found) => return found,
                Err(error) => error,
            };
            if Instant::now() > deadline {
                panic!("timed out: {what}\nlast seen: {last_error}\n{}", self.report().await);
            }
            tokio::time::sleep(self.poll_interval.get()).await;
        }
    }

    /// Waits until `look` returns `Ok`. Returns `None` if it still fails shortly before the default time-out.
    pub async fn until_or_none<T>(&self, mut look: impl AsyncFnMut() -> Result<Option<T>, String>) -> Option<T> {
        let deadline = Instant::now() + TIMEOUT - POLL_INTERVAL;
        self.until("the condition holds or its time-out passes", async || {
            match look().await {
                Err(_) if Instant::now() > deadline => Ok(None),
                result => result,
            }
        })
        .await
    }

    /// Waits until the page shows a text.
    pub async fn sees(&self, text: &str) {
        self.until(format!("the page shows “{text}”"), async || {
            let page = self.page_text().await?;
            if page.contains(text) {
                Ok(())
            } else {
                Err("other text".to_owned())
            }
        })
        .await;
    }

    /// All visible text of the page.
    pub async fn text(&self) -> String {
        self.page_text().await.expect("the page's text")
    }

    async fn page_text(&self) -> Result<String, String> {
        let text = self.script("return document.body.innerText", Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page and returns its result.
    pub async fn run(&self, script: &str) -> Value {
        self.script(script, Vec::new()).await.expect("a script that runs")
    }

    /// Runs a script that may fail, for example while a page loads.
    ///
    /// # Errors
    /// The browser's message if the script fails.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let answer = self.session().execute(script, arguments).await.map_err(brief)?;
        Ok(answer.json().clone())
    }

    /// Runs a script that passes its result to a callback, its last argument.
    pub async fn run_async(&self, script: &str) -> Value {
        let answer = self.session().execute_async(script, Vec::new()).await;
        answer.expect("a script that ends").json().clone()
    }

    /// Waits until the page has drawn its current state.
    pub async fn next_frame(&self) {
        let script = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.run_async(script).await;
    }

    /// Role and accessible name of the focused element.
    pub async fn focused(&self) -> (String, String) {
        let element = self.session().active_element().await.expect("an active element");
        crate::lookup::role_and_label(self, &element).await.unwrap_or_default()
    }

    /// Visible buttons, links and fields without an accessible name, as HTML.
    pub async fn controls_without_a_name(&self) -> Vec<String> {
        let look = async || crate::lookup::nameless(self).await;
        self.until("the page has a visible control", look).await
    }

    /// Sends keys to the focused element.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let chain = self.session().action_chain().send_keys(keys);
        chain.perform().await.expect("keys");
    }

    /// Sends keys while `held` is held down.
    pub async fn press_with(&self, held: Key, keys: impl Into<TypingData>) {
        let chain = self
            .session()
            .action_chain()
            .key_down(held.clone())
            .send_keys(keys)
            .key_up(held);
        chain.perform().await.expect("keys");
    }

    /// Enters a text into the focused element. In Chromium this works like an input method, because WebDriver's keys
    /// end at U+FFFF.
    pub async fn enter(&self, text: &str) {
        if self.engine == Engine::Chromium {
            self.run_command("Input.insertText", json!({ "text": text })).await;
        } else {
            self.press(text).await;
        }
    }

    /// Enters the first frame of the current page or frame. Later calls refer to that frame.
    pub async fn into_frame(&self) {
        let enter = async || {
            let frame = self.session().find(By::Css("iframe")).await.map_err(brief)?;
            frame.enter_frame().await.map_err(brief)
        };
        self.until("a frame exists", enter).await;
    }

    /// Leaves all frames: later calls refer to the page.
    pub async fn out_of_frames(&self) {
        self.session().enter_default_frame().await.expect("a page");
    }

    /// Sets the width of the viewport in CSS pixels; the height is 900.
    pub async fn be_wide(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.run_command("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Hides scroll bars in screenshots, as phones do.
    pub async fn hide_scroll_bars(&self) {
        self.run_command("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await;
    }

    /// Screenshot of the viewport, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.session().screenshot_as_png().await.expect("a screenshot")
    }

    async fn run_command(&self, command: &str, parameters: Value) {
        let answer = self.devtools(command, parameters).await;
        answer.expect("a command that Chromium supports");
    }

    /// Runs a command of the Chrome `DevTools` protocol and returns its result.
    ///
    /// # Errors
    /// Chromium's message if it refuses the command.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value, String> {
        self.leased().devtools(command, parameters).await
    }

    pub(crate) fn session(&self) -> &WebDriver {
        &self.leased().web
    }

    fn leased(&self) -> &Session {
        self.session.as_ref().expect("a session until the browser is dropped")
    }

    /// Allows errors in the browser's log that contain `part`, for example of a refused request or a stopped platform.
    pub fn expect_in_log(&self, part: &'static str) {
        self.watch.borrow_mut().expects(part);
    }

    /// Allows a token in this storage (`sessionStorage` or `localStorage`).
    pub fn expect_token_in(&self, storage: &'static str) {
        self.watch.borrow_mut().keeps(storage);
    }

    /// Allows requests to this origin to carry a token.
    pub fn trusts(&self, origin: &str) {
        self.watch.borrow_mut().visits(origin);
    }

    /// Includes the requests recorded by `origin` in the checks of this browser.
    pub fn records(&self, origin: &Origin) {
        self.watch.borrow_mut().records(origin);
    }

    /// Fails if the browser's log has an unexpected error (including panics and violations of the content security
    /// policy), the console has stopped, or a token appears outside its header. Closes the page.
    pub async fn finish(&self) {
        self.finished.set(true);
        let stopped = self.run("return !!document.querySelector('[data-stopped]')").await;
        assert_eq!(
            stopped,
            Value::Bool(false),
            "the console has stopped\n{}",
            self.report().await
        );
        let wrong = self.wrong().await;
        assert!(wrong.is_empty(), "{wrong:#?}");
        if self.recorded {
            let visited = self.watch.borrow().visited();
            let cleaned = self.leased().clean(&visited).await;
            self.reusable.set(cleaned.is_ok());
        }
    }

    /// The violations that [`finish`](Self::finish) reports, except a stopped console. Leaves all frames.
    pub async fn wrong(&self) -> Vec<String> {
        self.collect_logs().await;
        let seen = self.page_contents().await;
        self.watch.borrow().wrong(&seen)
    }

    /// Number of requests with a token in their header.
    pub async fn sent_with_token(&self) -> usize {
        self.collect_logs().await;
        self.watch.borrow().sent_with_token()
    }

    /// Everything that the page and its frames show and store. Leaves all frames.
    async fn page_contents(&self) -> Vec<Value> {
        let mut seen = vec![self.run(crate::watch::LOOK).await];
        self.out_of_frames().await;
        seen.push(self.run(crate::watch::LOOK).await);
        for frame in self.session().find_all(By::Css("iframe")).await.unwrap_or_default() {
            if frame.enter_frame().await.is_ok() {
                // The script fails in a frame that the browser refused to load.
                seen.extend(self.script(crate::watch::LOOK, Vec::new()).await.ok());
            }
            self.out_of_frames().await;
        }
        seen
    }

    /// Address, text and log of the page, for the message of a failed test.
    async fn report(&self) -> String {
        self.collect_logs().await;
        let url = self.session().current_url().await;
        let url = url.map_or_else(brief, |url| url.to_string());
        let text = self.page_text().await.unwrap_or_else(|error| error);
        let log = self.watch.borrow().log();
        format!("--- the page, {url}:\n{text}\n--- the browser's log:\n{log}\n---")
    }

    /// Passes new log lines and requests to the watch. The driver returns every line only once.
    async fn collect_logs(&self) {
        if self.engine != Engine::Chromium {
            return;
        }
        for (kind, take) in [
            ("browser", Watch::logged as fn(&mut Watch, &str, &str)),
            ("performance", Watch::happened),
        ] {
            let new = self.session().get_log(kind).await.unwrap_or_default();
            for entry in new {
                take(&mut self.watch.borrow_mut(), &entry.level, &entry.message);
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failure the state of the browser is unknown.
        if let Some(session) = self
            .session
            .take_if(|_| self.reusable.get() && !std::thread::panicking())
        {
            session.give_back();
        }
        let unfinished = !self.finished.get() && !std::thread::panicking();
        assert!(
            !unfinished,
            "a test must end with `finish`, which checks the browser's log"
        );
    }
}

/// First line of an error; the driver appends its stack trace.
pub(crate) fn brief(error: WebDriverError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
