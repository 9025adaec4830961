//! From what a person typed to a task: each field's own problem, the task or all problems, and nothing typed is lost.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use upgrade_api::draft::{Downgrade, Extent, Field, FirmwareDraft, KindChoice, Part, Side, TaskDraft};
use upgrade_api::task::{FirmwareKind, FullFields, Task, TaskMode};
use upgrade_api::values::{Problem, ProductId};

const FROM: Field = Field::Firmware(Side::From, Part::Version);
const TARGET: Field = Field::Firmware(Side::Target, Part::Version);
/// Asked only where something else was chosen.
const CONDITIONAL: [Field; 2] = [Field::Identify, Field::Reason];

fn product_id() -> ProductId {
    ProductId::parse("160fa2b2ab4a03e9160fa2b2ab4a03e9").unwrap()
}

fn good_draft() -> TaskDraft {
    let firmware = |version: &str, md5: &str, size: &str| FirmwareDraft {
        version: version.to_owned(),
        url: format!("https://files.example.com/gateway-{version}.bin"),
        md5: md5.to_owned(),
        size: size.to_owned(),
    };
    TaskDraft {
        name: "网关 2 → 3".to_owned(),
        description: "修复重连".to_owned(),
        from: firmware("2", "0cc175b9c0f1b6a831c399e269772661", "1048576"),
        target: firmware("3", "92eb5ffee6ae2fec3ad71c777531578f", "1048577"),
        ..TaskDraft::default()
    }
}

fn draft_with(changes: &[(Field, &str)]) -> TaskDraft {
    let mut draft = good_draft();
    for (field, text) in changes {
        draft.set(*field, (*text).to_owned());
    }
    draft
}

/// A task of the product: its name, where it starts, and the firmware it is about.
fn existing(name: &str, from: &str, kind: FirmwareKind) -> Task {
    let row = include_str!("fixtures/task_numbers.json");
    let mut task = Task::read(&row.replacen("\"from_version\":2", &format!("\"from_version\":{from}"), 1)).unwrap();
    name.clone_into(&mut task.name);
    task.kind = kind;
    task
}

fn problem_of(field: Field, text: &str) -> Option<Problem> {
    draft_with(&[(field, text)]).problem(field, Extent::Core, &[])
}

#[test]
fn the_form_asks_in_the_order_of_the_documented_body() {
    let asked = Field::ALL.into_iter().filter(|field| !CONDITIONAL.contains(field));
    let names: Vec<_> = asked.map(Field::wire_name).collect();
    let sample = include_str!("fixtures/document/create_request.txt");
    let documented: Vec<_> = sample
        .lines()
        .filter_map(|line| line.split('"').nth(1))
        .skip(1)
        .collect();
    assert_eq!(
        names.as_slice(),
        documented,
        "all of them but the product, which is not typed"
    );
}

#[test]
fn setting_a_field_changes_that_field_and_no_other() {
    for field in Field::ALL {
        let text = format!("  {} 值\n", field.wire_name());
        let draft = draft_with(&[(field, &text)]);
        for other in Field::ALL {
            let expected = if other == field {
                text.clone()
            } else {
                good_draft().text(other).to_owned()
            };
            assert_eq!(draft.text(other), expected, "{other:?} after setting {field:?}");
        }
    }
}

#[test]
fn a_good_draft_has_no_problem() {
    for field in Field::ALL {
        assert_eq!(good_draft().problem(field, Extent::Core, &[]), None, "{field:?}");
    }
}

#[test]
fn every_empty_or_blank_field_is_required() {
    for field in Field::ALL.into_iter().filter(|field| !CONDITIONAL.contains(field)) {
        for text in ["", "  ", "\t\u{3000}"] {
            assert_eq!(
                problem_of(field, text),
                Some(Problem::Required),
                "{field:?} of {text:?}"
            );
        }
    }
}

#[test]
fn each_field_says_its_own_problem() {
    let table: [(Field, &str, Problem); 3] = [
        (Field::Name, &"固".repeat(33), Problem::TooLong { len: 33, max: 32 }),
        (
            Field::Description,
            &"固".repeat(251),
            Problem::TooLong { len: 251, max: 250 },
        ),
        (
            Field::Description,
            &"🚀".repeat(300),
            Problem::TooLong { len: 300, max: 250 },
        ),
    ];
    let of_both_versions = [
        (Part::Version, "-1", Problem::NotANumber),
        (Part::Version, "2147483648", Problem::TooLarge { max: 2_147_483_647 }),
        (Part::Url, "ftp://h/x", Problem::UrlScheme),
        (Part::Url, "https:///x", Problem::UrlHost),
        (Part::Url, "https://h/固", Problem::UrlCharacter('固')),
        (Part::Md5, "abc", Problem::Md5Length { len: 3 }),
        (Part::Md5, "xyz", Problem::Md5Digit('x')),
        (Part::Size, "0", Problem::Zero),
        (Part::Size, "1.5", Problem::NotANumber),
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
        sides.map(|side| of_both_versions.map(|(part, text, problem)| (Field::Firmware(side, part), text, problem)));
    for (field, text, problem) in table.into_iter().chain(both.into_iter().flatten()) {
        assert_eq!(problem_of(field, text), Some(problem), "{field:?} of {text:?}");
        // And only there: what is wrong with one field is not said beside another.
        let draft = draft_with(&[(field, text)]);
        let checked = draft.checked(product_id(), Extent::Core, &[]);
        assert_eq!(checked, Err(vec![(field, problem)]));
    }
}

#[test]
fn a_name_of_another_task_is_taken() {
    let tasks = [existing("网关 2 → 3", "7", FirmwareKind::Wifi)];
    let problem = |draft: TaskDraft| draft.problem(Field::Name, Extent::Core, &tasks);
    assert_eq!(problem(good_draft()), Some(Problem::NameTaken));
    assert_eq!(problem(draft_with(&[(Field::Name, "网关 2 → 4")])), None);
}

#[test]
fn a_from_version_of_another_task_about_the_same_firmware_is_taken() {
    let wifi = [existing("other", "2", FirmwareKind::Wifi)];
    let mcu = [existing("other", "2", FirmwareKind::Mcu(1))];
    let taken = Some(Problem::FromVersionTaken);
    let core = |kind, identify| (Extent::Core, kind, identify);
    let full = |kind, identify| (Extent::Full, kind, identify);
    let cases = [
        // A task of profile core is about the WIFI module, whatever was chosen elsewhere.
        (core(KindChoice::Wifi, ""), &wifi, taken),
        (core(KindChoice::Wifi, ""), &mcu, None),
        (core(KindChoice::Mcu, "1"), &mcu, None),
        (full(KindChoice::Wifi, "9"), &wifi, taken),
        (full(KindChoice::Mcu, "1"), &mcu, taken),
        (full(KindChoice::Mcu, " 01 "), &mcu, taken),
        (full(KindChoice::Mcu, "2"), &mcu, None),
        (full(KindChoice::SubDevice, "1"), &mcu, None),
        (full(KindChoice::Mcu, "1"), &wifi, None),
        // Which firmware it is about cannot be told.
        (full(KindChoice::Mcu, ""), &mcu, None),
    ];
    for ((extent, kind, identify), tasks, expected) in cases {
        // The same number, however it is typed.
        for from in ["2", " 002 "] {
            let mut draft = draft_with(&[(FROM, from), (Field::Identify, identify)]);
            draft.kind = kind;
            assert_eq!(draft.problem(FROM, extent, tasks), expected, "{kind:?} {identify}");
            let in_the_way = draft.in_the_way(FROM, extent, tasks);
            assert_eq!(in_the_way, expected.map(|_| &tasks[0]));
        }
    }
}

#[test]
fn the_same_version_twice_is_said_beside_the_target_version() {
    for target in ["2", "02", " 2 "] {
        let draft = draft_with(&[(TARGET, target)]);
        assert_eq!(draft.problem(TARGET, Extent::Core, &[]), Some(Problem::SameVersion));
        assert_eq!(draft.problem(FROM, Extent::Core, &[]), None);
    }
    // While the from version is wrong there is nothing to compare with.
    let draft = draft_with(&[(FROM, "two"), (TARGET, "2")]);
    assert_eq!(draft.problem(TARGET, Extent::Core, &[]), None);
}

#[test]
fn a_downgrade_is_refused_until_it_is_allowed_for_a_reason_that_the_description_keeps() {
    let mut draft = draft_with(&[(TARGET, "1")]);
    let problems = |draft: &TaskDraft| draft.checked(product_id(), Extent::Core, &[]).map_err(|all| all[0]);
    assert_eq!(problems(&draft).unwrap_err(), (TARGET, Problem::DowngradeRefused));
    // A reason alone is no permission.
    draft.reason = "版本 2 会死机".to_owned();
    assert_eq!(problems(&draft).unwrap_err(), (TARGET, Problem::DowngradeRefused));
    draft.downgrade = Downgrade::Allowed;
    let task = problems(&draft).unwrap();
    assert_eq!(task.description.as_str(), "修复重连 [Downgrade: 版本 2 会死机]");
    for reason in ["", " ", "\n"] {
        draft.reason = reason.to_owned();
        assert_eq!(problems(&draft).unwrap_err(), (Field::Reason, Problem::Required));
    }
}

#[test]
fn what_is_not_a_downgrade_keeps_its_description_whatever_is_allowed() {
    let mut draft = draft_with(&[(Field::Reason, "left over")]);
    draft.downgrade = Downgrade::Allowed;
    let task = draft.checked(product_id(), Extent::Core, &[]).unwrap();
    assert_eq!(task.description.as_str(), "修复重连");
}

#[test]
fn description_and_reason_together_have_250_characters_at_most() {
    // "修复重连 [Downgrade: ]" has 18 characters.
    for (length, expected) in [(232, None), (233, Some(Problem::TooLong { len: 251, max: 250 }))] {
        let mut draft = draft_with(&[(TARGET, "1"), (Field::Reason, &"灯".repeat(length))]);
        draft.downgrade = Downgrade::Allowed;
        assert_eq!(draft.problem(Field::Reason, Extent::Core, &[]), expected, "{length}");
        assert_eq!(
            draft.checked(product_id(), Extent::Core, &[]).is_ok(),
            expected.is_none()
        );
    }
}

#[test]
fn which_mcu_or_sub_device_is_asked_only_where_there_are_several() {
    let cases = [
        (KindChoice::Wifi, "", None),
        (KindChoice::Wifi, "x", None),
        (KindChoice::Mcu, "", Some(Problem::Required)),
        (KindChoice::SubDevice, " ", Some(Problem::Required)),
        (KindChoice::Mcu, "a", Some(Problem::NotANumber)),
        (KindChoice::Mcu, "-1", Some(Problem::NotANumber)),
        (
            KindChoice::SubDevice,
            "9223372036854775808",
            Some(Problem::TooLarge {
                max: 9_223_372_036_854_775_807,
            }),
        ),
        (KindChoice::SubDevice, "9223372036854775807", None),
        (KindChoice::Mcu, "0", None),
    ];
    for (kind, identify, expected) in cases {
        let mut draft = draft_with(&[(Field::Identify, identify)]);
        draft.kind = kind;
        assert_eq!(
            draft.problem(Field::Identify, Extent::Full, &[]),
            expected,
            "{kind:?} {identify}"
        );
        assert_eq!(
            draft.problem(Field::Identify, Extent::Core, &[]),
            None,
            "core has none of it"
        );
    }
}

#[test]
fn an_empty_draft_has_a_problem_in_every_field_in_the_order_of_the_form() {
    let problems = TaskDraft::default()
        .checked(product_id(), Extent::Core, &[])
        .unwrap_err();
    let asked = Field::ALL.into_iter().filter(|field| !CONDITIONAL.contains(field));
    let expected: Vec<_> = asked.map(|field| (field, Problem::Required)).collect();
    assert_eq!(problems, expected);
}

#[test]
fn a_good_draft_becomes_the_task_with_its_values_in_their_written_form() {
    let draft = draft_with(&[
        (FROM, " 002 "),
        (
            Field::Firmware(Side::From, Part::Md5),
            " 0CC175B9C0F1B6A831C399E269772661 ",
        ),
        (Field::Firmware(Side::From, Part::Size), " 01048576"),
        (
            Field::Firmware(Side::From, Part::Url),
            " https://files.example.com/gateway-2.bin\n",
        ),
    ]);
    let task = draft.checked(product_id(), Extent::Core, &[]).unwrap();
    let expected = include_str!("fixtures/create_request.json").trim_end();
    assert_eq!(serde_json::to_string(&task).unwrap(), expected);
    assert_eq!(task, good_draft().checked(product_id(), Extent::Core, &[]).unwrap());
}

#[test]
fn what_was_chosen_goes_into_a_task_of_profile_full_and_into_no_other() {
    let cases = [
        (KindChoice::Wifi, "7", FirmwareKind::Wifi),
        (KindChoice::Mcu, " 02 ", FirmwareKind::Mcu(2)),
        (KindChoice::SubDevice, "4", FirmwareKind::SubDevice(4)),
    ];
    for (choice, identify, kind) in cases {
        for mode in [TaskMode::Automatic, TaskMode::Manual] {
            let mut draft = draft_with(&[(Field::Identify, identify)]);
            (draft.kind, draft.mode) = (choice, mode);
            let full = |extent| draft.checked(product_id(), extent, &[]).unwrap().full;
            assert_eq!(full(Extent::Full), Some(FullFields { kind, mode }));
            assert_eq!(full(Extent::Core), None);
        }
    }
}
