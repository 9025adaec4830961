//! Warnings about a draft: input that is valid and probably a mistake.

mod name;

pub use name::version_in_name;

use crate::draft::TaskDraft;
use crate::field::{FieldId, Part, PerSide, Side};
use crate::firmware_library::LibraryFirmware;
use crate::impact::DeviceCounts;
use crate::profile::Profile;
use crate::task::DevicePart;
use crate::values::{FileSize, Md5, Version};

/// Property of a draft that is allowed and probably a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Another task has a name that looks like this one: the names differ only in case, width, blanks or invisible
    /// characters. Contains the name of that task.
    SimilarName(String),
    /// The target version is below the from version, and the draft allows it. Some device clients ignore such a task
    /// (`platform-api.md`).
    Downgrade,
    /// Both versions have the same digest: devices would install the firmware they already run.
    SameBytes,
    /// The sizes of the two files differ by more than half the size of the from file.
    SizesDiffer,
    /// The name of the chosen file contains this other version.
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
    pub profile: Profile,
    /// Devices per version.
    pub device_counts: Option<&'a DeviceCounts>,
    /// Firmware library.
    pub library: &'a [LibraryFirmware],
    /// Name of another task that looks like the name of the draft
    /// ([`similar_name_key`](crate::text::similar_name_key), folded).
    pub similar_name: Option<&'a str>,
    /// Names of the chosen files.
    pub file_names: PerSide<Option<&'a str>>,
}

/// Warnings about a draft, each with the field to show it at, in the order of the form.
pub fn warnings(draft: &TaskDraft, facts: &Facts<'_>) -> Vec<(FieldId, Warning)> {
    let similar_name = facts.similar_name.map(|name| Warning::SimilarName(name.to_owned()));
    let (from, target) = (
        |part| FieldId::Firmware(Side::From, part),
        |part| FieldId::Firmware(Side::Target, part),
    );
    let checks = [
        (FieldId::Name, similar_name),
        (from(Part::Version), no_devices(draft, facts)),
        (from(Part::Version), other_version_in_name(draft, Side::From, facts)),
        (from(Part::Md5), library_mismatch(draft, Side::From, facts)),
        (target(Part::Version), downgrade(draft)),
        (target(Part::Version), other_version_in_name(draft, Side::Target, facts)),
        (target(Part::Md5), same_bytes(draft)),
        (target(Part::Md5), library_mismatch(draft, Side::Target, facts)),
        (target(Part::Size), sizes_differ(draft)),
    ];
    let found = checks
        .into_iter()
        .filter_map(|(field, warning)| Some((field, warning?)));
    found.collect()
}

fn downgrade(draft: &TaskDraft) -> Option<Warning> {
    draft.is_allowed_downgrade().then_some(Warning::Downgrade)
}

fn same_bytes(draft: &TaskDraft) -> Option<Warning> {
    let from = Md5::parse(&draft.from.md5).ok()?;
    let target = Md5::parse(&draft.target.md5).ok()?;
    (from == target).then_some(Warning::SameBytes)
}

fn sizes_differ(draft: &TaskDraft) -> Option<Warning> {
    let from = FileSize::parse(&draft.from.size).ok()?.get();
    let target = FileSize::parse(&draft.target.size).ok()?.get();
    // Sizes are below 2^53: the product does not overflow.
    (from.abs_diff(target) * 2 > from).then_some(Warning::SizesDiffer)
}

fn other_version_in_name(draft: &TaskDraft, side: Side, facts: &Facts<'_>) -> Option<Warning> {
    let typed = Version::parse(&draft.side(side).version).ok()?;
    let named = version_in_name(facts.file_names[side]?)?;
    (named != typed).then_some(Warning::FileNamed(named))
}

fn no_devices(draft: &TaskDraft, facts: &Facts<'_>) -> Option<Warning> {
    let from = Version::parse(&draft.from.version).ok()?;
    let is_counted = draft.device_part(facts.profile) == Some(DevicePart::Wifi);
    let device_counts = facts.device_counts.filter(|_| is_counted)?;
    (device_counts.on(from) == 0).then_some(Warning::NobodyOn(from))
}

fn library_mismatch(draft: &TaskDraft, side: Side, facts: &Facts<'_>) -> Option<Warning> {
    let typed = draft.side(side);
    let (version, md5) = (Version::parse(&typed.version).ok()?, Md5::parse(&typed.md5).ok()?);
    let device_part = draft.device_part(facts.profile)?;
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
