//! Device statistics (profile `full`).

use crate::api::{ApiError, Client, RequestKind};
use upgrade_api::impact::Fleet;
use upgrade_api::paths;
use upgrade_api::values::ProductId;

impl Client {
    /// Returns the number of devices of a product per firmware version.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn fleet(&self, product: &ProductId) -> Result<Fleet, ApiError> {
        let body = self.get(&paths::firmware_statistics(product), None).await?;
        Fleet::read(&body).map_err(|error| ApiError::unreadable(RequestKind::Read, &error, &body))
    }
}
