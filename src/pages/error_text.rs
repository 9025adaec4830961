//! API errors in words.

use crate::api::{ApiError, Fault};
use crate::i18n::Messages;
use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::time_zone::clock_time;
use upgrade_api::error::{ErrorBody, ErrorCode};

/// What happened, what to do next, and the error code for support.
pub(crate) fn error_text(m: &dyn Messages, error: &ApiError) -> String {
    let next = match error {
        ApiError::Failed(_, Fault::ServerError(body, _)) => return body_text(m, &code_text(m, body.code), body),
        ApiError::Failed(_, Fault::Unreachable) => m.check_connection().to_owned(),
        ApiError::Failed(_, Fault::TimedOut) => m.try_again_in(None),
        ApiError::Failed(_, Fault::Throttled(seconds)) => m.try_again_in(*seconds),
        ApiError::Failed(_, Fault::Unavailable { retry_after, .. }) => m.try_again_in(*retry_after),
        ApiError::Failed(_, Fault::Undocumented { .. }) => m.try_again_or_tell().to_owned(),
        _ => return cause_text(m, error),
    };
    m.sentences(&[&cause_text(m, error), &next])
}

/// What happened and the error code. For a text that continues with what to do next; a few causes include it.
pub(crate) fn cause_text(m: &dyn Messages, error: &ApiError) -> String {
    match error {
        ApiError::SignedOut(None) | ApiError::Aborted => m.not_signed_in().to_owned(),
        ApiError::SignedOut(Some(code)) => code_text(m, *code),
        ApiError::Renewed => m.session_renewed().to_owned(),
        ApiError::NotRenewed => m.session_not_renewed().to_owned(),
        ApiError::Failed(_, Fault::ServerError(body, _)) if body.code == ErrorCode::ServerFault => {
            let cause = format!("{}{}", m.server_fault(), m.platform_code(body.code.number()));
            body_text(m, &cause, body)
        }
        ApiError::Refused(body) | ApiError::Failed(_, Fault::ServerError(body, _)) => {
            body_text(m, &code_text(m, body.code), body)
        }
        ApiError::Failed(_, Fault::Unreachable) => m.unreachable().to_owned(),
        ApiError::Failed(_, Fault::TimedOut) => m.timed_out().to_owned(),
        ApiError::Failed(_, Fault::PageClosed) => m.left_before_answer().to_owned(),
        ApiError::Failed(_, Fault::ResponseTooLarge) => m.answer_too_large().to_owned(),
        ApiError::Failed(_, Fault::RequestTooLarge) => m.request_too_large().to_owned(),
        ApiError::Failed(_, Fault::Throttled(_)) => m.throttled().to_owned(),
        ApiError::Failed(_, Fault::Unavailable { status, .. }) => m.unavailable(*status),
        ApiError::Failed(_, Fault::Gateway(status)) => m.gateway(*status),
        ApiError::Failed(_, Fault::Undocumented { status, detail }) => m.unexpected(*status, detail),
    }
}

/// A text, followed by the message of the platform if it sent one.
fn body_text(m: &dyn Messages, text: &str, body: &ErrorBody) -> String {
    match body.msg.as_str() {
        "" => text.to_owned(),
        message => m.sentences(&[text, &format!("{}{message}", m.platform_message())]),
    }
}

/// The same while the request is repeated automatically.
pub(crate) fn repeated_error_text(m: &dyn Messages, error: &ApiError) -> String {
    match error {
        ApiError::Failed(_, Fault::Throttled(_)) => m.throttled_retrying().to_owned(),
        ApiError::Failed(_, Fault::Unavailable { status, .. }) => m.unavailable_retrying(*status),
        other => error_text(m, other),
    }
}

/// Why the last reading of a list failed, and the time of the rows, if there are any. Tracked.
pub(crate) fn reading_failure(m: &dyn Messages, store: TaskStore, error: &ApiError) -> String {
    let error = repeated_error_text(m, error);
    let Some(at) = store.read_at() else { return error };
    let time = clock_time(m.language().html_tag(), at.wall_ms(), web::now_ms());
    m.sentences(&[&error, &m.rows_out_of_date(&time)])
}

/// Message of an error code, followed by its number.
pub(crate) fn code_text(m: &dyn Messages, code: ErrorCode) -> String {
    format!("{}{}", m.code(code), m.platform_code(code.number()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::RequestKind;
    use crate::i18n::Language;

    fn failed(fault: Fault) -> ApiError {
        ApiError::Failed(RequestKind::Write, fault)
    }

    #[test]
    fn messages_do_not_quote_gateway_pages_or_suggest_resending_a_file_that_is_too_large() {
        for m in Language::ALL.map(Language::messages) {
            for status in [302, 403, 413, 502, 503, 504] {
                let error = ApiError::from_response(RequestKind::Write, status, "<html>nginx", None);
                assert!(!error_text(m, &error).contains("nginx"), "{status}");
            }
            let too_large = error_text(m, &failed(Fault::RequestTooLarge));
            assert!(
                !too_large.contains("again") && !too_large.contains("重试"),
                "{too_large}"
            );
        }
    }

    #[test]
    fn only_the_message_of_a_repeated_request_announces_another_attempt() {
        let m = Language::En.messages();
        let unavailable = |status| {
            failed(Fault::Unavailable {
                status,
                retry_after: Some(7),
            })
        };
        let cases = [
            (
                unavailable(503),
                "The platform is temporarily unavailable (HTTP 503). Trying again.",
            ),
            (
                unavailable(502),
                "The platform is temporarily unavailable (HTTP 502). Trying again.",
            ),
            (
                failed(Fault::Throttled(None)),
                "Too many requests to the platform. Trying again.",
            ),
        ];
        for (error, message) in cases {
            assert_eq!(repeated_error_text(m, &error), message);
            assert!(
                !error_text(m, &error).contains("Trying"),
                "a write is not repeated automatically"
            );
        }
    }
}
