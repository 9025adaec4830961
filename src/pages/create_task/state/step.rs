//! Steps, locations and errors of the create form.

use crate::api::ApiError;
use upgrade_api::error::ErrorCode;
use upgrade_api::field::{FieldId, Side};
use upgrade_api::values::Problem;

/// Step of the create flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Form.
    Firmware,
    /// Review of the task before it is sent.
    Review,
}

/// Location in the form, to move the focus to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormLocation {
    /// Field of the task.
    Field(FieldId),
    /// Expected checksum of a side.
    Checksum(Side),
    /// Upload of a side whose digest or size differs from the chosen file.
    Upload(Side),
}

/// Error of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Problem found by the console.
    Here(Problem),
    /// Error code of the platform.
    Platform(ErrorCode),
}

/// Refusal by the platform, with the refused text of the field.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) field: FieldId,
    pub(crate) text: String,
    pub(crate) code: ErrorCode,
}

/// Failure of a create that does not belong to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitFailure {
    /// The platform refused the create.
    Refused(ApiError),
    /// The answer was lost, and the list does not contain the task.
    NotThere(ApiError),
    /// The answer was lost, and it is unknown whether the task was created.
    CannotTell(ApiError),
}
