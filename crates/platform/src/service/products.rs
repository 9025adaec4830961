//! Access of an enterprise to its products.

use crate::api_error::ApiError;
use crate::store::accounts::EnterpriseId;
use crate::store::products;
use rusqlite::Connection;
use upgrade_api::error::ErrorCode;
use upgrade_api::values::ProductId;

/// Checks that an enterprise has a product.
///
/// # Errors
/// 4041005 if it does not, also if another enterprise has it.
pub fn require(connection: &Connection, enterprise: &EnterpriseId, product: &ProductId) -> Result<(), ApiError> {
    let found = products::is_owned_by(connection, product, enterprise)?;
    found
        .then_some(())
        .ok_or_else(|| ApiError::field(ErrorCode::ProductNotFound, "product_id", "no such product"))
}
