//! A browser without a window on the screen, in the state of a new one for every test.

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

/// How long a condition may take to come true, on a busy machine with two cores.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// A browser with one page. Call [`finish`](Self::finish) at the end of every test: it looks for what went wrong
/// silently.
pub struct Browser {
    /// There until this is dropped.
    session: Option<Session>,
    engine: Engine,
    pub(crate) watch: RefCell<Watch>,
    finished: Cell<bool>,
    /// The session has been cleaned for the next test.
    reusable: Cell<bool>,
    recorded: bool,
    patience: Cell<Duration>,
    look_again: Cell<Duration>,
}

impl Browser {
    /// Opens a page in an English browser, 1280 wide.
    pub async fn open(url: &str) -> Self {
        Self::open_in("en-US", url).await
    }

    /// Opens a page in a browser whose reader prefers this language.
    pub async fn open_in(language: &'static str, url: &str) -> Self {
        Self::lease(Engine::Chromium, language, url).await
    }

    /// Opens a page in another browser than Chromium.
    pub async fn open_with(engine: Engine, url: &str) -> Self {
        Self::lease(engine, "en-US", url).await
    }

    /// Opens a page in a new browser that no other test uses and that does not write down its requests: for measurements,
    /// and for a long time, since what is written down of them stays in the page's memory.
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
            patience: Cell::new(PATIENCE),
            look_again: Cell::new(LOOK_AGAIN),
        };
        browser.go_to(url).await;
        browser
    }

    /// Waits so long for every condition from now on, and looks so often.
    pub fn waits_up_to(&self, patience: Duration, every: Duration) {
        self.patience.set(patience);
        self.look_again.set(every);
    }

    /// Which it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Loads an address.
    pub async fn go_to(&self, url: &str) {
        self.watch.borrow_mut().visits(url);
        self.session().goto(url).await.expect("the page");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.session().refresh().await.expect("the page again");
    }

    /// Goes back, as with the browser's own button.
    pub async fn go_back(&self) {
        self.session().back().await.expect("a history");
    }

    /// Makes timers of exactly these milliseconds end after a tenth of them, in every page that is loaded from now on: for
    /// tests of what happens after a wait, where other tests prove how long it is.
    pub async fn shortens_waits_of(&self, milliseconds: &[u32]) {
        let script = format!(
            "const wait = window.setTimeout;
             window.setTimeout = (work, ms, ...rest) => wait(work, {milliseconds:?}.includes(ms) ? ms / 10 : ms, ...rest)"
        );
        self.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }))
            .await;
    }

    /// The page's address.
    pub async fn url(&self) -> String {
        self.session().current_url().await.expect("an address").to_string()
    }

    /// An element of the page by its role and its accessible name.
    #[must_use]
    pub fn find(&self, role: Role, name: &str) -> Element<'_> {
        Element::of_page(self, role, name)
    }

    /// Waits until `look` gives something, and fails with the last thing it saw instead. Beside the start of a driver, the one place that sleeps.
    pub async fn until<T>(&self, what: impl Display, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
        let deadline = Instant::now() + self.patience.get();
        loop {
            let saw = match look().await {
                Ok(found) => return found,
                Err(saw) => saw,
            };
            if Instant::now() > deadline {
                panic!("waited in vain: {what}\nlast seen: {saw}\n{}", self.report().await);
            }
            tokio::time::sleep(self.look_again.get()).await;
        }
    }

    /// Waits until `look` gives something, as long as anything is waited for.
    pub async fn until_or_none<T>(&self, mut look: impl AsyncFnMut() -> Result<Option<T>, String>) -> Option<T> {
        let deadline = Instant::now() + PATIENCE - LOOK_AGAIN;
        self.until("it is there or it is too late", async || match look().await {
            Err(_) if Instant::now() > deadline => Ok(None),
            seen => seen,
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

    /// All text the page shows.
    pub async fn text(&self) -> String {
        self.page_text().await.expect("the page's text")
    }

    async fn page_text(&self) -> Result<String, String> {
        let text = self.script("return document.body.innerText", Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.script(script, Vec::new()).await.expect("a script that runs")
    }

    /// Runs a script that may fail, as while the page is being loaded.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let answer = self.session().execute(script, arguments).await.map_err(brief)?;
        Ok(answer.json().clone())
    }

    /// Runs a script that calls its last argument when it is done, with what it found.
    pub async fn run_async(&self, script: &str) -> Value {
        let answer = self.session().execute_async(script, Vec::new()).await;
        answer.expect("a script that ends").json().clone()
    }

    /// Waits until what has come by now is drawn.
    pub async fn next_frame(&self) {
        let script = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.run_async(script).await;
    }

    /// The element that has the focus.
    pub async fn focused(&self) -> (String, String) {
        let element = self.session().active_element().await.expect("there is always one");
        crate::lookup::role_and_label(self, &element).await.unwrap_or_default()
    }

    /// Buttons, links and fields that have no accessible name, as HTML.
    pub async fn controls_without_a_name(&self) -> Vec<String> {
        let look = async || crate::lookup::nameless(self).await;
        self.until("the page can be used", look).await
    }

    /// Presses keys, wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let chain = self.session().action_chain().send_keys(keys);
        chain.perform().await.expect("keys");
    }

    /// Presses keys while others are held.
    pub async fn press_with(&self, held: Key, keys: impl Into<TypingData>) {
        let chain = self
            .session()
            .action_chain()
            .key_down(held.clone())
            .send_keys(keys)
            .key_up(held);
        chain.perform().await.expect("keys");
    }

    /// Enters a text as an input method would, wherever the focus is: WebDriver's keys stop at U+FFFF.
    pub async fn enter(&self, text: &str) {
        if self.engine == Engine::Chromium {
            self.tell("Input.insertText", json!({ "text": text })).await;
        } else {
            self.press(text).await;
        }
    }

    /// Goes into the frame of the page, or of the frame it is in: what is looked for from now on is looked for there.
    pub async fn into_frame(&self) {
        let enter = async || {
            let frame = self.session().find(By::Css("iframe")).await.map_err(brief)?;
            frame.enter_frame().await.map_err(brief)
        };
        self.until("there is a frame", enter).await;
    }

    /// Goes back out of all frames.
    pub async fn out_of_frames(&self) {
        self.session().enter_default_frame().await.expect("a page");
    }

    /// Makes the page this wide, as a phone or a desktop is.
    pub async fn be_wide(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Leaves the scroll bars out of pictures, as phones do.
    pub async fn hide_scroll_bars(&self) {
        self.tell("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await;
    }

    /// A picture of what the page shows, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.session().screenshot_as_png().await.expect("a picture")
    }

    async fn tell(&self, command: &str, parameters: Value) {
        let answer = self.devtools(command, parameters).await;
        answer.expect("a command Chromium knows");
    }

    /// What Chromium answers to a command of its developer tools.
    ///
    /// # Errors
    /// What it does not like about it.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value, String> {
        self.lent().devtools(command, parameters).await
    }

    pub(crate) fn session(&self) -> &WebDriver {
        &self.lent().web
    }

    fn lent(&self) -> &Session {
        self.session.as_ref().expect("it is there until this is dropped")
    }

    /// Says that this test brings about a line like this in the browser's log: a refused request, a dead platform.
    pub fn expect_in_log(&self, part: &'static str) {
        self.watch.borrow_mut().expects(part);
    }

    /// Says that the token may stand in this storage (`sessionStorage`, `localStorage`) in this test.
    pub fn expect_token_in(&self, storage: &'static str) {
        self.watch.borrow_mut().keeps(storage);
    }

    /// Says that this origin is the interface, too, and may be sent the token.
    pub fn trusts(&self, origin: &str) {
        self.watch.borrow_mut().visits(origin);
    }

    /// Says that what this origin is asked comes from this browser.
    pub fn records(&self, origin: &Origin) {
        self.watch.borrow_mut().records(origin);
    }

    /// Fails where the browser's log has an error nobody expected (a panic and a breach of the content security policy
    /// are such errors), the console has stopped, or a token was seen anywhere but in its header. The page is gone afterwards.
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
            let cleaned = self.lent().clean(&visited).await;
            self.reusable.set(cleaned.is_ok());
        }
    }

    /// What [`finish`](Self::finish) fails for, beside a console that has stopped; afterwards no frame is entered.
    pub async fn wrong(&self) -> Vec<String> {
        self.collect().await;
        let seen = self.everything_to_see().await;
        self.watch.borrow().wrong(&seen)
    }

    /// How many requests had a token in their header.
    pub async fn sent_with_token(&self) -> usize {
        self.collect().await;
        self.watch.borrow().sent_with_token()
    }

    /// All that a page and its frames show and keep.
    async fn everything_to_see(&self) -> Vec<Value> {
        let mut seen = vec![self.run(crate::watch::LOOK).await];
        self.out_of_frames().await;
        seen.push(self.run(crate::watch::LOOK).await);
        for frame in self.session().find_all(By::Css("iframe")).await.unwrap_or_default() {
            if frame.enter_frame().await.is_ok() {
                // A frame that was refused has nothing to look at.
                seen.extend(self.script(crate::watch::LOOK, Vec::new()).await.ok());
            }
            self.out_of_frames().await;
        }
        seen
    }

    /// What a reader of a failed test wants to know.
    async fn report(&self) -> String {
        self.collect().await;
        let url = self.session().current_url().await;
        let url = url.map_or_else(brief, |url| url.to_string());
        let text = self.page_text().await.unwrap_or_else(|error| error);
        let log = self.watch.borrow().log();
        format!("--- the page, {url}:\n{text}\n--- the browser's log:\n{log}\n---")
    }

    /// What was logged and asked for since the last time: the driver gives every line once only.
    async fn collect(&self) {
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
        // After a failure nobody knows what state the browser is in.
        if let Some(session) = self
            .session
            .take_if(|_| self.reusable.get() && !std::thread::panicking())
        {
            session.give_back();
        }
        let forgotten = !self.finished.get() && !std::thread::panicking();
        assert!(
            !forgotten,
            "a test must end with `finish`: it looks into the browser's log"
        );
    }
}

/// An error in one line: the driver adds its whole stack.
pub(crate) fn brief(error: WebDriverError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
