//! Facts, warnings and errors of the form as text.

use crate::builder::grouped;
use crate::firmware_file::FileError;
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::tenths;
use upgrade_api::checks::Warning;
use upgrade_api::field::Side;
use upgrade_api::impact::Impact;

/// How many devices run the from version, where the platform says.
pub(crate) fn hit_text(cx: TaskContext) -> Option<String> {
    let TaskContext { m, form, store, .. } = cx;
    let (from, kind) = (form.version(Side::From)?, form.firmware_kind()?);
    let fleet = store.fleet();
    let impact = Impact::of_start(from, kind, fleet.as_deref());
    let hit = grouped(impact.hit?);
    Some(match (impact.all, impact.per_mille()) {
        (Some(all), Some(share)) => (m.impact.on_version)(&hit, &grouped(all), &tenths(share), from),
        _ => (m.impact.on_version_alone)(&hit, from),
    })
}

/// What is probably wrong, in words.
pub(crate) fn warning_text(m: &Messages, warning: Warning) -> String {
    match warning {
        Warning::Downgrade => m.downgrade_warning.to_owned(),
        Warning::SameBytes => m.form().same_bytes_warning.to_owned(),
        Warning::SizeJump => m.flow().size_jump.to_owned(),
        Warning::FileNamed(version) => (m.flow().file_named)(version),
        Warning::NobodyOn(version) => (m.flow().nobody_on)(version),
        Warning::OtherInLibrary(md5) => (m.flow().other_in_library)(&md5.to_string()),
        Warning::InLibraryAs(version) => (m.flow().in_library_as)(version),
    }
}

/// What an operator reads.
pub(crate) fn file_error_text(m: &Messages, error: FileError) -> String {
    match error {
        FileError::Empty => m.form().file_empty,
        FileError::TooLarge => m.form().file_too_large,
        FileError::OverLimit(limit) => return (m.form().file_over_limit)(limit),
        FileError::Changed => m.form().file_changed,
        FileError::Gone => m.form().file_gone,
        FileError::Unreadable => m.form().file_unreadable,
        FileError::Folder => m.form().file_folder,
        FileError::Several => m.form().file_several,
    }
    .to_owned()
}
