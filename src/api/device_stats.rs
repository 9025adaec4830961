//! Device statistics (profile `full`).

use crate::api::response::parsed;
use crate::api::{ApiError, Client, RequestKind};
use upgrade_api::impact::DeviceCounts;
use upgrade_api::paths;
use upgrade_api::values::ProductId;

impl Client {
    /// Returns the number of devices of a product per firmware version.
    ///
    /// # Errors
    /// Any [`ApiError`].
    pub async fn device_counts(&self, product: &ProductId) -> Result<DeviceCounts, ApiError> {
        let body = self.get(&paths::firmware_statistics(product), None).await?;
        parsed(RequestKind::Read, &body, DeviceCounts::read)
    }
}
