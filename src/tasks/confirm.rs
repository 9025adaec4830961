//! The question before a task is started, stopped or deleted: which task, which versions, what will happen.

use super::changes::changes;
use super::parts::{kind_text, version_path};
use super::store::{ActError, Done};
use super::{TaskContext, after_closing, outcome_of};
use crate::activity::{Deed, Outcome};
use crate::api::ApiError;
use crate::browser;
use crate::i18n::Messages;
use crate::reactive::{memo, signal, spawn, stored};
use crate::ui::{
    Dialog, El, NoteTone, Tone, button, dynamic, el, grouped, guarded_button, note, nothing, several, visible,
};
use leptos::prelude::*;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// What is asked, about the task as it was when the button was pressed.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What to do.
    pub action: Action,
    /// To which task.
    pub task: Task,
}

/// The dialog.
pub fn confirm_dialog(cx: TaskContext) -> AnyView {
    let m = cx.m;
    let question = cx.dialogs.question;
    let dialog = Dialog {
        id: "confirm",
        wide: false,
        open: memo(move || question.with(Option::is_some)),
        close_label: m.close,
        on_close: Callback::new(move |()| question.set(None)),
    };
    let title = move || {
        question
            .get()
            .map_or_else(String::new, |q| (m.ask_title)(q.action, &visible(&q.task.name)))
    };
    dialog.view(title, move || {
        let Some(asked) = question.get_untracked() else {
            return nothing();
        };
        let asking = Asking {
            cx,
            busy: signal(false),
            failed: signal(None),
            changed_at: stored(0.0),
        };
        let body = dynamic(move || match question.get() {
            Some(asked) => untrack(|| question_body(&asked, asking)),
            None => nothing(),
        });
        several(vec![body, question_foot(asked.action, asking)])
    })
}

/// Milliseconds after the question has changed in which a press is still the second half of a double click.
const DOUBLE_CLICK_MS: f64 = 700.0;

/// A question being answered.
#[derive(Clone, Copy)]
struct Asking {
    cx: TaskContext,
    busy: RwSignal<bool>,
    /// Why it was not done, and the task as it was asked about.
    failed: RwSignal<Option<(ActError, Task)>>,
    /// When the task was last found to be another than asked about, in milliseconds since 1970.
    changed_at: StoredValue<f64>,
}

impl Asking {
    fn go(self) {
        // Set before the first await: a second press in the same moment finds it set.
        if self.busy.get_untracked() || browser::now_ms() < self.changed_at.get_value() + DOUBLE_CLICK_MS {
            return;
        }
        let Some(asked) = self.cx.dialogs.question.get_untracked() else {
            return;
        };
        self.busy.set(true);
        let store = self.cx.store;
        spawn(async move {
            let done = store.act(&asked.task, asked.action).await;
            self.busy.set(false);
            self.answered(asked, done);
        });
    }

    fn answered(self, asked: Question, Done { end, request_id }: Done<Result<(), ActError>>) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        self.note(&asked, &end, request_id);
        // Closed meanwhile, or another one is being asked.
        let is_open = dialogs.question.get_untracked().as_ref() == Some(&asked);
        let name = visible(&asked.task.name);
        match end {
            Ok(()) => {
                toasts.tell((m.done)(asked.action, &name));
                if !is_open {
                    return;
                }
                dialogs.question.set(None);
                if asked.action == Action::Delete {
                    // Its button is gone: the focus goes on to the page's title instead of nowhere.
                    after_closing(|| browser::focus("page-title"));
                }
            }
            Err(error) if is_open => {
                if let ActError::Changed(now) = &error {
                    self.changed_at.set_value(browser::now_ms());
                    let task = (**now).clone();
                    dialogs.question.set(Some(Question { task, ..asked.clone() }));
                }
                self.failed.set(Some((error, asked.task)));
            }
            // Nobody may miss it.
            Err(error) => toasts.warn(format!("{} {}", (m.ask_title)(asked.action, &name), reason(m, &error))),
        }
    }
}

impl Asking {
    fn note(self, asked: &Question, end: &Result<(), ActError>, request: Option<String>) {
        let m = self.cx.m;
        let came_of_it = match end {
            Ok(()) => (Outcome::Done, (m.done)(asked.action, &visible(&asked.task.name))),
            Err(error) => (outcome(error), reason(m, error)),
        };
        let task = &asked.task;
        self.cx
            .note(Deed::Act(asked.action), &task.name, Some(&task.id), came_of_it, request);
    }
}

fn outcome(error: &ActError) -> Outcome {
    match error {
        ActError::Unread(_) | ActError::Changed(_) | ActError::Gone | ActError::NotDone(_) => Outcome::NotDone,
        ActError::Refused(error) => outcome_of(error),
        ActError::CannotTell(_) | ActError::NotShown => Outcome::Unknown,
    }
}

/// Why it was not done, or not for certain.
fn reason(m: &Messages, error: &ActError) -> String {
    let after = |error: &ApiError, then: &str| format!("{} {then}", error.text(m));
    match error {
        ActError::Unread(None) => m.nothing_sent.to_owned(),
        ActError::Unread(Some(error)) => format!("{} {}", m.nothing_sent, error.text(m)),
        ActError::Changed(_) => m.task_changed.to_owned(),
        ActError::Gone => m.task_gone.to_owned(),
        ActError::Refused(error) => error.text(m),
        ActError::NotDone(error) => after(error, m.not_done),
        ActError::CannotTell(error) => after(error, m.cannot_tell),
        ActError::NotShown => m.not_shown.to_owned(),
    }
}

fn failure(m: &Messages, error: &ActError, asked: &Task) -> AnyView {
    let what = match error {
        ActError::Changed(now) => Some(changes(m, asked, now)),
        _ => None,
    };
    let text = el("p").child(reason(m, error));
    note(NoteTone::Error, vec![Some(text), what]).view()
}

fn question_body(asked: &Question, asking: Asking) -> AnyView {
    let m = asking.cx.m;
    let task = &asked.task;
    let kind = kind_text(m, task.kind).map(|kind| format!(" · {kind}"));
    let on = el("span")
        .child(format!("{} ", m.on))
        .child(el("strong").child(el("bdi").child(asking.cx.store.product().name)))
        .child(kind);
    let id = el("span")
        .class("hint")
        .child(format!("{} ", m.task_id))
        .child(el("code").child(task.id.as_str()));
    el("div")
        .class("dialog-body")
        .child(
            el("p")
                .class("asked")
                .child(version_path(m, task.from.version, task.target.version))
                .child(on)
                .child(id),
        )
        .child(what_happens(m, asked))
        .child(dynamic(move || match asking.failed.get() {
            Some((error, asked)) => failure(m, &error, &asked),
            None => nothing(),
        }))
        .view()
}

fn question_foot(action: Action, asking: Asking) -> AnyView {
    let m = asking.cx.m;
    let tone = if action == Action::Delete {
        Tone::Danger
    } else {
        Tone::Primary
    };
    let word = (m.action)(action);
    let cancel = button(Tone::Plain, m.cancel, move || asking.cx.dialogs.question.set(None)).attr("data-focus", "");
    let question = asking.cx.dialogs.question;
    let reason = move || {
        let gone = asking.failed.with(|failed| matches!(failed, Some((ActError::Gone, _))));
        let gone = gone.then(|| m.task_gone.to_owned());
        // Closed and asked again while the first answer is awaited.
        let elsewhere = (asking.cx.store.is_writing() && !asking.busy.get()).then(|| m.working.to_owned());
        let now = question.with(|asked| asked.as_ref().and_then(|asked| asked.task.status.allows(action).err()));
        let pointless = now.map(|refusal| (m.refusal)(refusal).to_owned());
        asking.cx.read_only().or(gone).or(pointless).or(elsewhere)
    };
    let go = guarded_button(tone, "", reason, move || asking.go())
        .text_with(move || if asking.busy.get() { m.working } else { word }.to_owned());
    el("footer").class("dialog-foot").child(cancel).child(go).view()
}

fn what_happens(m: &Messages, Question { action, task }: &Question) -> Vec<El> {
    let paragraph = |text: String| el("p").child(text);
    let warning = |holds: bool, text: &str| holds.then(|| note(NoteTone::Warning, text));
    let running = task.status == TaskStatus::Known(RunState::Running);
    match action {
        Action::Start => [
            Some(paragraph((m.start_effect)(task.from.version, task.target.version))),
            Some(paragraph(affected(m, task))),
            warning(task.target.version < task.from.version, m.downgrade_warning),
            warning(true, m.no_undo),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Action::Stop => vec![paragraph(m.stop_effect.to_owned())],
        Action::Delete => [
            Some(paragraph(m.delete_effect.to_owned())),
            Some(paragraph((m.upgraded_so_far)(&grouped(task.upgrade_count)))),
            warning(running, m.delete_running),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

/// Who is hit, or plainly that nobody here knows.
fn affected(m: &Messages, task: &Task) -> String {
    match task.surplus_count {
        Some(left) => (m.affected)(&grouped(left), task.from.version, &grouped(task.upgrade_count)),
        None => (m.affected_unknown)(task.from.version),
    }
}
