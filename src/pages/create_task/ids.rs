//! Ids of the form's elements: the focus is sent there.

use crate::pages::create_task::state::step::FormLocation;
use upgrade_api::draft::{Field, KindChoice, Side};

/// The id of a field's input.
pub(crate) fn field_id(field: Field) -> String {
    format!("create-{}", field.wire_name())
}

/// The id of a place of the form.
pub(crate) fn spot_id(spot: FormLocation) -> String {
    match spot {
        FormLocation::Field(field) => field_id(field),
        FormLocation::Checksum(side) => checksum_id(side).to_owned(),
        FormLocation::Upload(side) => upload_id(side).to_owned(),
    }
}

/// The id of the field for the checksum a side's file is compared with.
pub(crate) fn checksum_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-checksum",
        Side::Target => "create-target-checksum",
    }
}

/// The id of what is said about a side's upload: where one is led to when it is wrong.
pub(crate) fn upload_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-upload",
        Side::Target => "create-target-upload",
    }
}

/// Where the focus waits while one button makes room for another.
pub(crate) fn check_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-check",
        Side::Target => "create-target-check",
    }
}

/// The id of the heading, which takes the focus as the review appears.
pub(crate) const REVIEW_ID: &str = "create-review";

/// The id of the choice of a firmware.
pub(crate) const KIND_ID: &str = "create-type";

/// The id of the place where one goes to change which firmware, or which of several.
pub(crate) fn kind_spot(kind: KindChoice) -> String {
    match kind.is_numbered() {
        true => field_id(Field::Identify),
        false => KIND_ID.to_owned(),
    }
}
