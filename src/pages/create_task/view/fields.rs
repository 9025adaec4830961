//! The form.

use crate::pages::create_task::state::Step;
use crate::pages::create_task::view::field::{DraftField, GENERAL_FIELDS};
use crate::pages::create_task::view::firmware::FirmwareGroup;
use crate::pages::create_task::view::firmware_type::FirmwareTypeFields;
use crate::pages::create_task::view::submit;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::field::Side;
use upgrade_api::profile::Profile;
use web_sys::Element;

/// The form. It is hidden during the review.
#[component]
pub(crate) fn FormFields() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, .. } = context;
    let key_down = move |event: ev::KeyboardEvent| {
        let is_in_field = event_target::<Element>(&event).class_list().contains("input");
        if is_in_field && web::is_enter(&event) {
            event.prevent_default();
            submit::go_to_review(context);
        }
    };
    view! {
        <div class="create-fields" hidden=move || form.step() == Step::Review on:keydown=key_down>
            <p class="hint">{m.sentences(&[m.form().create_effect(), m.form().required_mark()])}</p>
            <div class="two">{GENERAL_FIELDS.map(|field| view! { <DraftField field=field /> }).collect_view()}</div>
            {(form.profile() == Profile::Full).then(|| view! { <FirmwareTypeFields /> })}
            <div class="two">
                <FirmwareGroup side=Side::From />
                <FirmwareGroup side=Side::Target />
            </div>
        </div>
    }
}
