//! A pair or path of versions.

use crate::i18n::number::joined;
use crate::i18n::{Messages, use_messages};
use leptos::prelude::*;
use upgrade_api::values::Version;

/// The two versions of a task, its visual key: `3 → 5`.
#[component]
pub fn VersionPath(
    /// Version that devices upgrade from.
    from: Version,
    /// Version that devices upgrade to.
    target: Version,
) -> impl IntoView {
    view! {
        <span class="path">
            <VersionPair m=use_messages() from=from target=target />
        </span>
    }
}

/// The content of a [`VersionPath`]. The stylesheet draws the arrow, which a screen reader reads as the word of `data-to`.
#[component]
pub(crate) fn VersionPair(
    /// Texts.
    m: &'static dyn Messages,
    /// Version that devices upgrade from.
    from: Version,
    /// Version that devices upgrade to.
    target: Version,
) -> impl IntoView {
    let downgrade = (target < from).then(|| format!("▼ {}", m.downgrade()));
    view! {
        <span class="version version-from" translate="no" data-to=m.to() prop:textContent=from.to_string() />
        // Keeps the pair on one line.
        "\u{a0}"
        <span class="version version-target" translate="no" prop:textContent=target.to_string() />
        {downgrade.map(|text| view! { <span class="downgrade" prop:textContent=text /> }.into_any())}
    }
}

/// Versions as text: `5 → 7 → 5`.
pub fn version_steps(versions: &[Version]) -> String {
    joined(versions, " → ")
}
