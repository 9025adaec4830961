//! Time in seconds since 1970, and its RFC 3339 form.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The platform's clock. Tests move it forward instead of waiting for tokens to expire and locks to end.
#[derive(Debug, Default)]
pub struct Clock {
    offset: AtomicI64,
}

impl Clock {
    /// Returns the seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        seconds.saturating_add(self.offset.load(Ordering::Relaxed))
    }

    /// Moves the clock forward by this many seconds.
    pub fn advance(&self, seconds: i64) {
        self.offset.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// Formats seconds since 1970 as `2026-11-22T13:00:00Z`. Supports the years 1970 to 9999.
#[must_use]
pub fn rfc3339(seconds: i64) -> String {
    // Howard Hinnant's "civil from days" algorithm: with years that start in March, the leap day comes last.
    let days = seconds.div_euclid(86_400);
    let rest = seconds.rem_euclid(86_400);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Whether `text` has the form of an RFC 3339 date-time with each part in range. Lenient by design: day 31 passes in a
/// short month, because the platform only stores the text.
#[must_use]
pub fn is_rfc3339(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let Some((clock, zone_is_valid)) = split_zone(time) else {
        return false;
    };
    let (whole, fraction) = clock.split_once('.').map_or((clock, None), |(w, f)| (w, Some(f)));
    let fraction_ok = fraction.is_none_or(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    zone_is_valid
        && fraction_ok
        && parts_within(date, '-', &[(4, 0, 9999), (2, 1, 12), (2, 1, 31)])
        && parts_within(whole, ':', &[(2, 0, 23), (2, 0, 59), (2, 0, 60)])
}

/// Splits the zone off a time. Returns the time without it and whether the zone is valid.
fn split_zone(time: &str) -> Option<(&str, bool)> {
    if let Some(utc) = time.strip_suffix(['Z', 'z']) {
        return Some((utc, true));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, zone) = time.split_at(at);
    Some((clock, parts_within(zone.get(1..)?, ':', &[(2, 0, 23), (2, 0, 59)])))
}

/// Whether `text` consists of exactly these parts, each given as `(digits, least, most)`.
fn parts_within(text: &str, separator: char, parts: &[(usize, u32, u32)]) -> bool {
    let found: Vec<&str> = text.split(separator).collect();
    found.len() == parts.len()
        && found.iter().zip(parts).all(|(part, (digits, least, most))| {
            part.len() == *digits
                && part.bytes().all(|b| b.is_ascii_digit())
                && part.parse().is_ok_and(|n: u32| (*least..=*most).contains(&n))
        })
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
