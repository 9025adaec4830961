//! List of the products of an enterprise (profile full).

use super::answer::{Answer, json};
use super::auth::Enterprise;
use crate::state::AppState;
use crate::store::products;
use axum::Extension;
use axum::extract::State;
use std::sync::Arc;

/// *Products*: returns all products of the enterprise.
pub(super) async fn list(State(state): State<Arc<AppState>>, Extension(enterprise): Enterprise) -> Answer {
    let found = state.store.run(move |db| Ok(products::list(db, &enterprise)?)).await?;
    json(&found)
}
