//! A pair or path of versions.

use crate::components::{El, el};
use crate::i18n::Messages;
use upgrade_api::values::Version;

/// The pair of versions, the visual key of a task: `3 -> 5`.
pub fn version_path(m: &Messages, from: Version, target: Version) -> El {
    let down = (target < from).then(|| el("span").class("downgrade").child(format!("▼ {}", m.downgrade)));
    el("span")
        .class("path")
        .child(el("span").class("version").verbatim().child(from.to_string()))
        .child(el("span").class("path-arrow").attr("aria-hidden", "true").child("→"))
        .child(el("span").class("visually-hidden").child(m.to))
        .child(
            el("span")
                .class("version version-target")
                .verbatim()
                .child(target.to_string()),
        )
        .child(down)
}

/// The steps of a path: `5 → 7 → 5`.
pub fn version_steps(versions: &[Version]) -> String {
    let steps: Vec<_> = versions.iter().map(Version::to_string).collect();
    steps.join(" → ")
}
