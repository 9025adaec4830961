//! Products (profile full).

use super::reject::{Answer, json};
use crate::state::Here;
use crate::store::products;
use axum::extract::State;

/// *Products*: returns all products of the enterprise.
pub(super) async fn list(State(shared): Here) -> Answer {
    let found = shared.store.run(|db| products::list(db)).await?;
    json(&found)
}
