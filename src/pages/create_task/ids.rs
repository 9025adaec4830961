//! Element ids of the create form, as focus targets.

use crate::pages::create_task::state::step::FormLocation;
use upgrade_api::field::{FieldId, Side};

/// Id of the input of a field.
pub(crate) fn field_id(field: FieldId) -> String {
    match field {
        FieldId::Mode => "create-mode".to_owned(),
        _ => format!("create-{}", field.wire_name()),
    }
}

/// Id of the element at a location of the form.
pub(crate) fn location_id(location: FormLocation) -> String {
    match location {
        FormLocation::Field(field) => field_id(field),
        FormLocation::Checksum(side) => checksum_id(side).to_owned(),
        FormLocation::Upload(side) => upload_id(side).to_owned(),
    }
}

/// Id of the input for the expected checksum of a side.
pub(crate) fn checksum_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-checksum",
        Side::Target => "create-target-checksum",
    }
}

/// Id of the upload status of a side. It takes the focus when the upload differs from the chosen file.
pub(crate) fn upload_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-upload",
        Side::Target => "create-target-upload",
    }
}

/// Id of the container of the address check. It holds the focus while one of its buttons replaces another.
pub(crate) fn check_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-check",
        Side::Target => "create-target-check",
    }
}

/// Id of the group of a side. It takes the focus when the operator returns to it from the review.
pub(crate) fn group_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from",
        Side::Target => "create-target",
    }
}

/// Id of the heading of the review, which takes the focus when the review opens.
pub(crate) const REVIEW_ID: &str = "create-review";

/// Id of the button that opens the review.
pub(crate) const CONTINUE_ID: &str = "create-go-on";
