//! State of the operator's session, and the way to the tasks of a product.

use crate::journal::Journal;
use crate::memory::Released;
use e2e::{
    Browser, Console, EN, LAMPS, LAMPS_NAME, Labels, Platform, THERMOSTATS, THERMOSTATS_NAME, TaskDraft, TaskRow, ZH,
};
use rand::SeedableRng as _;
use rand::rngs::SmallRng;
use serde_json::json;
use std::time::{Duration, Instant};

/// Minimum time between two presses of *Try again*.
const RETRY_INTERVAL: Duration = Duration::from_secs(5);
/// Labels of the buttons that read the list again.
const RETRY: [&str; 4] = ["Try again", "重试", "Try now", "立即重试"];

pub const PRODUCTS: [(&str, &str); 2] = [(LAMPS, LAMPS_NAME), (THERMOSTATS, THERMOSTATS_NAME)];

/// An incomplete form of one product.
#[derive(Clone)]
pub struct Draft {
    /// The task whose texts are typed.
    pub task: TaskDraft,
    pub fields: usize,
}

pub struct Operator<'s> {
    pub platform: &'s Platform,
    pub browser: &'s Browser,
    pub labels: &'static Labels,
    /// Index in [`PRODUCTS`] of the product on the page.
    pub product: usize,
    pub drafts: [Option<Draft>; 2],
    pub rng: SmallRng,
    pub journal: Journal,
    pub next_task: u32,
    pub released: Released,
}

impl<'s> Operator<'s> {
    /// An operator before the first page.
    pub fn new(platform: &'s Platform, browser: &'s Browser) -> Self {
        Self {
            platform,
            browser,
            labels: &EN,
            product: 0,
            drafts: [None, None],
            rng: SmallRng::seed_from_u64(crate::SEED),
            journal: Journal::new(),
            next_task: 1,
            released: Released::default(),
        }
    }

    pub fn console(&self) -> Console<'s> {
        Console::in_language(self.browser, self.labels)
    }

    pub fn product_id(&self) -> &'static str {
        PRODUCTS[self.product].0
    }

    pub fn tasks(&self) -> Vec<TaskRow> {
        self.platform.database().tasks(self.product_id())
    }

    pub fn task(&self, name: &str) -> Option<TaskRow> {
        self.platform.database().task(self.product_id(), name)
    }

    pub async fn escape(&self) {
        self.browser.press(thirtyfour::Key::Escape).await;
        self.browser.expect_dialog("").await;
    }

    /// Enters the portal's frame and opens the product.
    pub async fn enter(&mut self) {
        self.browser.enter_frame().await;
        self.come_home().await;
    }

    /// Reloads the portal's page and enters the frame.
    pub async fn load_again(&mut self) {
        // A failed reload shows in the next wait.
        let _ = self.browser.refresh().await;
        self.journal.count("pages loaded");
        self.enter().await;
    }

    /// Opens the tasks of the product from any page, and presses *Try again* if they could not be read.
    pub async fn come_home(&mut self) {
        let name = PRODUCTS[self.product].1;
        let click = "const [selector, texts] = arguments;
            const has_text = button => texts.some(text => button.textContent.includes(text));
            [...document.querySelectorAll(selector)].find(has_text)?.click()";
        // Not too often: a press before the response to the last one sends the request again.
        let (mut retries, mut last) = (0, None::<Instant>);
        let arrive = async || {
            let page = self.browser.try_snapshot().await.map_err(|error| error.to_string())?;
            if page.is_task_page && page.alerts.is_empty() && !page.age.is_empty() {
                self.show_all_rows().await?;
                return Ok(page.language);
            }
            let button = if page.is_product_picker {
                vec![json!("main button"), json!([name])]
            } else if !page.alerts.is_empty() && last.is_none_or(|last| last.elapsed() > RETRY_INTERVAL) {
                retries += 1;
                last = Some(Instant::now());
                vec![json!("[role=alert] button, main button"), json!(RETRY)]
            } else {
                return Err(format!("the page shows {:?}", page.main));
            };
            self.browser
                .try_run(click, button)
                .await
                .map_err(|error| error.to_string())?;
            Err(format!("the page shows {:?}", page.main))
        };
        let language = self
            .browser
            .wait_for(format!("the tasks of {name} are shown"), arrive)
            .await;
        self.labels = if language == ZH.html { &ZH } else { &EN };
        (0..retries).for_each(|_| self.journal.count("presses of *Try again*"));
    }
}
