//! The create form as typed: problems, downgrades, and the conversion to a new task.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod conversion;
mod downgrade;
mod problems;

use upgrade_api::draft::{Downgrade, FirmwareDraft, TaskDraft};
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;
use upgrade_api::task::{DevicePart, FirmwareType, FullFields, Task, TaskMode};
use upgrade_api::values::{Problem, ProductId};

const FROM: FieldId = FieldId::Firmware(Side::From, Part::Version);
const TARGET: FieldId = FieldId::Firmware(Side::Target, Part::Version);
/// Fields that are required only after certain choices.
const CONDITIONAL: [FieldId; 2] = [FieldId::Identify, FieldId::Reason];

fn product_id() -> ProductId {
    ProductId::parse("160fa2b2ab4a03e9160fa2b2ab4a03e9").unwrap()
}

fn valid_draft() -> TaskDraft {
    let firmware = |version: &str, md5: &str, size: &str| FirmwareDraft {
        version: version.to_owned(),
        url: format!("https://files.example.com/gateway-{version}.bin"),
        md5: md5.to_owned(),
        size: size.to_owned(),
    };
    TaskDraft {
        name: "网关 2 → 3".to_owned(),
        description: "修复重连".to_owned(),
        from: firmware("2", "0cc175b9c0f1b6a831c399e269772661", "1048576"),
        target: firmware("3", "92eb5ffee6ae2fec3ad71c777531578f", "1048577"),
        ..TaskDraft::default()
    }
}

fn draft_with(changes: &[(FieldId, &str)]) -> TaskDraft {
    let mut draft = valid_draft();
    for (field, text) in changes {
        draft.set(*field, (*text).to_owned());
    }
    draft
}

/// Existing task of the product.
fn existing(name: &str, from: &str, device_part: DevicePart) -> Task {
    let row = include_str!("../fixtures/task_numbers.json");
    let mut task = Task::read(&row.replacen("\"from_version\":2", &format!("\"from_version\":{from}"), 1)).unwrap();
    name.clone_into(&mut task.name);
    task.device_part = device_part;
    task
}

fn problem_of(field: FieldId, text: &str) -> Option<Problem> {
    draft_with(&[(field, text)]).problem(field, Profile::Core, &[])
}
