//! The create form in this tab's storage, so that it survives a reload, the loss of a token and a portal that goes
//! elsewhere and comes back. What is kept is text somebody typed or a file gave: never a token, never a file's bytes.

use crate::web;
use upgrade_api::draft::{Downgrade, Field, KindChoice, TaskDraft};
use upgrade_api::json::{Object, elements, string};
use upgrade_api::task::TaskMode;
use upgrade_api::values::ProductId;
use web_sys::Storage;

/// Before the product's id.
const PREFIX: &str = "upgrade-draft ";

/// What is kept of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StoredDraft {
    /// The texts.
    pub draft: TaskDraft,
    /// The checksums to compare with.
    pub checksums: [String; 2],
    /// Whether it was sent and nobody knows what came of it.
    pub sent: bool,
}

impl StoredDraft {
    /// Whether there is anything in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Texts in the order of the form, then the checksums; what was chosen; whether it was sent.
    fn write(&self) -> String {
        let fields = Field::ALL.into_iter().map(|field| self.draft.text(field));
        let checksums = self.checksums.iter().map(String::as_str);
        let texts: Vec<&str> = fields.chain(checksums).collect();
        let sent = u8::from(self.sent);
        // Texts always serialise.
        let texts = serde_json::to_string(&texts).unwrap_or_default();
        let kind = KindChoice::ALL.iter().position(|kind| *kind == self.draft.kind);
        let kind = kind.unwrap_or_default();
        let mode = self.draft.mode.number();
        let down = u8::from(self.draft.downgrade == Downgrade::Allowed);
        format!(r#"{{"texts":{texts},"kind":{kind},"mode":{mode},"down":{down},"sent":{sent}}}"#)
    }

    /// What another version of this console has written, or somebody else, is nothing.
    fn read(text: &str) -> Option<Self> {
        let object = Object::parse(text).ok()?;
        let texts = elements(object.raw("texts")?).ok()?;
        let mut texts = texts.into_iter().map(string).collect::<Option<Vec<String>>>()?;
        if texts.len() != Field::ALL.len() + 2 {
            return None;
        }
        let target = texts.pop()?;
        let checksums = [texts.pop()?, target];
        let mut draft = TaskDraft::default();
        for (field, text) in Field::ALL.into_iter().zip(texts) {
            draft.set(field, text);
        }
        let kind = usize::try_from(object.number("kind").ok()?).ok()?;
        draft.kind = *KindChoice::ALL.get(kind)?;
        draft.mode = TaskMode::from_number(object.number("mode").ok()?)?;
        if object.flag("down") {
            draft.downgrade = Downgrade::Allowed;
        }
        let sent = object.flag("sent");
        Some(Self { draft, checksums, sent })
    }
}

/// Where a product's form is kept; none where the browser keeps nothing for this page.
#[derive(Clone, Debug)]
pub(crate) struct DraftStorage(String);

impl DraftStorage {
    /// The place of a product's form.
    pub fn of(product: &ProductId) -> Option<Self> {
        let place = Self(format!("{PREFIX}{product}"));
        // A storage that is there may still refuse to take anything.
        let probe = format!("{PREFIX}?");
        storage()?.set_item(&probe, "").ok()?;
        storage()?.remove_item(&probe).ok()?;
        Some(place)
    }

    /// What is kept there.
    pub fn kept(&self) -> Option<StoredDraft> {
        let text = storage()?.get_item(&self.0).ok()??;
        StoredDraft::read(&text).filter(|kept| !kept.is_empty())
    }

    /// Keeps it, or forgets the last one where there is nothing to keep.
    pub fn keep(&self, kept: &StoredDraft) {
        let Some(storage) = storage() else { return };
        // A full storage loses nothing but this: the form itself is on the page.
        let _ = match kept.is_empty() {
            true => storage.remove_item(&self.0),
            false => storage.set_item(&self.0, &kept.write()),
        };
    }
}

/// Forgets the forms of all products, as on signing out.
pub fn forget_all_drafts() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok()?).collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web::session_storage()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let mut draft = TaskDraft::default();
        for (at, field) in Field::ALL.into_iter().enumerate() {
            draft.set(field, format!("{at} \"quoted\" \\ \u{2028} 中文 🙂\n"));
        }
        for (sent, kind) in [(true, KindChoice::SubDevice), (false, KindChoice::Mcu)] {
            draft.kind = kind;
            if sent {
                draft.mode = TaskMode::Manual;
                draft.downgrade = Downgrade::Allowed;
            } else {
                draft.mode = TaskMode::Automatic;
                draft.downgrade = Downgrade::Refused;
            }
            let checksums = ["a".to_owned(), "b".to_owned()];
            let (draft, kept) = (draft.clone(), checksums);
            let kept = StoredDraft {
                draft,
                checksums: kept,
                sent,
            };
            assert_eq!(StoredDraft::read(&kept.write()), Some(kept));
        }
    }

    #[test]
    fn what_somebody_else_has_written_is_nothing() {
        let all = Field::ALL.len() + 2;
        let too_few = vec![r#""x""#; all - 1].join(",");
        // As the console kept it before it knew kinds and downgrades.
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
