//! Footers of the create dialog.

use crate::components::{Button, Tone};
use crate::pages::create_task::ids::{CONTINUE_ID, field_id};
use crate::pages::create_task::view::submit::{
    AfterCreate, cannot_begin, cannot_send, close_form, go_to_review, return_to, submit,
};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::version_path::VersionPath;
use crate::web;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Side};

/// Footer of the form: the entered versions, and buttons that discard the input, close the dialog and open the review.
#[component]
pub(crate) fn FormFooter() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, .. } = context;
    let versions = Memo::new(move |_| form.version(Side::From).zip(form.version(Side::Target)));
    let discard = move |_| {
        form.discard_with_undo();
        web::focus(&field_id(FieldId::Name));
    };
    let undo = move |_| {
        form.undo_discard();
        web::focus(&field_id(FieldId::Name));
    };
    let where_kept = move || match form.is_stored() {
        true => m.form().draft_kept_in_tab(),
        false => m.form().draft_kept_on_page(),
    };
    let review_label = move || {
        if form.is_sending() {
            m.working()
        } else {
            m.flow().review()
        }
    };
    view! {
        <footer class="dialog-foot">
            <span class="dialog-foot-start">
                {move || { versions.get().map(|(from, target)| view! { <VersionPath from=from target=target /> }) }}
                <Show when=move || form.is_touched()>
                    <span class="hint" prop:textContent=where_kept />
                    <Button tone=Tone::Quiet label=m.form().discard_draft() on_press=discard />
                </Show> <Show when=move || form.can_undo_discard()>
                    <span class="hint">{m.form().draft_discarded()}</span>
                    <Button tone=Tone::Quiet label=m.form().undo() on_press=undo />
                </Show>
            </span>
            <Button label=m.cancel() on_press=move |_| close_form(context) />
            <Button
                tone=Tone::Primary
                label=review_label
                disabled_reason=move || cannot_begin(context)
                on_press=move |_| go_to_review(context)
                attr:id=CONTINUE_ID
            />
        </footer>
    }
}

/// Footer of the review: buttons that return to the form and create the task.
#[component]
pub(crate) fn ReviewFooter() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, .. } = context;
    let create_label = move || {
        if form.is_sending() {
            m.working()
        } else {
            m.create_task()
        }
    };
    view! {
        <footer class="dialog-foot">
            <span class="dialog-foot-start">
                <Button label=m.flow().back() on_press=move |_| return_to(form, CONTINUE_ID.to_owned()) />
            </span>
            <Button
                label=m.flow().create_and_start()
                disabled_reason=move || cannot_begin(context)
                on_press=move |_| submit(context, AfterCreate::Start)
            />
            <Button
                tone=Tone::Primary
                label=create_label
                disabled_reason=move || cannot_send(context)
                on_press=move |_| submit(context, AfterCreate::Stay)
                attr:id="create-submit"
            />
        </footer>
    }
}
