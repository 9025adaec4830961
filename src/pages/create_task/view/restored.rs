//! What was begun before the page was loaded.

use crate::builder::{NoteTone, Tone, button, dynamic, el, note, nothing, visible};
use crate::pages::create_task::view::submit::{AfterCreate, failure_text, show_outcome};
use crate::pages::tasks::context::TaskContext;
use crate::state::task_store::WriteResult;
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::field::FieldId;

/// What was begun before the page was loaded: what it is, and the ways to go on with it or to discard it.
pub fn restored_draft(cx: TaskContext) -> AnyView {
    let TaskContext { m, form, dialogs, .. } = cx;
    spawn_local(async move {
        let name = untrack(|| form.text(FieldId::Name));
        if let Some(end) = form.resolve_doubt().await {
            let request_id = None;
            show_outcome(cx, &name, AfterCreate::Stay, WriteResult { end, request_id });
        }
    });
    let is_here = Memo::new(move |_| form.is_restored() && !dialogs.creating.get());
    dynamic(move || {
        if !is_here.get() {
            return nothing();
        }
        let name = move || visible(&form.text(FieldId::Name));
        let go_on = button(Tone::Plain, m.form().go_on, move || dialogs.creating.set(true));
        let discard = button(Tone::Quiet, m.form().discard, move || {
            form.discard();
            web::focus("create-task");
        });
        let text = el("p").text_with(move || (m.form().draft_restored)(&name()));
        let doubt = el("p").text_with(move || match form.failure() {
            _ if form.is_looking() => m.form().looking_for_task.to_owned(),
            Some(failure) => failure_text(m, &failure),
            None => String::new(),
        });
        note(NoteTone::Warning, vec![text, doubt, go_on, discard]).view()
    })
}
