//! List of the products of an enterprise (profile full).

use super::answer::{Answer, json};
use super::auth::Caller;
use crate::store::products;

/// *Products*: returns all products of the enterprise.
pub(super) async fn list(Caller { state, enterprise }: Caller) -> Answer {
    json(&state.store.run(move |db| Ok(products::list(db, &enterprise)?)).await?)
}
