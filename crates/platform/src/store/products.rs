//! Products.

use super::accounts::CorpId;
use super::{damaged, execute};
use rusqlite::{Connection, Result};
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// Returns the products of an enterprise, in the order they were added.
pub fn list(connection: &Connection, corp: &CorpId) -> Result<Vec<Product>> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, description FROM products WHERE corp_id = ?1 ORDER BY seq")?;
    let rows = statement.query_map([&corp.0], |row| {
        Ok(Product {
            id: ProductId::parse(&row.get::<_, String>(0)?).map_err(|_| damaged(0))?,
            name: row.get(1)?,
            description: row.get(2)?,
        })
    })?;
    rows.collect()
}

/// Whether an enterprise has a product.
pub fn belongs(connection: &Connection, corp: &CorpId, product: &ProductId) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM products WHERE id = ?1 AND corp_id = ?2")?;
    statement.exists((product.as_str(), &corp.0))
}

/// Adds a product.
pub fn insert(connection: &Connection, corp: &CorpId, product: &Product) -> Result<()> {
    let sql = "INSERT INTO products (id, name, description, corp_id) VALUES (?1, ?2, ?3, ?4)";
    let row = (product.id.as_str(), &product.name, &product.description, &corp.0);
    execute(connection, sql, row).map(drop)
}
