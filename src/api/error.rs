//! What can come back instead of an answer.

use crate::i18n::Messages;
use upgrade_api::error::{ErrorBody, ErrorCode};
use upgrade_api::json::ReadError;

/// Whether a request only asks, or changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// Asking twice does no harm.
    Read,
    /// Sent once, whatever happens.
    Write,
}

impl RequestKind {
    /// Milliseconds it may take. A write may take longer, since giving up on it leaves doubt.
    pub(crate) fn limit_ms(self) -> u32 {
        match self {
            Self::Read => 15_000,
            Self::Write => 30_000,
        }
    }
}

/// Why a request did not give what was asked for. Made in one place, [`crate::api::Client`]; put into words in one
/// place, `i18n`; what follows from it is decided by its [`ErrorClass`](crate::api::ErrorClass).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// There is no token, or the platform does not take it any more.
    SignedOut(Option<ErrorCode>),
    /// The token had grown old and was replaced; what was asked for has not been done.
    Renewed,
    /// The token has grown old and could not be replaced just now; what was asked for has not been done.
    NotRenewed,
    /// Whoever asked has left, or asks for something newer: this is for nobody.
    GivenUp,
    /// The platform said no, in the documented way.
    Refused(ErrorBody),
    /// No answer that could be relied on.
    Failed(RequestKind, Fault),
}

/// What came in place of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: the network, a blocked redirect, a server that is down.
    Unreachable,
    /// Nothing in time.
    TimedOut,
    /// Nobody: the page was left before the answer came.
    Left,
    /// More than is ever read.
    TooLarge,
    /// What was sent is larger than a server in front of the platform lets through (413).
    OverLimit,
    /// Asked too often; the seconds to wait, where they were named.
    Throttled(Option<u32>),
    /// A server in front of the platform says that the platform is not there just now (502, 503, 504).
    Unavailable {
        /// Its HTTP status.
        status: u16,
        /// Seconds to wait, where they were named.
        retry_after: Option<u32>,
    },
    /// A gateway in front of the platform has refused the request, or wants a sign-in of its own. Its HTTP status; none for
    /// a redirect, which is not followed.
    Gateway(Option<u16>),
    /// The platform says that it failed, in the documented way; the seconds to wait, where they were named.
    Broken(ErrorBody, Option<u32>),
    /// Something no document describes.
    Undocumented {
        /// Its HTTP status.
        status: u16,
        /// What is wrong with it, or how its text begins.
        detail: String,
    },
}

/// Characters of an undocumented answer that are shown: enough to see whose page it is.
const SHOWN: usize = 200;
/// Characters of the platform's own words that are shown.
const WORDS_SHOWN: usize = 20_000;

impl ApiError {
    /// A good status, and a body that cannot be read.
    #[must_use]
    pub fn unreadable(call: RequestKind, error: &ReadError, body: &str) -> Self {
        if is_page(body) {
            return Self::Failed(call, Fault::Gateway(Some(200)));
        }
        let mut detail = error.to_string();
        if *error == ReadError::NotJson && !body.is_empty() {
            detail.push_str(": ");
            detail.push_str(&beginning(body));
        }
        Self::Failed(call, Fault::Undocumented { status: 200, detail })
    }

    /// The error of an answer other than 200.
    #[must_use]
    pub fn from_answer(call: RequestKind, status: u16, body: &str, retry_after: Option<u32>) -> Self {
        match ErrorBody::read(body) {
            Ok(error) if error.code.is_about_token() => Self::SignedOut(Some(error.code)),
            // A gateway in front of the platform may answer 401 (`platform-api.md`).
            _ if status == 401 => Self::SignedOut(None),
            _ if status == 429 => Self::Failed(call, Fault::Throttled(retry_after)),
            Ok(error) if status < 500 => Self::Refused(clipped(error)),
            Ok(error) => Self::Failed(call, Fault::Broken(clipped(error), retry_after)),
            Err(_) if matches!(status, 502..=504) => Self::Failed(call, Fault::Unavailable { status, retry_after }),
            Err(_) if status == 413 => Self::Failed(call, Fault::OverLimit),
            Err(_) if (300..400).contains(&status) || matches!(status, 403 | 407 | 511) && is_page(body) => {
                Self::Failed(call, Fault::Gateway(Some(status)))
            }
            Err(_) => Self::Failed(
                call,
                Fault::Undocumented {
                    status,
                    detail: beginning(body),
                },
            ),
        }
    }

    /// What an operator reads: what it means, what to do next, and the code for whoever is asked.
    #[must_use]
    pub fn text(&self, m: &Messages) -> String {
        match self {
            Self::SignedOut(None) | Self::GivenUp => m.not_signed_in.to_owned(),
            Self::SignedOut(Some(code)) => code_text(m, *code),
            Self::Renewed => m.renewed.to_owned(),
            Self::NotRenewed => m.not_renewed.to_owned(),
            Self::Refused(body) | Self::Failed(_, Fault::Broken(body, _)) if body.msg.is_empty() => {
                code_text(m, body.code)
            }
            Self::Refused(body) | Self::Failed(_, Fault::Broken(body, _)) => {
                format!("{} {}{}", code_text(m, body.code), m.platform_says, body.msg)
            }
            Self::Failed(_, Fault::Unreachable) => m.unreachable.to_owned(),
            Self::Failed(_, Fault::TimedOut) => m.timed_out.to_owned(),
            Self::Failed(_, Fault::Left) => m.left_before_answer.to_owned(),
            Self::Failed(_, Fault::TooLarge) => m.answer_too_large.to_owned(),
            Self::Failed(_, Fault::OverLimit) => m.over_limit.to_owned(),
            Self::Failed(_, Fault::Throttled(seconds)) => (m.throttled)(*seconds),
            Self::Failed(_, Fault::Unavailable { status, retry_after }) => (m.unavailable)(*status, *retry_after),
            Self::Failed(_, Fault::Gateway(status)) => (m.gateway)(*status),
            Self::Failed(_, Fault::Undocumented { status, detail }) => (m.unexpected)(*status, detail),
        }
    }

    /// The same where it is asked again without a press.
    #[must_use]
    pub fn text_when_repeated(&self, m: &Messages) -> String {
        match self {
            Self::Failed(_, Fault::Throttled(_)) => m.throttled_for_now.to_owned(),
            Self::Failed(_, Fault::Unavailable { status, .. }) => (m.unavailable_for_now)(*status),
            other => other.text(m),
        }
    }

    /// The right that is missing, where that is why the platform said no. It does not come by signing in again.
    #[must_use]
    pub fn lacks_right(&self) -> Option<ErrorCode> {
        let Self::Refused(body) = self else { return None };
        let about_rights = matches!(
            body.code,
            ErrorCode::Forbidden
                | ErrorCode::EnterpriseRequired
                | ErrorCode::AdminRequired
                | ErrorCode::DataPermissionRequired
        );
        about_rights.then_some(body.code)
    }

    /// Seconds the platform asks to be left alone.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Failed(
                _,
                Fault::Throttled(retry_after) | Fault::Unavailable { retry_after, .. } | Fault::Broken(_, retry_after),
            ) => *retry_after,
            _ => None,
        }
    }
}

/// Whether an answer is a page for people: the interface has none.
pub(crate) fn is_page(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

fn beginning(text: &str) -> String {
    text.trim().chars().take(SHOWN).collect()
}

/// A platform may say as much as it likes; people read the beginning.
fn clipped(mut error: ErrorBody) -> ErrorBody {
    if error.msg.len() > WORDS_SHOWN {
        error.msg = error.msg.chars().take(WORDS_SHOWN).collect();
    }
    error
}

/// The sentence of a code, with its number.
#[must_use]
pub fn code_text(m: &Messages, code: ErrorCode) -> String {
    format!("{}{}", (m.code)(code), (m.platform_code)(code.number()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

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
    fn a_page_in_place_of_data_is_a_gateways() {
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
    fn no_sentence_about_a_server_in_front_quotes_its_page_and_none_about_a_size_says_to_try_again() {
        for language in [Language::En, Language::Zh] {
            let m = language.messages();
            for status in [302, 403, 413, 502, 503, 504] {
                let error = ApiError::from_answer(RequestKind::Write, status, "<html>nginx", None);
                assert!(!error.text(m).contains("nginx"), "{status} {language:?}");
            }
            let too_large = failed(Fault::OverLimit).text(m);
            assert!(
                !too_large.contains("again") && !too_large.contains("重试"),
                "{too_large}"
            );
        }
        let m = Language::En.messages();
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
                "The platform is asked too often. Trying again.",
            ),
        ];
        for (error, sentence) in cases {
            assert_eq!(error.text_when_repeated(m), sentence);
            assert!(!error.text(m).contains("Trying"), "nothing repeats a write");
        }
    }

    #[test]
    fn an_answer_other_than_200_becomes_one_error() {
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
                failed(Fault::Broken(
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
            (413, "<html>Request Entity Too Large", failed(Fault::OverLimit)),
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
                ApiError::from_answer(RequestKind::Write, status, body, Some(7)),
                error,
                "{status} {body}"
            );
        }
    }
}
