//! What is checked before a task is sent: warnings, uploads, the version in a file's name.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use upgrade_api::checks::{Facts, Warning, described, undescribed, upload_matches, version_in_name, warnings};
use upgrade_api::draft::{Downgrade, Extent, Field, FirmwareDraft, KindChoice, Part, Side, TaskDraft};
use upgrade_api::full::{LibraryFirmware, Uploaded};
use upgrade_api::impact::Fleet;
use upgrade_api::values::{FileSize, FileUrl, Md5, Version};

const A: &str = "0cc175b9c0f1b6a831c399e269772661";
const B: &str = "92eb5ffee6ae2fec3ad71c777531578f";
const C: &str = "4a8a08f09d37b73795649038408b5f33";

const FROM: Field = Field::Firmware(Side::From, Part::Version);
const TARGET: Field = Field::Firmware(Side::Target, Part::Version);
const TARGET_MD5: Field = Field::Firmware(Side::Target, Part::Md5);
const TARGET_SIZE: Field = Field::Firmware(Side::Target, Part::Size);

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

fn draft(from: (&str, &str, &str), target: (&str, &str, &str)) -> TaskDraft {
    let firmware = |(version, md5, size): (&str, &str, &str)| FirmwareDraft {
        version: version.to_owned(),
        url: String::new(),
        md5: md5.to_owned(),
        size: size.to_owned(),
    };
    TaskDraft {
        from: firmware(from),
        target: firmware(target),
        ..TaskDraft::default()
    }
}

fn good() -> TaskDraft {
    draft(("3", A, "1000"), ("5", B, "1500"))
}

fn entry(version_number: u64, md5: &str, firmware_type: u8, identify: u64) -> LibraryFirmware {
    LibraryFirmware {
        id: "1".to_owned(),
        model: "A9".to_owned(),
        version: version(version_number),
        file_url: "https://h/x".to_owned(),
        file_md5: md5.to_owned(),
        file_size: 1,
        description: String::new(),
        release_date: String::new(),
        is_release: true,
        firmware_type,
        identify,
        create_date: String::new(),
    }
}

fn fleet(versions: &[(u64, u64)]) -> Fleet {
    let counts: Vec<_> = versions
        .iter()
        .map(|(v, devices)| format!("\"{v}\":{devices}"))
        .collect();
    Fleet::read(&format!("{{{}}}", counts.join(","))).unwrap()
}

const NOTHING: Facts<'_> = Facts {
    extent: Extent::Full,
    fleet: None,
    library: &[],
    names: [None, None],
};

#[test]
fn a_good_draft_and_an_empty_one_are_warned_of_nothing() {
    let fleet = fleet(&[(3, 10)]);
    let library = [entry(3, A, 1, 0), entry(5, &B.to_uppercase(), 1, 0)];
    let facts = Facts {
        fleet: Some(&fleet),
        library: &library,
        names: [Some("lamp-3.bin"), Some("lamp-v5.bin")],
        ..NOTHING
    };
    assert_eq!(warnings(&good(), &facts), []);
    assert_eq!(warnings(&TaskDraft::default(), &facts), []);
}

#[test]
fn what_is_wrong_between_the_two_versions_is_said_beside_the_target() {
    let mut down = draft(("5", A, "1000"), ("3", &A.to_uppercase(), "1501"));
    let rest = [(TARGET_MD5, Warning::SameBytes), (TARGET_SIZE, Warning::SizeJump)];
    assert_eq!(warnings(&down, &NOTHING), rest);
    down.downgrade = Downgrade::Allowed;
    let all = [(TARGET, Warning::Downgrade), rest[0], rest[1]];
    assert_eq!(warnings(&down, &NOTHING), all);
}

#[test]
fn a_size_jumps_by_more_than_half_of_the_old_one_up_or_down() {
    let cases = [
        ("1000", "1500", false),
        ("1000", "1501", true),
        ("1000", "500", false),
        ("1000", "499", true),
        ("1", "2", true),
        ("9007199254740991", "1", true),
        ("1", "9007199254740991", true),
        ("x", "1", false),
    ];
    for (from, target, jumps) in cases {
        let found = warnings(&draft(("3", A, from), ("5", B, target)), &NOTHING);
        assert_eq!(found == [(TARGET_SIZE, Warning::SizeJump)], jumps, "{from} {target}");
    }
}

#[test]
fn a_start_nobody_is_on_is_warned_of_where_the_platform_counts() {
    let fleet = fleet(&[(3, 0), (4, 9)]);
    let counted = Facts {
        fleet: Some(&fleet),
        ..NOTHING
    };
    assert_eq!(warnings(&good(), &counted), [(FROM, Warning::NobodyOn(version(3)))]);
    assert_eq!(warnings(&good(), &NOTHING), []);
    let mut mcu = good();
    (mcu.kind, mcu.identify) = (KindChoice::Mcu, "1".to_owned());
    assert_eq!(warnings(&mcu, &counted), [], "the statistics are about WIFI");
}

#[test]
fn the_library_is_asked_about_version_and_bytes() {
    let in_library = |library: &[LibraryFirmware]| warnings(&good(), &Facts { library, ..NOTHING });
    let other = Warning::OtherInLibrary(Md5::parse(C).unwrap());
    assert_eq!(in_library(&[entry(5, C, 1, 0)]), [(TARGET_MD5, other)]);
    assert_eq!(
        in_library(&[entry(6, B, 1, 0)]),
        [(TARGET_MD5, Warning::InLibraryAs(version(6)))]
    );
    assert_eq!(
        in_library(&[entry(6, B, 1, 0), entry(5, C, 1, 0)]),
        [(TARGET_MD5, other)]
    );
    // The firmware of an MCU is another.
    assert_eq!(in_library(&[entry(5, C, 2, 1), entry(6, B, 2, 1)]), []);
    // What cannot be read as a digest says nothing.
    assert_eq!(in_library(&[entry(5, "?", 1, 0)]), []);
}

#[test]
fn a_file_named_after_another_version_is_warned_of_beside_the_version() {
    let names = [Some("lamp-4.bin"), Some("lamp-5.bin")];
    let found = warnings(&good(), &Facts { names, ..NOTHING });
    assert_eq!(found, [(FROM, Warning::FileNamed(version(4)))]);
}

#[test]
fn the_version_in_a_name_is_read_only_where_it_is_plain() {
    let cases = [
        ("lamp-a9-5.bin", Some(5)),
        ("fw_v12.img", Some(12)),
        ("V7.bin", Some(7)),
        ("gateway_ver_3.bin", Some(3)),
        ("gateway-version-31-2026.bin", Some(31)),
        ("5.bin", Some(5)),
        ("5", Some(5)),
        ("lamp 5 (1).bin", Some(5)),
        ("lamp-5(12).bin", Some(5)),
        ("v5-lamp-v5.bin", Some(5)),
        ("fw_v20261122.bin", Some(20_261_122)),
        ("lamp-005.bin", Some(5)),
        ("lamp-5.tar.gz", Some(5)),
        ("固件_v8.bin", Some(8)),
        // A model, a date, several numbers, a version in parts: nobody can tell.
        ("lamp-a9.bin", None),
        ("lamp-20261122.bin", None),
        ("lamp-3-5.bin", None),
        ("v3-v5.bin", None),
        ("lamp-1.2.3.bin", None),
        ("fw_v1.2.bin", None),
        ("esp32c3.bin", None),
        ("rev5.bin", None),
        ("firmware.bin", None),
        ("", None),
        ("v99999999999.bin", None),
        (".5", Some(5)),
    ];
    for (name, expected) in cases {
        assert_eq!(version_in_name(name).map(Version::get), expected, "{name}");
    }
}

#[test]
fn an_upload_arrived_only_where_digest_and_size_are_the_files() {
    let uploaded = Uploaded {
        url: FileUrl::parse("https://h/x").unwrap(),
        md5: Md5::parse(A).unwrap(),
        size: FileSize::from_bytes(7).unwrap(),
    };
    let cases = [(A, 7, true), (B, 7, false), (A, 8, false), (B, 8, false)];
    for (md5, size, expected) in cases {
        let (md5, size) = (Md5::parse(md5).unwrap(), FileSize::from_bytes(size).unwrap());
        assert_eq!(upload_matches(md5, size, &uploaded), expected);
    }
}

#[test]
fn a_description_and_the_reason_of_a_downgrade_are_read_apart() {
    for (description, reason) in [
        ("For the lamps", "5 does not boot"),
        ("", "5 does not boot"),
        ("For the lamps", ""),
        ("给灯用", "5 无法启动"),
        ("[x]", "y]"),
        // A duplicate of a downgrade: only the last reason is the task's own.
        ("Old [Downgrade: before]", "again"),
    ] {
        let both = described(description, reason);
        assert_eq!(undescribed(&both), (description, Some(reason)), "{both}");
    }
    for description in [
        "",
        "For the lamps",
        "[Downgrade: x]",
        "x [Downgrade: y",
        "x [downgrade: y]",
        "x [Downgrade:y]",
        "x [Downgrade: y] z",
        "]",
    ] {
        assert_eq!(undescribed(description), (description, None), "{description}");
    }
}

mod library {
    use super::{A, entry, fleet, version};
    use upgrade_api::full::LibraryFirmware;
    use upgrade_api::library::{choices, usual_model};
    use upgrade_api::task::FirmwareKind;

    #[test]
    fn versions_are_offered_highest_first_as_numbers_with_those_only_devices_have() {
        let library = [entry(9, A, 1, 0), entry(10, A, 1, 0), entry(11, A, 2, 1)];
        let fleet = fleet(&[(9, 4), (7, 2), (8, 0)]);
        let found = choices(&library, FirmwareKind::Wifi, Some(&fleet));
        let told: Vec<_> = found
            .iter()
            .map(|choice| (choice.version.get(), choice.devices, choice.firmware.is_some()))
            .collect();
        assert_eq!(told, [(10, Some(0), true), (9, Some(4), true), (7, Some(2), false)]);
    }

    #[test]
    fn another_firmware_has_its_own_versions_and_nobody_counts_its_devices() {
        let library = [entry(9, A, 1, 0), entry(11, A, 2, 1), entry(12, A, 2, 2)];
        let found = choices(&library, FirmwareKind::Mcu(1), Some(&fleet(&[(9, 4)])));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].version, found[0].devices), (version(11), None));
    }

    #[test]
    fn a_search_looks_for_every_word_in_version_model_digest_and_description() {
        let mut firmware = entry(12, A, 1, 0);
        firmware.description = "Fixes the 时钟".to_owned();
        let found = choices(&[firmware], FirmwareKind::Wifi, None);
        for hit in ["", " ", "12", "a9", "A9 12", "0CC1", "fixes", "时钟 12"] {
            assert!(found[0].matches(hit), "{hit}");
        }
        for miss in ["13", "z9", "cc17", "12 nothing"] {
            assert!(!found[0].matches(miss), "{miss}");
        }
    }

    #[test]
    fn the_usual_model_is_the_one_most_entries_have() {
        let of = |model: &str| LibraryFirmware {
            model: model.to_owned(),
            ..entry(1, A, 1, 0)
        };
        assert_eq!(usual_model(&[]), None);
        assert_eq!(usual_model(&[of("a"), of("b"), of("a")]), Some("a"));
        assert_eq!(
            usual_model(&[of("a"), of("b")]),
            Some("b"),
            "the latest, where none is usual"
        );
    }
}
