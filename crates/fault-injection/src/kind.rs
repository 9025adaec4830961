//! Kinds of faults.

use crate::malformed::Malformed;
use crate::wrong_field::{Shape, task_field};
use axum::http::StatusCode;
use std::fmt::Display;
use std::num::NonZeroU32;
use std::str::FromStr;
use strum::VariantNames;
use upgrade_api::FieldId;

const KINDS: &str = "delay=MS, delay-after=MS, status=CODE[,retry-after=SECONDS], status-after=CODE, drop-before, \
    drop-after, truncate[=BYTES], reorder, expire, slow=BYTES_PER_SECOND, odd=NAME, field=FIELD:SHAPE";

/// Longest delay, in milliseconds. Ten minutes exceed every timeout of the console.
const DELAY_MAX: u32 = 600_000;
/// Largest `Retry-After`, in seconds.
const RETRY_AFTER_MAX: u32 = 86_400;
/// Largest number of bytes to send of a truncated answer.
const BYTES_MAX: u32 = 1 << 30;
/// Largest number of tasks of [`Kind::Rows`].
const ROWS_MAX: u32 = 1_000_000;
/// Largest number of characters of [`Kind::LongName`].
const NAME_MAX: u32 = 10_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Delays the request by this many milliseconds before it is handled.
    Delay(u32),
    /// Delays the answer by this many milliseconds.
    DelayAfter(u32),
    /// Answers with this status, an empty body and optionally `Retry-After` in seconds, without handling the request.
    Status(StatusCode, Option<u32>),
    /// Handles the request, then answers with this status and a gateway's HTML page.
    StatusAfter(StatusCode),
    /// Closes the connection without handling the request.
    DropBefore,
    /// Handles the request, then closes the connection without an answer.
    DropAfter,
    /// Closes the connection after this many bytes of the body, by default after half of it.
    Truncate(Option<u32>),
    /// Holds the answer until the next answer to the same operation is sent.
    Reorder,
    /// Expires the access token before the request is handled.
    Expire,
    /// Limits request and answer to this many bytes per second.
    Slow(NonZeroU32),
    /// Answers with status 200 and a malformed body.
    Malformed(Malformed),
    /// Answers with a list of this many small tasks.
    Rows(u32),
    /// Answers with the real list, with this many characters in the first task's name.
    LongName(u32),
    /// Replaces a field in the first task of a list by a value of the wrong shape.
    Field(FieldId, Shape),
}

impl Kind {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let given = value.unwrap_or_default();
        let without_value = |kind| match value {
            None => Ok(kind),
            Some(_) => Err(format!("{name} takes no value")),
        };
        match name {
            "delay" => Ok(Self::Delay(number(given, 0, DELAY_MAX)?)),
            "delay-after" => Ok(Self::DelayAfter(number(given, 0, DELAY_MAX)?)),
            "status" => parse_refusal(given),
            "status-after" => Ok(Self::StatusAfter(parse_status(given, 400)?)),
            "drop-before" => without_value(Self::DropBefore),
            "drop-after" => without_value(Self::DropAfter),
            "truncate" => {
                let bytes = value.map(|bytes| number(bytes, 0, BYTES_MAX));
                Ok(Self::Truncate(bytes.transpose()?))
            }
            "reorder" => without_value(Self::Reorder),
            "expire" => without_value(Self::Expire),
            "slow" => Ok(Self::Slow(number(given, NonZeroU32::MIN, NonZeroU32::MAX)?)),
            "odd" => match given.split_once('=') {
                Some(("rows", count)) => Ok(Self::Rows(number(count, 1, ROWS_MAX)?)),
                Some(("long-name", length)) => Ok(Self::LongName(number(length, 1, NAME_MAX)?)),
                _ => {
                    let odd = named("odd answer", given).map(Self::Malformed);
                    odd.map_err(|message| format!("{message}, rows=N, long-name=N"))
                }
            },
            "field" => {
                let (field, shape) = given.split_once(':').ok_or("use field=FIELD:SHAPE")?;
                Ok(Self::Field(task_field(field)?, named("shape", shape)?))
            }
            _ => Err(format!("no such kind: use {KINDS}")),
        }
    }

    /// Whether it applies to lists only.
    pub(crate) fn is_about_lists(self) -> bool {
        matches!(self, Self::Field(..) | Self::Rows(_) | Self::LongName(_))
    }

    /// Whether it determines the answer. At most one such fault applies to a request.
    pub(crate) fn is_answer(self) -> bool {
        use Kind::{Delay, DelayAfter, Expire, Field, Reorder, Slow};
        !matches!(self, Delay(_) | DelayAfter(_) | Reorder | Expire | Slow(_) | Field(..))
    }

    /// Whether a request with this fault is handled and its write committed.
    pub(crate) fn lets_handle(self) -> bool {
        match self {
            Self::Status(..) | Self::DropBefore | Self::Rows(_) => false,
            Self::Malformed(malformed) => malformed.needs_the_answer(),
            _ => true,
        }
    }

    /// Whether it has an effect beside a fault that determines the answer.
    pub(crate) fn goes_with(self, answer: Option<Self>) -> bool {
        let dropped = matches!(answer, Some(Self::DropBefore | Self::DropAfter));
        let handled = answer.is_none_or(Self::lets_handle);
        match self {
            Self::DelayAfter(_) | Self::Expire => handled,
            Self::Reorder => !dropped,
            // A dropped request has no answer to slow down, but if it is handled, its body is read.
            Self::Slow(_) => !dropped || handled,
            Self::Field(..) => handled && !dropped && !matches!(answer, Some(Self::StatusAfter(_))),
            _ => true,
        }
    }
}

pub(crate) fn named<T: FromStr + VariantNames>(what: &str, text: &str) -> Result<T, String> {
    let unknown = |_| format!("no such {what}: use {}", T::VARIANTS.join(", "));
    text.parse().map_err(unknown)
}

/// Parses a number from `least` to `most`, written with digits only.
fn number<N: FromStr + PartialOrd + Display + Copy>(text: &str, least: N, most: N) -> Result<N, String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|n| digits && (least..=most).contains(n));
    number.ok_or_else(|| format!("use a number from {least} to {most}"))
}

fn parse_status(text: &str, least: u16) -> Result<StatusCode, String> {
    StatusCode::from_u16(number(text, least, 599)?).map_err(|error| error.to_string())
}

/// Parses `CODE[,retry-after=SECONDS]`.
fn parse_refusal(text: &str) -> Result<Kind, String> {
    let Some((code, extra)) = text.split_once(',') else {
        return Ok(Kind::Status(parse_status(text, 200)?, None));
    };
    let seconds = extra.strip_prefix("retry-after=");
    let seconds = seconds.ok_or("after the code comes ,retry-after=SECONDS")?;
    let retry_after = number(seconds, 0, RETRY_AFTER_MAX)?;
    Ok(Kind::Status(parse_status(code, 200)?, Some(retry_after)))
}
