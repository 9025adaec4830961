//! Versions that the create form offers for one firmware of a device.

use super::LibraryFirmware;
use crate::impact::Fleet;
use crate::task::FirmwareKind;
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
#[must_use]
pub fn choices(library: &[LibraryFirmware], kind: FirmwareKind, fleet: Option<&Fleet>) -> Vec<Choice> {
    let fleet = fleet.filter(|_| kind == FirmwareKind::Wifi);
    let entries = library.iter().filter(|entry| entry.kind() == Some(kind));
    let mut choices: Vec<Choice> = entries
        .map(|entry| Choice {
            version: entry.version,
            devices: fleet.map(|fleet| fleet.on(entry.version)),
            firmware: Some(entry.clone()),
        })
        .collect();
    for (version, devices) in fleet.iter().flat_map(|fleet| fleet.versions()) {
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
    /// Whether each word of `search` occurs in the version, the model or the description, or is a prefix of the digest.
    /// The case of ASCII letters is ignored. Digests match by prefix because a few digits occur in most digests.
    #[must_use]
    pub fn matches(&self, search: &str) -> bool {
        let version = self.version.to_string();
        let firmware = self.firmware.as_ref().map(|firmware| {
            let digest = firmware.file_md5.to_ascii_lowercase();
            let texts = format!("{}\n{}", firmware.model, firmware.description).to_ascii_lowercase();
            (digest, texts)
        });
        let is_found = |word: &str| {
            let in_firmware = |(digest, texts): &(String, String)| digest.starts_with(word) || texts.contains(word);
            version.contains(word) || firmware.as_ref().is_some_and(in_firmware)
        };
        search.to_ascii_lowercase().split_whitespace().all(is_found)
    }
}

/// Most frequent hardware model of the library, the default for a new entry. Of equally frequent models, the last one in
/// the library.
#[must_use]
pub fn usual_model(library: &[LibraryFirmware]) -> Option<&str> {
    let count = |model: &str| library.iter().filter(|entry| entry.model == model).count();
    let models = library.iter().map(|entry| entry.model.as_str());
    models.max_by_key(|model| count(model))
}
