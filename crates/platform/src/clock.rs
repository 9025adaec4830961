//! Time in seconds since 1970, and its RFC 3339 form.

use std::sync::atomic::{AtomicI64, Ordering};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The platform's clock. Tests move it forward instead of waiting for tokens to expire and locks to end.
#[derive(Debug, Default)]
pub struct Clock {
    offset: AtomicI64,
}

impl Clock {
    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub fn now(&self) -> i64 {
        let seconds = OffsetDateTime::now_utc().unix_timestamp();
        seconds.saturating_add(self.offset.load(Ordering::Relaxed))
    }

    /// Moves the clock forward by this many seconds.
    pub fn advance(&self, seconds: i64) {
        self.offset.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// Formats seconds since 1970 as `2026-11-22T13:00:00Z`. Supports the years 1970 to 9999.
pub fn rfc3339(seconds: i64) -> String {
    let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    moment.format(&Rfc3339).unwrap_or_default()
}

/// Whether `text` is an RFC 3339 date-time with `T` between date and time; the parser accepts any character there.
pub fn is_rfc3339(text: &str) -> bool {
    text.as_bytes()
        .get(10)
        .is_some_and(|separator| b"Tt".contains(separator))
        && OffsetDateTime::parse(text, &Rfc3339).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_formatted_as_rfc_3339() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (4_102_444_800, "2100-01-01T00:00:00Z"),
        ] {
            assert_eq!(rfc3339(seconds), text);
            assert!(is_rfc3339(text));
        }
    }

    #[test]
    fn only_rfc_3339_date_times_are_accepted() {
        for good in [
            "2026-11-22T13:00:00+08:00",
            "2026-11-22t13:00:00.25z",
            "2016-12-31T23:59:60Z",
        ] {
            assert!(is_rfc3339(good), "{good}");
        }
        for bad in [
            "",
            "2026-11-22",
            "2026-11-22 13:00:00Z",
            "2026-11-22T13:00:00",
            "2026-13-22T13:00:00Z",
            "2026-11-31T13:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T13:00:00.Z",
            "2026-11-22T13:00Z",
            "22-11-2026T13:00:00Z",
            "2026-11-22T13:00:00+8",
            "2026-11-22T13:00:00é",
        ] {
            assert!(!is_rfc3339(bad), "{bad}");
        }
    }

    #[test]
    fn advance_moves_the_clock_forward() {
        let clock = Clock::default();
        let before = clock.now();
        clock.advance(7200);
        assert!(clock.now() >= before + 7200);
    }
}
