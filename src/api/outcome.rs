//! What came of a request, as a class: everything that depends on how a request ended depends on this.

use crate::api::Call;
use crate::api::{ApiError, Fault};
use upgrade_api::error::ErrorCode;

/// The ways a request can end without what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform said no. The same again gets the same answer.
    Rejected,
    /// There is no token the platform takes.
    NotSignedIn,
    /// A right is missing.
    Forbidden,
    /// What it was about is not there.
    Absent,
    /// Something else stands in its way.
    Conflict,
    /// Asked too often: later.
    Throttled,
    /// A write whose answer was lost: it may have happened or not.
    Unknown,
    /// A read got no answer: later.
    Unavailable,
    /// A read got an answer nobody can read.
    BadResponse,
    /// The answer, or what was sent, is over a limit.
    TooLarge,
}

impl ApiError {
    /// Its class.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::SignedOut(_) | Self::Renewed | Self::NotRenewed | Self::GivenUp => Outcome::NotSignedIn,
            Self::Refused(body) => of_code(body.code),
            Self::Failed(call, fault) => of_fault(*call, fault),
        }
    }

    /// Whether a write that ended so may have happened all the same.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        self.outcome() == Outcome::Unknown
    }

    /// Whether asking again in a moment may help. Only ever done for a read.
    pub(crate) fn may_pass(&self) -> bool {
        let Self::Failed(Call::Read, fault) = self else {
            return false;
        };
        match fault {
            Fault::Unreachable | Fault::Throttled(_) | Fault::Unavailable { .. } => true,
            Fault::Broken(body, _) => body.code.http_status() == 503,
            Fault::Undocumented { status, .. } => *status == 408,
            // Whoever waits has waited long already; the rest stays as it is.
            Fault::TimedOut | Fault::TooLarge | Fault::OverLimit | Fault::Gateway(_) | Fault::Left => false,
        }
    }
}

fn of_code(code: ErrorCode) -> Outcome {
    match (code, code.http_status()) {
        (
            ErrorCode::TaskNameExists
            | ErrorCode::FromVersionTaskExists
            | ErrorCode::FirmwareVersionExists
            | ErrorCode::FirmwareInRunningTask,
            _,
        ) => Outcome::Conflict,
        (ErrorCode::FirmwareTooLarge, _) => Outcome::TooLarge,
        (_, status) => of_status(status),
    }
}

/// A status of 400 to 499: nothing was done.
fn of_status(status: u16) -> Outcome {
    match status {
        401 => Outcome::NotSignedIn,
        403 => Outcome::Forbidden,
        404 | 410 => Outcome::Absent,
        409 | 412 | 428 => Outcome::Conflict,
        413 => Outcome::TooLarge,
        429 => Outcome::Throttled,
        _ => Outcome::Rejected,
    }
}

fn of_fault(call: Call, fault: &Fault) -> Outcome {
    match (fault, call) {
        (Fault::Throttled(_), _) => Outcome::Throttled,
        (Fault::OverLimit, _) => Outcome::TooLarge,
        // Said by something in front of the platform, which has not let it through. 408 may come in the middle.
        (Fault::Undocumented { status, .. } | Fault::Gateway(Some(status)), _) if matches!(status, 400..=407 | 409..=499) => {
            of_status(*status)
        }
        (_, Call::Write) => Outcome::Unknown,
        (Fault::TooLarge, Call::Read) => Outcome::TooLarge,
        (Fault::Gateway(_), Call::Read) => Outcome::BadResponse,
        (Fault::Undocumented { status, .. }, Call::Read) if *status < 400 => Outcome::BadResponse,
        (_, Call::Read) => Outcome::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use upgrade_api::error::ErrorBody;

    fn said(code: u32) -> ErrorBody {
        ErrorBody {
            code: ErrorCode::from_number(code),
            msg: String::new(),
        }
    }

    fn undocumented(status: u16) -> Fault {
        Fault::Undocumented {
            status,
            detail: String::new(),
        }
    }

    fn unavailable(status: u16) -> Fault {
        Fault::Unavailable {
            status,
            retry_after: None,
        }
    }

    #[test]
    fn a_refusal_in_the_documented_words_is_final_whatever_was_asked() {
        let cases = [
            (4_001_001, Outcome::Rejected),
            (4_001_035, Outcome::Conflict),
            (4_001_037, Outcome::Conflict),
            (4_001_046, Outcome::TooLarge),
            (4_031_001, Outcome::Forbidden),
            (4_031_005, Outcome::Forbidden),
            (4_041_013, Outcome::Absent),
            (4_291_001, Outcome::Throttled),
            (4_091_001, Outcome::Conflict),
        ];
        for (code, outcome) in cases {
            let error = ApiError::Refused(said(code));
            assert_eq!(error.outcome(), outcome, "{code}");
            assert!(!error.leaves_doubt() && !error.may_pass(), "{code}");
        }
    }

    #[test]
    fn what_else_can_come_is_a_class_of_its_own_for_reads_and_writes() {
        use Outcome::{Absent, BadResponse, Conflict, Forbidden, Rejected, Throttled, TooLarge, Unavailable, Unknown};
        // What came, what that means for a read, whether it is asked again, what it means for a write.
        let cases = [
            (Fault::Unreachable, Unavailable, true, Unknown),
            (Fault::TimedOut, Unavailable, false, Unknown),
            (Fault::Left, Unavailable, false, Unknown),
            (Fault::TooLarge, TooLarge, false, Unknown),
            (Fault::Throttled(Some(3)), Throttled, true, Throttled),
            (Fault::Broken(said(5_031_001), None), Unavailable, true, Unknown),
            (Fault::Broken(said(5_001_001), None), Unavailable, false, Unknown),
            (Fault::OverLimit, TooLarge, false, TooLarge),
            (Fault::Gateway(None), BadResponse, false, Unknown),
            (Fault::Gateway(Some(200)), BadResponse, false, Unknown),
            (Fault::Gateway(Some(302)), BadResponse, false, Unknown),
            (Fault::Gateway(Some(403)), Forbidden, false, Forbidden),
            (Fault::Gateway(Some(407)), Rejected, false, Rejected),
            (Fault::Gateway(Some(511)), BadResponse, false, Unknown),
            (unavailable(502), Unavailable, true, Unknown),
            (unavailable(503), Unavailable, true, Unknown),
            (unavailable(504), Unavailable, true, Unknown),
            (undocumented(200), BadResponse, false, Unknown),
            (undocumented(204), BadResponse, false, Unknown),
            (undocumented(302), BadResponse, false, Unknown),
            (undocumented(400), Rejected, false, Rejected),
            (undocumented(403), Forbidden, false, Forbidden),
            (undocumented(404), Absent, false, Absent),
            (undocumented(408), Unavailable, true, Unknown),
            (undocumented(409), Conflict, false, Conflict),
            (undocumented(500), Unavailable, false, Unknown),
        ];
        for (fault, read, again, write) in cases {
            let (asked, sent) = (
                ApiError::Failed(Call::Read, fault.clone()),
                ApiError::Failed(Call::Write, fault.clone()),
            );
            assert_eq!(asked.outcome(), read, "{fault:?}");
            assert_eq!(asked.may_pass(), again, "{fault:?}");
            assert_eq!(sent.outcome(), write, "{fault:?}");
            assert!(!sent.may_pass(), "a write is sent once: {fault:?}");
        }
    }
}
