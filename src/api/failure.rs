//! What a failed request means for its caller: whether it may have been executed, and whether to send it again.

use crate::api::{ApiError, Fault, RequestKind};

impl ApiError {
    /// Whether a write that failed with this error may have been executed.
    pub fn may_have_been_executed(&self) -> bool {
        let Self::Failed(RequestKind::Write, fault) = self else {
            return false;
        };
        match fault {
            Fault::Throttled(_) | Fault::RequestTooLarge => false,
            // Sent by a server in front of the platform that did not forward the request. 408 may be sent after forwarding.
            Fault::Undocumented { status, .. } | Fault::Gateway(Some(status)) => {
                !matches!(status, 400..=407 | 409..=499)
            }
            Fault::Unreachable | Fault::TimedOut | Fault::PageClosed | Fault::ResponseTooLarge => true,
            Fault::Unavailable { .. } | Fault::Gateway(None) | Fault::ServerError(..) => true,
        }
    }

    /// Whether there is no token that the platform accepts.
    pub(crate) fn is_not_signed_in(&self) -> bool {
        match self {
            Self::SignedOut(_) | Self::Renewed | Self::NotRenewed | Self::Aborted => true,
            Self::Refused(body) => body.code.http_status() == 401,
            Self::Failed(..) => false,
        }
    }

    /// Whether the platform or a server in front of it got too many requests, so that a later one may succeed.
    pub(crate) fn is_throttled(&self) -> bool {
        match self {
            Self::Refused(body) => body.code.http_status() == 429,
            Self::Failed(_, fault) => matches!(fault, Fault::Throttled(_)),
            Self::SignedOut(_) | Self::Renewed | Self::NotRenewed | Self::Aborted => false,
        }
    }

    /// Whether a retry after a short delay may succeed. Always `false` for a write.
    pub(crate) fn is_retryable(&self) -> bool {
        let Self::Failed(RequestKind::Read, fault) = self else {
            return false;
        };
        match fault {
            Fault::Unreachable | Fault::Throttled(_) | Fault::Unavailable { .. } => true,
            Fault::ServerError(body, _) => body.code.http_status() == 503,
            Fault::Undocumented { status, .. } => *status == 408,
            // A timeout has already taken long, and the other faults persist.
            Fault::TimedOut
            | Fault::ResponseTooLarge
            | Fault::RequestTooLarge
            | Fault::Gateway(_)
            | Fault::PageClosed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use upgrade_api::error::{ErrorBody, ErrorCode};

    fn error_body(code: u32) -> ErrorBody {
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
    fn a_documented_error_leaves_no_doubt_and_is_not_retried() {
        for code in [4_001_001, 4_001_035, 4_031_001, 4_041_013, 4_291_001, 4_091_001] {
            let error = ApiError::Refused(error_body(code));
            assert!(!error.may_have_been_executed() && !error.is_retryable(), "{code}");
            assert!(!error.is_not_signed_in(), "{code}");
            assert_eq!(error.is_throttled(), code == 4_291_001, "{code}");
        }
    }

    #[test]
    fn a_read_is_retried_and_a_write_may_have_been_executed_depending_on_the_fault() {
        // The fault, whether a read is retried, and whether a write may have been executed.
        let cases = [
            (Fault::Unreachable, true, true),
            (Fault::TimedOut, false, true),
            (Fault::PageClosed, false, true),
            (Fault::ResponseTooLarge, false, true),
            (Fault::Throttled(Some(3)), true, false),
            (Fault::ServerError(error_body(5_031_001), None), true, true),
            (Fault::ServerError(error_body(5_001_001), None), false, true),
            (Fault::RequestTooLarge, false, false),
            (Fault::Gateway(None), false, true),
            (Fault::Gateway(Some(200)), false, true),
            (Fault::Gateway(Some(302)), false, true),
            (Fault::Gateway(Some(403)), false, false),
            (Fault::Gateway(Some(407)), false, false),
            (Fault::Gateway(Some(511)), false, true),
            (unavailable(502), true, true),
            (unavailable(503), true, true),
            (unavailable(504), true, true),
            (undocumented(200), false, true),
            (undocumented(204), false, true),
            (undocumented(302), false, true),
            (undocumented(400), false, false),
            (undocumented(403), false, false),
            (undocumented(404), false, false),
            (undocumented(408), true, true),
            (undocumented(409), false, false),
            (undocumented(500), false, true),
        ];
        for (fault, is_retried, is_doubtful) in cases {
            let [read, write] =
                [RequestKind::Read, RequestKind::Write].map(|kind| ApiError::Failed(kind, fault.clone()));
            assert_eq!(read.is_retryable(), is_retried, "{fault:?}");
            assert_eq!(write.may_have_been_executed(), is_doubtful, "{fault:?}");
            assert!(!read.may_have_been_executed(), "a read changes nothing: {fault:?}");
            assert!(!write.is_retryable(), "a write is sent once: {fault:?}");
        }
    }
}
