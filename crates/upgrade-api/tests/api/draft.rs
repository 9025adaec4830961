//! Problems of single fields, and the conversion of a draft to a new task.

use crate::kit::{A, B, FROM, TARGET, json, numbered, task};
use upgrade_api::{
    DevicePart, Downgrade, FieldId, FirmwareDraft, FirmwareType, FullFields, IDENTIFY_MAX, NewTask, Part, Problem,
    ProductId, Profile, Side, Task, TaskDraft, TaskMode,
};

/// Fields that are required only after certain choices.
const CONDITIONAL: [FieldId; 2] = [FieldId::Identify, FieldId::Reason];

fn required_fields() -> impl Iterator<Item = FieldId> {
    FieldId::TEXT_INPUTS
        .into_iter()
        .filter(|field| !CONDITIONAL.contains(field))
}

fn product_id() -> ProductId {
    task().product_id
}

fn valid_draft() -> TaskDraft {
    let firmware = |version: &str, md5: &str, size: &str| FirmwareDraft {
        version: version.to_owned(),
        url: format!("https://files.example.com/gateway-{version}.bin"),
        md5: md5.to_owned(),
        size: size.to_owned(),
    };
    TaskDraft {
        name: "网关 2 → 3".to_owned(),
        description: "修复重连".to_owned(),
        from: firmware("2", A, "1048576"),
        target: firmware("3", B, "1048577"),
        ..TaskDraft::default()
    }
}

fn draft_with(changes: &[(FieldId, &str)]) -> TaskDraft {
    let mut draft = valid_draft();
    for (field, text) in changes {
        draft.set(*field, (*text).to_owned());
    }
    draft
}

fn existing(name: &str, from: u64, device_part: DevicePart) -> Task {
    let name = name.to_owned();
    Task {
        name,
        device_part,
        ..numbered(0, from, 3)
    }
}

fn checked(draft: &TaskDraft) -> Result<NewTask, Vec<(FieldId, Problem)>> {
    draft.checked(product_id(), Profile::Core, &[])
}

fn problem_of(field: FieldId, text: &str) -> Option<Problem> {
    draft_with(&[(field, text)]).problem(field, Profile::Core, &[])
}

#[test]
fn the_form_has_the_order_of_the_documented_body() {
    let names: Vec<_> = required_fields().map(FieldId::wire_name).collect();
    let sample = include_str!("fixtures/document/create_request.txt");
    let documented = sample.lines().filter_map(|line| line.split('"').nth(1));
    let after_the_product: Vec<_> = documented.skip(1).collect();
    assert_eq!(names, after_the_product);
}

#[test]
fn an_empty_or_blank_field_is_required() {
    for field in required_fields() {
        for text in ["", "  ", "\t\u{3000}"] {
            let problem = problem_of(field, text);
            assert_eq!(problem, Some(Problem::Required), "{field:?} of {text:?}");
        }
        assert!(valid_draft().is_required(field, Profile::Core), "{field:?}");
    }
    for field in CONDITIONAL {
        assert!(!valid_draft().is_required(field, Profile::Full), "{field:?}");
    }
    let mut mcu = draft_with(&[(FieldId::Identify, "7")]);
    mcu.firmware_type = FirmwareType::Mcu;
    assert!(mcu.is_required(FieldId::Identify, Profile::Full));
}

#[test]
fn each_field_reports_its_own_problem() {
    let too_long = |len, max| Problem::TooLong { len, max };
    let table: [(FieldId, &str, Problem); 2] = [
        (FieldId::Name, &"固".repeat(33), too_long(33, 32)),
        (FieldId::Description, &"固".repeat(251), too_long(251, 250)),
    ];
    let of_both_versions = [
        (Part::Version, "-1", Problem::NotANumber('-')),
        (Part::Url, "ftp://h/x", Problem::UrlScheme),
        (Part::Md5, "abc", Problem::Md5Length { len: 3 }),
        (Part::Size, "0", Problem::Zero),
    ];
    let sides = [Side::From, Side::Target];
    let both =
        sides.map(|side| of_both_versions.map(|(part, text, problem)| (FieldId::Firmware(side, part), text, problem)));
    for (field, text, problem) in table.into_iter().chain(both.into_iter().flatten()) {
        assert_eq!(problem_of(field, text), Some(problem), "{field:?} of {text:?}");
        // No other field has a problem.
        let checked = checked(&draft_with(&[(field, text)]));
        assert_eq!(checked, Err(vec![(field, problem)]));
    }
}

#[test]
fn the_name_of_another_task_is_taken() {
    let tasks = ["网关 2 → 3", "Gateway"].map(|name| existing(name, 7, DevicePart::Wifi));
    let problem = |name| draft_with(&[(FieldId::Name, name)]).problem(FieldId::Name, Profile::Core, &tasks);
    for taken in ["网关 2 → 3", " 网关 2 → 3", "网关 2 → 3\u{200b}\n"] {
        assert_eq!(problem(taken), Some(Problem::NameTaken), "{taken:?}");
    }
    for free in ["网关 2 → 4", "gateway", "Gatewa", "Gateway2"] {
        assert_eq!(problem(free), None, "{free:?}");
    }
}

#[test]
fn the_from_version_of_another_task_for_the_same_firmware_is_taken() {
    let wifi = [existing("other", 2, DevicePart::Wifi)];
    let mcu = [existing("other", 2, DevicePart::Mcu(1))];
    let taken = Some(Problem::FromVersionTaken);
    let core = |firmware_type, identify| (Profile::Core, firmware_type, identify);
    let full = |firmware_type, identify| (Profile::Full, firmware_type, identify);
    let cases = [
        // A task of profile core is for the WIFI module, regardless of the chosen type.
        (core(FirmwareType::Wifi, ""), &wifi, taken),
        (core(FirmwareType::Wifi, ""), &mcu, None),
        (core(FirmwareType::Mcu, "1"), &mcu, None),
        (full(FirmwareType::Wifi, "9"), &wifi, taken),
        (full(FirmwareType::Mcu, "1"), &mcu, taken),
        (full(FirmwareType::Mcu, " 01 "), &mcu, taken),
        (full(FirmwareType::Mcu, "2"), &mcu, None),
        (full(FirmwareType::SubDevice, "1"), &mcu, None),
        (full(FirmwareType::Mcu, "1"), &wifi, None),
        // The firmware is unknown.
        (full(FirmwareType::Mcu, ""), &mcu, None),
    ];
    for ((profile, firmware_type, identify), tasks, expected) in cases {
        // Two spellings of the same number.
        for from in ["2", " 002 "] {
            let mut draft = draft_with(&[(FROM, from), (FieldId::Identify, identify)]);
            draft.firmware_type = firmware_type;
            assert_eq!(
                draft.problem(FROM, profile, tasks),
                expected,
                "{firmware_type:?} {identify}"
            );
            let conflicting_task = draft.conflicting_task(FROM, profile, tasks);
            assert_eq!(conflicting_task, expected.map(|_| &tasks[0]));
        }
    }
    // The target version of another task is free.
    assert_eq!(
        draft_with(&[(FROM, "3"), (TARGET, "4")]).problem(FROM, Profile::Core, &wifi),
        None
    );
}

#[test]
fn equal_versions_are_a_problem_of_the_target_version() {
    for target in ["2", "02", " 2 "] {
        let draft = draft_with(&[(TARGET, target)]);
        assert_eq!(draft.problem(TARGET, Profile::Core, &[]), Some(Problem::SameVersion));
        assert_eq!(draft.problem(FROM, Profile::Core, &[]), None);
    }
    // An invalid from version is not compared.
    let draft = draft_with(&[(FROM, "two"), (TARGET, "2")]);
    assert_eq!(draft.problem(TARGET, Profile::Core, &[]), None);
}

#[test]
fn an_allowed_downgrade_requires_a_reason_and_the_description_contains_it() {
    let mut draft = draft_with(&[(TARGET, "1")]);
    let problems = |draft: &TaskDraft| checked(draft).map_err(|all| all[0]);
    assert_eq!(problems(&draft).unwrap_err(), (TARGET, Problem::DowngradeRefused));
    // A reason alone does not allow the downgrade.
    draft.reason = "版本 2 会死机".to_owned();
    assert_eq!(problems(&draft).unwrap_err(), (TARGET, Problem::DowngradeRefused));
    draft.downgrade = Downgrade::Allowed;
    let task = problems(&draft).unwrap();
    assert_eq!(task.description.as_str(), "修复重连 [Downgrade: 版本 2 会死机]");
    for reason in ["", " ", "\n"] {
        draft.reason = reason.to_owned();
        assert_eq!(problems(&draft).unwrap_err(), (FieldId::Reason, Problem::Required));
    }
}

#[test]
fn the_description_of_an_upgrade_contains_no_reason() {
    let mut draft = draft_with(&[(FieldId::Reason, "left over")]);
    draft.downgrade = Downgrade::Allowed;
    assert_eq!(checked(&draft).unwrap().description.as_str(), "修复重连");
}

#[test]
fn description_and_reason_together_have_at_most_250_characters() {
    // "修复重连 [Downgrade: ]" has 18 characters.
    for (length, expected) in [(232, None), (233, Some(Problem::TooLong { len: 251, max: 250 }))] {
        let mut draft = draft_with(&[(TARGET, "1"), (FieldId::Reason, &"灯".repeat(length))]);
        draft.downgrade = Downgrade::Allowed;
        assert_eq!(draft.problem(FieldId::Reason, Profile::Core, &[]), expected, "{length}");
        assert_eq!(checked(&draft).is_ok(), expected.is_none());
    }
}

#[test]
fn the_number_is_required_for_mcus_and_sub_devices_only() {
    let too_large = Problem::TooLarge { max: IDENTIFY_MAX };
    let cases = [
        (FirmwareType::Wifi, "", None),
        (FirmwareType::Wifi, "x", None),
        (FirmwareType::Mcu, "", Some(Problem::Required)),
        (FirmwareType::SubDevice, " ", Some(Problem::Required)),
        (FirmwareType::Mcu, "a", Some(Problem::NotANumber('a'))),
        (FirmwareType::Mcu, "-1", Some(Problem::NotANumber('-'))),
        (FirmwareType::SubDevice, "9223372036854775808", Some(too_large)),
        (FirmwareType::SubDevice, "9223372036854775807", None),
        (FirmwareType::Mcu, "0", None),
    ];
    for (firmware_type, identify, expected) in cases {
        let mut draft = draft_with(&[(FieldId::Identify, identify)]);
        draft.firmware_type = firmware_type;
        let problem = |profile| draft.problem(FieldId::Identify, profile, &[]);
        assert_eq!(problem(Profile::Full), expected, "{firmware_type:?} {identify}");
        assert_eq!(problem(Profile::Core), None, "profile core has no such field");
    }
}

#[test]
fn a_valid_draft_becomes_a_task_with_normalized_values() {
    let typed = [
        (Part::Version, " 002 "),
        (Part::Md5, " 0CC175B9C0F1B6A831C399E269772661 "),
        (Part::Size, " 01048576"),
        (Part::Url, " https://files.example.com/gateway-2.bin\n"),
    ];
    let draft = draft_with(&typed.map(|(part, text)| (FieldId::Firmware(Side::From, part), text)));
    let task = checked(&draft).unwrap();
    let expected = include_str!("fixtures/create_request.json").trim_end();
    assert_eq!(json(&task), expected);
    assert_eq!(task, checked(&valid_draft()).unwrap());
}

#[test]
fn the_form_shows_a_value_as_it_is_read() {
    let [url, md5] = [Part::Url, Part::Md5].map(|part| FieldId::Firmware(Side::Target, part));
    let cases = [
        (FieldId::Name, " 灯 A9\u{200b}", Some("灯 A9")),
        (FieldId::Name, "灯 A9", None),
        (FieldId::Name, "\u{3164}", None),
        (FieldId::Description, "修复\r\n", Some("修复")),
        (FieldId::Reason, "\u{feff}它会死机 ", Some("它会死机")),
        (FieldId::Identify, "００７", Some("7")),
        (FROM, "１２", Some("12")),
        (FROM, "12", None),
        (FROM, "v12", None),
        (FROM, "", None),
        (FieldId::Firmware(Side::From, Part::Size), "1,531,904", Some("1531904")),
        (md5, "0CC175B9C0F1B6A831C399E269772661  fw.bin", Some(A)),
        (url, "Https://h/x\u{a0}", Some("https://h/x")),
        (url, "https://h/a b", None),
    ];
    for (field, text, read) in cases {
        assert_eq!(draft_with(&[(field, text)]).read_as(field).as_deref(), read, "{text:?}");
    }
}

#[test]
fn type_number_and_mode_are_part_of_a_task_in_profile_full_only() {
    let cases = [
        (FirmwareType::Wifi, "7", DevicePart::Wifi),
        (FirmwareType::Mcu, " 02 ", DevicePart::Mcu(2)),
        (FirmwareType::SubDevice, "4", DevicePart::SubDevice(4)),
    ];
    for (choice, identify, device_part) in cases {
        for mode in [TaskMode::Automatic, TaskMode::Manual] {
            let mut draft = draft_with(&[(FieldId::Identify, identify)]);
            (draft.firmware_type, draft.mode) = (choice, mode);
            let full = |profile| draft.checked(product_id(), profile, &[]).unwrap().full;
            assert_eq!(full(Profile::Full), Some(FullFields { device_part, mode }));
            assert_eq!(full(Profile::Core), None);
        }
    }
}
