//! Products to choose from (profile full).

use crate::api::{ApiError, Client, RequestKind};
use upgrade_api::full::Product;
use upgrade_api::paths;

impl Client {
    /// The products of the enterprise.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn list_products(&self) -> Result<Vec<Product>, ApiError> {
        let answer = self.get(paths::PRODUCTS, None).await?;
        Product::read_list(&answer).map_err(|error| ApiError::unreadable(RequestKind::Read, &error, &answer))
    }
}
