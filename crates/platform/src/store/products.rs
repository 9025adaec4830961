//! Queries of products. The column `seq` is the order in which they were added.

use super::accounts::EnterpriseId;
use super::{execute, product_id};
use rusqlite::{Connection, Result};
use upgrade_api::{Product, ProductId};

/// Returns the products of an enterprise, in the order they were added.
pub fn list(connection: &Connection, enterprise: &EnterpriseId) -> Result<Vec<Product>> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, description FROM products WHERE corp_id = ?1 ORDER BY seq")?;
    let rows = statement.query_map([&enterprise.0], |row| {
        Ok(Product {
            id: product_id(row, 0)?,
            name: row.get(1)?,
            description: row.get(2)?,
        })
    })?;
    rows.collect()
}

pub fn is_owned_by(connection: &Connection, product: &ProductId, enterprise: &EnterpriseId) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM products WHERE id = ?1 AND corp_id = ?2")?;
    statement.exists((product.as_str(), &enterprise.0))
}

pub fn insert(connection: &Connection, enterprise: &EnterpriseId, product: &Product) -> Result<()> {
    let sql = "INSERT INTO products (id, name, description, corp_id) VALUES (?1, ?2, ?3, ?4)";
    let row = (product.id.as_str(), &product.name, &product.description, &enterprise.0);
    execute(connection, sql, row).map(drop)
}
