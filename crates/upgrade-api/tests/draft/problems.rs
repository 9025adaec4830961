//! Problems of single fields.

use super::*;

#[test]
fn the_form_has_the_order_of_the_documented_body() {
    let required = FieldId::TEXT_INPUTS
        .into_iter()
        .filter(|field| !CONDITIONAL.contains(field));
    let names: Vec<_> = required.map(FieldId::wire_name).collect();
    let sample = include_str!("../fixtures/document/create_request.txt");
    let documented: Vec<_> = sample
        .lines()
        .filter_map(|line| line.split('"').nth(1))
        .skip(1)
        .collect();
    assert_eq!(names.as_slice(), documented, "all fields except the product id");
}

#[test]
fn setting_a_field_changes_only_that_field() {
    for field in FieldId::TEXT_INPUTS {
        let text = format!("  {} 值\n", field.wire_name());
        let draft = draft_with(&[(field, &text)]);
        for other in FieldId::TEXT_INPUTS {
            let expected = if other == field {
                text.clone()
            } else {
                valid_draft().text(other).to_owned()
            };
            assert_eq!(draft.text(other), expected, "{other:?} after setting {field:?}");
        }
    }
}

#[test]
fn a_valid_draft_has_no_problem() {
    for field in FieldId::TEXT_INPUTS {
        assert_eq!(valid_draft().problem(field, Profile::Core, &[]), None, "{field:?}");
    }
}

#[test]
fn an_empty_or_blank_field_is_required() {
    for field in FieldId::TEXT_INPUTS
        .into_iter()
        .filter(|field| !CONDITIONAL.contains(field))
    {
        for text in ["", "  ", "\t\u{3000}"] {
            assert_eq!(
                problem_of(field, text),
                Some(Problem::Required),
                "{field:?} of {text:?}"
            );
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
    let table: [(FieldId, &str, Problem); 3] = [
        (FieldId::Name, &"固".repeat(33), Problem::TooLong { len: 33, max: 32 }),
        (
            FieldId::Description,
            &"固".repeat(251),
            Problem::TooLong { len: 251, max: 250 },
        ),
        (
            FieldId::Description,
            &"🚀".repeat(300),
            Problem::TooLong { len: 300, max: 250 },
        ),
    ];
    let of_both_versions = [
        (Part::Version, "-1", Problem::NotANumber('-')),
        (Part::Version, "2147483648", Problem::TooLarge { max: 2_147_483_647 }),
        (Part::Url, "ftp://h/x", Problem::UrlScheme),
        (Part::Url, "https:///x", Problem::UrlHost),
        (Part::Url, "https://h/固", Problem::UrlCharacter('固')),
        (Part::Md5, "abc", Problem::Md5Length { len: 3 }),
        (Part::Md5, "xyz", Problem::Md5Digit('x')),
        (Part::Size, "0", Problem::Zero),
        (Part::Size, "1.5", Problem::NotANumber('.')),
        (
            Part::Size,
            "9007199254740992",
            Problem::TooLarge {
                max: 9_007_199_254_740_991,
            },
        ),
    ];
    let sides = [Side::From, Side::Target];
    let both =
        sides.map(|side| of_both_versions.map(|(part, text, problem)| (FieldId::Firmware(side, part), text, problem)));
    for (field, text, problem) in table.into_iter().chain(both.into_iter().flatten()) {
        assert_eq!(problem_of(field, text), Some(problem), "{field:?} of {text:?}");
        // No other field has a problem.
        let draft = draft_with(&[(field, text)]);
        let checked = draft.checked(product_id(), Profile::Core, &[]);
        assert_eq!(checked, Err(vec![(field, problem)]));
    }
}

#[test]
fn the_name_of_another_task_is_taken() {
    let tasks = [existing("网关 2 → 3", "7", DevicePart::Wifi)];
    let problem = |draft: TaskDraft| draft.problem(FieldId::Name, Profile::Core, &tasks);
    assert_eq!(problem(valid_draft()), Some(Problem::NameTaken));
    assert_eq!(problem(draft_with(&[(FieldId::Name, "网关 2 → 4")])), None);
}

#[test]
fn the_from_version_of_another_task_for_the_same_firmware_is_taken() {
    let wifi = [existing("other", "2", DevicePart::Wifi)];
    let mcu = [existing("other", "2", DevicePart::Mcu(1))];
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
}

#[test]
fn the_number_is_required_for_mcus_and_sub_devices_only() {
    let cases = [
        (FirmwareType::Wifi, "", None),
        (FirmwareType::Wifi, "x", None),
        (FirmwareType::Mcu, "", Some(Problem::Required)),
        (FirmwareType::SubDevice, " ", Some(Problem::Required)),
        (FirmwareType::Mcu, "a", Some(Problem::NotANumber('a'))),
        (FirmwareType::Mcu, "-1", Some(Problem::NotANumber('-'))),
        (
            FirmwareType::SubDevice,
            "9223372036854775808",
            Some(Problem::TooLarge {
                max: 9_223_372_036_854_775_807,
            }),
        ),
        (FirmwareType::SubDevice, "9223372036854775807", None),
        (FirmwareType::Mcu, "0", None),
    ];
    for (firmware_type, identify, expected) in cases {
        let mut draft = draft_with(&[(FieldId::Identify, identify)]);
        draft.firmware_type = firmware_type;
        assert_eq!(
            draft.problem(FieldId::Identify, Profile::Full, &[]),
            expected,
            "{firmware_type:?} {identify}"
        );
        assert_eq!(
            draft.problem(FieldId::Identify, Profile::Core, &[]),
            None,
            "profile core has no such field"
        );
    }
}

#[test]
fn the_problems_of_an_empty_draft_are_in_the_order_of_the_form() {
    let problems = TaskDraft::default()
        .checked(product_id(), Profile::Core, &[])
        .unwrap_err();
    let required = FieldId::TEXT_INPUTS
        .into_iter()
        .filter(|field| !CONDITIONAL.contains(field));
    let expected: Vec<_> = required.map(|field| (field, Problem::Required)).collect();
    assert_eq!(problems, expected);
}

#[test]
fn a_name_is_taken_also_with_blanks_around_it() {
    let tasks = [existing("网关", "7", DevicePart::Wifi)];
    for name in ["网关", " 网关", "网关\u{200b}\n"] {
        let draft = draft_with(&[(FieldId::Name, name)]);
        let problem = draft.problem(FieldId::Name, Profile::Core, &tasks);
        assert_eq!(problem, Some(Problem::NameTaken), "{name:?}");
    }
}
