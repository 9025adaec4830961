//! What the page says about what happened, and what it never loses.

use crate::mutants::{Edit, Mutant, Suite};

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        id: "T-RACE-1",
        guard: "a form that is being sent is not sent again",
        edits: &[Edit {
            file: "src/tasks/create/form/submit.rs",
            from: "        if self.sending.get_untracked() {\n            return None;",
            to: "        if self.sending.get_untracked() && self.store.is_over() {\n            return None;",
        }],
        suite: Suite::Browser,
        tests: &["doubt::a_form_submitted_twenty_times_is_sent_once"],
    },
    Mutant {
        id: "T-RACE-2",
        guard: "an answer that something newer has overtaken is dropped",
        edits: &[
            Edit {
                file: "src/tasks/store/mod.rs",
                from: "        if self.turn.try_get_value() != Some(turn) {",
                to: "        if self.turn.try_get_value().is_none() {",
            },
            // A request that is ended gives no answer, either.
            Edit {
                file: "src/tasks/store/mod.rs",
                from: "            reading.abort();",
                to: "            drop(reading);",
            },
        ],
        suite: Suite::Browser,
        tests: &["races::an_older_list_that_arrives_after_a_newer_one_is_dropped"],
    },
    Mutant {
        id: "T-RACE-3",
        guard: "a poll that is answered while a start is on its way shows nothing",
        edits: &[
            Edit {
                file: "src/tasks/store/mod.rs",
                from: "        if self.turn.try_get_value() != Some(turn) {",
                to: "        if self.turn.try_get_value().is_none() {",
            },
            // A request that is ended gives no answer, either.
            Edit {
                file: "src/tasks/store/mod.rs",
                from: "            reading.abort();",
                to: "            drop(reading);",
            },
        ],
        suite: Suite::Browser,
        tests: &["races::a_poll_answered_while_a_start_is_on_its_way_does_not_show_the_state_before"],
    },
    Mutant {
        id: "T-RACE-4",
        guard: "a task that somebody else has changed is not touched",
        edits: &[Edit {
            file: "src/tasks/store/writes.rs",
            from: "            Some(now) if differences(asked, now).is_empty() => Ok(product),",
            to: "            Some(now) if differences(now, now).is_empty() => Ok(product),",
        }],
        suite: Suite::Browser,
        tests: &["two_operators::a_task_that_changed_since_the_question_is_shown_and_not_touched"],
    },
    Mutant {
        id: "T-RACE-4",
        guard: "the second half of a double click decides nothing",
        edits: &[Edit {
            file: "src/tasks/confirm/mod.rs",
            from: "self.changed_at.set_value(browser::now_ms());",
            to: "self.changed_at.set_value(0.0);",
        }],
        suite: Suite::Browser,
        tests: &["two_operators::a_task_that_changed_since_the_question_is_shown_and_not_touched"],
    },
    Mutant {
        id: "T-RACE-5",
        guard: "a create whose answer was lost is looked for",
        edits: &[Edit {
            file: "src/tasks/store/writes.rs",
            from: "            Err(error) if error.leaves_doubt() => {\n                looking();\n                self.find_created(task, error).await\n            }",
            to: "            Err(error) if error.leaves_doubt() => {\n                looking();\n                Creation::NotThere(error)\n            }",
        }],
        suite: Suite::Browser,
        tests: &["doubt::a_create_whose_answer_was_lost_is_found_in_the_list_and_shown"],
    },
    Mutant {
        id: "T-RACE-6",
        guard: "\"not created\" is said only after three looks",
        edits: &[Edit {
            file: "src/tasks/store/writes.rs",
            from: "const LOOKS_MS: [f64; 3] = [0.0, 1000.0, 3000.0];",
            to: "const LOOKS_MS: [f64; 1] = [0.0];",
        }],
        suite: Suite::Browser,
        tests: &["doubt::a_create_that_arrives_late_is_found_by_a_later_look"],
    },
    Mutant {
        id: "T-RACE-6",
        guard: "a yes is believed once the list shows it",
        edits: &[Edit {
            file: "src/tasks/store/writes.rs",
            from: "                Some(false) => Err(ActError::NotShown),",
            to: "                Some(false) => Ok(()),",
        }],
        suite: Suite::Browser,
        tests: &["doubt::a_yes_the_list_does_not_show_is_no_yes"],
    },
    Mutant {
        id: "T-NET-1",
        guard: "only a read is asked again",
        edits: &[Edit {
            file: "src/api/outcome.rs",
            from: "        let Self::Failed(Call::Read, fault) = self else {",
            to: "        let Self::Failed(_, fault) = self else {",
        }],
        suite: Suite::Console,
        tests: &["what_else_can_come_is_a_class_of_its_own_for_reads_and_writes"],
    },
    Mutant {
        id: "T-NET-1",
        guard: "a read is asked three times and no more",
        edits: &[Edit {
            file: "src/api/renewal.rs",
            from: "const RETRIES: u32 = 2;",
            to: "const RETRIES: u32 = 3;",
        }],
        suite: Suite::Browser,
        tests: &["again::the_third_time_without_an_answer_is_the_last"],
    },
    Mutant {
        id: "T-DOS-1",
        guard: "an answer without end is not read to its end",
        edits: &[Edit {
            file: "src/api/body.rs",
            from: "        if bytes.len() + part.length() as usize > LIMIT {",
            to: "        if bytes.len() + part.length() as usize > 4 * LIMIT {",
        }],
        suite: Suite::Browser,
        tests: &["long_lists::an_answer_that_never_ends_is_not_read_to_its_end"],
    },
    Mutant {
        id: "polling",
        guard: "a platform that does not answer is asked less often",
        edits: &[Edit {
            file: "src/tasks/page.rs",
            from: "skip.set_value(store.polls_to_skip(seconds));",
            to: "skip.set_value(0);",
        }],
        suite: Suite::Browser,
        tests: &["polling::a_platform_that_does_not_answer_is_asked_less_and_less_often"],
    },
    Mutant {
        id: "drafts",
        guard: "signing out leaves no form behind",
        edits: &[Edit {
            file: "src/app/workspace.rs",
            from: "        if !comes_back {",
            to: "        if comes_back {",
        }],
        suite: Suite::Browser,
        tests: &["kept::signing_out_leaves_nothing_of_any_product"],
    },
    Mutant {
        id: "drafts",
        guard: "a form that was sent remembers it",
        edits: &[Edit {
            file: "src/tasks/create/form/kept.rs",
            from: "            sent: self.doubtful.with(|doubtful| doubtful.is_some() && *doubtful == task),",
            to: "            sent: false,",
        }],
        suite: Suite::Browser,
        tests: &["kept::a_create_that_was_on_its_way_when_the_page_was_reloaded_is_looked_for"],
    },
    Mutant {
        id: "T-CSV-1",
        guard: "no cell of an export is a formula",
        edits: &[Edit {
            file: "src/activity/csv.rs",
            from: "    csv(rows)",
            to: "    rows.iter().map(|row| format!(\"{row:?}\")).collect()",
        }],
        suite: Suite::Browser,
        tests: &["activity::it_can_be_taken_away_as_a_file"],
    },
];
