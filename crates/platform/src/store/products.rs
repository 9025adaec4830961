//! Products.

use super::accounts::CorpId;
use crate::api_error::ApiError;
use rusqlite::{Connection, OptionalExtension, Row};
use upgrade_api::error::ErrorCode;
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// Returns the products of an enterprise, in the order they were added.
///
/// # Errors
/// 5031001 if the database fails.
pub fn list(connection: &Connection, corp: &CorpId) -> Result<Vec<Product>, ApiError> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, description FROM products WHERE corp_id = ?1 ORDER BY seq")?;
    let rows: Vec<(String, String, String)> = statement
        .query_map([&corp.0], |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|(id, name, description)| {
            let id = ProductId::parse(&id).map_err(|_| ApiError::fault("a product without an id"))?;
            Ok(Product { id, name, description })
        })
        .collect()
}

/// Checks that a product exists.
///
/// # Errors
/// 4041005 if it does not.
pub fn require(connection: &Connection, product: &ProductId) -> Result<(), ApiError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM products WHERE id = ?1")?;
    let found = statement.query_row([product.as_str()], |_| Ok(())).optional()?;
    found.ok_or_else(unknown)
}

/// Checks that an enterprise has a product.
///
/// # Errors
/// 4041005 if it does not, also if another enterprise has it.
pub fn require_of(connection: &Connection, corp: &CorpId, product: &ProductId) -> Result<(), ApiError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM products WHERE id = ?1 AND corp_id = ?2")?;
    let found = statement
        .query_row((product.as_str(), &corp.0), |_| Ok(()))
        .optional()?;
    found.ok_or_else(unknown)
}

fn unknown() -> ApiError {
    ApiError::field(ErrorCode::ProductNotFound, "product_id", "no such product")
}

/// Adds a product.
///
/// # Errors
/// 5031001 if the database fails or the id is taken.
pub fn insert(connection: &Connection, corp: &CorpId, product: &Product) -> Result<(), ApiError> {
    connection
        .prepare_cached("INSERT INTO products (id, name, description, corp_id) VALUES (?1, ?2, ?3, ?4)")?
        .execute((product.id.as_str(), &product.name, &product.description, &corp.0))?;
    Ok(())
}
