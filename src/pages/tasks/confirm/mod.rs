//! The question before a task is started or deleted: which task, which versions, who is hit, what will happen. Stopping
//! is one press: nothing is worth a question that keeps devices from being flashed meanwhile.

pub(crate) mod body;
pub(crate) mod pending;
pub(crate) mod question;
pub(crate) mod typed_confirmation;

use crate::builder::{Dialog, El, Tone, button, dynamic, el, guarded_button, nothing, several, visible};
use crate::pages::tasks::confirm::pending::PendingConfirmation;
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::context::TaskContext;
use crate::state::task_store::ActionError;
use body::question_body;
use leptos::prelude::*;
use upgrade_api::status::Action;

/// The dialog.
pub fn confirm_dialog(cx: TaskContext) -> AnyView {
    let m = cx.m;
    let question = cx.dialogs.question;
    let dialog = Dialog {
        id: "confirm",
        wide: false,
        open: Memo::new(move |_| question.with(Option::is_some)),
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
        let asking = PendingConfirmation::new(cx, &asked);
        let body = dynamic(move || match question.get() {
            Some(asked) => untrack(|| question_body(&asked, asking)),
            None => nothing(),
        });
        several(vec![body, question_foot(&asked, asking)])
    })
}

fn question_foot(asked: &Question, asking: PendingConfirmation) -> AnyView {
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

fn go_button(asking: PendingConfirmation, action: Action, tone: Tone) -> El {
    let m = asking.cx.m;
    let question = asking.cx.dialogs.question;
    let reason = move || {
        let gone = asking
            .failed
            .with(|failed| matches!(failed, Some((ActionError::Gone, _))));
        let gone = gone.then(|| m.task_gone.to_owned());
        // Closed and asked again while the first answer is awaited.
        let elsewhere = (asking.cx.store.is_writing() && !asking.busy.get()).then(|| m.working.to_owned());
        let asked = question.get()?;
        let pointless = asked.task.status.allows(action).err();
        let pointless = pointless.map(|refusal| (m.refusal)(refusal).to_owned());
        let unconfirmed = asking.typed.refusal(&asked);
        asking
            .cx
            .read_only()
            .or(gone)
            .or(pointless)
            .or(elsewhere)
            .or(unconfirmed)
    };
    let word = move || match question.with(|asked| asked.as_ref().is_some_and(Question::stops_first)) {
        _ if asking.busy.get() => m.working.to_owned(),
        true => m.impact.stop_then_delete.to_owned(),
        false => (m.action)(action).to_owned(),
    };
    guarded_button(tone, "", reason, move || asking.confirm()).text_with(word)
}
