//! State of the operator's session, and the functions that wait for the page.

use crate::books::{Bad, Books};
use crate::chance::Chance;
use crate::memory::Released;
use crate::sayings::{More, more};
use crate::view::View;
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::database::TaskRow;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform, THERMOSTATS, THERMOSTATS_NAME};
use e2e::typed::Typed;
use e2e::words::{EN, Words, ZH};
use serde_json::json;
use std::fmt::Display;
use std::time::{Duration, Instant};

/// Minimum time between two presses of *Try again*.
const RETRY_INTERVAL: Duration = Duration::from_secs(5);

/// Ids and names of the products.
pub const PRODUCTS: [(&str, &str); 2] = [(LAMPS, LAMPS_NAME), (THERMOSTATS, THERMOSTATS_NAME)];

/// An incomplete form of one product.
#[derive(Clone)]
pub struct Draft {
    /// The task whose texts are typed.
    pub task: Typed,
    /// Number of typed fields.
    pub fields: usize,
}

/// A scripted operator session.
pub struct Shift<'s> {
    pub platform: &'s Platform,
    pub browser: &'s Browser,
    pub words: &'static Words,
    /// Index in [`PRODUCTS`] of the product on the page.
    pub product: usize,
    pub drafts: [Option<Draft>; 2],
    pub chance: Chance,
    pub books: Books,
    /// Number of the next task.
    pub next: u32,
    pub released: Released,
}

impl<'s> Shift<'s> {
    /// A session before its first page.
    pub fn new(platform: &'s Platform, browser: &'s Browser, seed: u64) -> Self {
        Self {
            platform,
            browser,
            words: &EN,
            product: 0,
            drafts: [None, None],
            chance: Chance::new(seed),
            books: Books::open(),
            next: 1,
            released: Released::default(),
        }
    }

    pub fn console(&self) -> Console<'s> {
        Console::new(self.browser, self.words)
    }

    pub fn more(&self) -> &'static More {
        more(self.words)
    }

    /// Id of the product on the page.
    pub fn product_id(&self) -> &'static str {
        PRODUCTS[self.product].0
    }

    /// Tasks of that product in the database.
    pub fn tasks(&self) -> Vec<TaskRow> {
        self.platform.database().tasks(self.product_id())
    }

    /// The task of that product with this name in the database.
    pub fn task(&self, name: &str) -> Option<TaskRow> {
        self.tasks().into_iter().find(|task| task.name == name)
    }

    /// Waits until `look` returns a value for a snapshot of the page.
    pub async fn until<T>(&self, what: impl Display, mut look: impl FnMut(&View) -> Option<T>) -> T {
        let look = async || {
            let view = View::of(self.browser).await?;
            match look(&view) {
                Some(found) => Ok(found),
                None => Err(format!(
                    "dialog {:?}, alerts {:?}, toasts {:?}",
                    view.dialog(),
                    view.alerts(),
                    view.toasts()
                )),
            }
        };
        self.browser.until(what, look).await
    }

    /// Takes a snapshot of the page.
    pub async fn look(&self) -> View {
        self.browser
            .until("the page can be read", async || View::of(self.browser).await)
            .await
    }

    /// Marks all toasts as read, so that later snapshots have only new ones.
    pub async fn listen(&self) {
        let script = "document.querySelectorAll('[role=status] > div').forEach(toast => toast.dataset.heard = '')";
        self.browser.run(script).await;
    }

    /// Closes the open dialog with Escape.
    pub async fn escape(&self) {
        self.browser.press(thirtyfour::Key::Escape).await;
        self.until("no dialog is open", |view| view.dialog().is_none().then_some(()))
            .await;
    }

    /// Opens the tasks of the product from any page, and presses *Try again* if they could not be read.
    pub async fn come_home(&mut self) {
        let name = PRODUCTS[self.product].1;
        let choose = "const found = [...document.querySelectorAll('main button')]
            .find(b => b.textContent.includes(arguments[0]));
            found?.click()";
        let retry = "[...document.querySelectorAll('[role=alert] button, main button')]
            .find(b => arguments[0].includes(b.textContent))?.click()";
        // Not too often: a press before the response to the last one sends the request again.
        let (mut retries, mut last) = (0, None::<Instant>);
        let arrive = async || {
            let view = View::of(self.browser).await?;
            if view.is_product() && view.alerts().is_empty() && view.fresh() != "" {
                return Ok(view.lang().to_owned());
            }
            if view.is_choice() {
                self.browser.script(choose, vec![json!(name)]).await?;
            } else if !view.alerts().is_empty() && last.is_none_or(|last| last.elapsed() > RETRY_INTERVAL) {
                retries += 1;
                last = Some(Instant::now());
                self.browser
                    .script(retry, vec![json!(["Try again", "重试", "Try now", "立即重试"])])
                    .await?;
            }
            Err(format!("the page shows {:?}", view.main()))
        };
        let lang = self
            .browser
            .until(format!("the tasks of {name} are shown"), arrive)
            .await;
        self.words = if lang == ZH.html { &ZH } else { &EN };
        (0..retries).for_each(|_| self.books.count("presses of *Try again*"));
    }

    /// Waits until the page equals the database. Counts of the page may be older, but not ahead.
    pub async fn agree(&mut self) {
        let started = Instant::now();
        let (running, stopped) = (self.words.running, self.words.stopped);
        let look = async || {
            let view = View::of(self.browser).await?;
            let rows = view.rows();
            let tasks = self.tasks();
            if !view.is_product() || view.dialog().is_some() || rows.len() != tasks.len() {
                return Err(format!("{} rows, {} tasks", rows.len(), tasks.len()));
            }
            let different = rows.iter().find(|shown| {
                let task = tasks.iter().find(|task| task.name == shown.name);
                task.is_none_or(|task| shown.differs(task, running, stopped))
            });
            let ahead = rows.iter().find(|shown| {
                let task = tasks.iter().find(|task| task.name == shown.name);
                task.is_some_and(|task| shown.upgraded > task.upgrade_count)
            });
            if view.loops().is_empty() == has_loop(&tasks) {
                return Err(format!("the page warns of {:?}", view.loops()));
            }
            match (different, ahead) {
                (Some(different), _) => Err(format!("{different:?}")),
                (None, ahead) => Ok(ahead.cloned()),
            }
        };
        let ahead = self.browser.until("the page equals the database", look).await;
        if let Some(ahead) = ahead {
            self.books.bad(
                Bad::WrongStatement,
                format!("the upgrade count is ahead of the database: {ahead:?}"),
            );
        }
        let elapsed = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.books.agreed_after.push(elapsed);
        self.books.count("comparisons of all rows with the database");
        self.check_duplicates();
    }

    /// Records tasks of the same name.
    fn check_duplicates(&mut self) {
        let mut names: Vec<String> = self.tasks().into_iter().map(|task| task.name).collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.books.bad(Bad::Duplicate, pair[0].clone());
        }
    }

    /// Checks that tasks do not exist that the page has reported as not created.
    pub fn check_denials(&mut self) {
        for (product, name) in std::mem::take(&mut self.books.denied) {
            if self.platform.database().task(product, &name).is_some() {
                let what = format!("“{name}” was reported as not created, but exists later");
                self.books.bad(Bad::WrongStatement, what);
            }
        }
    }
}

/// Whether running tasks form a loop. At most one of them starts at a version, so every version has one successor. MCU
/// tasks number their versions separately, but start at versions at which no WIFI task starts.
fn has_loop(tasks: &[TaskRow]) -> bool {
    let is_running = |task: &&TaskRow| task.status == 1;
    let next = |version: i64| {
        let mut running = tasks.iter().filter(is_running);
        running.find(|task| task.from.version == version)
    };
    tasks.iter().filter(is_running).any(|task| {
        let mut version = task.target.version;
        for _ in tasks {
            match next(version) {
                Some(step) if step.target.version == task.from.version => return true,
                Some(step) => version = step.target.version,
                None => return false,
            }
        }
        false
    })
}
