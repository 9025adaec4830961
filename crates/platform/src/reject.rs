//! What a call is refused with: one of the documented codes and a sentence.

use upgrade_api::error::{ErrorBody, ErrorCode};
use upgrade_api::field::FieldId;
use upgrade_api::values::Problem;

/// A refusal. `msg` starts with the wire name of the field at fault, where there is one, and holds no other wire
/// name of the create form: that is how [`ErrorBody::field`] finds the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The documented code; its first three digits are the HTTP status.
    pub code: ErrorCode,
    /// What to do about it, for people.
    pub msg: String,
}

impl Reject {
    /// A refusal that is not about one field.
    pub fn new(code: ErrorCode, msg: impl Into<String>) -> Self {
        Self { code, msg: msg.into() }
    }

    /// A refusal about one field of the request.
    pub fn field(code: ErrorCode, field: &str, what: impl AsRef<str>) -> Self {
        Self::new(code, format!("{field}: {}", what.as_ref()))
    }

    /// A field that did not pass validation (4001001).
    pub fn invalid(field: &str, what: impl AsRef<str>) -> Self {
        Self::field(ErrorCode::ValidationFailed, field, what)
    }

    /// A required field that is absent, null or empty (4001002).
    #[must_use]
    pub fn missing(field: &str) -> Self {
        Self::field(
            ErrorCode::RequiredFieldMissing,
            field,
            "required, and absent or empty here",
        )
    }

    /// A field of the create form whose value has this problem, with the code the shared rules give it.
    #[must_use]
    pub fn problem(field: FieldId, problem: Problem) -> Self {
        let code = ErrorCode::for_problem(field, problem);
        Self::field(code, field.wire_name(), sentence(problem))
    }

    /// The platform failed (5031001). `cause` goes to the log, never to the caller.
    pub fn fault(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "the platform failed");
        Self::new(ErrorCode::ServerFault, "the platform failed; its log says why")
    }

    /// The body of the answer.
    #[must_use]
    pub fn body(&self) -> ErrorBody {
        ErrorBody {
            code: self.code,
            msg: self.msg.clone(),
        }
    }
}

impl From<rusqlite::Error> for Reject {
    fn from(error: rusqlite::Error) -> Self {
        Self::fault(error)
    }
}

impl From<std::io::Error> for Reject {
    fn from(error: std::io::Error) -> Self {
        Self::fault(error)
    }
}

/// What is wrong with a value, in words that hold no wire name.
#[must_use]
pub fn sentence(problem: Problem) -> String {
    match problem {
        Problem::Required => "required, and absent or empty here".to_owned(),
        Problem::TooLong { len, max } => format!("{len} characters, at most {max} are allowed"),
        Problem::NotANumber => "use a whole number".to_owned(),
        Problem::TooLarge { max } => format!("at most {max}"),
        Problem::Zero => "at least 1 byte: no device can flash an empty file".to_owned(),
        Problem::Md5Length { len } => format!("{len} characters, an MD5 has 32"),
        Problem::Md5Digit(digit) => format!("{digit:?} is not a hexadecimal digit"),
        Problem::UrlScheme => "start the address with http:// or https://".to_owned(),
        Problem::UrlHost => "the address has no host, or an impossible one".to_owned(),
        Problem::UrlCharacter(character) => format!("percent-encode {character:?}"),
        Problem::SameVersion => "both versions are the same: devices would flash themselves for ever".to_owned(),
        Problem::DowngradeRefused => "the target version is below the from version".to_owned(),
        Problem::NameTaken => "another task of this product is called that".to_owned(),
        Problem::FromVersionTaken => "another task of this product starts at this version".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_every_form_field_is_read_back_as_that_field() {
        let problems = [
            Problem::Required,
            Problem::TooLong { len: 33, max: 32 },
            Problem::NotANumber,
            Problem::TooLarge { max: 5 },
            Problem::Zero,
            Problem::Md5Length { len: 31 },
            Problem::Md5Digit('g'),
            Problem::UrlScheme,
            Problem::UrlHost,
            Problem::UrlCharacter('<'),
            Problem::SameVersion,
        ];
        for field in FieldId::TYPED {
            for problem in problems {
                let body = Reject::problem(field, problem).body();
                assert_eq!(body.field(), Some(field), "{problem:?}: {}", body.msg);
                assert!(body.msg.starts_with(field.wire_name()), "{}", body.msg);
            }
        }
    }
}
