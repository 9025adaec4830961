//! Task store of one product and its signals.

use crate::api::{ApiError, Client, ListTexts};
use crate::state::task_store::guarded_task::GuardedTask;
use crate::state::task_store::row_signals::RowSignals;
use crate::state::task_store::snapshot::Snapshot;
use crate::state::task_store::stats_signals::DeviceStats;
use crate::web;
use crate::web::Moment;
use crate::web::scoped;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::error::ErrorCode;
use upgrade_api::products::Product;
use upgrade_api::task::Task;
use upgrade_api::values::{ProductId, TaskId};
use web_sys::AbortController;

/// Result of the last reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListState {
    /// No reading has finished yet.
    Loading,
    /// The last reading succeeded.
    Ready,
    /// The last reading failed; the rows are from an earlier one.
    Failed(ApiError),
}

/// Part of the first list that is read, in number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartlyRead {
    /// Number of rows read.
    pub read: usize,
    /// Number of tasks of the product.
    pub count: u64,
}

/// Stop that the platform accepted and no list has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnconfirmedStop {
    pub(crate) id: TaskId,
    /// Whether the readings that verify the stop are still running.
    pub(crate) is_verifying: bool,
}

/// Tasks of one product and the requests in flight.
#[derive(Clone, Copy)]
pub struct TaskStore {
    pub(crate) client: Client,
    pub(crate) product: StoredValue<Product>,
    pub(crate) snapshot: RwSignal<Arc<Snapshot>>,
    /// Texts that `snapshot` was read from.
    pub(crate) texts: StoredValue<Arc<ListTexts>>,
    /// Set while `snapshot` has the first page of a list only, because no list has been read to its end.
    pub(crate) partly: RwSignal<Option<PartlyRead>>,
    pub(crate) rows: RowSignals,
    pub(crate) state: RwSignal<ListState>,
    pub(crate) read_at: RwSignal<Option<Moment>>,
    /// Number of the latest reading or write. Answers to earlier ones are stale.
    pub(crate) latest_request: StoredValue<u32>,
    pub(crate) reading: StoredValue<Option<AbortController>>,
    /// Number of writes in flight.
    pub(crate) writing: RwSignal<u32>,
    /// Tasks that are being started, stopped or deleted.
    pub(crate) acting: RwSignal<Vec<TaskId>>,
    /// Accepted stops that no list has confirmed.
    pub(crate) unconfirmed: RwSignal<Vec<UnconfirmedStop>>,
    /// Number of failed readings since the last successful one.
    pub(crate) failures: StoredValue<u32>,
    /// Time of the end of the last reading or the start of the last poll, in milliseconds on the steady clock.
    pub(crate) ended_at: StoredValue<f64>,
    /// Wait after `ended_at` that the platform has asked for, in milliseconds; zero if none.
    pub(crate) requested_wait_ms: StoredValue<f64>,
    /// Missing right that the platform reported, and the number of the token without it.
    pub(crate) lacking: RwSignal<Option<(ErrorCode, u32)>>,
    pub(crate) device_stats: DeviceStats,
    pub(crate) guards: RwSignal<Vec<GuardedTask>>,
    /// Whether the first reading started before the page existed.
    pub(crate) is_ahead: StoredValue<bool>,
    /// Whether [`clear`](Self::clear) has ended the use of this store.
    pub(crate) is_cleared: StoredValue<bool>,
}

impl TaskStore {
    /// An empty store; nothing is read until [`refresh`](Self::refresh).
    pub fn new(client: Client, product: Product) -> Self {
        Self {
            client,
            product: StoredValue::new(product),
            snapshot: RwSignal::new(Arc::default()),
            texts: StoredValue::default(),
            partly: RwSignal::new(None),
            rows: RowSignals::default(),
            state: RwSignal::new(ListState::Loading),
            read_at: RwSignal::new(None),
            latest_request: StoredValue::new(0),
            reading: StoredValue::new(None),
            writing: RwSignal::new(0),
            acting: RwSignal::new(Vec::new()),
            unconfirmed: RwSignal::new(Vec::new()),
            failures: StoredValue::new(0),
            ended_at: StoredValue::new(web::steady_ms()),
            requested_wait_ms: StoredValue::new(0.0),
            lacking: RwSignal::new(None),
            device_stats: DeviceStats::default(),
            guards: RwSignal::new(Vec::new()),
            is_ahead: StoredValue::new(false),
            is_cleared: StoredValue::new(false),
        }
    }

    /// Sets the product, when its name becomes known.
    pub fn set_product(&self, product: Product) {
        self.product.set_value(product);
    }

    /// Returns the product.
    pub fn product(&self) -> Product {
        self.product.get_value()
    }

    /// Returns the id of the product.
    pub fn product_id(&self) -> ProductId {
        self.product.with_value(|product| product.id.clone())
    }

    /// Subject of messages about a task: ids are unique within a product only.
    pub fn subject(&self, id: &TaskId) -> String {
        self.product.with_value(|product| format!("{} {id}", product.id))
    }

    /// Whether this is the store of the product with this id.
    pub fn is_of(&self, product: &ProductId) -> bool {
        self.product.with_value(|own| own.id == *product)
    }

    /// Snapshot of the list as last read, or of its first page while [`partly_read`](Self::partly_read). Tracked.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        scoped(self.snapshot).get()
    }

    /// Part of the first list that is read, if its first page is on show before the list is complete. Tracked.
    ///
    /// Until then the list has no [`read_at`](Self::read_at), and the snapshot counts as changed while it was read: it
    /// proves nothing about other tasks.
    pub fn partly_read(&self) -> Option<PartlyRead> {
        scoped(self.partly).get()
    }

    /// Result of the last reading. Tracked.
    pub fn state(&self) -> ListState {
        scoped(self.state).get()
    }

    /// Whether the last reading failed. Tracked.
    pub fn is_outdated(&self) -> bool {
        matches!(self.state(), ListState::Failed(_))
    }

    /// Time of the last successful reading. Tracked.
    pub fn read_at(&self) -> Option<Moment> {
        scoped(self.read_at).get()
    }

    /// Whether the platform refused the first reading because the product does not exist. Tracked.
    pub fn is_of_unknown_product(&self) -> bool {
        let is_unknown =
            |error: &ApiError| matches!(error, ApiError::Refused(body) if body.code == ErrorCode::ProductNotFound);
        self.read_at().is_none() && matches!(self.state(), ListState::Failed(error) if is_unknown(&error))
    }

    /// Returns the task with this id, as last read. Tracked.
    pub fn task(&self, id: &TaskId) -> Option<Task> {
        scoped(self.snapshot).with(|snapshot| snapshot.task(id).cloned())
    }

    /// Error code of the right to change tasks that the current token lacks, once the platform has reported it.
    /// Tracked.
    pub fn read_only(&self) -> Option<ErrorCode> {
        let (code, token) = scoped(self.lacking).get()?;
        (token == self.client.session.token_changes()).then_some(code)
    }

    /// Stores a missing right: the platform would refuse another attempt with the same token.
    pub(crate) fn remember_missing_right(&self, error: &ApiError) {
        if let Some(code) = error.missing_permission() {
            let token = untrack(|| self.client.session.token_changes());
            self.lacking.set(Some((code, token)));
        }
    }
}
