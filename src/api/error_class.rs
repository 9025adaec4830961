//! Classes of API errors. Code that handles a failed request depends on the class only.

use crate::api::RequestKind;
use crate::api::{ApiError, Fault};
use upgrade_api::error::ErrorCode;

/// Kind of failure of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
    /// The platform rejected the request and would reject it again.
    Rejected,
    /// There is no token that the platform accepts.
    NotSignedIn,
    /// A permission is missing.
    Forbidden,
    /// The requested object does not exist.
    NotFound,
    /// The request conflicts with the state of the platform.
    Conflict,
    /// Too many requests; a later one may succeed.
    Throttled,
    /// A write without a reliable response: it may or may not have been executed.
    Unknown,
    /// A read without a response; a later one may succeed.
    Unavailable,
    /// A read with an unreadable response.
    BadResponse,
    /// The response or the request exceeds a size limit.
    TooLarge,
}

impl ApiError {
    /// Class of this error.
    pub fn class(&self) -> ErrorClass {
        match self {
            Self::SignedOut(_) | Self::Renewed | Self::NotRenewed | Self::Aborted => ErrorClass::NotSignedIn,
            Self::Refused(body) => class_of_code(body.code),
            Self::Failed(call, fault) => class_of_fault(*call, fault),
        }
    }

    /// Whether a write that failed with this error may have been executed.
    pub fn may_have_been_executed(&self) -> bool {
        self.class() == ErrorClass::Unknown
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

fn class_of_code(code: ErrorCode) -> ErrorClass {
    match (code, code.http_status()) {
        (
            ErrorCode::TaskNameExists
            | ErrorCode::FromVersionTaskExists
            | ErrorCode::FirmwareVersionExists
            | ErrorCode::FirmwareInRunningTask,
            _,
        ) => ErrorClass::Conflict,
        (ErrorCode::FirmwareTooLarge, _) => ErrorClass::TooLarge,
        (_, status) => class_of_status(status),
    }
}

/// Class of a status from 400 to 499, with which a request is not executed.
fn class_of_status(status: u16) -> ErrorClass {
    match status {
        401 => ErrorClass::NotSignedIn,
        403 => ErrorClass::Forbidden,
        404 | 410 => ErrorClass::NotFound,
        409 | 412 | 428 => ErrorClass::Conflict,
        413 => ErrorClass::TooLarge,
        429 => ErrorClass::Throttled,
        _ => ErrorClass::Rejected,
    }
}

fn class_of_fault(call: RequestKind, fault: &Fault) -> ErrorClass {
    match (fault, call) {
        (Fault::Throttled(_), _) => ErrorClass::Throttled,
        (Fault::RequestTooLarge, _) => ErrorClass::TooLarge,
        // Sent by a server in front of the platform that did not forward the request. 408 may be sent after forwarding.
        (Fault::Undocumented { status, .. } | Fault::Gateway(Some(status)), _) if matches!(status, 400..=407 | 409..=499) => {
            class_of_status(*status)
        }
        (_, RequestKind::Write) => ErrorClass::Unknown,
        (Fault::ResponseTooLarge, RequestKind::Read) => ErrorClass::TooLarge,
        (Fault::Gateway(_), RequestKind::Read) => ErrorClass::BadResponse,
        (Fault::Undocumented { status, .. }, RequestKind::Read) if *status < 400 => ErrorClass::BadResponse,
        (_, RequestKind::Read) => ErrorClass::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use upgrade_api::error::ErrorBody;

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
        let cases = [
            (4_001_001, ErrorClass::Rejected),
            (4_001_035, ErrorClass::Conflict),
            (4_001_037, ErrorClass::Conflict),
            (4_001_046, ErrorClass::TooLarge),
            (4_031_001, ErrorClass::Forbidden),
            (4_031_005, ErrorClass::Forbidden),
            (4_041_013, ErrorClass::NotFound),
            (4_291_001, ErrorClass::Throttled),
            (4_091_001, ErrorClass::Conflict),
        ];
        for (code, class) in cases {
            let error = ApiError::Refused(error_body(code));
            assert_eq!(error.class(), class, "{code}");
            assert!(!error.may_have_been_executed() && !error.is_retryable(), "{code}");
        }
    }

    #[test]
    fn each_fault_has_one_class_for_reads_and_one_for_writes() {
        use ErrorClass::{
            BadResponse, Conflict, Forbidden, NotFound, Rejected, Throttled, TooLarge, Unavailable, Unknown,
        };
        // The fault, its class for a read, whether the read is retried, and its class for a write.
        let cases = [
            (Fault::Unreachable, Unavailable, true, Unknown),
            (Fault::TimedOut, Unavailable, false, Unknown),
            (Fault::PageClosed, Unavailable, false, Unknown),
            (Fault::ResponseTooLarge, TooLarge, false, Unknown),
            (Fault::Throttled(Some(3)), Throttled, true, Throttled),
            (
                Fault::ServerError(error_body(5_031_001), None),
                Unavailable,
                true,
                Unknown,
            ),
            (
                Fault::ServerError(error_body(5_001_001), None),
                Unavailable,
                false,
                Unknown,
            ),
            (Fault::RequestTooLarge, TooLarge, false, TooLarge),
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
            (undocumented(404), NotFound, false, NotFound),
            (undocumented(408), Unavailable, true, Unknown),
            (undocumented(409), Conflict, false, Conflict),
            (undocumented(500), Unavailable, false, Unknown),
        ];
        for (fault, read_class, is_retried, write_class) in cases {
            let (read, write) = (
                ApiError::Failed(RequestKind::Read, fault.clone()),
                ApiError::Failed(RequestKind::Write, fault.clone()),
            );
            assert_eq!(read.class(), read_class, "{fault:?}");
            assert_eq!(read.is_retryable(), is_retried, "{fault:?}");
            assert_eq!(write.class(), write_class, "{fault:?}");
            assert!(!write.is_retryable(), "a write is sent once: {fault:?}");
        }
    }
}
