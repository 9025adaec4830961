//! Reason of a downgrade, stored at the end of the description because the API has no field for it.

/// Description with the reason of a downgrade appended.
pub fn with_reason(description: &str, reason: &str) -> String {
    format!("{description} [Downgrade: {reason}]")
}

/// Splits a description into the part before the reason of a downgrade, and the reason: the inverse of [`with_reason`].
pub fn split_reason(description: &str) -> (&str, Option<&str>) {
    let inner = description.strip_suffix(']');
    match inner.and_then(|inner| inner.rsplit_once(" [Downgrade: ")) {
        Some((before, reason)) => (before, Some(reason)),
        None => (description, None),
    }
}
