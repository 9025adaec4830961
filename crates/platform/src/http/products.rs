//! Products (full).

use super::reject::{Answer, json};
use crate::state::Here;
use crate::store::products;
use axum::extract::State;

/// *Products*: every one of the enterprise.
pub(super) async fn list(State(shared): Here) -> Answer {
    let found = shared.store.run(|db| products::list(db)).await?;
    json(&found)
}
