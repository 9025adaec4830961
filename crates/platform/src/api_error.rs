//! Refusals of calls: a documented code and a message.

use std::fmt;
use upgrade_api::text::quoted;
use upgrade_api::{ErrorBody, ErrorCode, FieldId, Problem};

/// A refusal. `msg` starts with the wire name of the invalid field, if there is one, and contains no other wire name of
/// the create form, so that [`ErrorBody::field`] finds the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// Documented code; its first three digits are the HTTP status.
    pub code: ErrorCode,
    /// Message for people that describes the problem or its correction.
    pub msg: String,
}

impl ApiError {
    /// Creates a refusal that concerns no single field.
    pub fn new(code: ErrorCode, msg: impl Into<String>) -> Self {
        Self { code, msg: msg.into() }
    }

    /// Creates a refusal that concerns one field of the request.
    pub fn field(code: ErrorCode, field: &str, what: impl AsRef<str>) -> Self {
        Self::new(code, format!("{field}: {}", what.as_ref()))
    }

    /// Refuses a field that fails validation (4001001).
    pub fn invalid(field: &str, what: impl AsRef<str>) -> Self {
        Self::field(ErrorCode::ValidationFailed, field, what)
    }

    /// Refuses a required field that is absent, null or empty (4001002).
    pub fn missing(field: &str) -> Self {
        Self::field(ErrorCode::RequiredFieldMissing, field, "required, but missing or empty")
    }

    /// Refuses a field of the create form, with the code that the shared rules assign to the problem.
    pub fn problem(field: FieldId, problem: Problem) -> Self {
        let code = ErrorCode::for_problem(field, problem);
        Self::field(code, field.wire_name(), sentence(problem))
    }

    /// Refuses an undocumented URL, or an undocumented method of a documented URL.
    pub fn no_such_url() -> Self {
        Self::new(ErrorCode::UrlNotFound, "no such URL or method in this profile")
    }

    /// Reports a failure of the platform (5031001). `cause` is logged and never sent to the client.
    pub fn fault(cause: impl fmt::Display) -> Self {
        tracing::error!(%cause, "the platform failed");
        Self::new(
            ErrorCode::ServerFault,
            "the platform had an internal error; its log has the cause",
        )
    }

    pub fn body(&self) -> ErrorBody {
        ErrorBody {
            code: self.code,
            msg: self.msg.clone(),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.msg)
    }
}

impl std::error::Error for ApiError {}

impl From<rusqlite::Error> for ApiError {
    fn from(error: rusqlite::Error) -> Self {
        Self::fault(error)
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        Self::fault(error)
    }
}

/// Describes a problem in words that contain no wire name.
pub fn sentence(problem: Problem) -> String {
    match problem {
        Problem::Required => "required, but missing or empty".to_owned(),
        Problem::TooLong { len, max } => format!("{len} characters, but at most {max} are allowed"),
        Problem::Invisible(first) => format!("only invisible characters, such as {}", quoted(first)),
        Problem::NotANumber(wrong) => format!("use a whole number: {} isn't a digit", quoted(wrong)),
        Problem::TooLarge { max } => format!("at most {max}"),
        Problem::Zero => "at least 1 byte: devices can't install an empty file".to_owned(),
        Problem::Md5Length { len } => format!("{len} characters, but an MD5 has 32"),
        Problem::Md5Digit(digit) => format!("{} isn't a hexadecimal digit", quoted(digit)),
        Problem::UrlScheme => "start the address with http:// or https://".to_owned(),
        Problem::UrlHost => "the address has no valid host".to_owned(),
        Problem::UrlCharacter(character) => format!("percent-encode {}", quoted(character)),
        Problem::SameVersion => "both versions are the same: devices would keep reflashing in a loop".to_owned(),
        Problem::DowngradeRefused => "the target version is lower than the from version".to_owned(),
        Problem::NameTaken => "another task of this product already has this name".to_owned(),
        Problem::FromVersionTaken => "another task of this product already starts at this version".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_a_form_field_names_that_field() {
        let problems = [
            Problem::Required,
            Problem::TooLong { len: 33, max: 32 },
            Problem::Invisible('\u{3164}'),
            Problem::NotANumber('x'),
            Problem::TooLarge { max: 5 },
            Problem::Zero,
            Problem::Md5Length { len: 31 },
            Problem::Md5Digit('g'),
            Problem::UrlScheme,
            Problem::UrlHost,
            Problem::UrlCharacter('<'),
            Problem::SameVersion,
        ];
        for field in FieldId::TEXT_INPUTS {
            for problem in problems {
                let body = ApiError::problem(field, problem).body();
                assert_eq!(body.field(), Some(field), "{problem:?}: {}", body.msg);
                assert!(body.msg.starts_with(field.wire_name()), "{}", body.msg);
            }
        }
    }
}
