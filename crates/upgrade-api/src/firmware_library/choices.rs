//! Versions that the create form offers for one part of a device.

use super::LibraryFirmware;
use crate::impact::DeviceCounts;
use crate::task::DevicePart;
use crate::values::Version;
use std::cmp::Reverse;

/// Version to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Version.
    pub version: Version,
    /// Number of devices on the version; `None` if the platform does not count them.
    pub devices: Option<u64>,
    /// Library entry of the version; `None` if devices run the version and the library does not contain it.
    pub firmware: Option<LibraryFirmware>,
}

/// Versions in the library and versions that devices run, highest first. Several entries of one version keep the order
/// of the library.
pub fn choices(
    library: &[LibraryFirmware],
    device_part: DevicePart,
    device_counts: Option<&DeviceCounts>,
) -> Vec<Choice> {
    let device_counts = device_counts.filter(|_| device_part == DevicePart::Wifi);
    let entries = library.iter().filter(|entry| entry.device_part() == Some(device_part));
    let mut choices: Vec<Choice> = entries
        .map(|entry| Choice {
            version: entry.version,
            devices: device_counts.map(|counts| counts.on(entry.version)),
            firmware: Some(entry.clone()),
        })
        .collect();
    for (version, devices) in device_counts.iter().flat_map(|counts| counts.versions()) {
        if !choices.iter().any(|choice| choice.version == version) {
            choices.push(Choice {
                version,
                devices: Some(devices),
                firmware: None,
            });
        }
    }
    choices.sort_by_key(|choice| Reverse(choice.version));
    choices
}

impl Choice {
    /// Text that a search looks through: version, model and description, and on the last line the digest.
    pub fn search_text(&self) -> String {
        let (model, description, digest) = self.firmware.as_ref().map_or(("", "", ""), |firmware| {
            (&*firmware.model, &*firmware.description, &*firmware.file_md5)
        });
        format!("{}\n{model}\n{description}\n{digest}", self.version)
    }
}

/// Whether each word of a search occurs in the [search text](Choice::search_text) of a version, or is a prefix of its digest.
/// Digests match by prefix because a few digits occur in most digests. Both texts are folded.
pub fn is_found(search_text: &str, search: &str) -> bool {
    let (texts, digest) = search_text.rsplit_once('\n').unwrap_or((search_text, ""));
    let mut words = search.split_whitespace();
    words.all(|word| texts.contains(word) || digest.starts_with(word))
}

/// Most frequent hardware model of the library, the default for a new entry. Of equally frequent models, the last one in
/// the library.
pub fn usual_model(library: &[LibraryFirmware]) -> Option<&str> {
    let count = |model: &str| library.iter().filter(|entry| entry.model == model).count();
    let models = library.iter().map(|entry| entry.model.as_str());
    models.max_by_key(|model| count(model))
}
