//! What came of a request, as a class: everything that depends on how a request ended depends on this.

use crate::api::RequestKind;
use crate::api::{ApiError, Fault};
use upgrade_api::error::ErrorCode;

/// The ways a request can end without what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
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
    pub fn outcome(&self) -> ErrorClass {
        match self {
            Self::SignedOut(_) | Self::Renewed | Self::NotRenewed | Self::GivenUp => ErrorClass::NotSignedIn,
            Self::Refused(body) => of_code(body.code),
            Self::Failed(call, fault) => of_fault(*call, fault),
        }
    }

    /// Whether a write that ended so may have happened all the same.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        self.outcome() == ErrorClass::Unknown
    }

    /// Whether asking again in a moment may help. Only ever done for a read.
    pub(crate) fn may_pass(&self) -> bool {
        let Self::Failed(RequestKind::Read, fault) = self else {
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

fn of_code(code: ErrorCode) -> ErrorClass {
    match (code, code.http_status()) {
        (
            ErrorCode::TaskNameExists
            | ErrorCode::FromVersionTaskExists
            | ErrorCode::FirmwareVersionExists
            | ErrorCode::FirmwareInRunningTask,
            _,
        ) => ErrorClass::Conflict,
        (ErrorCode::FirmwareTooLarge, _) => ErrorClass::TooLarge,
        (_, status) => of_status(status),
    }
}

/// A status of 400 to 499: nothing was done.
fn of_status(status: u16) -> ErrorClass {
    match status {
        401 => ErrorClass::NotSignedIn,
        403 => ErrorClass::Forbidden,
        404 | 410 => ErrorClass::Absent,
        409 | 412 | 428 => ErrorClass::Conflict,
        413 => ErrorClass::TooLarge,
        429 => ErrorClass::Throttled,
        _ => ErrorClass::Rejected,
    }
}

fn of_fault(call: RequestKind, fault: &Fault) -> ErrorClass {
    match (fault, call) {
        (Fault::Throttled(_), _) => ErrorClass::Throttled,
        (Fault::OverLimit, _) => ErrorClass::TooLarge,
        // Said by something in front of the platform, which has not let it through. 408 may come in the middle.
        (Fault::Undocumented { status, .. } | Fault::Gateway(Some(status)), _) if matches!(status, 400..=407 | 409..=499) => {
            of_status(*status)
        }
        (_, RequestKind::Write) => ErrorClass::Unknown,
        (Fault::TooLarge, RequestKind::Read) => ErrorClass::TooLarge,
        (Fault::Gateway(_), RequestKind::Read) => ErrorClass::BadResponse,
        (Fault::Undocumented { status, .. }, RequestKind::Read) if *status < 400 => ErrorClass::BadResponse,
        (_, RequestKind::Read) => ErrorClass::Unavailable,
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
            (4_001_001, ErrorClass::Rejected),
            (4_001_035, ErrorClass::Conflict),
            (4_001_037, ErrorClass::Conflict),
            (4_001_046, ErrorClass::TooLarge),
            (4_031_001, ErrorClass::Forbidden),
            (4_031_005, ErrorClass::Forbidden),
            (4_041_013, ErrorClass::Absent),
            (4_291_001, ErrorClass::Throttled),
            (4_091_001, ErrorClass::Conflict),
        ];
        for (code, outcome) in cases {
            let error = ApiError::Refused(said(code));
            assert_eq!(error.outcome(), outcome, "{code}");
            assert!(!error.leaves_doubt() && !error.may_pass(), "{code}");
        }
    }

    #[test]
    fn what_else_can_come_is_a_class_of_its_own_for_reads_and_writes() {
        use ErrorClass::{
            Absent, BadResponse, Conflict, Forbidden, Rejected, Throttled, TooLarge, Unavailable, Unknown,
        };
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
                ApiError::Failed(RequestKind::Read, fault.clone()),
                ApiError::Failed(RequestKind::Write, fault.clone()),
            );
            assert_eq!(asked.outcome(), read, "{fault:?}");
            assert_eq!(asked.may_pass(), again, "{fault:?}");
            assert_eq!(sent.outcome(), write, "{fault:?}");
            assert!(!sent.may_pass(), "a write is sent once: {fault:?}");
        }
    }
}
