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
        FormLocation::Checksum(side) => part_id(side, CHECKSUM),
        FormLocation::Upload(side) => part_id(side, UPLOAD),
    }
}

/// Id of the group of a side. It takes the focus when the operator returns to it from the review.
pub(crate) fn group_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from",
        Side::Target => "create-target",
    }
}

/// Id of an element in the group of a side, such as `create-from-upload`.
pub(crate) fn part_id(side: Side, part: &str) -> String {
    format!("{}-{part}", group_id(side))
}

/// Input for the expected checksum.
pub(crate) const CHECKSUM: &str = "checksum";
/// Input for the firmware file.
pub(crate) const FILE: &str = "file";
/// Upload status. It takes the focus when the upload differs from the chosen file.
pub(crate) const UPLOAD: &str = "upload";
/// Container of the address check. It holds the focus while one of its buttons replaces another.
pub(crate) const CHECK: &str = "check";

/// Id of the heading of the review, which takes the focus when the review opens.
pub(crate) const REVIEW_ID: &str = "create-review";

/// Id of the button that opens the review.
pub(crate) const CONTINUE_ID: &str = "create-go-on";
