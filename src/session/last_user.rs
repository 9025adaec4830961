//! Fingerprint of the portal's last named user in this tab. Input of a user stays in the tab when the portal removes the
//! frame, so the next page has to know whose it is. The name itself is not stored.

use crate::web;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Storage key.
const KEY: &str = "upgrade-user";

/// Whether an earlier page of this tab belonged to a named user other than `user`.
pub(crate) fn is_other_than(user: Option<&str>) -> bool {
    let last = web::session_storage().and_then(|storage| storage.get_item(KEY).ok()?);
    last.is_some_and(|last| user.map(fingerprint) != Some(last))
}

/// Records the user of this tab; `None` removes the last one.
pub(crate) fn record(user: Option<&str>) {
    let Some(storage) = web::session_storage() else { return };
    // A storage that refuses the fingerprint refuses drafts and guards, too.
    let _ = match user {
        Some(user) => storage.set_item(KEY, &fingerprint(user)),
        None => storage.remove_item(KEY),
    };
}

/// Another release of the standard library may compute another fingerprint: the tab then loses its drafts.
fn fingerprint(user: &str) -> String {
    let mut hasher = DefaultHasher::new();
    user.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
