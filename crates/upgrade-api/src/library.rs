//! The firmware library as something to choose from.

use crate::full::LibraryFirmware;
use crate::impact::Fleet;
use crate::order::sorted_by;
use crate::task::FirmwareKind;
use crate::values::Version;

/// A version to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The version.
    pub version: Version,
    /// Devices on it. `None`: the platform does not say.
    pub devices: Option<u64>,
    /// Its file. `None`: devices run it, and the library does not have it.
    pub firmware: Option<LibraryFirmware>,
}

/// What there is to choose for one firmware: the library's versions and those devices run, highest first.
#[must_use]
pub fn choices(library: &[LibraryFirmware], kind: FirmwareKind, fleet: Option<&Fleet>) -> Vec<Choice> {
    // The statistics are about WIFI alone.
    let fleet = fleet.filter(|_| kind == FirmwareKind::Wifi);
    let mut found: Vec<Choice> = Vec::new();
    for entry in library.iter().filter(|entry| entry.kind() == Some(kind)) {
        found.push(Choice {
            version: entry.version,
            devices: fleet.map(|fleet| fleet.on(entry.version)),
            firmware: Some(entry.clone()),
        });
    }
    for (version, devices) in fleet.iter().flat_map(|fleet| fleet.versions()) {
        if !found.iter().any(|choice| choice.version == version) {
            found.push(Choice {
                version,
                devices: Some(devices),
                firmware: None,
            });
        }
    }
    // Stable, so that two files of one version stay in the order they were added.
    sorted_by(found, |a, b| b.version.cmp(&a.version))
}

impl Choice {
    /// Whether every word of a search stands in its version, its model or its description, or begins its digest: a
    /// digit or two would be in most digests somewhere.
    #[must_use]
    pub fn matches(&self, search: &str) -> bool {
        let version = self.version.to_string();
        let texts = self.firmware.as_ref().map(|firmware| {
            let digest = firmware.file_md5.to_ascii_lowercase();
            (
                digest,
                format!("{}\n{}", firmware.model, firmware.description).to_ascii_lowercase(),
            )
        });
        let stands = |word: &str| {
            let in_texts = |(digest, rest): &(String, String)| digest.starts_with(word) || rest.contains(word);
            version.contains(word) || texts.as_ref().is_some_and(in_texts)
        };
        search.to_ascii_lowercase().split_whitespace().all(stands)
    }
}

/// The hardware model the library's entries have most, for the next one; the latest of them where several do.
#[must_use]
pub fn usual_model(library: &[LibraryFirmware]) -> Option<&str> {
    let count = |model: &str| library.iter().filter(|entry| entry.model == model).count();
    let models = library.iter().map(|entry| entry.model.as_str());
    models.max_by_key(|model| count(model))
}
