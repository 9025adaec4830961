//! Checks beyond the validity of single fields: warnings about a draft, and the comparison of an upload with its file.

mod name;

pub use name::version_in_name;

use crate::draft::TaskDraft;
use crate::field::{FieldId, Part, Side};
use crate::firmware_library::{LibraryFirmware, Uploaded};
use crate::impact::Fleet;
use crate::profile::Profile;
use crate::rules::is_same_version;
use crate::task::DevicePart;
use crate::values::{FileSize, Md5, Version};

/// Property of a draft that is allowed and probably a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The task with this name is hard to tell apart: the names differ only in case, width, blanks or invisible characters.
    LooksLike(String),
    /// The target version is below the from version, and the draft allows it. Some device clients ignore such a task
    /// (`platform-api.md`).
    Downgrade,
    /// Both versions have the same digest: devices would install the firmware they already run.
    SameBytes,
    /// The size of the target file differs from the size of the from file by more than half of the latter.
    SizeJump,
    /// The name of the picked file contains this other version.
    FileNamed(Version),
    /// No device runs the from version.
    NobodyOn(Version),
    /// The firmware library contains this version with another digest.
    OtherInLibrary(Md5),
    /// The firmware library contains this file as another version.
    InLibraryAs(Version),
}

/// Known facts that a draft is checked against. Unknown facts cause no warning.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Profile of the platform.
    pub extent: Profile,
    /// Devices per version.
    pub fleet: Option<&'a Fleet>,
    /// Firmware library.
    pub library: &'a [LibraryFirmware],
    /// Name of another task that looks like the name of the draft ([`look`](crate::text::look), folded).
    pub look_alike: Option<&'a str>,
    /// Names of the picked from file and target file.
    pub names: [Option<&'a str>; 2],
}

/// Warnings about a draft, each with the field to show it at, in the order of the form.
#[must_use]
pub fn warnings(draft: &TaskDraft, facts: &Facts<'_>) -> Vec<(FieldId, Warning)> {
    let look_alike = facts.look_alike.map(|name| Warning::LooksLike(name.to_owned()));
    let mut found: Vec<_> = look_alike.map(|warning| (FieldId::Name, warning)).into_iter().collect();
    for (side, name) in [Side::From, Side::Target].into_iter().zip(facts.names) {
        let mut warn = |part, warning: Option<Warning>| {
            let field = FieldId::Firmware(side, part);
            found.extend(warning.map(|warning| (field, warning)));
        };
        let is_target = side == Side::Target;
        let of_pair = |warning: fn(&TaskDraft) -> Option<Warning>| if is_target { warning(draft) } else { None };
        warn(Part::Version, of_pair(downgrade));
        warn(Part::Version, no_devices(draft, facts).filter(|_| !is_target));
        warn(Part::Version, other_version_in_name(draft, side, name));
        warn(Part::Md5, of_pair(same_bytes));
        warn(Part::Md5, library_mismatch(draft, side, facts));
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
    // Sizes are below 2^53: the product does not overflow.
    (from.abs_diff(target) * 2 > from).then_some(Warning::SizeJump)
}

fn other_version_in_name(draft: &TaskDraft, side: Side, name: Option<&str>) -> Option<Warning> {
    let typed = Version::parse(&draft.side(side).version).ok()?;
    let named = version_in_name(name?)?;
    (!is_same_version(named, typed)).then_some(Warning::FileNamed(named))
}

fn no_devices(draft: &TaskDraft, facts: &Facts<'_>) -> Option<Warning> {
    let from = Version::parse(&draft.from.version).ok()?;
    let is_counted = draft.device_part(facts.extent) == Some(DevicePart::Wifi);
    let fleet = facts.fleet.filter(|_| is_counted)?;
    (fleet.on(from) == 0).then_some(Warning::NobodyOn(from))
}

fn library_mismatch(draft: &TaskDraft, side: Side, facts: &Facts<'_>) -> Option<Warning> {
    let typed = draft.side(side);
    let (version, md5) = (Version::parse(&typed.version).ok()?, Md5::parse(&typed.md5).ok()?);
    let device_part = draft.device_part(facts.extent)?;
    let entries = || {
        facts
            .library
            .iter()
            .filter(|entry| entry.device_part() == Some(device_part))
    };
    let digest = |entry: &LibraryFirmware| Md5::parse(&entry.file_md5).ok();
    let same_version = entries().find(|entry| entry.version == version).and_then(digest);
    if same_version == Some(md5) {
        return None;
    }
    let same_bytes = entries().find(|entry| digest(entry) == Some(md5));
    let as_other = same_bytes.map(|entry| Warning::InLibraryAs(entry.version));
    same_version.map(Warning::OtherInLibrary).or(as_other)
}

/// Whether the digest and size measured by the platform are those of the picked file.
#[must_use]
pub fn upload_matches(md5: Md5, size: FileSize, uploaded: &Uploaded) -> bool {
    uploaded.md5 == md5 && uploaded.size == size
}
