//! Steps that change no task: refresh, details, language, product, reload.

use crate::journal::Failure;
use crate::operator::{Operator, PRODUCTS};
use e2e::{EN, Snapshot, ZH, fields};
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

/// Parts of texts of the task page that state the outcome of a create from before a reload.
const CREATE_STATED: [&str; 4] = [
    "wasn’t created",
    "It isn’t known whether",
    "未创建成功",
    "无法确定任务是否已创建",
];

impl Operator<'_> {
    /// Presses *Refresh*, and *Try again* if necessary, until no count is older than the press.
    pub async fn refresh(&mut self) {
        let before = self.tasks();
        self.console().button(self.labels.refresh).click().await;
        self.journal.count("refreshed");
        self.come_home().await;
        let is_new = |page: &Snapshot| {
            let mut known = before
                .iter()
                .filter_map(|task| Some((page.row(&task.typed.name)?, task)));
            known.all(|(row, task)| row.upgraded >= task.upgrade_count)
        };
        let what = "the counts are those of the refresh, or newer";
        self.browser.expect_snapshot(what, is_new).await;
        self.compare().await;
    }

    /// Waits for two polls of the task list.
    pub async fn watch_polls(&mut self) {
        let lists = || self.platform.logged(&["path=\"/v2/upgrade/firmware/tasks\""]);
        let before = lists();
        let is_polled = |count: &usize| *count >= before + 2;
        self.browser
            .wait_until("the page has polled twice", async || lists(), is_polled)
            .await;
        self.journal.count("polls watched");
    }

    /// Opens the details of a random task and compares them with the database.
    pub async fn open_details(&mut self) {
        let page = self.browser.snapshot().await;
        let Some(name) = page.tasks().choose(&mut self.rng).map(|row| row.name.clone()) else {
            return;
        };
        let Some(task) = self.task(&name) else { return };
        self.console().row(&name).button(&name).click().await;
        self.browser.expect_dialog("details").await;
        let dialog = self.browser.snapshot().await.dialog;
        let text = dialog.map(|dialog| dialog.text).unwrap_or_default();
        let fields = [task.typed.from, task.typed.target].map(|firmware| [firmware.url, firmware.md5, firmware.size]);
        for value in [task.id, task.typed.description].iter().chain(fields.iter().flatten()) {
            if !text.contains(value) {
                let what = format!("the details of “{name}” do not show {value:?}");
                self.journal.fail(Failure::WrongStatement, what);
            }
        }
        self.journal.count("details compared with the database");
        self.escape().await;
    }

    pub async fn switch_language(&mut self) {
        let other = if self.labels.tag == EN.tag { &ZH } else { &EN };
        self.labels = self.console().switch_to(other).await.labels;
        self.journal.count("languages switched");
        self.come_home().await;
    }

    pub async fn change_product(&mut self) {
        self.console().button(self.labels.change_product).click().await;
        self.product = (self.product + 1) % PRODUCTS.len();
        self.journal.count("products changed");
        self.come_home().await;
    }

    /// Reloads the portal's page while the form is incomplete.
    pub async fn reload(&mut self) {
        let count = self.rng.random_range(1..fields().count());
        self.open_form(count).await;
        if self.rng.random_bool(0.5) {
            self.close_form().await;
        }
        self.load_again().await;
        self.journal.count("reloads with an incomplete form");
        self.continue_form().await;
        self.check_form("after a reload").await;
        self.close_form().await;
    }

    /// Opens the form with the texts from before the reload.
    async fn continue_form(&mut self) {
        let label = self.labels.continue_form;
        let is_offered = |page: &Snapshot| page.dialog_id() == "create" || page.main.contains(label);
        let what = "the page offers to continue the form";
        if self.browser.expect_snapshot(what, is_offered).await.dialog_id() != "create" {
            self.console().button(label).click().await;
        }
        self.browser.expect_dialog("create").await;
    }

    /// Submits a task and reloads the page before the response can arrive.
    pub async fn reload_while_creating(&mut self) {
        let task = self.open_form(fields().count()).await;
        self.submit(&task).await;
        self.load_again().await;
        self.journal.count("reloads with a create in flight");
        // If the response arrived before the reload or the task is found in the list, the form is empty. During the
        // search the page offers to continue the form.
        let label = self.labels.continue_form;
        let stated = |page: &Snapshot| {
            let is_empty = page.dialog_id() != "create" && !page.main.contains(label);
            if is_empty && page.row(&task.name).is_some() {
                return Some(true);
            }
            let is_stated = CREATE_STATED.iter().any(|text| page.main.contains(text));
            (page.main.contains(label) && is_stated).then_some(false)
        };
        let is_done = self
            .browser
            .wait_for_snapshot("the page has searched for the task", stated)
            .await;
        if !is_done {
            self.continue_form().await;
            return self.follow_create(&task).await;
        }
        self.drafts[self.product] = None;
        self.journal.count("create: done");
        let row = self.task(&task.name);
        if row.is_none_or(|row| row.typed != task) {
            let what = format!("“{}” is shown but does not exist", task.name);
            self.journal.fail(Failure::WrongStatement, what);
        }
        if self.browser.snapshot().await.dialog_id() == "details" {
            self.escape().await;
        }
    }
}
