//! Modules of the program that are loaded after the first list is rendered.

use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

/// Loads a table of functions from another module; `None` if the module cannot be loaded.
pub type Loader<T> = fn() -> Pin<Box<dyn Future<Output = Option<&'static T>>>>;

/// State of a lazily loaded module.
#[derive(Clone, Copy)]
pub enum LoadState<T: 'static> {
    /// Not requested yet.
    Idle,
    /// Requested.
    Loading,
    /// Loading failed: no network, or the server has a newer version of the console.
    Failed,
    /// Ready for use.
    Ready(&'static T),
}

/// Lazily loaded module.
#[derive(Clone, Copy)]
pub struct LazyModule<T: 'static> {
    state: RwSignal<LoadState<T>>,
    loader: Loader<T>,
}

impl<T: Copy + Sync> LazyModule<T> {
    /// A module that is `linked` into the main module, or that `loader` loads.
    pub fn new(linked: Option<&'static T>, loader: Loader<T>) -> Self {
        let state = linked.map_or(LoadState::Idle, LoadState::Ready);
        Self {
            state: RwSignal::new(state),
            loader,
        }
    }

    /// State of the module. Tracked.
    pub fn state(self) -> LoadState<T> {
        scoped(self.state).get()
    }

    /// Whether the last attempt to load the module failed. Tracked.
    pub fn has_failed(self) -> bool {
        matches!(self.state(), LoadState::Failed)
    }

    /// Loads the module unless it is loading or ready.
    pub fn load(self) {
        if matches!(self.state.get_untracked(), LoadState::Loading | LoadState::Ready(_)) {
            return;
        }
        self.state.set(LoadState::Loading);
        spawn_local(async move {
            let state = (self.loader)().await.map_or(LoadState::Failed, LoadState::Ready);
            let _ = self.state.try_set(state);
        });
    }

    /// Loads the module unless an earlier attempt exists.
    pub fn prefetch(self) {
        if matches!(self.state.get_untracked(), LoadState::Idle) {
            self.load();
        }
    }
}
