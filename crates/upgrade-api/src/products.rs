//! Products of the enterprise (`openapi.yaml`, profile full).

use crate::json::{Object, ReadError, elements};
use crate::values::ProductId;
use serde::Serialize;

/// Product whose devices are upgraded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    /// Id.
    pub id: ProductId,
    /// Name.
    pub name: String,
    /// Description; may be empty.
    pub description: String,
}

impl Product {
    /// Product with a known id and no known name: its name is the id.
    pub fn nameless(id: ProductId) -> Self {
        Self {
            name: id.to_string(),
            id,
            description: String::new(),
        }
    }

    /// Reads a product.
    ///
    /// # Errors
    /// The first field that is missing or not as documented.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        Ok(Self {
            id: object.parsed("id", ProductId::parse)?,
            name: object.text("name")?,
            description: object.text("description").unwrap_or_default(),
        })
    }

    /// Reads a list of products.
    ///
    /// # Errors
    /// [`ReadError`] if the list or any of its products is not as documented.
    pub fn read_list(text: &str) -> Result<Vec<Self>, ReadError> {
        elements(text)?.into_iter().map(Self::read).collect()
    }
}
