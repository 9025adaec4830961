//! Exact parsing of JSON integers in every notation.

use std::str::FromStr;

/// Parses the text of a JSON number as an integer; one that does not fit becomes the nearest `i128`. `5.0` and `5e0`
/// are the integer 5 (JSON Schema 2020-12, 6.1.1); `5.5` is not an integer.
pub(super) fn integer_of(raw: &str) -> Option<i128> {
    let (negative, rest) = raw.strip_prefix('-').map_or((false, raw), |rest| (true, rest));
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    // Power of ten of the last digit that is not 0. A negative one means a fraction.
    let exponent: i64 = exponent.parse().ok()?;
    let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
    let power = exponent - i64::try_from(fraction.len()).ok()? + dropped;
    let power = u32::try_from(power).ok()?;
    let size = i128::from_str(significant)
        .ok()
        .and_then(|n| n.checked_mul(10_i128.checked_pow(power)?))
        .unwrap_or(i128::MAX);
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_a_number_without_a_fraction_in_any_notation() {
        for (raw, expected) in [
            ("0", Some(0)),
            ("-0.0", Some(0)),
            ("5", Some(5)),
            ("5.0", Some(5)),
            ("5e0", Some(5)),
            ("0.5e1", Some(5)),
            ("50E-1", Some(5)),
            ("1.25e2", Some(125)),
            ("-3", Some(-3)),
            ("9007199254740993", Some(9_007_199_254_740_993)),
            ("1e300", Some(i128::MAX)),
            ("1e99999999999999999999", None),
            ("5.5", None),
            ("5e-1", None),
            ("\"5\"", None),
            ("true", None),
            ("[5]", None),
        ] {
            assert_eq!(integer_of(raw), expected, "{raw}");
        }
    }
}
