//! The firmware library as the create form knows it.

mod view;

pub(super) use view::library_picker;

use crate::api::{ApiError, Client};
use crate::reactive::{RwSignal, signal, spawn};
use std::sync::Arc;
use upgrade_api::full::{LibraryFirmware, LibraryPage};
use upgrade_api::values::ProductId;

/// How reading it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nobody has asked yet.
    NotYet,
    /// It is being read; what was read before stands.
    Loading,
    /// It is as it was read.
    Ready,
    /// It could not be read.
    Failed(ApiError),
}

/// The firmware library of a product.
#[derive(Clone, Copy)]
pub struct Library {
    reading: RwSignal<Reading>,
    page: RwSignal<Arc<LibraryPage>>,
}

impl Library {
    pub(super) fn new() -> Self {
        Self {
            reading: signal(Reading::NotYet),
            page: signal(Arc::default()),
        }
    }

    /// Reads it, unless it is being read.
    pub(super) fn read(self, client: Client, product: ProductId) {
        if self.reading.get_untracked() == Reading::Loading {
            return;
        }
        self.reading.set(Reading::Loading);
        spawn(async move {
            let answer = client.list_firmwares(&product).await;
            let reading = match answer {
                Ok(page) => {
                    let _ = self.page.try_set(Arc::new(page));
                    Reading::Ready
                }
                Err(ApiError::GivenUp) => Reading::NotYet,
                Err(error) => Reading::Failed(error),
            };
            let _ = self.reading.try_set(reading);
        });
    }

    pub(super) fn reading(&self) -> Reading {
        self.reading.get()
    }

    pub(super) fn page(&self) -> Arc<LibraryPage> {
        self.page.get()
    }

    /// The version that was added just now: it is there before the library is read again.
    pub(super) fn add(&self, firmware: LibraryFirmware) {
        let mut page = LibraryPage::clone(&self.page.get_untracked());
        page.list.push(firmware);
        self.page.set(Arc::new(page));
    }
}
