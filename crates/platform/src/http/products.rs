//! Products (profile full).

use super::answer::{Answer, json};
use crate::state::AppState;
use crate::store::products;
use axum::extract::State;
use std::sync::Arc;

/// *Products*: returns all products of the enterprise.
pub(super) async fn list(State(state): State<Arc<AppState>>) -> Answer {
    let found = state.store.run(|db| products::list(db)).await?;
    json(&found)
}
