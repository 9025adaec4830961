//! Fault rules and their text form: `KIND[=VALUE]@OPERATION[*COUNT]`.

use crate::kind::{Kind, named};
use axum::http::Method;
use std::fmt;
use std::num::NonZeroU32;
use strum::{Display, EnumCount, EnumString, VariantNames};
use upgrade_api::paths;

/// Requests that a rule applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumCount, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Operation {
    Create,
    List,
    Status,
    Delete,
    Products,
    SignIn,
    Refresh,
    Upload,
    /// In a rule, every call under `/v2`. For a request, a call without an operation of its own.
    Any,
}

impl Operation {
    /// Returns the operation of a request; `None` outside `/v2`.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        if !path.starts_with("/v2/") {
            return None;
        }
        Some(match (method, path) {
            (&Method::GET | &Method::POST, paths::TASKS) => Self::List,
            (&Method::GET, paths::PRODUCTS) => Self::Products,
            (&Method::POST, paths::CREATE_TASK) => Self::Create,
            (&Method::POST, paths::TASK_STATUS) => Self::Status,
            (&Method::POST, paths::DELETE_TASK) => Self::Delete,
            (&Method::POST, paths::SIGN_IN) => Self::SignIn,
            (&Method::POST, paths::REFRESH_TOKEN) => Self::Refresh,
            (&Method::POST, upload) if upload.starts_with("/v2/upload/") => Self::Upload,
            _ => Self::Any,
        })
    }

    /// Whether a rule for this operation applies to `call`.
    pub(crate) fn covers(self, call: Self) -> bool {
        self == call || self == Self::Any
    }
}

/// A fault, the requests it applies to, and how many of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(crate) kind: Kind,
    pub(crate) operation: Operation,
    /// Maximum number of requests it applies to; `None` is unlimited.
    pub(crate) count: Option<NonZeroU32>,
    text: String,
}

impl Rule {
    /// Parses a rule of the command line or the control URL.
    ///
    /// # Errors
    /// A message with the problem and the allowed values. It never repeats the text, which may come from a request.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (head, count) = match text.split_once('*') {
            Some((head, count)) => (head, Some(parse_count(count)?)),
            None => (text, None),
        };
        let missing = "say where: KIND@OPERATION, as in drop-after@create";
        let (kind, operation) = head.split_once('@').ok_or(missing)?;
        let operation = named("operation", operation)?;
        let kind = Kind::parse(kind)?;
        if kind.is_about_lists() && operation != Operation::List {
            return Err("this kind changes a list: say @list".to_owned());
        }
        let text = text.to_owned();
        Ok(Self {
            kind,
            operation,
            count,
            text,
        })
    }

    /// Parses a rule in the text of a task, where `create` is the default operation.
    pub(crate) fn in_task(text: &str) -> Result<Self, String> {
        if text.contains('@') {
            return Self::parse(text);
        }
        let at = text.find('*').unwrap_or(text.len());
        Self::parse(&format!("{}@create{}", &text[..at], &text[at..]))
    }
}

fn parse_count(text: &str) -> Result<NonZeroU32, String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let count = text.parse().ok().filter(|_| digits);
    count.ok_or_else(|| "after * comes how often: 1 or more, as in drop-after@create*1".to_owned())
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_keep_their_text_form() {
        for text in [
            "delay=2000@list",
            "delay-after=1@any",
            "status=503@list*2",
            "status=429,retry-after=3@create",
            "status-after=502@delete",
            "drop-before@create",
            "drop-after@create*1",
            "truncate@list",
            "truncate=10@products",
            "reorder@list*1",
            "expire@status*1",
            "slow=1000@upload",
            "odd=html@list",
            "odd=nan@sign-in",
            "odd=rows=100000@list",
            "odd=long-name=5000@list*4294967295",
            "field=upgrade_count:negative@list",
            "drop-before@refresh",
        ] {
            assert_eq!(Rule::parse(text).map(|rule| rule.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn an_invalid_rule_is_refused_with_the_allowed_values() {
        for (text, words) in [
            ("", "KIND@OPERATION"),
            ("drop-after", "KIND@OPERATION"),
            ("@list", "no such kind: use delay=MS"),
            ("dorp@list", "no such kind: use delay=MS"),
            ("drop-after@tasks", "no such operation: use create, list"),
            ("drop-after@LIST", "no such operation"),
            ("drop-after@", "no such operation"),
            ("drop-after@list*0", "1 or more"),
            ("drop-after@list*", "1 or more"),
            ("drop-after@list*+1", "1 or more"),
            ("drop-after@list*4294967296", "1 or more"),
            ("drop-after=1@list", "takes no value"),
            ("reorder=1@list", "takes no value"),
            ("delay@list", "0 to 600000"),
            ("delay=-1@list", "0 to 600000"),
            ("delay=600001@list", "0 to 600000"),
            ("delay-after=1.5@list", "0 to 600000"),
            ("status@list", "200 to 599"),
            ("status=199@list", "200 to 599"),
            ("status=503,later=1@list", "retry-after=SECONDS"),
            ("status=503,retry-after=x@list", "0 to 86400"),
            ("status-after=204@list", "400 to 599"),
            ("truncate=x@list", "0 to"),
            ("slow=0@list", "1 to"),
            ("odd@list", "no such odd answer: use html"),
            ("odd=weird@list", "no such odd answer: use html"),
            ("odd=rows@list", "no such odd answer"),
            ("odd=rows=x@list", "1 to 1000000"),
            ("odd=long-name=0@list", "1 to 10000000"),
            ("odd=rows=5@create", "say @list"),
            ("odd=long-name=5@any", "say @list"),
            ("field=name:null@create", "say @list"),
            ("field=name@list", "FIELD:SHAPE"),
            ("field=size:null@list", "no such field: use id, product_id"),
            ("field=name:nil@list", "no such shape: use string, number"),
        ] {
            let error = Rule::parse(text).err().unwrap_or_default();
            assert!(error.contains(words), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn create_is_the_default_operation_in_a_task() {
        let text = |rule| Rule::in_task(rule).map(|rule| rule.to_string());
        assert_eq!(text("drop-after*1"), Ok("drop-after@create*1".to_owned()));
        assert_eq!(text("odd=html@list"), Ok("odd=html@list".to_owned()));
        assert!(text("field=name:null").is_err());
    }

    #[test]
    fn requests_are_assigned_to_operations() {
        for (method, path, expected) in [
            ("POST", "/v2/upgrade/firmware/task", Some(Operation::Create)),
            ("GET", "/v2/upgrade/firmware/tasks", Some(Operation::List)),
            ("POST", "/v2/upgrade/firmware/tasks", Some(Operation::List)),
            ("POST", "/v2/upgrade/firmware/task/status", Some(Operation::Status)),
            ("POST", "/v2/upgrade/firmware/task/delete", Some(Operation::Delete)),
            ("GET", "/v2/products", Some(Operation::Products)),
            ("POST", "/v2/corp_auth", Some(Operation::SignIn)),
            ("POST", "/v2/corp/token/refresh", Some(Operation::Refresh)),
            ("POST", "/v2/upload/product/1/firmware", Some(Operation::Upload)),
            ("GET", "/v2/product/1/firmwares", Some(Operation::Any)),
            ("GET", "/v2/upgrade/firmware/task", Some(Operation::Any)),
            ("GET", "/", None),
            ("PUT", "/faults", None),
            ("GET", "/files/a", None),
        ] {
            let method = Method::try_from(method).unwrap_or_default();
            assert_eq!(Operation::of(&method, path), expected, "{method} {path}");
        }
    }
}
