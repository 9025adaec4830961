//! A task as typed into the create form and as sent to the API.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use upgrade_api::Profile;
pub use upgrade_api::draft::{FirmwareDraft, TaskDraft};
pub use upgrade_api::field::{FieldId, Part, Side};

/// Fields of the form that every task has, in its order.
pub fn fields() -> impl Iterator<Item = FieldId> {
    FieldId::sent(Profile::Core).filter(|field| *field != FieldId::ProductId)
}

/// Id of a field's input in the page.
pub fn input_id(field: FieldId) -> String {
    format!("create-{}", field.wire_name())
}

/// A task with valid texts in every field.
pub fn new_task(name: &str, from: u32, target: u32) -> TaskDraft {
    TaskDraft {
        name: name.to_owned(),
        description: format!("From {from} to {target}, for a test"),
        from: firmware(from),
        target: firmware(target),
        ..TaskDraft::default()
    }
}

fn firmware(version: u32) -> FirmwareDraft {
    FirmwareDraft {
        version: version.to_string(),
        url: format!("https://files.example.com/{version}.bin"),
        md5: format!("{version:032x}"),
        size: (1000 + version).to_string(),
    }
}

/// Fills in MD5 (of `md5sum`) and size of a file, as the page must compute them.
pub fn set_file(firmware: &mut FirmwareDraft, file: &Path) {
    firmware.md5 = md5sum(file);
    firmware.size = fs::metadata(file).expect("a file").len().to_string();
}

/// JSON body of the create request, with the fields in the order of `upgrade-task-api.zh.md`.
pub fn create_body(task: &TaskDraft, product: &str) -> String {
    let members = fields().map(|field| {
        let value = match field {
            FieldId::Firmware(_, Part::Version | Part::Size) => task.text(field).to_owned(),
            _ => Value::from(task.text(field)).to_string(),
        };
        format!("\"{}\":{value}", field.wire_name())
    });
    let members = members.collect::<Vec<_>>().join(",");
    format!("{{\"product_id\":{},{members}}}", Value::from(product))
}

/// MD5 digest of a file, computed by `md5sum`.
pub fn md5sum(file: &Path) -> String {
    let output = Command::new("md5sum").arg(file).output().expect("md5sum of coreutils");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let md5 = text.split_whitespace().next().filter(|_| output.status.success());
    md5.unwrap_or_else(|| panic!("md5sum {} fails", file.display()))
        .to_owned()
}
