//! The header `Retry-After`, sent by the platform or a server in front of it.

use httpdate::parse_http_date;
use std::time::SystemTime;

/// Longest wait before the next request, in seconds: a longer `Retry-After` is capped, and so is the delay of polls that fail.
pub const MAX_WAIT_SECONDS: u32 = 60;

/// Parses a `Retry-After` value into seconds, at most [`MAX_WAIT_SECONDS`]. `now_ms` is the time of the response in
/// milliseconds since 1970. A value that is neither a number of seconds nor an HTTP date still asks for a wait, and gets the longest;
/// an empty one is `None`.
pub(crate) fn parse(value: &str, now_ms: f64) -> Option<u32> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(MAX_WAIT_SECONDS).min(MAX_WAIT_SECONDS));
    }
    let Some(date) = parse_http_date_ms(value) else {
        return Some(MAX_WAIT_SECONDS);
    };
    let seconds = ((date - now_ms) / 1000.0).ceil();
    Some(seconds.clamp(0.0, f64::from(MAX_WAIT_SECONDS)) as u32)
}

/// Parses an HTTP date into milliseconds since 1970.
pub(crate) fn parse_http_date_ms(value: &str) -> Option<f64> {
    let date = parse_http_date(value.trim()).ok()?;
    let since_epoch = date.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(since_epoch.as_secs() as f64 * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read_and_limited_to_the_longest_wait() {
        let now = parse_http_date_ms("Sat, 28 Nov 2026 12:00:00 GMT").unwrap_or_default();
        let cases = [
            ("", None),
            ("0", Some(0)),
            ("7", Some(7)),
            (" 7 ", Some(7)),
            ("31", Some(31)),
            ("60", Some(60)),
            ("61", Some(60)),
            ("86400", Some(60)),
            ("99999999999999999999", Some(60)),
            // The three forms of an HTTP date.
            ("Sat, 28 Nov 2026 12:00:45 GMT", Some(45)),
            ("Saturday, 28-Nov-26 12:00:45 GMT", Some(45)),
            ("Sat Nov 28 12:00:45 2026", Some(45)),
            ("Sat, 28 Nov 2026 13:00:00 GMT", Some(60)),
            ("Sat, 28 Nov 2026 11:00:00 GMT", Some(0)),
            // Invalid values.
            ("soon", Some(60)),
            ("-5", Some(60)),
            ("1.5", Some(60)),
            ("7, 7", Some(60)),
            ("2026-11-28T12:00:45Z", Some(60)),
        ];
        for (value, wait) in cases {
            assert_eq!(parse(value, now), wait, "{value:?}");
        }
        assert_eq!(
            parse("Sat, 28 Nov 2026 12:00:45 GMT", now + 500.0),
            Some(45),
            "rounded up"
        );
    }
}
