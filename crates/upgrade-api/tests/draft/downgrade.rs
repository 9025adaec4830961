//! Problems between the two versions, and the reason of a downgrade.

use super::*;

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
    let problems = |draft: &TaskDraft| draft.checked(product_id(), Profile::Core, &[]).map_err(|all| all[0]);
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
    let task = draft.checked(product_id(), Profile::Core, &[]).unwrap();
    assert_eq!(task.description.as_str(), "修复重连");
}

#[test]
fn description_and_reason_together_have_at_most_250_characters() {
    // "修复重连 [Downgrade: ]" has 18 characters.
    for (length, expected) in [(232, None), (233, Some(Problem::TooLong { len: 251, max: 250 }))] {
        let mut draft = draft_with(&[(TARGET, "1"), (FieldId::Reason, &"灯".repeat(length))]);
        draft.downgrade = Downgrade::Allowed;
        assert_eq!(draft.problem(FieldId::Reason, Profile::Core, &[]), expected, "{length}");
        assert_eq!(
            draft.checked(product_id(), Profile::Core, &[]).is_ok(),
            expected.is_none()
        );
    }
}
