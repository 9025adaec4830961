//! The question before a task is started or deleted: which task, which versions, who is hit, what will happen. Stopping
//! is one press: nothing is worth a question that keeps devices from being flashed meanwhile.

mod body;
mod outcome;
mod proof;

use super::store::{Accepted, ActError, Done, TaskRef};
use super::{TaskContext, after_closing};
use crate::activity::{Deed, Outcome};
use crate::browser;
use crate::reactive::{RwSignal, memo, signal, spawn, stored};
use crate::ui::{Dialog, El, Tone, button, dynamic, el, guarded_button, nothing, several, visible};
use body::question_body;
use leptos::prelude::*;
pub(super) use outcome::{outcome, reason};
use proof::Proof;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// What is asked, about the task as it was when the button was pressed.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What to do.
    pub action: Action,
    /// To which task.
    pub task: Task,
    /// What came of trying already, where that was before it was asked about.
    pub failed: Option<ActError>,
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
            failed: signal(asked.failed.clone().map(|error| (error, asked.task.clone()))),
            changed_at: stored(-DOUBLE_CLICK_MS),
            proof: Proof::new(cx),
        };
        let body = dynamic(move || match question.get() {
            Some(asked) => untrack(|| question_body(&asked, asking)),
            None => nothing(),
        });
        several(vec![body, question_foot(&asked, asking)])
    })
}

/// Stops a task, whatever the list says about it, and says what a stop cannot do. Where it failed, the question offers it
/// again.
pub(super) fn stop(cx: TaskContext, task: TaskRef) {
    let TaskContext { m, dialogs, toasts, .. } = cx;
    if untrack(|| cx.store.is_acting(&task.id)) {
        return;
    }
    let stopping = cx.store.stop(&task.id);
    spawn(async move {
        let Done { end, request_id } = stopping.await;
        if cx.store.is_over() {
            return;
        }
        note(cx, Action::Stop, &task, &end, request_id);
        let name = visible(&task.name);
        let error = match end {
            Ok(()) => {
                let said = format!("{} {}", (m.done)(Action::Stop, &name), m.stop_effect);
                return toasts.tell(Some(task.id.as_str()), said);
            }
            Err(error) => error,
        };
        // A question holds the polls back, which are what would confirm the stop.
        let is_accepted = matches!(error, ActError::NotConfirmed(_));
        match untrack(|| cx.store.task(&task.id)).filter(|_| !is_accepted && !dialogs.is_deciding()) {
            Some(now) => dialogs.question.set(Some(Question {
                action: Action::Stop,
                task: now,
                failed: Some(error),
            })),
            None => {
                let said = format!("{} {}", (m.ask_title)(Action::Stop, &name), reason(m, &error));
                toasts.warn(Some(task.id.as_str()), said);
            }
        }
    });
}

/// A button that stops a task at once. Only a missing right or a stop under way keeps it back, never the state of the list.
pub(super) fn stop_button(cx: TaskContext, tone: Tone, label: &str, task: TaskRef) -> El {
    let id = task.id.clone();
    let reason = move || stop_refusal(cx, &id);
    guarded_button(tone, label, reason, move || stop(cx, task.clone()))
}

/// Why a task cannot be stopped now, if that is so.
pub(super) fn stop_refusal(cx: TaskContext, id: &TaskId) -> Option<String> {
    let is_acting = cx.store.is_acting(id).then(|| cx.m.working.to_owned());
    cx.read_only().or(is_acting)
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
    /// When the task was last found to be another than asked about, in milliseconds on the steady clock.
    changed_at: StoredValue<f64>,
    proof: Proof,
}

impl Asking {
    /// Does it. A running task is stopped before it is deleted.
    fn go(self) {
        // Set before the first await: a second press in the same moment finds it set.
        if self.busy.get_untracked() || browser::steady_ms() < self.changed_at.get_value() + DOUBLE_CLICK_MS {
            return;
        }
        let Some(mut asked) = self.cx.dialogs.question.get_untracked() else {
            return;
        };
        let accepted = untrack(|| self.proof.accepted(&asked));
        let first = stops_first(&asked).then_some(Action::Stop);
        self.busy.set(true);
        self.failed.set(None);
        let cx = self.cx;
        spawn(async move {
            if let Some(first) = first {
                let Done { end, request_id } = cx.store.act(asked.task.clone(), first, Accepted::Nothing).await;
                note(cx, first, &TaskRef::from(&asked.task), &end, request_id);
                if let Err(error) = end {
                    self.busy.set(false);
                    return self.not_done(asked, error);
                }
                // What is asked about from here on is the same task, stopped: anything else about it that has changed
                // meanwhile is found by the look before the next step.
                asked.task.status = TaskStatus::Known(RunState::Stopped);
                if cx.dialogs.question.get_untracked().is_some() {
                    cx.dialogs.question.set(Some(asked.clone()));
                }
            }
            let done = cx.store.act(asked.task.clone(), asked.action, accepted).await;
            self.busy.set(false);
            self.answered(asked, done);
        });
    }

    fn answered(self, asked: Question, Done { end, request_id }: Done<Result<(), ActError>>) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        note(self.cx, asked.action, &TaskRef::from(&asked.task), &end, request_id);
        match end {
            Ok(()) => {
                let said = (m.done)(asked.action, &visible(&asked.task.name));
                toasts.tell(Some(asked.task.id.as_str()), said);
                if !self.is_open(&asked) {
                    return;
                }
                dialogs.question.set(None);
                if asked.action == Action::Delete {
                    // Its button is gone: the focus goes on to the page's title instead of nowhere.
                    after_closing(|| browser::focus("page-title"));
                }
            }
            Err(error) => self.not_done(asked, error),
        }
    }

    /// Closed meanwhile, or another one is being asked?
    fn is_open(self, asked: &Question) -> bool {
        self.cx.dialogs.question.get_untracked().as_ref() == Some(asked)
    }

    fn not_done(self, asked: Question, error: ActError) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        if !self.is_open(&asked) {
            // Nobody may miss it.
            let title = (m.ask_title)(asked.action, &visible(&asked.task.name));
            let said = format!("{title} {}", reason(m, &error));
            return toasts.warn(Some(asked.task.id.as_str()), said);
        }
        if let ActError::Changed(now) = &error {
            self.changed_at.set_value(browser::steady_ms());
            let task = (**now).clone();
            dialogs.question.set(Some(Question { task, ..asked.clone() }));
        }
        self.failed.set(Some((error, asked.task)));
    }
}

/// Writes an action and its result to the activity log.
pub(super) fn note(
    cx: TaskContext,
    action: Action,
    task: &TaskRef,
    end: &Result<(), ActError>,
    request: Option<String>,
) {
    let m = cx.m;
    if cx.store.is_over() {
        return;
    }
    let came_of_it = match end {
        Ok(()) => (Outcome::Done, (m.done)(action, &visible(&task.name))),
        Err(error) => (outcome(error), reason(m, error)),
    };
    cx.note(Deed::Act(action), &task.name, Some(&task.id), came_of_it, request);
}

fn question_foot(asked: &Question, asking: Asking) -> AnyView {
    let m = asking.cx.m;
    let action = asked.action;
    let tone = if action == Action::Delete {
        Tone::Danger
    } else {
        Tone::Primary
    };
    let cancel = button(Tone::Plain, m.cancel, move || asking.cx.dialogs.question.set(None)).attr("data-focus", "");
    el("footer")
        .class("dialog-foot")
        .child(cancel)
        .child(go_button(asking, action, tone))
        .view()
}

/// Whether the task is stopped before it is deleted: a running task is never deleted in one step.
fn stops_first(asked: &Question) -> bool {
    asked.action == Action::Delete && asked.task.status == TaskStatus::Known(RunState::Running)
}

fn go_button(asking: Asking, action: Action, tone: Tone) -> El {
    let m = asking.cx.m;
    let question = asking.cx.dialogs.question;
    let reason = move || {
        let gone = asking.failed.with(|failed| matches!(failed, Some((ActError::Gone, _))));
        let gone = gone.then(|| m.task_gone.to_owned());
        // Closed and asked again while the first answer is awaited.
        let elsewhere = (asking.cx.store.is_writing() && !asking.busy.get()).then(|| m.working.to_owned());
        let asked = question.get()?;
        let pointless = asked.task.status.allows(action).err();
        let pointless = pointless.map(|refusal| (m.refusal)(refusal).to_owned());
        let unproven = asking.proof.missing(&asked);
        asking.cx.read_only().or(gone).or(pointless).or(elsewhere).or(unproven)
    };
    let word = move || match question.with(|asked| asked.as_ref().is_some_and(stops_first)) {
        _ if asking.busy.get() => m.working.to_owned(),
        true => m.impact.stop_then_delete.to_owned(),
        false => (m.action)(action).to_owned(),
    };
    guarded_button(tone, "", reason, move || asking.go()).text_with(word)
}
