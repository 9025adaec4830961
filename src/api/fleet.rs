//! Devices per version (profile full).

use super::{ApiError, Call, Client};
use upgrade_api::full::read_statistics;
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
        let versions = read_statistics(&answer);
        let versions = versions.map_err(|error| ApiError::unreadable(Call::Read, &error, &answer))?;
        Ok(versions.into())
    }
}
