//! The firmware library (profile full).

use crate::api::{ApiError, ApiResponse, Client, RequestKind};
use upgrade_api::full::{LibraryFirmware, LibraryPage, NewFirmware};
use upgrade_api::paths;
use upgrade_api::values::ProductId;

/// Versions asked for at a time.
const PAGE: usize = 200;
/// Versions read in all: a platform that has more is mistaken, or never comes to an end.
const MOST: usize = 20_000;

impl Client {
    /// The whole firmware library of a product, page by page, until a page brings nothing new: a platform may give less
    /// than was asked for.
    ///
    /// # Errors
    /// As [`ApiError`]; a version that cannot be read is counted, not an error.
    pub async fn list_firmwares(&self, product: &ProductId) -> Result<LibraryPage, ApiError> {
        let mut all = LibraryPage::default();
        let mut offset = 0;
        while offset < MOST {
            let path = format!("{}?offset={offset}&limit={PAGE}", paths::firmwares(product));
            let answer = self.get(&path, None).await?;
            let page = LibraryPage::read(&answer);
            let page = page.map_err(|error| ApiError::unreadable(RequestKind::Read, &error, &answer))?;
            let rows = page.list.len() + page.unread;
            let known = all.list.len();
            for entry in page.list {
                if !all.list.iter().any(|known| known.id == entry.id) {
                    all.list.push(entry);
                }
            }
            all.unread += page.unread;
            if rows == 0 || all.list.len() == known {
                break;
            }
            offset += rows;
        }
        Ok(all)
    }

    /// Adds a version to the firmware library.
    pub async fn add_firmware(&self, product: &ProductId, new: &NewFirmware) -> ApiResponse<LibraryFirmware> {
        let answer = self.post(&paths::firmware(product), new).await;
        answer.read(|text| {
            LibraryFirmware::read(text).map_err(|error| ApiError::unreadable(RequestKind::Write, &error, text))
        })
    }
}
