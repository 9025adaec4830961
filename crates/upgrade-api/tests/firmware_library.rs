//! Firmware library: reading and writing of entries, uploads, and the versions to choose from.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use upgrade_api::firmware_library::{LibraryFirmware, NewFirmware, Uploaded, choices, is_found, usual_model};
use upgrade_api::impact::DeviceCounts;
use upgrade_api::json::ReadError;
use upgrade_api::task::{DevicePart, Firmware};
use upgrade_api::values::{FileSize, FileUrl, Md5, Version};

const FIRMWARE: &str = r#"{"id":"f1","mod":"GW-1","version":3,"file_url":"https://h/3","file_md5":"ABC","file_size":9,
    "description":"d","release_date":"2026-01-02T03:04:05Z","is_release":true,"type":2,"identify":7,
    "create_date":"2026-01-01T00:00:00Z"}"#;

fn missing<T>(field: &'static str) -> Result<T, ReadError> {
    Err(ReadError::Missing { field })
}

fn wrong<T>(field: &'static str, found: &str) -> Result<T, ReadError> {
    let found = found.to_owned();
    Err(ReadError::Field { field, found })
}

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

/// Entry of model `A9`.
fn entry(number: u64, firmware_type: u8, identify: u64) -> LibraryFirmware {
    LibraryFirmware {
        model: "A9".to_owned(),
        version: version(number),
        file_md5: "0cc175b9c0f1b6a831c399e269772661".to_owned(),
        description: String::new(),
        firmware_type,
        identify,
        ..LibraryFirmware::read(FIRMWARE).unwrap()
    }
}

#[test]
fn an_entry_is_read_with_all_fields() {
    let firmware = LibraryFirmware::read(FIRMWARE).unwrap();
    assert_eq!(
        (firmware.id.as_str(), firmware.model.as_str(), firmware.version.get()),
        ("f1", "GW-1", 3)
    );
    let file = (
        firmware.file_url.as_str(),
        firmware.file_md5.as_str(),
        firmware.file_size,
    );
    assert_eq!(file, ("https://h/3", "ABC", 9), "digest in the reported case");
    assert_eq!((firmware.description.as_str(), firmware.is_release), ("d", true));
    assert_eq!((firmware.firmware_type, firmware.identify), (2, 7));
    assert_eq!(firmware.release_date, "2026-01-02T03:04:05Z");
    assert_eq!(firmware.create_date, "2026-01-01T00:00:00Z");
}

#[test]
fn an_entry_is_written_with_the_documented_names() {
    let written = serde_json::to_value(LibraryFirmware::read(FIRMWARE).unwrap()).unwrap();
    let documented: serde_json::Value = serde_json::from_str(FIRMWARE).unwrap();
    assert_eq!(written, documented);
}

#[test]
fn optional_fields_of_an_entry_have_defaults() {
    let firmware =
        LibraryFirmware::read(r#"{"id":1,"mod":2,"version":"3","file_url":"u","file_md5":"m","file_size":"4"}"#)
            .unwrap();
    assert_eq!((firmware.id.as_str(), firmware.model.as_str()), ("1", "2"));
    assert_eq!((firmware.version.get(), firmware.file_size), (3, 4));
    assert_eq!(
        (firmware.firmware_type, firmware.identify, firmware.is_release),
        (1, 0, false)
    );
    assert_eq!(
        (firmware.description.as_str(), firmware.release_date.as_str()),
        ("", "")
    );
}

#[test]
fn an_unreadable_entry_reports_the_invalid_field() {
    for field in ["id", "mod", "version", "file_url", "file_md5", "file_size"] {
        let without = FIRMWARE.replacen(&format!("\"{field}\""), "\"other\"", 1);
        assert_eq!(LibraryFirmware::read(&without), missing(field));
    }
    let cases = [
        (
            "\"version\":3",
            "\"version\":2147483648",
            wrong("version", "2147483648"),
        ),
        ("\"version\":3", "\"version\":[]", wrong("version", "[]")),
        ("\"file_size\":9", "\"file_size\":-9", wrong("file_size", "-9")),
        ("\"type\":2", "\"type\":\"MCU\"", wrong("type", "\"MCU\"")),
        ("\"type\":2", "\"type\":300", wrong("type", "300")),
        ("\"identify\":7", "\"identify\":{}", wrong("identify", "{}")),
    ];
    for (good, bad, expected) in cases {
        assert_eq!(
            LibraryFirmware::read(&FIRMWARE.replacen(good, bad, 1)),
            expected,
            "{bad}"
        );
    }
}

#[test]
fn a_flag_is_read_from_booleans_numbers_and_strings() {
    let of = |value: &str| {
        let row = FIRMWARE.replacen("\"is_release\":true", &format!("\"is_release\":{value}"), 1);
        LibraryFirmware::read(&row).unwrap().is_release
    };
    for set in ["true", "1", "\"1\"", "\"true\""] {
        assert!(of(set), "{set}");
    }
    for unset in ["false", "0", "\"0\"", "\"false\"", "null", "\"\"", "2", "[]"] {
        assert!(!of(unset), "{unset}");
    }
}

#[test]
fn the_answer_to_an_upload_contains_valid_values() {
    let digest = "0CC175B9C0F1B6A831C399E269772661";
    let answer = |url: &str, md5: &str, size: &str| format!(r#"{{"url":"{url}","md5":"{md5}","size":{size}}}"#);
    for size in ["9", "\"9\""] {
        let uploaded = Uploaded::read(&answer("http://h/x", digest, size)).unwrap();
        assert_eq!(uploaded.url.as_str(), "http://h/x");
        assert_eq!(uploaded.md5.to_string(), digest.to_lowercase());
        assert_eq!(uploaded.size.get(), 9);
    }
    let read = |url, md5, size| Uploaded::read(&answer(url, md5, size));
    assert_eq!(read("/files/x", digest, "9"), wrong("url", "/files/x"));
    assert_eq!(read("http://h/x", "abc", "9"), wrong("md5", "abc"));
    assert_eq!(read("http://h/x", digest, "0"), wrong("size", "0"));
    assert_eq!(
        read("http://h/x", digest, "9007199254740992"),
        wrong("size", "9007199254740992")
    );
    assert_eq!(read("http://h/x", digest, "null"), missing("size"));
}

#[test]
fn a_new_entry_is_written_as_documented() {
    let new = NewFirmware {
        model: "A9".to_owned(),
        file: Firmware {
            version: version(5),
            url: FileUrl::parse("https://files.example.com/5.bin").unwrap(),
            md5: Md5::parse("9E107D9D372BB6826BD81D3542A419D6").unwrap(),
            size: FileSize::from_bytes(1_048_577).unwrap(),
        },
        description: String::new(),
        release_date: "2026-11-22T13:00:00Z".to_owned(),
        is_release: true,
        device_part: DevicePart::SubDevice(7),
    };
    assert_eq!(
        serde_json::to_string(&new).unwrap(),
        concat!(
            r#"{"mod":"A9","version":5,"file_url":"https://files.example.com/5.bin","#,
            r#""file_md5":"9e107d9d372bb6826bd81d3542a419d6","file_size":1048577,"description":"","#,
            r#""release_date":"2026-11-22T13:00:00Z","is_release":true,"type":3,"identify":7}"#
        )
    );
}

#[test]
fn choices_are_sorted_by_version_number_and_include_versions_that_only_devices_have() {
    let library = [entry(9, 1, 0), entry(10, 1, 0), entry(11, 2, 1)];
    let device_counts = DeviceCounts::read(r#"{"9":4,"7":2,"8":0}"#).unwrap();
    let choices = choices(&library, DevicePart::Wifi, Some(&device_counts));
    let found: Vec<_> = choices
        .iter()
        .map(|choice| (choice.version.get(), choice.devices, choice.firmware.is_some()))
        .collect();
    assert_eq!(found, [(10, Some(0), true), (9, Some(4), true), (7, Some(2), false)]);
}

#[test]
fn choices_of_one_version_keep_the_order_of_the_library() {
    let of = |id: &str, number| LibraryFirmware {
        id: id.to_owned(),
        ..entry(number, 1, 0)
    };
    let library = [of("first", 9), of("highest", 10), of("second", 9)];
    let choices = choices(&library, DevicePart::Wifi, None);
    let firmware = choices.iter().filter_map(|choice| choice.firmware.as_ref());
    let ids: Vec<_> = firmware.map(|firmware| firmware.id.as_str()).collect();
    assert_eq!(ids, ["highest", "first", "second"]);
}

#[test]
fn choices_for_an_mcu_are_its_own_versions_without_device_counts() {
    let library = [entry(9, 1, 0), entry(11, 2, 1), entry(12, 2, 2)];
    let device_counts = DeviceCounts::read(r#"{"9":4}"#).unwrap();
    let choices = choices(&library, DevicePart::Mcu(1), Some(&device_counts));
    assert_eq!(choices.len(), 1);
    assert_eq!((choices[0].version, choices[0].devices), (version(11), None));
}

#[test]
fn a_search_matches_each_word_in_version_model_digest_or_description() {
    let mut firmware = entry(12, 1, 0);
    firmware.description = "Fixes the 时钟".to_owned();
    let text = choices(&[firmware], DevicePart::Wifi, None)[0]
        .search_text()
        .to_lowercase();
    for search in ["", " ", "12", "a9", "A9 12", "0CC1", "fixes", "时钟 12"] {
        assert!(is_found(&text, &search.to_lowercase()), "{search}");
    }
    for search in ["13", "z9", "cc17", "12 nothing"] {
        assert!(!is_found(&text, search), "{search}");
    }
}

#[test]
fn the_usual_model_is_the_most_frequent_one() {
    let of = |model: &str| LibraryFirmware {
        model: model.to_owned(),
        ..entry(1, 1, 0)
    };
    assert_eq!(usual_model(&[]), None);
    assert_eq!(usual_model(&[of("a"), of("b"), of("a")]), Some("a"));
    assert_eq!(
        usual_model(&[of("a"), of("b")]),
        Some("b"),
        "the last of equally frequent models"
    );
}

#[test]
fn an_upload_matches_its_file_if_digest_and_size_are_equal() {
    let (same, other) = ("0cc175b9c0f1b6a831c399e269772661", "92eb5ffee6ae2fec3ad71c777531578f");
    let uploaded = Uploaded {
        url: FileUrl::parse("https://h/x").unwrap(),
        md5: Md5::parse(same).unwrap(),
        size: FileSize::from_bytes(7).unwrap(),
    };
    let cases = [(same, 7, true), (other, 7, false), (same, 8, false), (other, 8, false)];
    for (md5, size, expected) in cases {
        let (md5, size) = (Md5::parse(md5).unwrap(), FileSize::from_bytes(size).unwrap());
        assert_eq!(uploaded.matches(md5, size), expected);
    }
}
