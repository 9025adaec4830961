//! Errors of API requests.

use upgrade_api::error::{ErrorBody, ErrorCode};
use upgrade_api::json::ReadError;

/// Whether a request reads or changes data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// Changes nothing, so it may be repeated.
    Read,
    /// Changes data. It is repeated only where a second execution changes nothing, as with a stop.
    Write,
}

impl RequestKind {
    /// Timeout in milliseconds. It is longer for a write, because the outcome of an aborted write is unknown.
    pub(crate) fn timeout_ms(self) -> u32 {
        match self {
            Self::Read => 15_000,
            Self::Write => 30_000,
        }
    }
}

/// Why a request failed. Created by [`crate::api::Client`]; pages put it into words. Callers ask it
/// what it means for them, such as [`may_have_been_executed`](Self::may_have_been_executed).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// There is no token, or the platform refused it, with the platform's error code if it sent one.
    SignedOut(Option<ErrorCode>),
    /// The token was refused and has been renewed; the request was not executed.
    Renewed,
    /// The token was refused and its renewal failed for a temporary reason; the request was not executed.
    NotRenewed,
    /// The request was aborted, because the session ended or its owner aborted it.
    Aborted,
    /// The platform rejected the request with a documented error body.
    Refused(ErrorBody),
    /// There is no reliable response.
    Failed(RequestKind, Fault),
}

/// Why there is no reliable response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No response: the network failed, a redirect was blocked, or the server is down.
    Unreachable,
    /// No response within the timeout.
    TimedOut,
    /// The page was closed or reloaded before the response arrived.
    PageClosed,
    /// The response exceeds the size limit of the console, or the list its number of tasks.
    ResponseTooLarge,
    /// The request exceeds the size limit of a server in front of the platform (413).
    RequestTooLarge,
    /// Too many requests (429); the seconds to wait, if the response names them.
    Throttled(Option<u32>),
    /// A server in front of the platform reports that the platform is unavailable (502, 503, 504).
    Unavailable {
        /// HTTP status of the response.
        status: u16,
        /// Seconds to wait, if the response names them.
        retry_after: Option<u32>,
    },
    /// A gateway in front of the platform refused the request or requires its own sign-in; its HTTP status, or `None`
    /// for a redirect, which is not followed.
    Gateway(Option<u16>),
    /// The platform reports a server error with a documented error body; the seconds to wait, if the response names
    /// them.
    ServerError(ErrorBody, Option<u32>),
    /// A response that no document describes.
    Undocumented {
        /// HTTP status of the response.
        status: u16,
        /// The problem with the body, or the beginning of the body.
        detail: String,
    },
}

/// Characters of an undocumented body that are shown, enough to identify the server that sent it.
const DETAIL_CHARS: usize = 200;
/// Characters of the platform's message that are shown.
const MESSAGE_CHARS: usize = 20_000;

impl ApiError {
    /// Error of a response with status 200 and an unreadable body.
    pub fn unreadable(kind: RequestKind, error: &ReadError, body: &str) -> Self {
        if is_page(body) {
            return Self::Failed(kind, Fault::Gateway(Some(200)));
        }
        let mut detail = error.to_string();
        if *error == ReadError::NotJson && !body.is_empty() {
            detail.push_str(": ");
            detail.push_str(&beginning(body));
        }
        Self::Failed(kind, Fault::Undocumented { status: 200, detail })
    }

    /// Error of a response with a status other than 200.
    pub fn from_response(kind: RequestKind, status: u16, body: &str, retry_after: Option<u32>) -> Self {
        match ErrorBody::read(body) {
            Ok(error) if error.code.is_about_token() => Self::SignedOut(Some(error.code)),
            // A gateway in front of the platform may answer 401 (`platform-api.md`).
            _ if status == 401 => Self::SignedOut(None),
            _ if status == 429 => Self::Failed(kind, Fault::Throttled(retry_after)),
            Ok(error) if status < 500 => Self::Refused(clipped(error)),
            Ok(error) => Self::Failed(kind, Fault::ServerError(clipped(error), retry_after)),
            Err(_) if matches!(status, 502..=504) => Self::Failed(kind, Fault::Unavailable { status, retry_after }),
            Err(_) if status == 413 => Self::Failed(kind, Fault::RequestTooLarge),
            Err(_) if (300..400).contains(&status) || matches!(status, 403 | 407 | 511) && is_page(body) => {
                Self::Failed(kind, Fault::Gateway(Some(status)))
            }
            Err(_) => Self::Failed(
                kind,
                Fault::Undocumented {
                    status,
                    detail: beginning(body),
                },
            ),
        }
    }

    /// Error code of the missing permission, if that is why the platform rejected the request. Signing in again does
    /// not help.
    pub fn missing_permission(&self) -> Option<ErrorCode> {
        let Self::Refused(body) = self else { return None };
        let is_about_permission = matches!(
            body.code,
            ErrorCode::Forbidden
                | ErrorCode::EnterpriseRequired
                | ErrorCode::AdminRequired
                | ErrorCode::DataPermissionRequired
        );
        is_about_permission.then_some(body.code)
    }

    /// Seconds to wait before the next request, if the response names them.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Failed(
                _,
                Fault::Throttled(retry_after)
                | Fault::Unavailable { retry_after, .. }
                | Fault::ServerError(_, retry_after),
            ) => *retry_after,
            _ => None,
        }
    }
}

/// Whether a body is an HTML or XML page. The API sends none.
pub(crate) fn is_page(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

fn beginning(text: &str) -> String {
    text.trim().chars().take(DETAIL_CHARS).collect()
}

/// Limits the length of the platform's message.
fn clipped(mut error: ErrorBody) -> ErrorBody {
    error.msg = error.msg.chars().take(MESSAGE_CHARS).collect();
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(fault: Fault) -> ApiError {
        ApiError::Failed(RequestKind::Write, fault)
    }

    fn unavailable(status: u16) -> ApiError {
        let retry_after = Some(7);
        failed(Fault::Unavailable { status, retry_after })
    }

    fn undocumented(status: u16, detail: &str) -> ApiError {
        let detail = detail.to_owned();
        failed(Fault::Undocumented { status, detail })
    }

    #[test]
    fn a_page_instead_of_json_is_a_gateway_error() {
        let error = |body| ApiError::unreadable(RequestKind::Write, &ReadError::NotJson, body);
        for page in [
            "<!doctype html><title>Sign in</title>",
            "\n <html>",
            "<?xml version='1.0'?>",
        ] {
            assert_eq!(error(page), failed(Fault::Gateway(Some(200))), "{page}");
        }
        for other in ["", "soon", "[1"] {
            assert_ne!(error(other), failed(Fault::Gateway(Some(200))), "{other}");
        }
    }

    #[test]
    fn each_response_with_a_status_other_than_200_becomes_one_error() {
        let cases = [
            (
                403,
                r#"{"error":{"code":4031021,"msg":"expired"}}"#,
                ApiError::SignedOut(Some(ErrorCode::TokenExpired)),
            ),
            (401, "gateway", ApiError::SignedOut(None)),
            (
                400,
                r#"{"error":{"code":"4001035","msg":"name: taken"}}"#,
                ApiError::Refused(ErrorBody {
                    code: ErrorCode::TaskNameExists,
                    msg: "name: taken".into(),
                }),
            ),
            (
                403,
                r#"{"error":{"code":4031005,"msg":""}}"#,
                ApiError::Refused(ErrorBody {
                    code: ErrorCode::AdminRequired,
                    msg: String::new(),
                }),
            ),
            (
                503,
                r#"{"error":{"code":5031001,"msg":""}}"#,
                failed(Fault::ServerError(
                    ErrorBody {
                        code: ErrorCode::ServerFault,
                        msg: String::new(),
                    },
                    Some(7),
                )),
            ),
            (429, "", failed(Fault::Throttled(Some(7)))),
            (502, " <html>bad gateway", unavailable(502)),
            (503, "", unavailable(503)),
            (504, "upstream request timeout", unavailable(504)),
            (413, "<html>Request Entity Too Large", failed(Fault::RequestTooLarge)),
            (302, "<a href=/login>", failed(Fault::Gateway(Some(302)))),
            (303, "", failed(Fault::Gateway(Some(303)))),
            (403, "<!doctype html>", failed(Fault::Gateway(Some(403)))),
            (407, "\n<HTML>", failed(Fault::Gateway(Some(407)))),
            (403, "forbidden", undocumented(403, "forbidden")),
            (404, "<html>", undocumented(404, "<html>")),
            (500, " <html>oops", undocumented(500, "<html>oops")),
        ];
        for (status, body, error) in cases {
            assert_eq!(
                ApiError::from_response(RequestKind::Write, status, body, Some(7)),
                error,
                "{status} {body}"
            );
        }
    }
}
