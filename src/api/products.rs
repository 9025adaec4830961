//! Products (profile `full`).

use crate::api::response::parsed;
use crate::api::{ApiError, Client, RequestKind};
use upgrade_api::paths;
use upgrade_api::products::Product;

impl Client {
    /// Returns the products of the enterprise.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn list_products(&self) -> Result<Vec<Product>, ApiError> {
        let body = self.get(paths::PRODUCTS, None).await?;
        parsed(RequestKind::Read, &body, Product::read_list)
    }
}
