//! What a roll-out is kept from.

use crate::mutants::{Edit, Mutant, Suite};

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        id: "loop",
        guard: "a start that closes a loop waits until the loop is typed",
        edits: &[Edit {
            file: "src/tasks/confirm/proof.rs",
            from: "        if let Some(versions) = self.closing_loop(asked) {",
            to: "        if let Some(versions) = self.closing_loop(asked).filter(Vec::is_empty) {",
        }],
        suite: Suite::E2e,
        tests: &["rollout_impact::a_start_that_closes_a_loop_is_blocked_until_the_loop_is_typed"],
    },
    Mutant {
        id: "loop",
        guard: "the list read right before a start is looked through for the other half of a loop",
        edits: &[Edit {
            file: "src/tasks/store/writes.rs",
            from: "            Some(versions) if accepted.as_ref() != Some(&versions) => Err(ActError::ClosesLoop(versions)),",
            to: "            Some(versions) if versions.is_empty() => Err(ActError::ClosesLoop(versions)),",
        }],
        suite: Suite::E2e,
        tests: &["rollout_impact::the_other_half_of_a_loop_started_by_somebody_else_is_found_before_anything_is_sent"],
    },
    Mutant {
        id: "proportion",
        guard: "a start that hits more than the configured share waits for its target version",
        edits: &[Edit {
            file: "src/tasks/confirm/proof.rs",
            from: "        match self.cx.store.impact(&asked.task).is_over(self.cx.type_to_start) {",
            to: "        match self.cx.store.impact(&asked.task).hit == Some(u64::MAX) {",
        }],
        suite: Suite::E2e,
        tests: &["rollout_impact::a_start_that_hits_most_devices_waits_for_the_target_version"],
    },
    Mutant {
        id: "proportion",
        guard: "nothing is started before it is read how many that hits",
        edits: &[Edit {
            file: "src/tasks/confirm/proof.rs",
            from: "        if self.cx.store.uncounted(asked.task.kind) == Uncounted::NotYet {",
            to: "        if self.cx.store.uncounted(asked.task.kind) == Uncounted::Never {",
        }],
        suite: Suite::Browser,
        tests: &["proportion::nothing_is_started_before_it_is_read_how_many_that_hits"],
    },
    Mutant {
        id: "proportion",
        guard: "several are not started before it is read how many that hits",
        edits: &[Edit {
            file: "src/tasks/picked.rs",
            from: "store.uncounted(FirmwareKind::Wifi) == Uncounted::NotYet;",
            to: "store.uncounted(FirmwareKind::Wifi) == Uncounted::Never;",
        }],
        suite: Suite::Browser,
        tests: &["proportion::nothing_is_started_before_it_is_read_how_many_that_hits"],
    },
    Mutant {
        id: "downgrade",
        guard: "a target below the from version is refused unless a downgrade is allowed",
        edits: &[Edit {
            file: "crates/upgrade-api/src/draft.rs",
            from: "                is_refused.then_some(Problem::DowngradeRefused)",
            to: "                (is_refused && self.name.is_empty()).then_some(Problem::DowngradeRefused)",
        }],
        suite: Suite::E2e,
        tests: &["rollout_flow::a_downgrade_is_refused_until_it_is_allowed_for_a_reason_that_the_platform_keeps"],
    },
    Mutant {
        id: "downgrade",
        guard: "a downgrade says why, in its description",
        edits: &[Edit {
            file: "crates/upgrade-api/src/draft.rs",
            from: "            true => described(&self.description, self.reason.trim()),",
            to: "            true => self.description.clone(),",
        }],
        suite: Suite::E2e,
        tests: &["rollout_flow::a_downgrade_is_refused_until_it_is_allowed_for_a_reason_that_the_platform_keeps"],
    },
    Mutant {
        id: "mismatch",
        guard: "an upload the platform measured otherwise is a hard stop",
        edits: &[Edit {
            file: "crates/upgrade-api/src/checks.rs",
            from: "    uploaded.md5 == md5 && uploaded.size == size",
            to: "    uploaded.md5 == md5 || uploaded.size == size || uploaded.size != size",
        }],
        suite: Suite::E2e,
        tests: &["rollout_flow::what_arrives_changed_is_a_hard_stop"],
    },
    Mutant {
        id: "delete",
        guard: "what could not be stopped is not deleted",
        edits: &[Edit {
            file: "src/tasks/confirm/mod.rs",
            from: "                    return self.not_done(asked, error);",
            to: "                    self.not_done(asked.clone(), error);",
        }],
        suite: Suite::Browser,
        tests: &["proportion::what_could_not_be_stopped_is_not_deleted"],
    },
    Mutant {
        id: "T-TOK-3",
        guard: "no redirect of an upload leaves the interface's origin",
        edits: &[Edit {
            file: "src/api/upload/room.rs",
            from: r#"set_attribute("http-equiv", "Content-Security-Policy")"#,
            to: r#"set_attribute("name", "Content-Security-Policy")"#,
        }],
        suite: Suite::E2e,
        tests: &["uploads::chromium_takes_no_token_of_an_upload_along_without_a_policy_either"],
    },
];
