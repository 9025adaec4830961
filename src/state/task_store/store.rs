//! The store of one product's tasks and its signals.

use crate::api::{ApiError, Client};
use crate::state::task_store::shown::VisibleRows;
use crate::state::task_store::snapshot::Snapshot;
use crate::state::task_store::watch::DeviceStats;
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::error::ErrorCode;
use upgrade_api::full::Product;
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;
use web_sys::AbortController;

/// How the last reading went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListState {
    /// Nothing read yet.
    Loading,
    /// The rows are what the platform said.
    Ready,
    /// The last reading failed; the rows are older.
    Failed(ApiError),
}

/// A stop that the platform accepted and that no list has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnconfirmedStop {
    pub(crate) id: TaskId,
    /// The lists read right after the request are still awaited.
    pub(crate) is_verifying: bool,
}

/// The tasks of one product.
#[derive(Clone, Copy)]
pub struct TaskStore {
    pub(crate) client: Client,
    pub(crate) product: StoredValue<Product>,
    pub(crate) known: RwSignal<Arc<Snapshot>>,
    pub(crate) shown: VisibleRows,
    pub(crate) state: RwSignal<ListState>,
    pub(crate) read_at: RwSignal<Option<Moment>>,
    /// Counts readings and writes: what was asked before the last of them comes too late.
    pub(crate) turn: StoredValue<u32>,
    pub(crate) reading: StoredValue<Option<AbortController>>,
    /// Writes that are not settled.
    pub(crate) writing: RwSignal<u32>,
    /// The tasks that are being started, stopped or deleted.
    pub(crate) acting: RwSignal<Vec<TaskId>>,
    /// Stops that were accepted and that no list has confirmed.
    pub(crate) unconfirmed: RwSignal<Vec<UnconfirmedStop>>,
    /// Readings that failed since the last good one.
    pub(crate) failures: StoredValue<u32>,
    /// When the last reading ended or the last poll began, in milliseconds on the steady clock.
    pub(crate) ended_at: StoredValue<f64>,
    /// Milliseconds the platform has asked for since then, if it did.
    pub(crate) asked_ms: StoredValue<f64>,
    /// The right that was found to be missing, and with which token.
    pub(crate) lacking: RwSignal<Option<(ErrorCode, u32)>>,
    pub(crate) watch: DeviceStats,
    /// Whether its first reading began before there was a page for it.
    pub(crate) is_ahead: StoredValue<bool>,
}

impl TaskStore {
    /// An empty store; nothing is read until [`refresh`](Self::refresh).
    #[must_use]
    pub fn new(client: Client, product: Product) -> Self {
        Self {
            client,
            product: StoredValue::new(product),
            known: RwSignal::new(Arc::default()),
            shown: VisibleRows::new(),
            state: RwSignal::new(ListState::Loading),
            read_at: RwSignal::new(None),
            turn: StoredValue::new(0),
            reading: StoredValue::new(None),
            writing: RwSignal::new(0),
            acting: RwSignal::new(Vec::new()),
            unconfirmed: RwSignal::new(Vec::new()),
            failures: StoredValue::new(0),
            ended_at: StoredValue::new(web::steady_ms()),
            asked_ms: StoredValue::new(0.0),
            lacking: RwSignal::new(None),
            watch: DeviceStats::new(),
            is_ahead: StoredValue::new(false),
        }
    }

    /// The product by its name, where only its id was known.
    pub fn set_product(&self, product: Product) {
        self.product.set_value(product);
    }

    /// The product.
    #[must_use]
    pub fn product(&self) -> Product {
        self.product.get_value()
    }

    /// What asks the platform.
    #[must_use]
    pub fn client(&self) -> Client {
        self.client
    }

    /// Everything the platform said last.
    #[must_use]
    pub fn known(&self) -> Arc<Snapshot> {
        self.known.get()
    }

    /// How the last reading went.
    #[must_use]
    pub fn state(&self) -> ListState {
        self.state.get()
    }

    /// When the rows were read.
    #[must_use]
    pub fn read_at(&self) -> Option<Moment> {
        self.read_at.get()
    }

    /// Whether the platform has refused the very first list because there is no such product.
    #[must_use]
    pub fn is_of_unknown_product(&self) -> bool {
        let is_unknown =
            |error: &ApiError| matches!(error, ApiError::Refused(body) if body.code == ErrorCode::ProductNotFound);
        self.read_at.get().is_none() && matches!(self.state.get(), ListState::Failed(error) if is_unknown(&error))
    }

    /// The task with this id, as last read.
    #[must_use]
    pub fn task(&self, id: &TaskId) -> Option<Task> {
        self.known.with(|known| known.task(id).cloned())
    }

    /// Why nothing may be changed here with this token, once the platform has said so.
    #[must_use]
    pub fn read_only(&self) -> Option<ErrorCode> {
        let (code, token) = self.lacking.get()?;
        (token == self.client.session().changes()).then_some(code)
    }

    /// A missing right is remembered: trying again would only be refused again.
    pub(crate) fn remember_missing_right(&self, error: &ApiError) {
        if let Some(code) = error.lacks_right() {
            let token = untrack(|| self.client.session().changes());
            self.lacking.set(Some((code, token)));
        }
    }
}
