//! Properties of all drafts: the problems of the fields are the problems of the draft, and checks do not change the text.

use crate::kit::{product_id, task};
use proptest::prelude::*;
use upgrade_api::{
    DESCRIPTION_MAX, DevicePart, Downgrade, FieldId, FirmwareType, Part, Profile, Side, Task, TaskDraft,
};

/// Texts that are mostly valid, so that many drafts are valid or have few problems.
fn any_text(field: FieldId) -> impl Strategy<Value = String> {
    let likely: &[&str] = match field {
        FieldId::Name => &["网关", "taken", "gateway 2", " gateway\u{200b}"],
        FieldId::Description => &["修复", "a\nb"],
        FieldId::Identify => &["1", " 02 "],
        FieldId::Reason => &["它会死机", "it hangs"],
        FieldId::Firmware(_, Part::Version) => &["2", "3", " 03 ", "2147483647"],
        FieldId::Firmware(_, Part::Url) => &["https://h/x", " http://[::1]:80/x "],
        FieldId::Firmware(_, Part::Md5) => &[
            "0cc175b9c0f1b6a831c399e269772661",
            "0CC175B9C0F1B6A831C399E269772661  fw.bin",
        ],
        FieldId::Firmware(_, Part::Size) => &["1", " 9007199254740991 ", "1,531,904 B"],
        FieldId::Id | FieldId::ProductId | FieldId::Type | FieldId::Mode => unreachable!("not typed"),
        FieldId::UpgradeCount | FieldId::Status | FieldId::SurplusCount => unreachable!("not typed"),
    };
    prop_oneof![
        // A valid draft needs twelve valid fields, so invalid texts have a low weight.
        30 => prop::sample::select(likely).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => prop::sample::select(&["", " ", "0", "-1", "https:///x", "9007199254740992"][..]).prop_map(str::to_owned),
    ]
}

fn any_draft() -> impl Strategy<Value = TaskDraft> {
    let firmware_type = prop::sample::select(&FirmwareType::ALL[..]);
    let downgrade = prop::sample::select(&[Downgrade::Refused, Downgrade::Allowed][..]);
    (FieldId::TEXT_INPUTS.map(any_text), firmware_type, downgrade).prop_map(|(texts, firmware_type, downgrade)| {
        let mut draft = TaskDraft {
            firmware_type,
            downgrade,
            ..TaskDraft::default()
        };
        for (field, text) in FieldId::TEXT_INPUTS.into_iter().zip(texts) {
            draft.set(field, text);
        }
        draft
    })
}

fn any_profile() -> impl Strategy<Value = Profile> {
    prop::sample::select(&[Profile::Core, Profile::Full][..])
}

/// Tasks of the product, which conflict with some of the drafts.
fn any_tasks() -> impl Strategy<Value = Vec<Task>> {
    let device_part = prop::sample::select(&[DevicePart::Wifi, DevicePart::Mcu(1)][..]);
    let task = device_part.prop_map(|device_part| Task {
        name: "taken".to_owned(),
        device_part,
        ..task()
    });
    prop::collection::vec(task, 0..2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_draft_becomes_a_task_exactly_if_no_field_has_a_problem(
        draft in any_draft(), profile in any_profile(), tasks in any_tasks()
    ) {
        let typed = draft.clone();
        let problems: Vec<_> = FieldId::TEXT_INPUTS
            .into_iter()
            .filter_map(|field| draft.problem(field, profile, &tasks).map(|problem| (field, problem)))
            .collect();
        match draft.checked(product_id("p"), profile, &tasks) {
            Ok(task) => {
                prop_assert_eq!(problems, []);
                let read = |field| typed.read_as(field).unwrap_or_else(|| typed.text(field).to_owned());
                let (description, reason) = (read(FieldId::Description), read(FieldId::Reason));
                prop_assert_eq!(task.name.as_str(), read(FieldId::Name));
                prop_assert!(task.description.as_str().starts_with(&description));
                prop_assert!(task.description.as_str().chars().count() <= DESCRIPTION_MAX);
                prop_assert_eq!(task.from.url.as_str(), read(FieldId::Firmware(Side::From, Part::Url)));
                prop_assert_eq!(task.target.md5.to_string(), read(FieldId::Firmware(Side::Target, Part::Md5)));
                prop_assert_ne!(task.from.version, task.target.version);
                prop_assert_eq!(task.full.is_some(), profile == Profile::Full);
                // A downgrade is allowed, and its description contains the reason.
                let goes_down = task.target.version < task.from.version;
                prop_assert!(!goes_down || typed.downgrade == Downgrade::Allowed);
                let reason = format!(" [Downgrade: {reason}]");
                prop_assert_eq!(goes_down, task.description.as_str() == format!("{description}{reason}"));
            }
            Err(all) => {
                prop_assert!(!all.is_empty());
                prop_assert_eq!(all, problems);
            }
        }
        prop_assert_eq!(draft, typed);
    }

    #[test]
    fn a_draft_with_its_values_as_read_is_the_same_task(draft in any_draft(), profile in any_profile()) {
        let mut read = draft.clone();
        for field in FieldId::TEXT_INPUTS {
            if let Some(value) = draft.read_as(field) {
                read.set(field, value);
            }
            prop_assert_eq!(read.read_as(field), None);
        }
        let checked = |draft: &TaskDraft| draft.checked(product_id("p"), profile, &[]);
        prop_assert_eq!(checked(&read), checked(&draft));
    }

    #[test]
    fn any_text_is_read_as_it_was_set(at in 0..FieldId::TEXT_INPUTS.len(), text in any::<String>()) {
        let mut draft = TaskDraft::default();
        draft.set(FieldId::TEXT_INPUTS[at], text.clone());
        for (index, field) in FieldId::TEXT_INPUTS.into_iter().enumerate() {
            prop_assert_eq!(draft.text(field), if index == at { text.as_str() } else { "" });
        }
        // A check does not change the text.
        let _ = draft.problem(FieldId::TEXT_INPUTS[at], Profile::Full, &[]);
        prop_assert_eq!(draft.text(FieldId::TEXT_INPUTS[at]), text);
    }
}
