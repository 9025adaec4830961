//! What came of an action, in words.

use crate::activity::Outcome;
use crate::api::ApiError;
use crate::i18n::Messages;
use crate::tasks::outcome_of;
use crate::tasks::parts::version_steps;
use crate::tasks::store::ActError;

/// What it is to whoever reads the log.
pub(in crate::tasks) fn outcome(error: &ActError) -> Outcome {
    match error {
        ActError::Unread(_)
        | ActError::Changed(_)
        | ActError::Gone
        | ActError::ClosesLoop(_)
        | ActError::LoopsUnchecked
        | ActError::NotDone(_) => Outcome::NotDone,
        ActError::Refused(error) => outcome_of(error),
        ActError::CannotTell(_) | ActError::NotShown | ActError::NotConfirmed(_) => Outcome::Unknown,
    }
}

/// Why it was not done, or not for certain.
pub(in crate::tasks) fn reason(m: &Messages, error: &ActError) -> String {
    let after = |error: &ApiError, then: &str| format!("{} {then}", error.text(m));
    match error {
        ActError::Unread(None) => m.nothing_sent.to_owned(),
        ActError::Unread(Some(error)) => format!("{} {}", m.nothing_sent, error.text(m)),
        ActError::Changed(_) => m.task_changed.to_owned(),
        ActError::Gone => m.task_gone.to_owned(),
        ActError::ClosesLoop(versions) => (m.impact.loop_found)(&version_steps(versions)),
        ActError::Refused(error) => error.text(m),
        ActError::NotDone(error) => after(error, m.not_done),
        ActError::CannotTell(error) => after(error, m.cannot_tell),
        ActError::NotShown => m.not_shown.to_owned(),
        ActError::LoopsUnchecked => m.impact.loops_unchecked.to_owned(),
        ActError::NotConfirmed(error) => {
            let why = error.as_ref().map(|error| format!(" {}", error.text(m)));
            format!("{}{}{}", m.stop_unconfirmed, m.map.full_stop, m.stop_unconfirmed_why) + &why.unwrap_or_default()
        }
    }
}
