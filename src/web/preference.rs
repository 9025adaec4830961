//! Choices of the operator that outlive the page, such as the theme.

use crate::web::local_storage;

/// Choice of the operator that outlives the page; `None` if there is none or the browser refuses storage.
pub fn preference(name: &str) -> Option<String> {
    local_storage()?.get_item(&preference_key(name)).ok()?
}

/// Stores a choice of the operator. If the browser refuses, the choice ends with the page.
pub fn set_preference(name: &str, value: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(&preference_key(name), value);
    }
}

/// Storage key. A portal of the same origin uses the same storage.
fn preference_key(name: &str) -> String {
    format!("upgrade-{name}")
}
