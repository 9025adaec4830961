//! Steps, places and errors of the create form.

use crate::api::ApiError;
use upgrade_api::draft::{Field, Side};
use upgrade_api::error::ErrorCode;
use upgrade_api::values::Problem;

/// A step of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The form.
    Firmware,
    /// Everything that is about to be sent, side by side.
    Review,
}

/// A place in the form to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormLocation {
    /// A field of the task.
    Field(Field),
    /// The checksum a side's file is compared with.
    Checksum(Side),
    /// What the platform measured of a side's file, which is not that file.
    Upload(Side),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Found here.
    Here(Problem),
    /// Said by the platform.
    Platform(ErrorCode),
}

/// A refusal by the platform, and the text it was about.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) field: Field,
    pub(crate) text: String,
    pub(crate) code: ErrorCode,
}

/// Why a create failed, where it is not about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitFailure {
    /// The platform said no.
    Refused(ApiError),
    /// The answer was lost; as far as the list shows the task was not created.
    NotThere(ApiError),
    /// The answer was lost, and nobody can tell.
    CannotTell(ApiError),
}
