//! Firmware library of the create form.

use crate::api::{ApiError, ApiResponse, Client};
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use upgrade_api::firmware_library::{LibraryPage, NewFirmware};
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

    /// Adds a version to the library of the platform. It is then listed without reading the library again. After a failure
    /// the library is read: the version may be there.
    async fn add(self, client: Client, product: ProductId, new: NewFirmware) -> Result<(), ApiError> {
        let ApiResponse { result, .. } = client.add_firmware(&product, &new).await;
        match result {
            Ok(added) => {
                let _ = self.page.try_update(|page| Arc::make_mut(page).list.push(added));
                Ok(())
            }
            Err(error) => {
                if error != ApiError::Aborted {
                    self.read(client, product);
                }
                Err(error)
            }
        }
    }
}

/// Addition of the uploaded file of a side to the library.
#[derive(Clone, Copy, Default)]
pub struct LibraryAddition {
    /// Hardware model as typed; `None` before the operator has typed into the field.
    pub(crate) model: RwSignal<Option<String>>,
    /// Whether a request is in flight.
    pub(crate) is_sending: RwSignal<bool>,
    /// Error of the last request.
    pub(crate) failure: RwSignal<Option<ApiError>>,
}

impl LibraryAddition {
    /// Adds a version to the library, unless a request is in flight.
    pub(crate) fn send(self, library: Library, client: Client, product: ProductId, new: NewFirmware) {
        // Set before the first await, so that a second press at the same time finds it set.
        if self.is_sending.get_untracked() {
            return;
        }
        self.is_sending.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let result = library.add(client, product, new).await;
            let _ = self.failure.try_set(result.err());
            let _ = self.is_sending.try_set(false);
        });
    }

    /// Removes the typed model and the error.
    pub(crate) fn discard(&self) {
        self.model.set(None);
        self.failure.set(None);
    }
}
