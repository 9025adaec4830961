//! Products (profile full).

use super::auth::Corp;
use super::reject::{Answer, json};
use crate::state::Here;
use crate::store::products;
use axum::Extension;
use axum::extract::State;

/// *Products*: returns all products of the enterprise.
pub(super) async fn list(State(shared): Here, Extension(corp): Corp) -> Answer {
    let found = shared.store.run(move |db| products::list(db, &corp)).await?;
    json(&found)
}
