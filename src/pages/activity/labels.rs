//! Labels of operations and their outcomes.

use crate::i18n::Messages;
use crate::state::activity_log::{Operation, Outcome};

pub(crate) fn operation_word(m: &dyn Messages, operation: Operation) -> &'static str {
    match operation {
        Operation::Create => m.create(),
        Operation::Action(action) => m.action(action),
        Operation::Guard => m.flow().guard(),
    }
}

pub(crate) fn outcome_word(m: &dyn Messages, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => m.outcome_done(),
        Outcome::Refused => m.outcome_refused(),
        Outcome::Unknown => m.outcome_unknown(),
        Outcome::NotDone => m.outcome_not_done(),
    }
}
