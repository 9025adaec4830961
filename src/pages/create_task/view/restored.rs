//! Input of an earlier page load.

use crate::components::{Button, Note, NoteTone, Tone, visible};
use crate::pages::create_task::view::submit::{AfterCreate, failure_text, show_outcome};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::page::CREATE_TASK;
use crate::state::task_store::WriteResult;
use crate::web::{self, scoped};
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::field::FieldId;

/// Note about the restored input, with buttons that continue with it, discard it and undo that. Resolves a create that a
/// reload has interrupted.
#[component]
pub fn RestoredDraft() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, page, .. } = context;
    Effect::new(move |_| {
        spawn_local(async move {
            let name = untrack(|| form.text(FieldId::Name));
            if let Some(outcome) = form.resolve_doubt().await {
                let request_id = None;
                show_outcome(context, &name, AfterCreate::Stay, WriteResult { outcome, request_id });
            }
        });
    });
    let title = Memo::new(move |_| m.form().draft_restored(&visible(&form.text(FieldId::Name))));
    let doubt = Memo::new(move |_| match form.failure() {
        _ if form.is_searching() => m.form().looking_for_task().to_owned(),
        Some(failure) => failure_text(m, &failure),
        None => String::new(),
    });
    let discard = move |_| {
        form.discard_with_undo();
        web::focus(CREATE_TASK);
    };
    let undo = move |_| {
        form.undo_discard();
        web::focus(CREATE_TASK);
    };
    view! {
        <Show when=move || form.is_restored() && !scoped(page.creating).get()>
            <Note tone=NoteTone::Warning>
                <p prop:textContent=move || title.get() />
                <p role="status" prop:textContent=move || doubt.get() />
                <Button label=m.form().continue_draft() on_press=move |_| page.creating.set(true) />
                <Button tone=Tone::Quiet label=m.form().discard_draft() on_press=discard />
            </Note>
        </Show>
        <Show when=move || form.can_undo_on_page() && !scoped(page.creating).get()>
            <Note tone=NoteTone::Info text=m.form().draft_discarded()>
                <Button label=m.form().undo() on_press=undo />
            </Note>
        </Show>
    }
}
