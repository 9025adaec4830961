//! Strict parsing of parameters and ids in URLs.

use super::fields::{LIMIT_MAX, OFFSET_MAX, in_range, product_id, shortened, within};
use crate::api_error::ApiError;
use crate::store::Page;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use std::collections::BTreeMap;
use upgrade_api::{ID_MAX, ProductId};

/// Extractor of the query parameters, each given at most once.
pub(super) struct Parameters(BTreeMap<String, String>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Query(pairs) = Query::<Vec<(String, String)>>::from_request_parts(parts, state)
            .await
            .map_err(|_| ApiError::invalid("query", "not a list of parameters"))?;
        let mut parameters = BTreeMap::new();
        for (name, value) in pairs {
            if parameters.contains_key(&name) {
                return Err(ApiError::invalid(&shortened(&name), "given twice"));
            }
            parameters.insert(name, value);
        }
        Ok(Self(parameters))
    }
}

impl Parameters {
    /// Refuses parameters that are not among these.
    pub(super) fn closed(&self, known: &[&str]) -> Result<(), ApiError> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            Some(extra) => Err(ApiError::invalid(&shortened(extra), "not a documented parameter")),
            None => Ok(()),
        }
    }

    pub(super) fn product_id(&self) -> Result<ProductId, ApiError> {
        product_id(self.get("product_id").unwrap_or_default())
    }

    pub(super) fn get(&self, wanted: &str) -> Option<&str> {
        self.0.get(wanted).map(String::as_str)
    }

    /// Returns the page from `offset` and `limit` (1 to 1000), both optional.
    pub(super) fn page(&self) -> Result<Page, ApiError> {
        let number = |field: &str, least: u64, most: u64| match self.get(field) {
            None => Ok(None),
            Some(text) if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) => {
                Err(ApiError::invalid(field, "use an integer"))
            }
            Some(text) => in_range(field, text.parse().unwrap_or(i128::MAX), least, most).map(Some),
        };
        Ok(Page {
            offset: number("offset", 0, OFFSET_MAX)?.unwrap_or(0),
            limit: number("limit", 1, LIMIT_MAX)?,
        })
    }
}

/// Extractor of the only id in a path, at most 64 characters.
pub(super) struct PathId(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for PathId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(id) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| ApiError::invalid("id", "the id in the path can't be read"))?;
        within("id", &id, ID_MAX)?;
        Ok(Self(id))
    }
}

impl PathId {
    pub(super) fn product(&self) -> Result<ProductId, ApiError> {
        product_id(&self.0)
    }
}
