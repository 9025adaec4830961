//! Steps that start, stop and delete tasks.

use crate::journal::Failure;
use crate::operator::Operator;
use e2e::{Labels, Outcome, RowSnapshot, Snapshot, TaskRow};
use rand::seq::IndexedRandom as _;

const ATTEMPTS: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Start,
    Stop,
    Delete,
}

impl Action {
    fn label(self, labels: &Labels) -> &'static str {
        match self {
            Self::Start => labels.start,
            Self::Stop => labels.stop,
            Self::Delete => labels.delete,
        }
    }

    /// Whether the task runs afterwards; `None` if the task is gone.
    fn runs_after(self) -> Option<bool> {
        match self {
            Self::Start => Some(true),
            Self::Stop => Some(false),
            Self::Delete => None,
        }
    }

    fn is_stated_done(self, page: &Snapshot, name: &str) -> bool {
        let (english, chinese) = match self {
            Self::Start => ("is running", "已启动"),
            Self::Stop => ("is stopped", "已停止"),
            Self::Delete => ("was deleted", "已删除"),
        };
        page.has_toast(&format!("“{name}” {english}.")) || page.has_toast(&format!("“{name}”{chinese}。"))
    }
}

pub fn is_own(name: &str) -> bool {
    name.starts_with("Soak ") || name.starts_with("夜班 ")
}

impl Operator<'_> {
    pub async fn start_or_stop(&mut self) {
        let page = self.browser.snapshot().await;
        if let Some(row) = page.tasks().choose(&mut self.rng) {
            let is_running = row.status == self.labels.running;
            let action = if is_running { Action::Stop } else { Action::Start };
            self.act(action, &row.name).await;
        }
    }

    /// Deletes a random task that the script has created.
    pub async fn delete(&mut self) {
        let page = self.browser.snapshot().await;
        let own: Vec<&RowSnapshot> = page.tasks().into_iter().filter(|row| is_own(&row.name)).collect();
        if let Some(row) = own.choose(&mut self.rng) {
            self.act(Action::Delete, &row.name).await;
        }
    }

    /// Performs and confirms an action, and follows the page's instructions until it is done or the attempts are used
    /// up.
    async fn act(&mut self, action: Action, name: &str) {
        let label = action.label(self.labels);
        if action == Action::Stop {
            self.come_home().await;
        } else {
            self.open_confirmation(label, name).await;
        }
        let dialog = self.console().confirmation(label, name);
        for attempt in 0..ATTEMPTS {
            let before = self.task(name);
            self.browser.mark_toasts_read().await;
            // The first press of *Stop* needs no confirmation. A dialog opens if the outcome is uncertain.
            if action == Action::Stop && attempt == 0 {
                self.console().row(name).button(label).click().await;
            } else {
                self.console().accept(&dialog, label).await;
            }
            self.journal.count(format!("{action:?} pressed"));
            let outcome = self.action_outcome(action, name).await;
            self.check_action(action, name, before.as_ref(), &outcome).await;
            match outcome {
                Outcome::Done => return,
                // The page then states that another attempt is safe.
                Outcome::NotDone(_) if !outcome.is_changed() => {}
                _ => {
                    self.escape().await;
                    return self.refresh().await;
                }
            }
        }
        self.journal.count("actions given up");
        self.escape().await;
    }

    /// Opens the confirmation. The button is disabled while the list cannot be read.
    async fn open_confirmation(&mut self, label: &str, name: &str) {
        let opened = |page: &Snapshot| match page.dialog_id() {
            "confirm" => Some(true),
            _ => (!page.alerts.is_empty()).then_some(false),
        };
        let mut is_open = false;
        while !is_open {
            self.come_home().await;
            self.console().row(name).button(label).click().await;
            let what = format!("the confirmation of {label} “{name}” opens");
            is_open = self.browser.wait_for_snapshot(what, opened).await;
        }
    }

    /// Waits until the page states the outcome of an action.
    async fn action_outcome(&self, action: Action, name: &str) -> Outcome {
        let stated = |page: &Snapshot| match &page.dialog {
            Some(dialog) if dialog.id == "confirm" => Outcome::of_dialog(dialog),
            Some(_) => None,
            None if action.is_stated_done(page, name) => Some(Outcome::Done),
            // Without a dialog the request is in flight, the platform accepted the stop and no list confirms it, or the
            // list could not be read and nothing was sent.
            None if action == Action::Stop => {
                let unread = || (!page.alerts.is_empty()).then(|| Outcome::NotKnown(page.alerts.join("; ")));
                Outcome::of_stop_toast(page, name).or_else(unread)
            }
            None => Some(Outcome::Unclear("the confirmation closed without a message".to_owned())),
        };
        let what = format!("the page states the outcome of {action:?} “{name}”");
        self.browser.wait_for_snapshot(what, stated).await
    }

    /// Compares the page's statement with the database. `before` is the task before the press.
    async fn check_action(&mut self, action: Action, name: &str, before: Option<&TaskRow>, outcome: &Outcome) {
        let after = self.task(name);
        let runs = |row: Option<&TaskRow>| row.map(|row| row.is_running);
        let (stated, is_right) = match outcome {
            Outcome::Done => ("done", runs(after.as_ref()) == action.runs_after()),
            // The delete of a running task may end after the stop.
            Outcome::NotDone(_) if action == Action::Delete => ("not done", after.is_some() == before.is_some()),
            Outcome::NotDone(_) => ("not done", runs(after.as_ref()) == runs(before)),
            Outcome::NotKnown(_) => ("not known", true),
            Outcome::Taken(_) | Outcome::Unclear(_) => ("unclear", true),
        };
        self.journal.count(format!("{action:?}: {stated}"));
        if !is_right {
            let what = format!("{action:?} “{name}”: {outcome:?}; the database: {after:?}");
            self.journal.fail(Failure::WrongStatement, what);
        }
        match outcome {
            Outcome::Unclear(text) => self
                .journal
                .fail(Failure::UnknownText, format!("{action:?} “{name}”: {text}")),
            Outcome::Done => {
                // The row shows the same as the toast, unless the page reports that its rows are old.
                let page = self.browser.snapshot().await;
                let shown = page.row(name).map(|row| row.status.as_str());
                let labels = [self.labels.stopped, self.labels.running];
                let wanted = action.runs_after().map(|runs| labels[usize::from(runs)]);
                if shown != wanted && page.alerts.is_empty() {
                    let what = format!("{action:?} “{name}” is reported as done, but its row shows {shown:?}");
                    self.journal.fail(Failure::WrongStatement, what);
                }
            }
            _ => {}
        }
    }
}
