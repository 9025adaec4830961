//! Steps, locations and errors of the create form.

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
