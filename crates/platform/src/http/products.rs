//! Products (profile full).

use super::answer::{Answer, json};
use super::auth::Corp;
use crate::state::AppState;
use crate::store::products;
use axum::Extension;
use axum::extract::State;
use std::sync::Arc;

/// *Products*: returns all products of the enterprise.
pub(super) async fn list(State(state): State<Arc<AppState>>, Extension(corp): Corp) -> Answer {
    let found = state.store.run(move |db| Ok(products::list(db, &corp)?)).await?;
    json(&found)
}
