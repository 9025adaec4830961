//! The tasks of one product as last read from the platform. The platform is the truth; this is when we last asked.

mod known;
mod shown;
mod watch;
mod writes;

pub use known::{Entry, Known};
pub use shown::Found;
pub use writes::{ActError, Creation, Done};

use crate::api::{ApiError, Client};
use crate::browser;
use crate::reactive::{RwSignal, signal, spawn, stored};
use crate::session::abort_controller;
use leptos::prelude::*;
use shown::{Order, Shown};
use std::sync::Arc;
use upgrade_api::error::ErrorCode;
use upgrade_api::full::Product;
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;
use watch::Watch;
use web_sys::AbortController;

/// Seconds between two polls, however often the platform did not answer.
const LONGEST_WAIT: u32 = 60;

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

/// The tasks of one product.
#[derive(Clone, Copy)]
pub struct TaskStore {
    client: Client,
    product: StoredValue<Product>,
    known: RwSignal<Arc<Known>>,
    shown: Shown,
    state: RwSignal<ListState>,
    read_at: RwSignal<Option<f64>>,
    /// Counts readings and writes: what was asked before the last of them comes too late.
    turn: StoredValue<u32>,
    reading: StoredValue<Option<AbortController>>,
    /// Writes that are not settled.
    writing: RwSignal<u32>,
    /// The tasks that are being started, stopped or deleted.
    acting: RwSignal<Vec<TaskId>>,
    /// Readings that failed since the last good one.
    failures: StoredValue<u32>,
    /// The right that was found to be missing, and with which token.
    lacking: RwSignal<Option<(ErrorCode, u32)>>,
    watch: Watch,
    /// Whether its first reading began before there was a page for it.
    is_ahead: StoredValue<bool>,
}

impl TaskStore {
    /// An empty store; nothing is read until [`refresh`](Self::refresh).
    #[must_use]
    pub fn new(client: Client, product: Product) -> Self {
        Self {
            client,
            product: stored(product),
            known: signal(Arc::default()),
            shown: Shown::new(),
            state: signal(ListState::Loading),
            read_at: signal(None),
            turn: stored(0),
            reading: stored(None),
            writing: signal(0),
            acting: signal(Vec::new()),
            failures: stored(0),
            lacking: signal(None),
            watch: Watch::new(),
            is_ahead: stored(false),
        }
    }

    /// Reads before there is a page for it.
    pub fn begin_ahead(self) {
        self.is_ahead.set_value(true);
        if !self.is_busy() {
            spawn(self.refresh());
        }
    }

    /// The first reading of a page, unless it began before.
    pub fn begin(self) {
        let was_ahead = self.is_ahead.get_value();
        self.is_ahead.set_value(false);
        if !was_ahead {
            spawn(self.refresh());
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
    pub fn known(&self) -> Arc<Known> {
        self.known.get()
    }

    /// How the last reading went.
    #[must_use]
    pub fn state(&self) -> ListState {
        self.state.get()
    }

    /// When the rows were read, in milliseconds since 1970.
    #[must_use]
    pub fn read_at(&self) -> Option<f64> {
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
    fn learn(&self, error: &ApiError) {
        if let Some(code) = error.lacks_right() {
            let token = untrack(|| self.client.session().changes());
            self.lacking.set(Some((code, token)));
        }
    }

    /// Forgets all rows, as on signing out.
    pub fn clear(&self) {
        self.overtake();
        self.known.set(Arc::default());
        self.shown.clear();
        self.read_at.set(None);
        self.state.set(ListState::Loading);
        self.watch.clear();
    }

    /// Asks the platform again.
    pub async fn refresh(self) {
        self.read().await;
        self.read_fleet().await;
    }

    /// Gives up a reading that is under way: nobody looks any more.
    pub fn leave(&self) {
        if self.writing.try_get_untracked() == Some(0) {
            self.overtake();
        }
    }

    /// Whether something is being read or written: then a poll would only come in between.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.writing.get_untracked() > 0 || self.reading.with_value(Option::is_some)
    }

    /// Whether something is being changed.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.writing.get() > 0
    }

    /// Whether this task is being started, stopped or deleted.
    #[must_use]
    pub fn is_acting(&self, id: &TaskId) -> bool {
        self.acting.with(|acting| acting.contains(id))
    }

    /// Whether whoever was here has left: then nothing of theirs is told any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        untrack(|| self.client.session().state().is_over())
    }

    /// Polls to leave out before the next one, where one comes every `seconds`: a platform that does not answer is asked
    /// less and less often.
    #[must_use]
    pub fn polls_to_skip(&self, seconds: u32) -> u32 {
        let doubled = 1_u32 << self.failures.get_value().min(6);
        doubled.min((LONGEST_WAIT / seconds.max(1)).max(1)) - 1
    }

    /// Reads the list. Gives what it says, unless that failed or something newer was asked meanwhile.
    async fn read(self) -> Option<Arc<Known>> {
        let turn = self.overtake();
        let product = self.product.try_get_value()?.id;
        let reading = abort_controller();
        let owner = reading.signal();
        self.reading.set_value(Some(reading));
        let answer = self.client.list_tasks(&product, &owner).await;
        // Something newer was asked or done meanwhile, or the page is gone: this answer is history.
        if self.turn.try_get_value() != Some(turn) {
            return None;
        }
        self.reading.set_value(None);
        match answer {
            Ok(rows) => {
                self.failures.set_value(0);
                let known = self.show(rows);
                self.read_at.set(Some(browser::now_ms()));
                self.state.set(ListState::Ready);
                Some(known)
            }
            Err(ApiError::GivenUp) => None,
            Err(error) => {
                self.failures
                    .update_value(|failures| *failures = failures.saturating_add(1));
                self.state.set(ListState::Failed(error));
                None
            }
        }
    }

    /// Makes every answer that is still on its way too late, and ends the reading that waits for one.
    fn overtake(&self) -> u32 {
        if let Some(Some(reading)) = self.reading.try_update_value(Option::take) {
            reading.abort();
        }
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn show(&self, rows: Vec<Row>) -> Arc<Known> {
        let read = Arc::new(Known::from(rows));
        self.watch.see(&read.tasks);
        let known = self.known.get_untracked();
        let known = if *known == *read { known } else { read };
        if !Arc::ptr_eq(&known, &self.known.get_untracked()) {
            self.known.set(Arc::clone(&known));
        }
        self.follow(&known, Order::MayBeHeld);
        known
    }
}
