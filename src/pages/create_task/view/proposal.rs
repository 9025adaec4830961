//! Proposed name and description of the task.

use crate::pages::create_task::state::CreateForm;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::duplicate::free_name;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::values::{Description, Md5, Name, Version};

/// Text that a button offers for a field: a free name or a description, once both versions are valid and while the field is
/// empty. `None` for every other field. Tracked.
pub(crate) fn proposal(context: TaskContext, field: FieldId) -> Option<String> {
    let TaskContext { m, form, store, .. } = context;
    if !matches!(field, FieldId::Name | FieldId::Description) || !form.text(field).is_empty() {
        return None;
    }
    let (from, target) = form.version(Side::From).zip(form.version(Side::Target))?;
    if field == FieldId::Description {
        let sentence = || m.form().proposed_description(from, target);
        return Some(release_notes(form, target).unwrap_or_else(sentence));
    }
    let name = m.form().proposed_name(from, target);
    let snapshot = store.snapshot();
    let is_taken = snapshot.tasks.iter().any(|task| task.name == name);
    let name = if is_taken {
        free_name(&name, &snapshot.tasks)
    } else {
        name
    };
    Name::parse(&name).ok().map(|name| name.to_string())
}

/// Release notes of the target version, if the library has this version with the entered digest.
fn release_notes(form: CreateForm, version: Version) -> Option<String> {
    let md5 = Md5::parse(&form.text(FieldId::Firmware(Side::Target, Part::Md5))).ok()?;
    let entry = form.library_entry(version, md5)?;
    let notes = Description::parse(&entry.description).ok()?;
    Some(notes.to_string())
}
