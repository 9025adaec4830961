//! An operator at work: the state of the work, and the few ways of waiting.

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

/// How long one press of *Try again* is given.
const BETWEEN_TRIES: Duration = Duration::from_secs(5);

/// The products: id and name.
pub const PRODUCTS: [(&str, &str); 2] = [(LAMPS, LAMPS_NAME), (THERMOSTATS, THERMOSTATS_NAME)];

/// A half typed form of one product.
#[derive(Clone)]
pub struct Draft {
    /// The task it is to become.
    pub task: Typed,
    /// Number of fields typed.
    pub fields: usize,
}

/// A shift.
pub struct Shift<'s> {
    pub platform: &'s Platform,
    pub browser: &'s Browser,
    pub words: &'static Words,
    /// Which product is on show.
    pub product: usize,
    pub drafts: [Option<Draft>; 2],
    pub chance: Chance,
    pub books: Books,
    /// Numbers tasks.
    pub next: u32,
    pub released: Released,
}

impl<'s> Shift<'s> {
    /// Before the first page.
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

    /// The id of the product on show.
    pub fn product_id(&self) -> &'static str {
        PRODUCTS[self.product].0
    }

    /// What the database has of the product on show.
    pub fn tasks(&self) -> Vec<TaskRow> {
        self.platform.database().tasks(self.product_id())
    }

    /// What the database has of a task.
    pub fn task(&self, name: &str) -> Option<TaskRow> {
        self.tasks().into_iter().find(|task| task.name == name)
    }

    /// Waits until the page looks a certain way.
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

    /// The page now.
    pub async fn look(&self) -> View {
        self.browser
            .until("the page can be read", async || View::of(self.browser).await)
            .await
    }

    /// Takes note of all toasts, so that the next look shows the new ones only.
    pub async fn listen(&self) {
        let script = "document.querySelectorAll('[role=status] > div').forEach(toast => toast.dataset.heard = '')";
        self.browser.run(script).await;
    }

    /// Leaves the open dialog.
    pub async fn escape(&self) {
        self.browser.press(thirtyfour::Key::Escape).await;
        self.until("no dialog is open", |view| view.dialog().is_none().then_some(()))
            .await;
    }

    /// Goes to a product's tasks from any page, and presses *Try again* where they could not be read.
    pub async fn come_home(&mut self) {
        let name = PRODUCTS[self.product].1;
        let choose = "const found = [...document.querySelectorAll('main button')]
            .find(b => b.textContent.includes(arguments[0]));
            found?.click()";
        let retry = "[...document.querySelectorAll('[role=alert] button, main button')]
            .find(b => arguments[0].includes(b.textContent))?.click()";
        // Patiently: a press before the answer to the last one only sends the request again.
        let (mut retries, mut last) = (0, None::<Instant>);
        let arrive = async || {
            let view = View::of(self.browser).await?;
            if view.is_product() && view.alerts().is_empty() && view.fresh() != "" {
                return Ok(view.lang().to_owned());
            }
            if view.is_choice() {
                self.browser.script(choose, vec![json!(name)]).await?;
            } else if !view.alerts().is_empty() && last.is_none_or(|last| last.elapsed() > BETWEEN_TRIES) {
                retries += 1;
                last = Some(Instant::now());
                self.browser
                    .script(retry, vec![json!(["Try again", "重试", "Try now", "立即重试"])])
                    .await?;
            }
            Err(format!("the page says {:?}", view.main()))
        };
        let lang = self.browser.until(format!("{name} is on show"), arrive).await;
        self.words = if lang == ZH.html { &ZH } else { &EN };
        (0..retries).for_each(|_| self.books.count("tried again, as the page said"));
    }

    /// The page must show what the database has, within the time of patience; counts may be older, never ahead.
    pub async fn agree(&mut self) {
        let before = Instant::now();
        let (running, stopped) = (self.words.running, self.words.stopped);
        let look = async || {
            let view = View::of(self.browser).await?;
            let rows = view.rows();
            let tasks = self.tasks();
            if !view.is_product() || view.dialog().is_some() || rows.len() != tasks.len() {
                return Err(format!("{} rows, {} tasks", rows.len(), tasks.len()));
            }
            let odd = rows.iter().find(|shown| {
                let task = tasks.iter().find(|task| task.name == shown.name);
                task.is_none_or(|task| shown.differs(task, running, stopped))
            });
            let ahead = rows.iter().find(|shown| {
                let task = tasks.iter().find(|task| task.name == shown.name);
                task.is_some_and(|task| shown.upgraded > task.upgrade_count)
            });
            if view.loops().is_empty() == has_loop(&tasks) {
                return Err(format!("it warns of {:?}", view.loops()));
            }
            match (odd, ahead) {
                (Some(odd), _) => Err(format!("{odd:?}")),
                (None, ahead) => Ok(ahead.cloned()),
            }
        };
        let ahead = self.browser.until("the page shows what the database has", look).await;
        if let Some(ahead) = ahead {
            self.books
                .bad(Bad::WrongStatement, format!("more upgraded than there are: {ahead:?}"));
        }
        let after = u64::try_from(before.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.books.agreed_after.push(after);
        self.books.count("comparisons of all rows with the database");
        self.look_for_twins();
    }

    fn look_for_twins(&mut self) {
        let mut names: Vec<String> = self.tasks().into_iter().map(|task| task.name).collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.books.bad(Bad::Duplicate, pair[0].clone());
        }
    }

    /// A task that the page called not created must not exist now.
    pub fn check_denials(&mut self) {
        for (product, name) in std::mem::take(&mut self.books.denied) {
            if self.platform.database().task(product, &name).is_some() {
                let what = format!("“{name}” was called not created, and is there later");
                self.books.bad(Bad::WrongStatement, what);
            }
        }
    }
}

/// Whether running tasks lead in a circle. No two of them start at one version, so that there is one way from each; the
/// tasks of the MCU, whose versions are others, run from a version no WIFI task starts at.
fn has_loop(tasks: &[TaskRow]) -> bool {
    let is_running = |task: &&TaskRow| task.status == 1;
    let next = |version: i64| {
        let mut running = tasks.iter().filter(is_running);
        running.find(|task| task.from.version == version)
    };
    tasks.iter().filter(is_running).any(|task| {
        let mut at = task.target.version;
        for _ in tasks {
            match next(at) {
                Some(step) if step.target.version == task.from.version => return true,
                Some(step) => at = step.target.version,
                None => return false,
            }
        }
        false
    })
}
