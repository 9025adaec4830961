//! Firmware library: reading and writing of entries, uploads, and the versions to choose from.

use crate::kit::{A, B, firmware, json, library_firmware, missing, version, wrong};
use upgrade_api::firmware_library::{choices, is_found, usual_model};
use upgrade_api::{DeviceCounts, DevicePart, FileSize, FileUrl, LibraryFirmware, Md5, NewFirmware, Uploaded};

const FIRMWARE: &str = r#"{"id":"f1","mod":"GW-1","version":3,"file_url":"https://h/3","file_md5":"ABC","file_size":9,
    "description":"d","release_date":"2026-01-02T03:04:05Z","is_release":true,"type":2,"identify":7,
    "create_date":"2026-01-01T00:00:00Z"}"#;

fn sample() -> LibraryFirmware {
    LibraryFirmware {
        model: "GW-1".to_owned(),
        description: "d".to_owned(),
        release_date: "2026-01-02T03:04:05Z".to_owned(),
        firmware_type: 2,
        identify: 7,
        create_date: "2026-01-01T00:00:00Z".to_owned(),
        ..library_firmware(3, "ABC")
    }
}

fn entry(number: u64, firmware_type: u8, identify: u64) -> LibraryFirmware {
    LibraryFirmware {
        firmware_type,
        identify,
        ..library_firmware(number, A)
    }
}

#[test]
fn an_entry_is_read_and_written_with_the_documented_names() {
    assert_eq!(
        LibraryFirmware::read(FIRMWARE),
        Ok(sample()),
        "digest in the reported case"
    );
    let written = serde_json::to_value(sample()).unwrap();
    let documented: serde_json::Value = serde_json::from_str(FIRMWARE).unwrap();
    assert_eq!(written, documented);
}

#[test]
fn optional_fields_of_an_entry_have_defaults() {
    let expected = LibraryFirmware {
        id: "1".to_owned(),
        model: "2".to_owned(),
        is_release: false,
        ..library_firmware(3, "ABC")
    };
    let required = r#"{"id":1,"mod":2,"version":"3","file_url":"https://h/3","file_md5":"ABC","file_size":"9"}"#;
    assert_eq!(LibraryFirmware::read(required), Ok(expected));
}

#[test]
fn an_unreadable_entry_reports_the_invalid_field() {
    for field in ["id", "mod", "version", "file_url", "file_md5", "file_size"] {
        let without = FIRMWARE.replacen(&format!("\"{field}\""), "\"other\"", 1);
        assert_eq!(LibraryFirmware::read(&without), missing(field));
    }
    let cases = [
        ("version", "3", "2147483648"),
        ("version", "3", "[]"),
        ("file_size", "9", "-9"),
        ("type", "2", "\"MCU\""),
        ("type", "2", "300"),
        ("identify", "7", "{}"),
    ];
    for (field, good, bad) in cases {
        let entry = FIRMWARE.replacen(&format!("\"{field}\":{good}"), &format!("\"{field}\":{bad}"), 1);
        assert_eq!(LibraryFirmware::read(&entry), wrong(field, bad));
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
    let too_large = "9007199254740992";
    assert_eq!(read("http://h/x", digest, too_large), wrong("size", too_large));
    assert_eq!(read("http://h/x", digest, "null"), missing("size"));
}

#[test]
fn a_new_entry_is_written_as_documented() {
    let new = NewFirmware {
        model: "A9".to_owned(),
        file: firmware(5, "https://h/5.bin", &A.to_uppercase(), 1_048_577),
        description: String::new(),
        release_date: "2026-11-22T13:00:00Z".to_owned(),
        is_release: true,
        device_part: DevicePart::SubDevice(7),
    };
    let expected = concat!(
        r#"{"mod":"A9","version":5,"file_url":"https://h/5.bin","file_md5":"0cc175b9c0f1b6a831c399e269772661","#,
        r#""file_size":1048577,"description":"","release_date":"2026-11-22T13:00:00Z","is_release":true,"type":3,"#,
        r#""identify":7}"#
    );
    assert_eq!(json(&new), expected);
}

#[test]
fn choices_are_sorted_by_version_number_and_include_versions_that_only_devices_have() {
    let library = [entry(9, 1, 0), entry(10, 1, 0), entry(11, 2, 1)];
    let device_counts = DeviceCounts::read(r#"{"9":4,"7":2,"8":0}"#).unwrap();
    let choices = choices(&library, DevicePart::Wifi, Some(&device_counts));
    let choices = choices.iter();
    let found = choices.map(|choice| (choice.version.get(), choice.devices, choice.firmware.is_some()));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [(10, Some(0), true), (9, Some(4), true), (7, Some(2), false)]
    );
}

#[test]
fn choices_of_one_version_keep_the_order_of_the_library() {
    let of = |id: &str, number| LibraryFirmware {
        id: id.to_owned(),
        ..library_firmware(number, A)
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
    let mut firmware = library_firmware(12, A);
    firmware.description = "Fixes the 时钟".to_owned();
    let choices = choices(&[firmware], DevicePart::Wifi, None);
    let text = choices[0].search_text().to_lowercase();
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
        ..library_firmware(1, A)
    };
    assert_eq!(usual_model(&[]), None);
    assert_eq!(usual_model(&[of("a"), of("b"), of("a")]), Some("a"));
    // The last of equally frequent models.
    assert_eq!(usual_model(&[of("a"), of("b")]), Some("b"));
}

#[test]
fn an_upload_matches_its_file_if_digest_and_size_are_equal() {
    let uploaded = Uploaded {
        url: FileUrl::parse("https://h/x").unwrap(),
        md5: Md5::parse(A).unwrap(),
        size: FileSize::from_bytes(7).unwrap(),
    };
    let cases = [(A, 7, true), (B, 7, false), (A, 8, false), (B, 8, false)];
    for (md5, size, expected) in cases {
        let (md5, size) = (Md5::parse(md5).unwrap(), FileSize::from_bytes(size).unwrap());
        assert_eq!(uploaded.matches(md5, size), expected);
    }
}
