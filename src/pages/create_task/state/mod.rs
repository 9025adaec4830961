//! State of the create form. It outlives the dialog, the sign-in panel and a change of language: input is kept until
//! the task is created or the operator discards the input.

pub(crate) mod choices;
pub mod chosen_files;
pub(crate) mod discarded;
pub(crate) mod draft_storage;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod library;
pub(crate) mod restore;
pub(crate) mod side_tasks;
pub mod step;
pub(crate) mod submission;
pub(crate) mod undo;
pub(crate) mod uploads;
pub(crate) mod url_check;

pub use draft_storage::forget_all_drafts;
pub use form::CreateForm;
pub use step::{FieldError, FormLocation, Step};
pub use submission::SubmitOutcome;

use leptos::prelude::expect_context;

/// State of the create form.
pub fn use_create_form() -> CreateForm {
    expect_context()
}
