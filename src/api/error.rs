//! What can come back instead of an answer.

use super::Call;
use crate::i18n::Messages;
use upgrade_api::error::{ErrorBody, ErrorCode};
use upgrade_api::json::ReadError;

/// Why a request did not give what was asked for. Made in one place, [`super::Client`]; put into words in one
/// place, `i18n`; what follows from it is decided by its [`Outcome`](super::Outcome).
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
    Failed(Call, Fault),
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
    /// Asked too often; the seconds to wait, where they were said.
    Throttled(Option<u32>),
    /// The platform says that it failed, in the documented way.
    Broken(ErrorBody),
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
    pub fn unreadable(call: Call, error: &ReadError, body: &str) -> Self {
        let mut detail = error.to_string();
        if *error == ReadError::NotJson && !body.is_empty() {
            detail.push_str(": ");
            detail.push_str(&beginning(body));
        }
        Self::Failed(call, Fault::Undocumented { status: 200, detail })
    }

    /// The error of an answer other than 200.
    #[must_use]
    pub fn from_answer(call: Call, status: u16, body: &str, retry_after: Option<u32>) -> Self {
        match ErrorBody::read(body) {
            Ok(error) if error.code.is_about_token() => Self::SignedOut(Some(error.code)),
            // A gateway in front of the platform may answer 401 (`platform-api.md`).
            _ if status == 401 => Self::SignedOut(None),
            _ if status == 429 => Self::Failed(call, Fault::Throttled(retry_after)),
            Ok(error) if status < 500 => Self::Refused(clipped(error)),
            Ok(error) => Self::Failed(call, Fault::Broken(clipped(error))),
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
            Self::Refused(body) | Self::Failed(_, Fault::Broken(body)) if body.msg.is_empty() => {
                code_text(m, body.code)
            }
            Self::Refused(body) | Self::Failed(_, Fault::Broken(body)) => {
                format!("{} {}{}", code_text(m, body.code), m.platform_says, body.msg)
            }
            Self::Failed(_, Fault::Unreachable) => m.unreachable.to_owned(),
            Self::Failed(_, Fault::TimedOut) => m.timed_out.to_owned(),
            Self::Failed(_, Fault::Left) => m.left_before_answer.to_owned(),
            Self::Failed(_, Fault::TooLarge) => m.answer_too_large.to_owned(),
            Self::Failed(_, Fault::Throttled(seconds)) => (m.throttled)(*seconds),
            Self::Failed(_, Fault::Undocumented { status, detail }) => (m.unexpected)(*status, detail),
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
    pub(super) fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Failed(_, Fault::Throttled(seconds)) => *seconds,
            _ => None,
        }
    }
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
                502,
                " <html>bad gateway",
                ApiError::Failed(
                    Call::Write,
                    Fault::Undocumented {
                        status: 502,
                        detail: "<html>bad gateway".into(),
                    },
                ),
            ),
            (
                503,
                r#"{"error":{"code":5031001,"msg":""}}"#,
                ApiError::Failed(
                    Call::Write,
                    Fault::Broken(ErrorBody {
                        code: ErrorCode::ServerFault,
                        msg: String::new(),
                    }),
                ),
            ),
            (429, "", ApiError::Failed(Call::Write, Fault::Throttled(Some(7)))),
        ];
        for (status, body, error) in cases {
            assert_eq!(
                ApiError::from_answer(Call::Write, status, body, Some(7)),
                error,
                "{status} {body}"
            );
        }
    }
}
