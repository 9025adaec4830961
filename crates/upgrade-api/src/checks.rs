//! What is checked before a task is sent, beyond what each value says by itself: what is allowed and probably wrong,
//! whether an upload arrived as it was, and where the reason of a downgrade is kept.

mod name;

pub use name::version_in_name;

use crate::draft::{Extent, Field, Part, Side, TaskDraft};
use crate::full::{LibraryFirmware, Uploaded};
use crate::impact::Fleet;
use crate::rules::is_same_version;
use crate::task::FirmwareKind;
use crate::values::{FileSize, Md5, Version};

/// Something that is allowed and probably wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The target version is below the from version, as somebody has allowed. Some device clients never act on it
    /// (`platform-api.md`).
    Downgrade,
    /// Both versions have the same bytes: devices would flash what they already run.
    SameBytes,
    /// The target file is more than half larger or smaller than the one it replaces.
    SizeJump,
    /// The picked file's name says that it is this version.
    FileNamed(Version),
    /// No device is on the from version.
    NobodyOn(Version),
    /// The firmware library has this version with another digest.
    OtherInLibrary(Md5),
    /// The firmware library has this file as another version.
    InLibraryAs(Version),
}

/// What is known around a draft. What is not known warns of nothing.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Which fields there are.
    pub extent: Extent,
    /// How many devices run which version.
    pub fleet: Option<&'a Fleet>,
    /// The firmware library.
    pub library: &'a [LibraryFirmware],
    /// The names of the picked files, from and target.
    pub names: [Option<&'a str>; 2],
}

/// What is allowed and probably wrong with a draft, and beside which field to say so; in the order of the form.
#[must_use]
pub fn warnings(draft: &TaskDraft, facts: &Facts<'_>) -> Vec<(Field, Warning)> {
    let mut found = Vec::new();
    for (side, name) in [Side::From, Side::Target].into_iter().zip(facts.names) {
        let mut warn = |part, warning: Option<Warning>| {
            let field = Field::Firmware(side, part);
            found.extend(warning.map(|warning| (field, warning)));
        };
        let is_target = side == Side::Target;
        let of_pair = |warning: fn(&TaskDraft) -> Option<Warning>| if is_target { warning(draft) } else { None };
        warn(Part::Version, of_pair(downgrade));
        warn(Part::Version, nobody_on(draft, facts).filter(|_| !is_target));
        warn(Part::Version, other_name(draft, side, name));
        warn(Part::Md5, of_pair(same_bytes));
        warn(Part::Md5, in_library(draft, side, facts));
        warn(Part::Size, of_pair(size_jump));
    }
    found
}

fn downgrade(draft: &TaskDraft) -> Option<Warning> {
    draft.is_allowed_downgrade().then_some(Warning::Downgrade)
}

fn same_bytes(draft: &TaskDraft) -> Option<Warning> {
    let from = Md5::parse(&draft.from.md5).ok()?;
    let target = Md5::parse(&draft.target.md5).ok()?;
    (from == target).then_some(Warning::SameBytes)
}

fn size_jump(draft: &TaskDraft) -> Option<Warning> {
    let from = FileSize::parse(&draft.from.size).ok()?.get();
    let target = FileSize::parse(&draft.target.size).ok()?.get();
    // Sizes stay below 2^53, so twice of one fits.
    (from.abs_diff(target) * 2 > from).then_some(Warning::SizeJump)
}

fn other_name(draft: &TaskDraft, side: Side, name: Option<&str>) -> Option<Warning> {
    let typed = Version::parse(&draft.side(side).version).ok()?;
    let named = version_in_name(name?)?;
    (!is_same_version(named, typed)).then_some(Warning::FileNamed(named))
}

fn nobody_on(draft: &TaskDraft, facts: &Facts<'_>) -> Option<Warning> {
    let from = Version::parse(&draft.from.version).ok()?;
    // The statistics are about WIFI alone.
    let is_counted = draft.firmware_kind(facts.extent) == Some(FirmwareKind::Wifi);
    let fleet = facts.fleet.filter(|_| is_counted)?;
    (fleet.on(from) == 0).then_some(Warning::NobodyOn(from))
}

fn in_library(draft: &TaskDraft, side: Side, facts: &Facts<'_>) -> Option<Warning> {
    let typed = draft.side(side);
    let (version, md5) = (Version::parse(&typed.version).ok()?, Md5::parse(&typed.md5).ok()?);
    let kind = draft.firmware_kind(facts.extent)?;
    let entries = || facts.library.iter().filter(|entry| entry.kind() == Some(kind));
    let digest = |entry: &LibraryFirmware| Md5::parse(&entry.file_md5).ok();
    let same_version = entries().find(|entry| entry.version == version).and_then(digest);
    if same_version == Some(md5) {
        return None;
    }
    let same_bytes = entries().find(|entry| digest(entry) == Some(md5));
    let as_other = same_bytes.map(|entry| Warning::InLibraryAs(entry.version));
    same_version.map(Warning::OtherInLibrary).or(as_other)
}

/// Whether what the platform has measured is what the browser has: anything else must not reach a device.
#[must_use]
pub fn upload_matches(md5: Md5, size: FileSize, uploaded: &Uploaded) -> bool {
    uploaded.md5 == md5 && uploaded.size == size
}

/// The description of a downgrade, which keeps its reason for whoever looks at the task later.
#[must_use]
pub fn described(description: &str, reason: &str) -> String {
    format!("{description} [Downgrade: {reason}]")
}

/// A description without the reason [`described`] put there, and that reason.
#[must_use]
pub fn undescribed(description: &str) -> (&str, Option<&str>) {
    let inner = description.strip_suffix(']');
    match inner.and_then(|inner| inner.rsplit_once(" [Downgrade: ")) {
        Some((own, reason)) => (own, Some(reason)),
        None => (description, None),
    }
}
