//! What changes nothing: refresh, details, the other language, the other product, loading the page again.

use crate::books::Bad;
use crate::shift::{PRODUCTS, Shift};
use crate::view::View;
use e2e::typed::{Field, Typed};
use e2e::words::{EN, ZH};

impl Shift<'_> {
    /// Presses *Refresh*, and *Try again* where the page says so, until the rows are as new as the press.
    pub async fn refresh(&mut self) {
        let least = self.tasks();
        self.console().button(self.words.refresh).click().await;
        self.books.count("refreshed");
        self.come_home().await;
        let is_new = |view: &View| {
            let old = view.rows().into_iter().any(|shown| {
                let task = least.iter().find(|task| task.name == shown.name);
                task.is_some_and(|task| shown.upgraded < task.upgrade_count)
            });
            (!old).then_some(())
        };
        self.until("the counts are those of the refresh, or newer", is_new)
            .await;
        self.agree().await;
    }

    /// Does nothing until two polls have come: what the page says of its age hardly changes between them.
    pub async fn watch(&mut self) {
        let lists = || {
            let log = self.platform.log();
            log.lines()
                .filter(|line| line.contains("path=\"/v2/upgrade/firmware/tasks\""))
                .count()
        };
        let before = lists();
        let polled = async || match lists() - before {
            0 | 1 => Err("no poll".to_owned()),
            _ => Ok(()),
        };
        self.browser.until("two polls have come", polled).await;
        self.books.count("polls watched");
    }

    /// Opens the details of a task and compares them with the database.
    pub async fn details(&mut self) {
        let rows = self.look().await.rows();
        let at = self.chance.below(rows.len());
        let Some(row) = rows.get(at) else { return };
        let Some(task) = self.task(&row.name) else { return };
        self.console().row(&row.name).button(&row.name).click().await;
        let open = |view: &View| (view.dialog() == Some("details")).then(|| view.dialog_text().to_owned());
        let text = self.until("the details are open", open).await;
        let sizes = [task.from.size.to_string(), task.target.size.to_string()];
        let facts = [
            &task.id,
            &task.description,
            &task.from.url,
            &task.from.md5,
            &task.target.url,
            &task.target.md5,
            &sizes[0],
            &sizes[1],
        ];
        for fact in facts.into_iter().filter(|fact| !text.contains(fact.as_str())) {
            let what = format!("the details of “{}” do not say {fact:?}", row.name);
            self.books.bad(Bad::WrongStatement, what);
        }
        self.books.count("details compared with the database");
        self.escape().await;
    }

    /// Switches to the other language.
    pub async fn switch_language(&mut self) {
        let other = if self.words.tag == EN.tag { &ZH } else { &EN };
        self.words = self.console().switch_to(other).await.words;
        self.books.count("languages switched");
        self.come_home().await;
    }

    /// Goes to the other product.
    pub async fn change_product(&mut self) {
        let change = self.more().change_product;
        self.console().button(change).click().await;
        self.product = (self.product + 1) % PRODUCTS.len();
        self.books.count("products changed");
        self.come_home().await;
    }

    /// Loads the page again, portal and all, with something half typed in the form.
    pub async fn reload(&mut self) {
        let fields = 1 + self.chance.below(Field::ALL.len() - 1);
        self.open_form(fields).await;
        if self.chance.percent(50) {
            self.close_form().await;
        }
        self.load_again().await;
        self.books.count("reloads with a half typed form");
        self.go_on().await;
        self.check_form("after a reload").await;
        self.close_form().await;
    }

    /// Opens the form with the text typed before the page was loaded.
    async fn go_on(&mut self) {
        let go_on = self.more().go_on;
        let offered = |view: &View| match view.dialog() {
            Some("create") => Some(false),
            _ => view.main().contains(go_on).then_some(true),
        };
        if self.until("the page offers to go on with the form", offered).await {
            self.console().button(go_on).click().await;
        }
        self.until("the form is open", |view| {
            (view.dialog() == Some("create")).then_some(())
        })
        .await;
    }

    /// Sends a task and loads the page again before the answer can arrive.
    pub async fn reload_while_creating(&mut self) {
        let task = self.open_form(Field::ALL.len()).await;
        self.submit(&task).await;
        self.load_again().await;
        self.books.count("reloads with a create under way");
        self.settle_after_reload(&task).await;
    }

    async fn settle_after_reload(&mut self, task: &Typed) {
        // Answered before the reload, or found in the list: then the form is empty. During the search the page offers to
        // go on with it.
        let go_on = self.more().go_on;
        let done = |view: &View| {
            let is_empty = view.dialog() != Some("create") && !view.main().contains(go_on);
            (is_empty && view.row(&task.name).is_some()).then_some(true)
        };
        let said = [
            "read three times since",
            "It is not known whether",
            "三次读取",
            "无法确定任务是否已创建",
        ];
        let open = |view: &View| {
            let is_said = view.main().contains(go_on) && said.iter().any(|said| view.main().contains(said));
            is_said.then_some(false)
        };
        let is_done = self
            .until("the page has looked for it", |view| done(view).or_else(|| open(view)))
            .await;
        if !is_done {
            self.go_on().await;
            return self.settle_create(task).await;
        }
        self.drafts[self.product] = None;
        self.books.count("create: done");
        if self
            .task(&task.name)
            .is_none_or(|row| !task.is(&row, self.product_id()))
        {
            self.books
                .bad(Bad::WrongStatement, format!("“{}” is shown and not there", task.name));
        }
        if self.look().await.dialog() == Some("details") {
            self.escape().await;
        }
    }

    /// The whole page again, and back into the frame.
    pub async fn load_again(&mut self) {
        self.browser.reload().await;
        self.books.count("pages loaded");
        self.enter().await;
    }

    /// Into the portal's frame, to the product.
    pub async fn enter(&mut self) {
        self.browser.into_frame().await;
        self.come_home().await;
    }
}
