//! Firmware library of the create form.

use crate::api::{ApiError, Client};
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use upgrade_api::firmware_library::{LibraryFirmware, LibraryPage};
use upgrade_api::values::ProductId;

/// State of the reading of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum LibraryState {
    /// Not started.
    #[default]
    NotYet,
    /// The library is being read. The page of an earlier reading is kept.
    Loading,
    /// The last reading succeeded.
    Ready,
    /// The last reading failed.
    Failed(ApiError),
}

/// Firmware library of a product.
#[derive(Clone, Copy, Default)]
pub struct Library {
    state: RwSignal<LibraryState>,
    page: RwSignal<Arc<LibraryPage>>,
}

impl Library {
    /// Reads the library, unless it is being read.
    pub(crate) fn read(self, client: Client, product: ProductId) {
        if self.state.get_untracked() == LibraryState::Loading {
            return;
        }
        self.state.set(LibraryState::Loading);
        spawn_local(async move {
            let answer = client.list_firmwares(&product).await;
            let state = match answer {
                Ok(page) => {
                    let _ = self.page.try_set(Arc::new(page));
                    LibraryState::Ready
                }
                Err(ApiError::Aborted) => LibraryState::NotYet,
                Err(error) => LibraryState::Failed(error),
            };
            let _ = self.state.try_set(state);
        });
    }

    /// State of the reading. Tracked.
    pub(crate) fn state(&self) -> LibraryState {
        scoped(self.state).get()
    }

    /// Versions of the library. Tracked.
    pub(crate) fn page(&self) -> Arc<LibraryPage> {
        scoped(self.page).get()
    }

    /// Adds a version that was just created, without reading the library again.
    pub(crate) fn add(&self, firmware: LibraryFirmware) {
        let mut page = LibraryPage::clone(&self.page.get_untracked());
        page.list.push(firmware);
        self.page.set(Arc::new(page));
    }
}
