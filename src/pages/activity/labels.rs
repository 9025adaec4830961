//! Labels of operations and their outcomes.

use crate::i18n::Messages;
use crate::state::activity_log::{Deed, Outcome};

pub(crate) fn deed_word(m: &Messages, deed: Deed) -> &'static str {
    match deed {
        Deed::Create => m.create,
        Deed::Act(action) => (m.action)(action),
    }
}

pub(crate) fn outcome_word(m: &Messages, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => m.outcome_done,
        Outcome::Refused => m.outcome_refused,
        Outcome::Unknown => m.outcome_unknown,
        Outcome::NotDone => m.outcome_not_done,
    }
}
