//! Kinds of faults.

use super::field::{Shape, task_field};
use super::odd::Odd;
use axum::http::StatusCode;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;
use upgrade_api::field::FieldId;

const KINDS: &str = "delay=MS, delay-after=MS, status=CODE[,retry-after=SECONDS], status-after=CODE, drop-before, \
    drop-after, truncate[=BYTES], reorder, expire, slow=BYTES_PER_SECOND, odd=NAME, field=FIELD:SHAPE";

/// Longest delay, in milliseconds. Ten minutes exceed every timeout of the console.
const DELAY_MAX: u32 = 600_000;
/// Largest `Retry-After`, in seconds.
const RETRY_AFTER_MAX: u32 = 86_400;
/// Largest number of bytes to send of a truncated answer.
const BYTES_MAX: u32 = 1 << 30;

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// Answers with status 200 and an unusual body.
    Odd(Odd),
    /// Replaces a field in the first task of a list by a value of the wrong shape.
    Field(FieldId, Shape),
}

impl Kind {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
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
            "odd" => Odd::parse(given).map(Self::Odd),
            "field" => {
                let (field, shape) = given.split_once(':').ok_or("use field=FIELD:SHAPE")?;
                Ok(Self::Field(task_field(field)?, Shape::parse(shape)?))
            }
            _ => Err(format!("no such kind: use {KINDS}")),
        }
    }

    /// Whether it applies to lists only.
    pub(super) fn is_about_lists(self) -> bool {
        matches!(self, Self::Field(..) | Self::Odd(Odd::Rows(_) | Odd::LongName(_)))
    }

    /// Whether it determines the answer. At most one such fault applies to a request.
    pub(super) fn is_answer(self) -> bool {
        match self {
            Self::Status(..)
            | Self::StatusAfter(_)
            | Self::DropBefore
            | Self::DropAfter
            | Self::Truncate(_)
            | Self::Odd(_) => true,
            Self::Delay(_) | Self::DelayAfter(_) | Self::Reorder | Self::Expire | Self::Slow(_) | Self::Field(..) => {
                false
            }
        }
    }

    /// Whether a request with this fault is handled and its write committed.
    pub(super) fn lets_handle(self) -> bool {
        match self {
            Self::Status(..) | Self::DropBefore => false,
            Self::Odd(odd) => odd.needs_the_answer(),
            _ => true,
        }
    }

    /// Whether it has an effect beside a fault that determines the answer.
    pub(super) fn goes_with(self, answer: Option<Self>) -> bool {
        let dropped = matches!(answer, Some(Self::DropBefore | Self::DropAfter));
        match self {
            Self::DelayAfter(_) | Self::Expire => answer.is_none_or(Self::lets_handle),
            Self::Reorder => !dropped,
            // A dropped request has no answer to slow down, but if it is handled, its body is read.
            Self::Slow(_) => !dropped || answer.is_none_or(Self::lets_handle),
            Self::Field(..) => match answer {
                None | Some(Self::Truncate(_)) => true,
                Some(other) => matches!(other, Self::Odd(odd) if odd.needs_the_answer()),
            },
            _ => true,
        }
    }
}

/// Parses a number from `least` to `most`, written with digits only.
pub(super) fn number<N: FromStr + PartialOrd + fmt::Display + Copy>(
    text: &str,
    least: N,
    most: N,
) -> Result<N, String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|n| digits && (least..=most).contains(n));
    number.ok_or_else(|| format!("use a number from {least} to {most}"))
}

fn parse_status(text: &str, least: u16) -> Result<StatusCode, String> {
    StatusCode::from_u16(number(text, least, 599)?).map_err(|error| error.to_string())
}

/// Parses `CODE[,retry-after=SECONDS]`.
fn parse_refusal(text: &str) -> Result<Kind, String> {
    let (code, extra) = match text.split_once(',') {
        Some((code, extra)) => (code, Some(extra)),
        None => (text, None),
    };
    let retry_after = extra.map(|extra| {
        let seconds = extra.strip_prefix("retry-after=");
        number(
            seconds.ok_or("after the code comes ,retry-after=SECONDS")?,
            0,
            RETRY_AFTER_MAX,
        )
    });
    Ok(Kind::Status(parse_status(code, 200)?, retry_after.transpose()?))
}

/// Converts milliseconds to a duration.
pub(super) fn milliseconds(ms: u32) -> Duration {
    Duration::from_millis(u64::from(ms))
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delay(ms) => write!(f, "delay={ms}"),
            Self::DelayAfter(ms) => write!(f, "delay-after={ms}"),
            Self::Status(code, None) => write!(f, "status={}", code.as_u16()),
            Self::Status(code, Some(seconds)) => write!(f, "status={},retry-after={seconds}", code.as_u16()),
            Self::StatusAfter(code) => write!(f, "status-after={}", code.as_u16()),
            Self::DropBefore => f.write_str("drop-before"),
            Self::DropAfter => f.write_str("drop-after"),
            Self::Truncate(None) => f.write_str("truncate"),
            Self::Truncate(Some(bytes)) => write!(f, "truncate={bytes}"),
            Self::Reorder => f.write_str("reorder"),
            Self::Expire => f.write_str("expire"),
            Self::Slow(rate) => write!(f, "slow={rate}"),
            Self::Odd(odd) => write!(f, "odd={odd}"),
            Self::Field(field, shape) => write!(f, "field={}:{}", field.wire_name(), shape.name()),
        }
    }
}
