//! Warnings about a draft, and the version in a file name.

use crate::kit::{A, B, FROM, TARGET, library_firmware, version};
use upgrade_api::checks::{version_in_name, warnings};
use upgrade_api::draft::{split_reason, with_reason};
use upgrade_api::{
    DeviceCounts, Downgrade, Facts, FieldId, FirmwareDraft, FirmwareType, LibraryFirmware, Md5, Part, PerSide, Profile,
    Side, TaskDraft, Version, Warning,
};

const C: &str = "4a8a08f09d37b73795649038408b5f33";

const TARGET_MD5: FieldId = FieldId::Firmware(Side::Target, Part::Md5);
const TARGET_SIZE: FieldId = FieldId::Firmware(Side::Target, Part::Size);

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

fn plausible() -> TaskDraft {
    draft(("3", A, "1000"), ("5", B, "1500"))
}

const UNKNOWN: Facts<'_> = Facts {
    profile: Profile::Full,
    device_counts: None,
    library: &[],
    similar_name: None,
    file_names: PerSide {
        from: None,
        target: None,
    },
};

#[test]
fn a_plausible_draft_and_an_empty_draft_have_no_warnings() {
    let device_counts = DeviceCounts::read(r#"{"3":10}"#).unwrap();
    let library = [library_firmware(3, A), library_firmware(5, &B.to_uppercase())];
    let facts = Facts {
        device_counts: Some(&device_counts),
        library: &library,
        file_names: PerSide {
            from: Some("lamp-3.bin"),
            target: Some("lamp-v5.bin"),
        },
        ..UNKNOWN
    };
    assert_eq!(warnings(&plausible(), &facts), []);
    assert_eq!(warnings(&TaskDraft::default(), &facts), []);
}

#[test]
fn warnings_about_both_versions_belong_to_the_target_fields() {
    let mut down = draft(("5", A, "1000"), ("3", &A.to_uppercase(), "1501"));
    let rest = [(TARGET_MD5, Warning::SameBytes), (TARGET_SIZE, Warning::SizesDiffer)];
    assert_eq!(warnings(&down, &UNKNOWN), rest);
    down.downgrade = Downgrade::Allowed;
    let all = [&[(TARGET, Warning::Downgrade)], &rest[..]].concat();
    assert_eq!(warnings(&down, &UNKNOWN), all);
}

#[test]
fn sizes_that_differ_by_more_than_half_of_the_from_size_cause_a_warning() {
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
    for (from, target, differ) in cases {
        let found = warnings(&draft(("3", A, from), ("5", B, target)), &UNKNOWN);
        assert_eq!(
            found == [(TARGET_SIZE, Warning::SizesDiffer)],
            differ,
            "{from} {target}"
        );
    }
}

#[test]
fn a_from_version_without_devices_causes_a_warning_if_devices_are_counted() {
    let device_counts = DeviceCounts::read(r#"{"3":0,"4":9}"#).unwrap();
    let counted = Facts {
        device_counts: Some(&device_counts),
        ..UNKNOWN
    };
    let nobody = Warning::NobodyOn(version(3));
    assert_eq!(warnings(&plausible(), &counted), [(FROM, nobody)]);
    assert_eq!(warnings(&plausible(), &UNKNOWN), []);
    let mut mcu = plausible();
    (mcu.firmware_type, mcu.identify) = (FirmwareType::Mcu, "1".to_owned());
    assert_eq!(warnings(&mcu, &counted), [], "the statistics do not cover MCUs");
}

#[test]
fn a_version_or_digest_that_contradicts_the_library_causes_a_warning() {
    let in_library = |library: &[LibraryFirmware]| warnings(&plausible(), &Facts { library, ..UNKNOWN });
    let other = [(TARGET_MD5, Warning::OtherInLibrary(Md5::parse(C).unwrap()))];
    let as_six = [(TARGET_MD5, Warning::InLibraryAs(version(6)))];
    let both = [library_firmware(6, B), library_firmware(5, C)];
    assert_eq!(in_library(&both[..1]), as_six);
    assert_eq!(in_library(&both[1..]), other);
    assert_eq!(in_library(&both), other);
    // Entries for an MCU are ignored.
    let for_mcu = both.map(|entry| LibraryFirmware {
        firmware_type: 2,
        identify: 1,
        ..entry
    });
    assert_eq!(in_library(&for_mcu), []);
    // Entries with an invalid digest are ignored.
    assert_eq!(in_library(&[library_firmware(5, "?")]), []);
}

#[test]
fn a_name_that_looks_like_that_of_another_task_causes_a_warning_at_the_name() {
    let similar_name = Some("LAMP");
    let found = warnings(
        &plausible(),
        &Facts {
            similar_name,
            ..UNKNOWN
        },
    );
    assert_eq!(found, [(FieldId::Name, Warning::SimilarName("LAMP".to_owned()))]);
}

#[test]
fn another_version_in_the_file_name_causes_a_warning_at_the_version() {
    let file_names = PerSide {
        from: Some("lamp-4.bin"),
        target: Some("lamp-5.bin"),
    };
    let found = warnings(&plausible(), &Facts { file_names, ..UNKNOWN });
    assert_eq!(found, [(FROM, Warning::FileNamed(version(4)))]);
}

#[test]
fn the_version_in_a_file_name_is_read_only_if_it_is_unambiguous() {
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
        // Beside Chinese, Cyrillic and full-width characters.
        ("升级包v7.bin", Some(7)),
        ("升级包V7.bin", Some(7)),
        ("升级包Ｖ７.bin", Some(7)),
        ("智能插座V7版.bin", Some(7)),
        ("固件7.bin", Some(7)),
        ("固件７.bin", Some(7)),
        ("7固件.bin", Some(7)),
        ("固件第7版.bin", Some(7)),
        ("固件版本7.bin", Some(7)),
        ("固件版本7_2026.bin", Some(7)),
        ("固件7（1）.bin", Some(7)),
        ("固件7 (1).bin", Some(7)),
        ("固件7_2026年11月22日.bin", Some(7)),
        ("固件７.固件", Some(7)),
        ("прошивка7.bin", Some(7)),
        ("прошивка_v7.bin", Some(7)),
        ("прошивкаv7.bin", Some(7)),
        ("Прошивка версия 7 от 2026.bin", Some(7)),
        ("прошивка_в7.bin", Some(7)),
        ("прошивка7 — копия.bin", Some(7)),
        ("Füllstand-v7.bin", Some(7)),
        ("펌웨어7.bin", Some(7)),
        ("固件20261122.bin", None),
        ("固件2026-11-22.bin", None),
        ("固件7-8.bin", None),
        ("固件v1.4.0.bin", None),
        ("插座A7.bin", None),
        ("prév7.bin", None),
        ("Gerät7a.bin", None),
        // Competing numbers: a model and a version in parts.
        ("htc_7010-1.4.0.fw", None),
        ("1.4.0_7010.fw", None),
        ("htc_7010-v1.4.0.fw", None),
        ("网关7010-1.4.bin", None),
        ("htc_7010-v7.fw", Some(7)),
        ("htc-v7-1.4.0.fw", Some(7)),
        ("htc7010-7.fw", Some(7)),
        // A model, a date, several numbers, a version in parts.
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
fn the_reason_of_a_downgrade_is_split_from_the_description() {
    for (description, reason) in [
        ("For the lamps", "5 does not boot"),
        ("", "5 does not boot"),
        ("For the lamps", ""),
        ("给灯用", "5 无法启动"),
        ("[x]", "y]"),
        // A description with two reasons, as in a duplicate of a downgrade: only the last one is split off.
        ("Old [Downgrade: before]", "again"),
    ] {
        let both = with_reason(description, reason);
        assert_eq!(split_reason(&both), (description, Some(reason)), "{both}");
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
        assert_eq!(split_reason(description), (description, None), "{description}");
    }
}
