//! What can come back instead of an answer.

use crate::i18n::Messages;
use upgrade_api::error::{ErrorBody, ErrorCode};
use upgrade_api::json::ReadError;

/// Why a request did not give what was asked for. Made in one place, [`super::Client`]; put into words in one
/// place, `i18n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// There is no token, or the platform does not take it any more.
    SignedOut(Option<ErrorCode>),
    /// The token had grown old and was replaced; what was asked for has not been done.
    Renewed,
    /// The token has grown old and could not be replaced just now; what was asked for has not been done.
    NotRenewed,
    /// The platform said no, in the documented way.
    Refused(ErrorBody),
    /// No answer: the network, a blocked redirect, a server that is down. A write may or may not have happened.
    Unreachable,
    /// No answer in time. A write may or may not have happened.
    TimedOut,
    /// An answer that is not the documented one.
    Unexpected {
        /// Its HTTP status.
        status: u16,
        /// What is wrong with it, or how its text begins.
        detail: String,
    },
}

impl ApiError {
    /// An answer whose body cannot be read.
    #[must_use]
    pub fn unreadable(error: &ReadError) -> Self {
        Self::Unexpected {
            status: 200,
            detail: error.to_string(),
        }
    }

    /// The error of an answer other than 200.
    #[must_use]
    pub fn from_answer(status: u16, body: &str) -> Self {
        match ErrorBody::read(body) {
            Ok(error) if error.code.is_about_token() => Self::SignedOut(Some(error.code)),
            // A gateway in front of the platform may answer 401 (`platform-api.md`).
            _ if status == 401 => Self::SignedOut(None),
            Ok(error) => Self::Refused(error),
            Err(_) => Self::Unexpected {
                status,
                detail: body.trim().chars().take(200).collect(),
            },
        }
    }

    /// What an operator reads: what it means, what to do next, and the code for whoever is asked.
    #[must_use]
    pub fn text(&self, m: &Messages) -> String {
        match self {
            Self::SignedOut(None) => m.not_signed_in.to_owned(),
            Self::SignedOut(Some(code)) => code_text(m, *code),
            Self::Refused(body) if body.msg.is_empty() => code_text(m, body.code),
            Self::Refused(body) => format!("{} {}{}", code_text(m, body.code), m.platform_says, body.msg),
            Self::Renewed => m.renewed.to_owned(),
            Self::NotRenewed => m.not_renewed.to_owned(),
            Self::Unreachable => m.unreachable.to_owned(),
            Self::TimedOut => m.timed_out.to_owned(),
            Self::Unexpected { status, detail } => (m.unexpected)(*status, detail),
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

    /// Whether a write that ended so may have happened all the same.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        match self {
            Self::SignedOut(_) | Self::Refused(_) | Self::Renewed | Self::NotRenewed => false,
            Self::Unreachable | Self::TimedOut | Self::Unexpected { .. } => true,
        }
    }
}

/// The sentence of a code, with its number.
#[must_use]
pub fn code_text(m: &Messages, code: ErrorCode) -> String {
    format!("{} ({}{})", (m.code)(code), m.platform_code, code.number())
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
                ApiError::Unexpected {
                    status: 502,
                    detail: "<html>bad gateway".into(),
                },
            ),
        ];
        for (status, body, error) in cases {
            assert_eq!(ApiError::from_answer(status, body), error, "{status} {body}");
        }
    }
}
