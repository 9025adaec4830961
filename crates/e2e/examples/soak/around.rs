//! Steps that change no task: refresh, details, language, product, reload.

use crate::books::Bad;
use crate::shift::{PRODUCTS, Shift};
use crate::view::View;
use e2e::typed::{Field, Typed};
use e2e::words::{EN, ZH};

impl Shift<'_> {
    /// Presses *Refresh*, and *Try again* if necessary, until no count is older than the press.
    pub async fn refresh(&mut self) {
        let before = self.tasks();
        self.console().button(self.words.refresh).click().await;
        self.books.count("refreshed");
        self.come_home().await;
        let is_new = |view: &View| {
            let old = view.rows().into_iter().any(|shown| {
                let task = before.iter().find(|task| task.name == shown.name);
                task.is_some_and(|task| shown.upgraded < task.upgrade_count)
            });
            (!old).then_some(())
        };
        self.until("the counts are those of the refresh, or newer", is_new)
            .await;
        self.agree().await;
    }

    /// Waits for two polls of the task list.
    pub async fn watch(&mut self) {
        let lists = || {
            let log = self.platform.log();
            log.lines()
                .filter(|line| line.contains("path=\"/v2/upgrade/firmware/tasks\""))
                .count()
        };
        let before = lists();
        let polled = async || match lists() - before {
            0 | 1 => Err("fewer than two polls".to_owned()),
            _ => Ok(()),
        };
        self.browser.until("the page has polled twice", polled).await;
        self.books.count("polls watched");
    }

    /// Opens the details of a task and compares them with the database.
    pub async fn details(&mut self) {
        let rows = self.look().await.rows();
        let index = self.chance.below(rows.len());
        let Some(row) = rows.get(index) else { return };
        let Some(task) = self.task(&row.name) else { return };
        self.console().row(&row.name).button(&row.name).click().await;
        let open = |view: &View| (view.dialog() == Some("details")).then(|| view.dialog_text().to_owned());
        let text = self.until("the details are open", open).await;
        let sizes = [task.from.size.to_string(), task.target.size.to_string()];
        let values = [
            &task.id,
            &task.description,
            &task.from.url,
            &task.from.md5,
            &task.target.url,
            &task.target.md5,
            &sizes[0],
            &sizes[1],
        ];
        for value in values.into_iter().filter(|value| !text.contains(value.as_str())) {
            let what = format!("the details of “{}” do not show {value:?}", row.name);
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

    /// Switches to the other product.
    pub async fn change_product(&mut self) {
        let change = self.more().change_product;
        self.console().button(change).click().await;
        self.product = (self.product + 1) % PRODUCTS.len();
        self.books.count("products changed");
        self.come_home().await;
    }

    /// Reloads the portal's page while the form is incomplete.
    pub async fn reload(&mut self) {
        let fields = 1 + self.chance.below(Field::ALL.len() - 1);
        self.open_form(fields).await;
        if self.chance.percent(50) {
            self.close_form().await;
        }
        self.load_again().await;
        self.books.count("reloads with an incomplete form");
        self.go_on().await;
        self.check_form("after a reload").await;
        self.close_form().await;
    }

    /// Opens the form with the texts from before the reload.
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

    /// Submits a task and reloads the page before the response can arrive.
    pub async fn reload_while_creating(&mut self) {
        let task = self.open_form(Field::ALL.len()).await;
        self.submit(&task).await;
        self.load_again().await;
        self.books.count("reloads with a create in flight");
        self.settle_after_reload(&task).await;
    }

    /// Follows the page's statements about a create from before the reload.
    async fn settle_after_reload(&mut self, task: &Typed) {
        // If the response arrived before the reload or the task is found in the list, the form is empty. During the
        // search the page offers to continue the form.
        let go_on = self.more().go_on;
        let done = |view: &View| {
            let is_empty = view.dialog() != Some("create") && !view.main().contains(go_on);
            (is_empty && view.row(&task.name).is_some()).then_some(true)
        };
        let unknown = [
            "read three times since",
            "It is not known whether",
            "三次读取",
            "无法确定任务是否已创建",
        ];
        let not_done = |view: &View| {
            let is_stated = view.main().contains(go_on) && unknown.iter().any(|part| view.main().contains(part));
            is_stated.then_some(false)
        };
        let is_done = self
            .until("the page has searched for the task", |view| {
                done(view).or_else(|| not_done(view))
            })
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
            self.books.bad(
                Bad::WrongStatement,
                format!("“{}” is shown but does not exist", task.name),
            );
        }
        if self.look().await.dialog() == Some("details") {
            self.escape().await;
        }
    }

    /// Reloads the portal's page and enters the frame.
    pub async fn load_again(&mut self) {
        self.browser.reload().await;
        self.books.count("pages loaded");
        self.enter().await;
    }

    /// Enters the portal's frame and opens the product.
    pub async fn enter(&mut self) {
        self.browser.into_frame().await;
        self.come_home().await;
    }
}
