//! Firmware library of a product (profile `full`).

use crate::api::response::parsed;
use crate::api::{ApiError, ApiResponse, Client, RequestKind};
use std::collections::HashSet;
use upgrade_api::firmware_library::{LibraryFirmware, LibraryPage, NewFirmware};
use upgrade_api::paths;
use upgrade_api::values::ProductId;

/// Versions requested per page.
const PAGE_SIZE: usize = 200;
/// Number of versions after which reading stops, so that a platform that repeats pages cannot cause an endless loop.
const MAX_VERSIONS: usize = 20_000;

impl Client {
    /// Returns the whole firmware library of a product. Pages are requested until one contains no new version, because
    /// the platform may return fewer rows per page than requested.
    ///
    /// # Errors
    /// Any [`ApiError`]. An unreadable version is counted in the result; it is not an error.
    pub async fn list_firmwares(&self, product: &ProductId) -> Result<LibraryPage, ApiError> {
        let mut all = LibraryPage::default();
        let mut known = HashSet::new();
        let (mut offset, mut previous) = (0, String::new());
        while offset < MAX_VERSIONS {
            let path = format!("{}?offset={offset}&limit={PAGE_SIZE}", paths::firmwares(product));
            let body = self.get(&path, None).await?;
            let page = parsed(RequestKind::Read, &body, LibraryPage::read)?;
            let rows = page.list.len() + page.unread;
            let known_count = all.list.len();
            for entry in page.list {
                if known.insert(entry.id.clone()) {
                    all.list.push(entry);
                }
            }
            // A page may have unreadable versions only.
            if all.list.len() == known_count && (page.unread == 0 || body == previous) {
                break;
            }
            all.unread += page.unread;
            offset += rows;
            previous = body;
        }
        Ok(all)
    }

    /// Adds a version to the firmware library.
    pub async fn add_firmware(&self, product: &ProductId, new: &NewFirmware) -> ApiResponse<LibraryFirmware> {
        self.post(&paths::firmware(product), new)
            .await
            .read(LibraryFirmware::read)
    }
}
