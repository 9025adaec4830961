//! Facts, warnings and errors of the form as text.

use crate::components::visible;
use crate::firmware_file::FileError;
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::devices_on;
use upgrade_api::checks::Warning;
use upgrade_api::field::Side;
use upgrade_api::impact::Impact;

/// Number of devices on the from version; `None` if the platform does not report it.
pub(crate) fn affected_text(context: TaskContext) -> Option<String> {
    let TaskContext { m, form, store, .. } = context;
    let (from, device_part) = (form.version(Side::From)?, form.device_part()?);
    let device_counts = store.device_counts();
    devices_on(m, Impact::of_start(from, device_part, device_counts.as_deref()), from)
}

/// A warning as text.
pub(crate) fn warning_text(m: &dyn Messages, warning: Warning) -> String {
    match warning {
        Warning::SimilarName(name) => m.form().similar_name(&visible(&name)),
        Warning::Downgrade => m.downgrade_warning().to_owned(),
        Warning::SameBytes => m.form().same_bytes_warning().to_owned(),
        Warning::SizesDiffer => m.flow().sizes_differ().to_owned(),
        Warning::FileNamed(version) => m.flow().file_name_version(version),
        Warning::NobodyOn(version) => m.flow().no_devices_on(version),
        Warning::OtherInLibrary(md5) => m.flow().library_md5_differs(&md5.to_string()),
        Warning::InLibraryAs(version) => m.flow().library_version(version),
    }
}

/// An error of a chosen file as text.
pub(crate) fn file_error_text(m: &dyn Messages, error: FileError) -> String {
    match error {
        FileError::Empty => m.form().file_empty(),
        FileError::TooLarge => m.form().file_too_large(),
        FileError::OverLimit(limit) => return m.form().file_over_limit(&m.number(limit)),
        FileError::Changed => m.form().file_changed(),
        FileError::Gone => m.form().file_gone(),
        FileError::Unreadable => m.form().file_unreadable(),
        FileError::Folder => m.form().file_folder(),
        FileError::Several => m.form().file_several(),
    }
    .to_owned()
}

/// Part of a whole in whole percent. A file has fewer than 2^53 bytes.
pub(crate) fn percent(m: &dyn Messages, done: u64, all: u64) -> String {
    m.percent(done.saturating_mul(100) / all.max(1) * 10)
}
