//! Labels of the fields of a task.

use crate::i18n::messages::Messages;
use upgrade_api::field::{FieldId, Part, Side};

impl dyn Messages + '_ {
    /// Label of a field, in the group of its version if it has one.
    pub fn field(&self, field: FieldId) -> &'static str {
        match field {
            FieldId::Id => self.task_id(),
            FieldId::ProductId => self.product_id(),
            FieldId::Name => self.name(),
            FieldId::Description => self.description(),
            FieldId::Firmware(_, Part::Version) => self.version(),
            FieldId::Firmware(_, Part::Url) => self.file_address(),
            FieldId::Firmware(_, Part::Md5) => self.md5(),
            FieldId::Firmware(_, Part::Size) => self.size(),
            FieldId::UpgradeCount => self.upgraded(),
            FieldId::Status => self.status(),
            FieldId::Type => self.firmware_type(),
            FieldId::Identify => self.flow().identify(),
            FieldId::Mode => self.flow().mode(),
            FieldId::SurplusCount => self.remaining(),
            FieldId::Reason => self.flow().reason(),
        }
    }

    /// Name of one of the two versions of a task.
    pub fn side(&self, side: Side) -> &'static str {
        match side {
            Side::From => self.from_version(),
            Side::Target => self.target_version(),
        }
    }

    /// Label of a field outside the group of its version.
    pub fn field_in_full(&self, field: FieldId) -> String {
        let label = self.field(field);
        match field.side() {
            Some(side) => format!("{} · {label}", self.side(side)),
            None => label.to_owned(),
        }
    }
}
