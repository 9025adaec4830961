//! Create dialog: a form, and a review of the task before it is sent.

pub(crate) mod add_to_library;
pub(crate) mod checksum;
pub(crate) mod downgrade;
pub(crate) mod field;
pub(crate) mod fields;
pub(crate) mod file_picker;
pub(crate) mod firmware;
pub(crate) mod firmware_type;
pub(crate) mod footer;
pub(crate) mod library;
pub(crate) mod new_task_note;
pub(crate) mod proposal;
pub(crate) mod restored;
pub(crate) mod review;
pub(crate) mod submit;
pub(crate) mod texts;
pub(crate) mod upload;
pub(crate) mod url_check;

pub use new_task_note::NewTaskNote;
pub use restored::RestoredDraft;

use crate::components::{Dialog, Note, NoteTone};
use crate::pages::create_task::state::Step;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::web::scoped;
use fields::FormFields;
use footer::{FormFooter, ReviewFooter};
use leptos::prelude::*;
use review::Review;
use submit::{close_form, failure_text};

/// The dialog. The form stays in the document during the review, so that it is unchanged when the operator goes back.
#[component]
pub fn CreateDialog() -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, page, .. } = context;
    let current = move |step| move || (form.step() == step).then_some("step");
    // Failure of the last create that does not belong to one field.
    let failure = move || {
        let (tone, text) = match form.failure() {
            _ if form.is_searching() => (NoteTone::Warning, m.form().looking_for_task().to_owned()),
            failure => (NoteTone::Error, failure_text(m, &failure?)),
        };
        Some(view! { <Note tone=tone text=text /> })
    };
    let is_review = move || form.step() == Step::Review;
    Effect::new(move |_| {
        if scoped(page.creating).get() {
            form.dismiss_restored();
            untrack(|| form.read_library());
            form.files.warm_up();
        } else {
            form.files.release();
            // The dialog opens with the form.
            form.go_back();
        }
    });
    view! {
        <Dialog
            id="create"
            wide=true
            open=move || scoped(page.creating).get()
            title=m.create_task()
            on_close=move |()| close_form(context)
        >
            <div class="dialog-body">
                <ol class="steps">
                    <li aria-current=current(Step::Firmware)>{m.map().firmware()}</li>
                    <li aria-current=current(Step::Review)>{m.flow().review()}</li>
                </ol>
                <FormFields />
                <Show when=is_review>
                    <Review />
                </Show>
                {failure}
            </div>
            <Show when=is_review fallback=|| view! { <FormFooter /> }>
                <ReviewFooter />
            </Show>
        </Dialog>
    }
}
