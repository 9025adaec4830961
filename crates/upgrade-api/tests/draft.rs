//! From what a person typed to a task: each field's own problem, the task or all problems, and nothing typed is lost.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use upgrade_api::draft::{Field, FirmwareDraft, Part, Side, TaskDraft};
use upgrade_api::rules::Warning;
use upgrade_api::task::{FirmwareKind, FullFields, Task, TaskMode};
use upgrade_api::values::{Problem, ProductId};

const FROM: Field = Field::Firmware(Side::From, Part::Version);
const TARGET: Field = Field::Firmware(Side::Target, Part::Version);

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
    draft_with(&[(field, text)]).problem(field, FirmwareKind::Wifi, &[])
}

#[test]
fn the_form_asks_in_the_order_of_the_documented_body() {
    let names = Field::ALL.map(Field::wire_name);
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
fn a_good_draft_has_no_problem_and_no_warning() {
    for field in Field::ALL {
        assert_eq!(good_draft().problem(field, FirmwareKind::Wifi, &[]), None, "{field:?}");
        assert_eq!(good_draft().warning(field), None, "{field:?}");
    }
}

#[test]
fn every_empty_or_blank_field_is_required() {
    for field in Field::ALL {
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
        let checked = draft.checked(product_id(), None, &[]);
        assert_eq!(checked, Err(vec![(field, problem)]));
    }
}

#[test]
fn a_name_of_another_task_is_taken() {
    let tasks = [existing("网关 2 → 3", "7", FirmwareKind::Wifi)];
    let problem = |draft: TaskDraft| draft.problem(Field::Name, FirmwareKind::Wifi, &tasks);
    assert_eq!(problem(good_draft()), Some(Problem::NameTaken));
    assert_eq!(problem(draft_with(&[(Field::Name, "网关 2 → 4")])), None);
}

#[test]
fn a_from_version_of_another_task_about_the_same_firmware_is_taken() {
    let tasks = [existing("other", "2", FirmwareKind::Mcu(1))];
    let problem = |kind| good_draft().problem(FROM, kind, &tasks);
    assert_eq!(problem(FirmwareKind::Mcu(1)), Some(Problem::FromVersionTaken));
    assert_eq!(problem(FirmwareKind::Mcu(2)), None);
    assert_eq!(problem(FirmwareKind::Wifi), None);
    // The same number, however it is typed.
    let typed = draft_with(&[(FROM, " 002 ")]);
    assert_eq!(
        typed.problem(FROM, FirmwareKind::Mcu(1), &tasks),
        Some(Problem::FromVersionTaken)
    );
}

#[test]
fn checking_looks_for_the_from_version_of_the_firmware_the_task_is_about() {
    let full = |kind| {
        Some(FullFields {
            kind,
            mode: TaskMode::Automatic,
        })
    };
    let taken = Err(vec![(FROM, Problem::FromVersionTaken)]);
    let wifi = [existing("other", "2", FirmwareKind::Wifi)];
    let mcu = [existing("other", "2", FirmwareKind::Mcu(1))];
    let checked = |full, tasks: &[Task]| good_draft().checked(product_id(), full, tasks).map(drop);
    // A task of profile core is about the WIFI module.
    assert_eq!(checked(None, &wifi), taken);
    assert_eq!(checked(None, &mcu), Ok(()));
    assert_eq!(checked(full(FirmwareKind::Wifi), &wifi), taken);
    assert_eq!(checked(full(FirmwareKind::Mcu(1)), &mcu), taken);
    assert_eq!(checked(full(FirmwareKind::Mcu(1)), &wifi), Ok(()));
}

#[test]
fn the_same_version_twice_is_said_beside_the_target_version() {
    for target in ["2", "02", " 2 "] {
        let draft = draft_with(&[(TARGET, target)]);
        assert_eq!(
            draft.problem(TARGET, FirmwareKind::Wifi, &[]),
            Some(Problem::SameVersion)
        );
        assert_eq!(draft.problem(FROM, FirmwareKind::Wifi, &[]), None);
    }
    // While the from version is wrong there is nothing to compare with.
    let draft = draft_with(&[(FROM, "two"), (TARGET, "2")]);
    assert_eq!(draft.problem(TARGET, FirmwareKind::Wifi, &[]), None);
}

#[test]
fn a_downgrade_and_the_same_bytes_are_warnings_beside_the_target_and_do_not_stop_the_task() {
    let from_md5 = good_draft().from.md5.to_uppercase();
    let target_md5 = Field::Firmware(Side::Target, Part::Md5);
    let draft = draft_with(&[(TARGET, "1"), (target_md5, &from_md5)]);
    for field in Field::ALL {
        let expected = match field {
            TARGET => Some(Warning::Downgrade),
            field if field == target_md5 => Some(Warning::SameBytes),
            _ => None,
        };
        assert_eq!(draft.warning(field), expected, "{field:?}");
    }
    assert!(draft.checked(product_id(), None, &[]).is_ok());
}

#[test]
fn nothing_is_warned_about_while_a_value_is_wrong() {
    let empty = TaskDraft::default();
    let half = draft_with(&[(FROM, "x"), (TARGET, "1"), (Field::Firmware(Side::From, Part::Md5), "")]);
    for field in Field::ALL {
        assert_eq!(empty.warning(field), None);
        assert_eq!(half.warning(field), None);
    }
}

#[test]
fn an_empty_draft_has_a_problem_in_every_field_in_the_order_of_the_form() {
    let problems = TaskDraft::default().checked(product_id(), None, &[]).unwrap_err();
    assert_eq!(problems, Field::ALL.map(|field| (field, Problem::Required)));
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
    let task = draft.checked(product_id(), None, &[]).unwrap();
    let expected = include_str!("fixtures/create_request.json").trim_end();
    assert_eq!(serde_json::to_string(&task).unwrap(), expected);
    assert_eq!(task, good_draft().checked(product_id(), None, &[]).unwrap());
}

#[test]
fn the_full_fields_go_into_the_task_as_they_are() {
    let full = Some(FullFields {
        kind: FirmwareKind::SubDevice(4),
        mode: TaskMode::Manual,
    });
    let checked = |full| good_draft().checked(product_id(), full, &[]).unwrap();
    assert_eq!(checked(full).full, full);
    assert_eq!(checked(None).full, None);
}
