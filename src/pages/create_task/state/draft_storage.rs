//! Storage of the create form in this tab. The form survives a reload, the loss of a token and a portal that leaves the
//! console and returns. Only the texts and choices of the form are stored, never a token or the bytes of a file.

use crate::web;
use upgrade_api::draft::{Downgrade, TaskDraft};
use upgrade_api::field::{FieldId, PerSide};
use upgrade_api::json::{Object, elements, string};
use upgrade_api::task::FirmwareType;
use upgrade_api::task::TaskMode;
use upgrade_api::values::ProductId;

/// Prefix of the storage keys, before the product id.
const PREFIX: &str = "upgrade-draft ";

/// Stored part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StoredDraft {
    /// Texts and choices.
    pub draft: TaskDraft,
    /// Expected checksums of both sides.
    pub checksums: PerSide<String>,
    /// Whether the form was sent with an unknown outcome.
    pub sent: bool,
}

impl StoredDraft {
    /// Whether the form is empty.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Serialises to JSON: texts in the order of the form, then the checksums; choices; whether the form was sent.
    fn write(&self) -> String {
        let fields = FieldId::TEXT_INPUTS.into_iter().map(|field| self.draft.text(field));
        let checksums = self.checksums.iter().map(String::as_str);
        let texts: Vec<&str> = fields.chain(checksums).collect();
        let sent = u8::from(self.sent);
        // Serialising strings cannot fail.
        let texts = serde_json::to_string(&texts).unwrap_or_default();
        let firmware_type = FirmwareType::ALL
            .iter()
            .position(|known| *known == self.draft.firmware_type);
        let firmware_type = firmware_type.unwrap_or_default();
        let mode = self.draft.mode.number();
        let down = u8::from(self.draft.downgrade == Downgrade::Allowed);
        format!(r#"{{"texts":{texts},"kind":{firmware_type},"mode":{mode},"down":{down},"sent":{sent}}}"#)
    }

    /// Parses the JSON; `None` for the format of another version of the console, or for any other text.
    fn read(text: &str) -> Option<Self> {
        let object = Object::parse(text).ok()?;
        let texts = elements(object.raw("texts")?).ok()?;
        let mut texts = texts.into_iter().map(string).collect::<Option<Vec<String>>>()?;
        if texts.len() != FieldId::TEXT_INPUTS.len() + 2 {
            return None;
        }
        let target = texts.pop()?;
        let from = texts.pop()?;
        let checksums = PerSide { from, target };
        let mut draft = TaskDraft::default();
        for (field, text) in FieldId::TEXT_INPUTS.into_iter().zip(texts) {
            draft.set(field, text);
        }
        let firmware_type = usize::try_from(object.number("kind").ok()?).ok()?;
        draft.firmware_type = *FirmwareType::ALL.get(firmware_type)?;
        draft.mode = TaskMode::from_number(object.number("mode").ok()?)?;
        if object.flag("down") {
            draft.downgrade = Downgrade::Allowed;
        }
        let sent = object.flag("sent");
        Some(Self { draft, checksums, sent })
    }
}

/// Storage of the form of a product.
#[derive(Clone, Debug)]
pub(crate) struct DraftStorage(String);

impl DraftStorage {
    /// Storage of the form of this product; `None` if the browser refuses storage to the page.
    pub fn of(product: &ProductId) -> Option<Self> {
        let storage_of_product = Self(format!("{PREFIX}{product}"));
        // An existing storage may refuse to store any value.
        let probe = format!("{PREFIX}?");
        web::session_storage()?.set_item(&probe, "").ok()?;
        web::session_storage()?.remove_item(&probe).ok()?;
        Some(storage_of_product)
    }

    /// Returns the stored form, unless it is empty.
    pub fn load(&self) -> Option<StoredDraft> {
        let text = web::session_storage()?.get_item(&self.0).ok()??;
        StoredDraft::read(&text).filter(|stored| !stored.is_empty())
    }

    /// Stores the form, or removes the stored one if the form is empty. Returns whether that succeeded. A form that the browser
    /// does not store, for example because the storage is full, leaves no earlier one behind.
    pub fn save(&self, draft: &StoredDraft) -> bool {
        let Some(storage) = web::session_storage() else {
            return false;
        };
        if !draft.is_empty() && storage.set_item(&self.0, &draft.write()).is_ok() {
            return true;
        }
        storage.remove_item(&self.0).is_ok() && draft.is_empty()
    }
}

/// Removes the stored forms of all products, for a sign-out.
pub fn forget_all_drafts() {
    web::remove_session_items(PREFIX);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_draft_survives_a_round_trip() {
        let mut draft = TaskDraft::default();
        for (at, field) in FieldId::TEXT_INPUTS.into_iter().enumerate() {
            draft.set(field, format!("{at} \"quoted\" \\ \u{2028} 中文 🙂\n"));
        }
        for (sent, firmware_type) in [(true, FirmwareType::SubDevice), (false, FirmwareType::Mcu)] {
            draft.firmware_type = firmware_type;
            if sent {
                draft.mode = TaskMode::Manual;
                draft.downgrade = Downgrade::Allowed;
            } else {
                draft.mode = TaskMode::Automatic;
                draft.downgrade = Downgrade::Refused;
            }
            let checksums = PerSide {
                from: "a".to_owned(),
                target: "b".to_owned(),
            };
            let draft = draft.clone();
            let stored = StoredDraft { draft, checksums, sent };
            assert_eq!(StoredDraft::read(&stored.write()), Some(stored));
        }
    }

    #[test]
    fn a_text_in_another_format_is_ignored() {
        let all = FieldId::TEXT_INPUTS.len() + 2;
        let too_few = vec![r#""x""#; all - 1].join(",");
        // Format of earlier versions of the console, without firmware types and downgrades.
        let older = [r#""x""#; 12].join(",");
        let full = vec![r#""x""#; all].join(",");
        let numbers = vec!["1"; all].join(",");
        for text in [
            "",
            "null",
            "{}",
            r#"{"texts":[]}"#,
            &format!(r#"{{"texts":[{too_few}],"kind":0,"mode":0}}"#),
            &format!(r#"{{"texts":[{older}],"sent":1}}"#),
            &format!(r#"{{"texts":[{numbers}],"kind":0,"mode":0}}"#),
            &format!(r#"{{"texts":[{full}],"kind":3,"mode":0}}"#),
            &format!(r#"{{"texts":[{full}],"kind":0,"mode":2}}"#),
            &format!(r#"{{"texts":[{full}]}}"#),
            r#"{"texts":{}}"#,
        ] {
            assert_eq!(StoredDraft::read(text), None, "{text}");
        }
    }
}
