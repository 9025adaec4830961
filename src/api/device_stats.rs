//! Devices per version (profile full).

use crate::api::{ApiError, Client, RequestKind};
use upgrade_api::impact::Fleet;
use upgrade_api::paths;
use upgrade_api::values::ProductId;

impl Client {
    /// How many devices of a product run which version.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn fleet(&self, product: &ProductId) -> Result<Fleet, ApiError> {
        let answer = self.get(&paths::firmware_statistics(product), None).await?;
        Fleet::read(&answer).map_err(|error| ApiError::unreadable(RequestKind::Read, &error, &answer))
    }
}
