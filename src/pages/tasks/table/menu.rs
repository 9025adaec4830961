//! What else can be done with a task.

use crate::builder::lazy_content;
use crate::builder::{El, Tone, dynamic, el, guarded_button, menu, nothing, several, visible};
use crate::pages::tasks::actions::stop_button;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::duplicate::{duplicate, next_hop};
use crate::state::task_store::TaskRef;
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use upgrade_api::draft::TaskDraft;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// The answer that keeps what is in the form.
const KEEP: &str = "keep-draft";

pub(crate) fn row_menu(task: &Task, live: Memo<Option<Task>>, cx: TaskContext) -> El {
    let label = (cx.m.view.more_actions)(&visible(&task.name));
    let summary = el("summary")
        .class("button button-quiet button-icon")
        .attr("role", "button")
        .attr("aria-label", label)
        .child(el("span").attr("aria-hidden", "true").child("⋯"));
    menu(summary, move || {
        lazy_content(cx.lazy, cx.m, move |parts| (parts.row_items)(live, cx))
    })
}

/// What is in it.
pub fn row_items(live: Memo<Option<Task>>, cx: TaskContext) -> AnyView {
    let m = cx.m;
    // What the form would begin with, while it is asked whether it may.
    let asked = RwSignal::new(None::<TaskDraft>);
    let item = move |word: &'static str, make: fn(&Task, &[Task]) -> TaskDraft| {
        let busy = move || cx.form.is_sending().then(|| m.working.to_owned());
        let begin = move || {
            let Some(task) = live.get_untracked() else { return };
            let draft = make(&task, &untrack(|| cx.store.known()).tasks);
            if untrack(|| cx.form.is_touched()) {
                asked.set(Some(draft));
                after_closing(|| web::focus(KEEP));
            } else {
                open_with(draft, cx);
            }
        };
        guarded_button(Tone::Quiet, word, move || cx.read_only().or_else(busy), begin)
    };
    // A list that cannot be read may show a task as stopped that another operator has started since.
    let stop = dynamic(move || {
        let shown = live
            .get()
            .filter(|task| cx.is_list_old() && task.status.allows(Action::Stop).is_err());
        shown.map_or_else(nothing, |task| {
            stop_button(cx, Tone::Quiet, (m.action)(Action::Stop), TaskRef::from(&task)).view()
        })
    });
    let rest = dynamic(move || match asked.get() {
        None => several(vec![
            // These may ask: the menu stays until they have been answered.
            stays(item(m.view.duplicate, duplicate), cx).view(),
            stays(item(m.view.next_hop, |task, _| next_hop(task)), cx).view(),
        ]),
        Some(draft) => several(vec![
            el("p").attr("role", "alert").child(m.view.replace_draft).view(),
            crate::builder::button(Tone::Plain, m.view.keep_draft, move || asked.set(None))
                .attr("id", KEEP)
                .view(),
            crate::builder::button(Tone::Danger, m.view.replace, move || {
                asked.set(None);
                open_with(draft.clone(), cx);
            })
            .view(),
        ]),
    });
    several(vec![stop, rest])
}

/// A button that asks first, where something stands in the form.
fn stays(button: El, cx: TaskContext) -> El {
    button.attr_with("data-stays", move || cx.form.is_touched().then(String::new))
}

/// Once the menu has closed and its button has the focus: that is where the dialog gives it back.
fn open_with(draft: TaskDraft, cx: TaskContext) {
    after_closing(move || {
        cx.form.prefill(draft);
        cx.dialogs.creating.set(true);
    });
}
