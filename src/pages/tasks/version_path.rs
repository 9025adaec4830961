//! A pair or path of versions.

use crate::i18n::use_messages;
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
    let m = use_messages();
    let downgrade = (target < from).then(|| format!("▼ {}", m.downgrade()));
    view! {
        <span class="path">
            <span class="version" translate="no" prop:textContent=from.to_string() />
            <span class="path-arrow" aria-hidden="true">
                "→"
            </span>
            <span class="visually-hidden" prop:textContent=m.to() />
            <span class="version version-target" translate="no" prop:textContent=target.to_string() />
            {downgrade.map(|text| view! { <span class="downgrade" prop:textContent=text /> })}
        </span>
    }
}

/// Versions as text: `5 → 7 → 5`.
pub fn version_steps(versions: &[Version]) -> String {
    let steps: Vec<_> = versions.iter().map(Version::to_string).collect();
    steps.join(" → ")
}
