//! What a rule does.

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

/// Longest delay, in milliseconds: ten minutes outlast every timeout of the console.
const DELAY_MAX: u32 = 600_000;
const RETRY_AFTER_MAX: u32 = 86_400;
const BYTES_MAX: u32 = 1 << 30;

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Milliseconds before the request is handled.
    Delay(u32),
    /// Milliseconds between handling and answer.
    DelayAfter(u32),
    /// Not handled: this status with nothing, and perhaps `Retry-After` in seconds.
    Status(StatusCode, Option<u32>),
    /// Handled, then this status with a gateway's page.
    StatusAfter(StatusCode),
    /// Not handled, connection closed.
    DropBefore,
    /// Handled, connection closed.
    DropAfter,
    /// The body ends after so many bytes, or in the middle, and the connection with it.
    Truncate(Option<u32>),
    /// Answered only after the next answer to the same operation.
    Reorder,
    /// The token is expired first.
    Expire,
    /// Bytes per second, both ways.
    Slow(NonZeroU32),
    /// Something strange under status 200.
    Odd(Odd),
    /// A value of the wrong shape in the first task of a list.
    Field(FieldId, Shape),
}

impl Kind {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let given = value.unwrap_or_default();
        let alone = |kind| match value {
            None => Ok(kind),
            Some(_) => Err(format!("{name} takes no value")),
        };
        match name {
            "delay" => Ok(Self::Delay(number(given, 0, DELAY_MAX)?)),
            "delay-after" => Ok(Self::DelayAfter(number(given, 0, DELAY_MAX)?)),
            "status" => refusal(given),
            "status-after" => Ok(Self::StatusAfter(status(given, 400)?)),
            "drop-before" => alone(Self::DropBefore),
            "drop-after" => alone(Self::DropAfter),
            "truncate" => {
                let bytes = value.map(|bytes| number(bytes, 0, BYTES_MAX));
                Ok(Self::Truncate(bytes.transpose()?))
            }
            "reorder" => alone(Self::Reorder),
            "expire" => alone(Self::Expire),
            "slow" => Ok(Self::Slow(number(given, NonZeroU32::MIN, NonZeroU32::MAX)?)),
            "odd" => Odd::parse(given).map(Self::Odd),
            "field" => {
                let (field, shape) = given.split_once(':').ok_or("use field=FIELD:SHAPE")?;
                Ok(Self::Field(task_field(field)?, Shape::parse(shape)?))
            }
            _ => Err(format!("no such kind: use {KINDS}")),
        }
    }

    /// Whether it makes sense for lists only.
    pub(super) fn is_about_lists(self) -> bool {
        matches!(self, Self::Field(..) | Self::Odd(Odd::Rows(_) | Odd::LongName(_)))
    }

    /// Whether it decides what is answered: a request has at most one such fault.
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

    /// Whether a request with this fault is handled, and a write with it committed.
    pub(super) fn lets_handle(self) -> bool {
        match self {
            Self::Status(..) | Self::DropBefore => false,
            Self::Odd(odd) => odd.needs_the_answer(),
            _ => true,
        }
    }

    /// Whether it can do something beside a fault that decides what is answered.
    pub(super) fn goes_with(self, answer: Option<Self>) -> bool {
        let dropped = matches!(answer, Some(Self::DropBefore | Self::DropAfter));
        match self {
            Self::DelayAfter(_) | Self::Expire => answer.is_none_or(Self::lets_handle),
            Self::Reorder => !dropped,
            // A dropped request has no answer to send, but a handled one a body to read.
            Self::Slow(_) => !dropped || answer.is_none_or(Self::lets_handle),
            Self::Field(..) => match answer {
                None | Some(Self::Truncate(_)) => true,
                Some(other) => matches!(other, Self::Odd(odd) if odd.needs_the_answer()),
            },
            _ => true,
        }
    }
}

/// A number from `least` to `most`, of digits only.
pub(super) fn number<N: FromStr + PartialOrd + fmt::Display + Copy>(
    text: &str,
    least: N,
    most: N,
) -> Result<N, String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|n| digits && (least..=most).contains(n));
    number.ok_or_else(|| format!("use a number from {least} to {most}"))
}

fn status(text: &str, least: u16) -> Result<StatusCode, String> {
    StatusCode::from_u16(number(text, least, 599)?).map_err(|error| error.to_string())
}

fn refusal(text: &str) -> Result<Kind, String> {
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
    Ok(Kind::Status(status(code, 200)?, retry_after.transpose()?))
}

/// Milliseconds as the clock takes them.
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
