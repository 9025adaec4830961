//! English plurals.

use std::fmt::Display;

/// A number with its noun: `1 task`, `2 tasks`.
pub(crate) fn count(number: impl Display, one: &str, many: &str) -> String {
    counted(&number.to_string(), one, many)
}

#[inline(never)]
fn counted(number: &str, one: &str, many: &str) -> String {
    format!("{number} {}", if number == "1" { one } else { many })
}
