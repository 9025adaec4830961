//! Steps that create tasks, and forms that are left incomplete.

use crate::journal::Failure;
use crate::operator::{Draft, Operator};
use e2e::{DialogSnapshot, Outcome, Snapshot, TaskDraft, TaskRow, fields, input_id, new_task};
use rand::RngExt as _;

const ATTEMPTS: usize = 6;

fn states_created(page: &Snapshot, name: &str) -> bool {
    let starts = [
        format!("“{name}” was created and is stopped."),
        format!("No response was received, but the task is in the list: “{name}” was created and is stopped."),
        format!("“{name}”已创建，处于停止状态。"),
        format!("未收到响应，但任务已在列表中：“{name}”已创建，处于停止状态。"),
    ];
    starts.iter().any(|start| page.has_toast(start))
}

impl Operator<'_> {
    /// Fills in the form and creates the task.
    pub async fn create(&mut self) {
        let task = self.open_form(fields().count()).await;
        self.journal.count("tasks typed");
        self.submit(&task).await;
        self.follow_create(&task).await;
    }

    /// Fills in a part of the form and closes it.
    pub async fn leave_form(&mut self) {
        let count = self.rng.random_range(1..fields().count());
        self.open_form(count).await;
        self.journal.count("forms left incomplete");
        self.close_form().await;
    }

    /// Opens the form and fills in at least this number of fields, including those of a draft.
    pub async fn open_form(&mut self, count: usize) -> TaskDraft {
        self.console().open_create().await;
        self.check_form("opened again").await;
        let draft = match self.drafts[self.product].take() {
            Some(draft) => {
                self.journal.count("incomplete forms continued");
                draft
            }
            None => Draft {
                task: self.next_task(),
                fields: 0,
            },
        };
        for field in fields().take(count).skip(draft.fields) {
            let focus = format!("document.getElementById('{}').focus()", input_id(field));
            self.browser.run(&focus).await;
            self.browser.insert_text(draft.task.text(field)).await;
        }
        let task = draft.task.clone();
        self.drafts[self.product] = Some(Draft {
            fields: count.max(draft.fields),
            ..draft
        });
        self.check_form("as typed").await;
        task
    }

    /// A new task with a unique name and unique versions.
    fn next_task(&mut self) -> TaskDraft {
        let number = self.next_task;
        self.next_task += 1;
        let name = match self.rng.random_range(0..3) {
            0 => format!("夜班 {number}"),
            1 => format!("Soak <b>{number}</b> & co"),
            _ => format!("Soak {number}"),
        };
        // No device runs these versions, and only one task of a product may start at a version.
        new_task(&name, 1000 + number, 3000 + number)
    }

    /// Checks that every field of the open form has the text of the draft.
    pub async fn check_form(&mut self, when: &str) {
        let dialog = self.browser.snapshot().await.dialog;
        let draft = self.drafts[self.product].clone();
        for (index, field) in fields().enumerate() {
            let typed = draft.as_ref().filter(|draft| index < draft.fields);
            let wanted = typed.map_or("", |draft| draft.task.text(field));
            let found = dialog.as_ref().and_then(|dialog| dialog.fields.get(&input_id(field)));
            if found.map(String::as_str) != Some(wanted) {
                let what = format!("{field:?}, {when}: {found:?} instead of {wanted:?}");
                self.journal.fail(Failure::LostInput, what);
            }
            let review = dialog.as_ref().map_or("", |dialog| &dialog.review);
            if !review.is_empty() && !review.contains(wanted) {
                let what = format!("{field:?}, {when}: the review does not show {wanted:?}");
                self.journal.fail(Failure::WrongStatement, what);
            }
        }
        self.journal.count("forms compared with the typed texts");
    }

    pub async fn close_form(&mut self) {
        let dialog = self.console().form().dialog;
        let back = dialog.button(self.labels.back);
        if back.is_visible().await {
            back.click().await;
        }
        dialog.button(self.labels.cancel).click().await;
        self.browser.expect_dialog("").await;
    }

    pub async fn submit(&mut self, task: &TaskDraft) {
        self.browser.mark_toasts_read().await;
        // The page's statement about an earlier attempt does not apply to this one.
        self.journal.denied.retain(|(_, name)| *name != task.name);
        self.console().form().submit().await;
        self.journal.count("creates sent");
    }

    /// Follows the page's statements about a create in flight until it is done or the attempts are used up.
    pub async fn follow_create(&mut self, task: &TaskDraft) {
        for _ in 0..ATTEMPTS {
            let outcome = self.create_outcome(task).await;
            self.check_create(task, &outcome).await;
            match outcome {
                Outcome::Done => {
                    // The console opens the details of a task that it has found in the list.
                    if self.browser.snapshot().await.dialog.is_some() {
                        self.journal.count("tasks found after a lost response");
                        self.escape().await;
                    }
                    return;
                }
                Outcome::NotDone(_) => self.submit(task).await,
                _ => {
                    self.return_to_list().await;
                    self.refresh().await;
                    if self.browser.snapshot().await.row(&task.name).is_some() {
                        self.journal.denied.retain(|(_, name)| *name != task.name);
                        return self.discard_form().await;
                    }
                    let again = self.open_form(fields().count()).await;
                    self.submit(&again).await;
                }
            }
        }
        self.create_outcome(task).await;
        self.journal.count("creates given up");
        self.return_to_list().await;
    }

    /// Waits until the page states the outcome of a create.
    async fn create_outcome(&self, task: &TaskDraft) -> Outcome {
        let stated = |page: &Snapshot| match &page.dialog {
            Some(dialog) if dialog.id == "create" => Outcome::of_dialog(dialog),
            _ => states_created(page, &task.name).then_some(Outcome::Done),
        };
        let what = format!("the page states the outcome of “{}”", task.name);
        self.browser.wait_for_snapshot(what, stated).await
    }

    /// Compares the page's statement with the database.
    async fn check_create(&mut self, task: &TaskDraft, outcome: &Outcome) {
        let row = self.task(&task.name);
        let (name, is_right) = match outcome {
            Outcome::Done => {
                let is_new = |row: &TaskRow| row.typed == *task && !row.is_running;
                ("done", row.as_ref().is_some_and(is_new))
            }
            Outcome::NotDone(_) => ("not done", row.is_none()),
            Outcome::Taken(field) if field == "create-name" => ("refused", row.is_some()),
            Outcome::Taken(_) => {
                let mut tasks = self.tasks().into_iter();
                let is_taken = tasks.any(|row| row.typed.from.version == task.from.version);
                ("refused", is_taken)
            }
            Outcome::NotKnown(_) => ("not known", true),
            Outcome::Unclear(_) => ("unclear", true),
        };
        self.journal.count(format!("create: {name}"));
        if !is_right {
            let what = format!("create “{}”: {outcome:?}; the database: {row:?}", task.name);
            self.journal.fail(Failure::WrongStatement, what);
        }
        match outcome {
            Outcome::Done => {
                self.drafts[self.product] = None;
                // Without a row, unless the page reports that its rows are old.
                let page = self.browser.snapshot().await;
                if page.row(&task.name).is_none() && page.alerts.is_empty() {
                    let what = format!("“{}” is reported as created and has no row", task.name);
                    self.journal.fail(Failure::WrongStatement, what);
                }
                return;
            }
            Outcome::NotDone(_) => self.journal.denied.push((self.product_id(), task.name.clone())),
            Outcome::Unclear(text) => self.journal.fail(Failure::UnknownText, text),
            Outcome::NotKnown(_) | Outcome::Taken(_) => {}
        }
        self.check_form("after a create without success").await;
    }

    /// Waits until no request is in flight, closes the form and returns to the list.
    async fn return_to_list(&mut self) {
        let is_idle = |page: &Snapshot| !page.dialog.as_ref().is_some_and(DialogSnapshot::is_working);
        let page = self
            .browser
            .expect_snapshot("no request of the form is in flight", is_idle)
            .await;
        if page.dialog.is_some() {
            self.close_form().await;
        }
        self.come_home().await;
    }

    /// Discards the draft of a task that exists, after an interrupted step.
    pub async fn forget_created_draft(&mut self) {
        let draft = self.drafts[self.product].as_ref();
        if draft.is_none_or(|draft| self.task(&draft.task.name).is_none()) {
            return;
        }
        self.drafts[self.product] = None;
        self.console().open_create().await;
        let discard = self.console().form().dialog.button(self.labels.discard);
        if discard.is_visible().await {
            discard.click().await;
        }
        self.close_form().await;
    }

    /// Discards the draft of a task that exists, and checks that the form is then empty.
    async fn discard_form(&mut self) {
        let dialog = self.console().open_create().await.dialog;
        self.check_form("before it is discarded").await;
        dialog.button(self.labels.discard).click().await;
        self.drafts[self.product] = None;
        self.check_form("discarded").await;
        self.close_form().await;
    }
}
