//! Table of the fields of a task.

use std::collections::HashSet;
use upgrade_api::{FieldId, Part, Side, TaskDraft};

/// Field after this one in the documented order. A field that this match does not know does not compile.
fn next(field: FieldId) -> FieldId {
    match field {
        FieldId::Id => FieldId::ProductId,
        FieldId::ProductId => FieldId::Name,
        FieldId::Name => FieldId::Description,
        FieldId::Description => FieldId::Firmware(Side::From, Part::Version),
        FieldId::Firmware(side, Part::Version) => FieldId::Firmware(side, Part::Url),
        FieldId::Firmware(side, Part::Url) => FieldId::Firmware(side, Part::Md5),
        FieldId::Firmware(side, Part::Md5) => FieldId::Firmware(side, Part::Size),
        FieldId::Firmware(Side::From, Part::Size) => FieldId::Firmware(Side::Target, Part::Version),
        FieldId::Firmware(Side::Target, Part::Size) => FieldId::UpgradeCount,
        FieldId::UpgradeCount => FieldId::Status,
        FieldId::Status => FieldId::Type,
        FieldId::Type => FieldId::Identify,
        FieldId::Identify => FieldId::Mode,
        FieldId::Mode => FieldId::SurplusCount,
        FieldId::SurplusCount => FieldId::Reason,
        FieldId::Reason => FieldId::Id,
    }
}

#[test]
fn the_table_has_every_field_once_under_its_own_name() {
    let followers = FieldId::ALL.into_iter().cycle().skip(1);
    for (field, follower) in FieldId::ALL.into_iter().zip(followers) {
        assert_eq!(next(field), follower, "{field:?}");
    }
    let names: HashSet<_> = FieldId::ALL.into_iter().map(FieldId::wire_name).collect();
    assert_eq!(names.len(), FieldId::ALL.len());
}

#[test]
fn the_form_has_exactly_the_fields_that_a_draft_holds_as_text() {
    for field in FieldId::ALL {
        let mut draft = TaskDraft::default();
        draft.set(field, "text".to_owned());
        let places = FieldId::TEXT_INPUTS.into_iter().filter(|typed| *typed == field).count();
        assert_eq!(draft.text(field) == "text", places == 1, "{field:?}");
    }
}
