//! Firmware library of the create form.

use crate::api::{ApiError, ApiResponse, Client};
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::sync::Arc;
use upgrade_api::firmware_library::{LibraryPage, NewFirmware};
use upgrade_api::values::{Md5, ProductId};

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

/// State of the addition of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Addition {
    /// The request is in flight.
    Sending,
    /// The request failed.
    Failed(ApiError),
}

/// Additions of the uploaded files of a side to the library. Another file may replace the uploaded one during a request.
#[derive(Clone, Copy, Default)]
pub struct LibraryAdditions {
    /// Hardware model as typed; `None` before the operator has typed into the field.
    pub(crate) model: RwSignal<Option<String>>,
    /// Addition of each file, by its MD5.
    additions: RwSignal<HashMap<Md5, Addition>>,
}

impl LibraryAdditions {
    /// Whether the file with this MD5 is being added. Tracked.
    pub(crate) fn is_sending(&self, md5: Md5) -> bool {
        scoped(self.additions).with(|additions| additions.get(&md5) == Some(&Addition::Sending))
    }

    /// Error of the last request for the file with this MD5. Tracked.
    pub(crate) fn failure(&self, md5: Md5) -> Option<ApiError> {
        scoped(self.additions).with(|additions| match additions.get(&md5) {
            Some(Addition::Failed(error)) => Some(error.clone()),
            Some(Addition::Sending) | None => None,
        })
    }

    /// Adds a version to the library, unless a request for its file is in flight.
    pub(crate) fn send(self, library: Library, client: Client, product: ProductId, new: NewFirmware) {
        // Set before the first await, so that a second press at the same time finds it set.
        let md5 = new.file.md5;
        if untrack(|| self.is_sending(md5)) {
            return;
        }
        self.additions.update(|additions| {
            additions.insert(md5, Addition::Sending);
        });
        spawn_local(async move {
            let result = library.add(client, product, new).await;
            let _ = self.additions.try_update(|additions| match result {
                Ok(()) => additions.remove(&md5),
                Err(error) => additions.insert(md5, Addition::Failed(error)),
            });
        });
    }

    /// Removes the errors, because the upload is removed. Requests in flight stay.
    pub(crate) fn forget_failures(&self) {
        self.additions
            .update(|additions| additions.retain(|_, addition| *addition == Addition::Sending));
    }

    /// Removes the typed model and the errors.
    pub(crate) fn discard(&self) {
        self.model.set(None);
        self.forget_failures();
    }
}
