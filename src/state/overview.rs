//! Tasks of all products: at most four readings at once, and an order that only a load or a refresh changes.

use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::time::Duration;
use upgrade_api::overview::{ProductOverview, Urgency};
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// Largest number of requests at the same time.
pub(crate) const REQUESTS_MAX: usize = 4;

/// Longest time in milliseconds from a load or a refresh until the order is decided. Later answers move no row.
const ORDER_MS: u64 = 2000;

/// Task stores of all products.
#[derive(Clone, Copy, Default)]
pub struct Overview {
    /// In the platform's order.
    stores: StoredValue<Vec<TaskStore>>,
    /// In the order of the page.
    rows: RwSignal<Vec<TaskStore>>,
    /// Stores that wait for a reading.
    queue: StoredValue<VecDeque<TaskStore>>,
    /// Number of readings in flight.
    readings: StoredValue<usize>,
    /// Whether a load or a refresh has yet to decide on the order.
    is_order_due: StoredValue<bool>,
    /// Number of runs of [`stop_tasks`](crate::state::stop_run::stop_tasks) in progress. They suspend the readings.
    stops: StoredValue<u32>,
}

impl Overview {
    /// Shows these products. `store_of` returns the store of a product: the known one, so that its
    /// tasks and samples stay, or a new one.
    pub(crate) fn show(self, products: Vec<Product>, store_of: impl Fn(&Product) -> TaskStore) {
        let mut stores: Vec<TaskStore> = Vec::new();
        for product in products {
            // A platform that lists a product twice has one product.
            if !stores.iter().any(|store| store.is_of(&product.id)) {
                let store = store_of(&product);
                store.set_product(product);
                stores.push(store);
            }
        }
        self.stores.set_value(stores.clone());
        self.rows.set(stores);
    }

    /// Products in the order of the page. Tracked.
    pub(crate) fn rows(self) -> Vec<TaskStore> {
        scoped(self.rows).get()
    }

    /// Store of a product.
    pub(crate) fn store(self, id: &ProductId) -> Option<TaskStore> {
        let is_it = |store: &TaskStore| store.is_of(id);
        self.stores.with_value(|all| all.iter().copied().find(is_it))
    }

    /// Reads the tasks of all products, and decides on the order.
    pub(crate) fn refresh(self) {
        self.is_order_due.set_value(true);
        set_timeout(move || self.order_if_due(), Duration::from_millis(ORDER_MS));
        self.queue.set_value(self.stores.get_value().into());
        self.start_readings();
    }

    /// Reads the tasks of one product before those that wait.
    pub(crate) fn read_first(self, store: TaskStore) {
        self.queue.update_value(|queue| queue.push_front(store));
        self.start_readings();
    }

    /// Reads the products whose reading is due at an interval of `seconds`.
    pub(crate) fn poll(self, seconds: u32) {
        let is_due = |store: &TaskStore| !store.is_busy() && store.next_poll_ms(seconds) <= 0.0;
        self.enqueue(is_due);
    }

    /// Reads all products that the platform does not ask to wait for.
    pub(crate) fn poll_all(self) {
        self.enqueue(|store| !store.is_busy() && !store.must_wait());
    }

    /// Cancels all readings, when the page closes.
    pub(crate) fn leave(self) {
        let _ = self.queue.try_update_value(VecDeque::clear);
        let _ = self.stores.try_with_value(|all| all.iter().for_each(TaskStore::leave));
    }

    /// Removes all products, for a sign-out.
    pub(crate) fn clear(self) {
        self.leave();
        self.stores.with_value(|all| all.iter().for_each(TaskStore::clear));
        self.stores.set_value(Vec::new());
        self.rows.set(Vec::new());
    }

    /// Suspends the readings, so that stops have the connections to themselves, until [`resume`](Self::resume).
    pub(crate) fn suspend(self) {
        self.stops.update_value(|stops| *stops += 1);
        self.leave();
    }

    /// Ends one [`suspend`](Self::suspend).
    pub(crate) fn resume(self) {
        let _ = self.stops.try_update_value(|stops| *stops = stops.saturating_sub(1));
    }

    fn enqueue(self, is_due: impl Fn(&TaskStore) -> bool) {
        let stores = self.stores.get_value();
        self.queue.update_value(|queue| {
            for store in stores.into_iter().filter(is_due) {
                let id = store.product_id();
                if !queue.iter().any(|waiting| waiting.is_of(&id)) {
                    queue.push_back(store);
                }
            }
        });
        self.start_readings();
    }

    fn start_readings(self) {
        if self.stops.try_get_value() != Some(0) {
            return;
        }
        while self.readings.get_value() < REQUESTS_MAX
            && let Some(Some(store)) = self.queue.try_update_value(VecDeque::pop_front)
        {
            // The verification of a write reads the list.
            if untrack(|| store.is_writing()) {
                continue;
            }
            self.readings.update_value(|readings| *readings += 1);
            spawn_local(async move {
                store.read().await;
                let ended = self.readings.try_update_value(|readings| *readings -= 1);
                if ended.is_some() {
                    self.start_readings();
                }
            });
        }
        let is_idle = self.readings.get_value() == 0 && self.queue.with_value(VecDeque::is_empty);
        if is_idle {
            self.order_if_due();
        }
    }

    /// Puts the most urgent products first, once per load or refresh.
    fn order_if_due(self) {
        let was_due = self.is_order_due.try_update_value(std::mem::take) == Some(true);
        let Some(mut rows) = self.stores.try_get_value() else {
            return;
        };
        // A moved element loses the focus.
        if !was_due || web::has_focus_in(".products") {
            return;
        }
        rows.sort_by_cached_key(|store| {
            let overview = untrack(|| product_overview(*store));
            overview.map_or(Urgency::Unread, |overview| overview.urgency())
        });
        self.rows.set(rows);
    }
}

/// Running tasks of a product; `None` before the first page of its list is read. Tracked.
pub(crate) fn product_overview(store: TaskStore) -> Option<ProductOverview> {
    let is_read = store.read_at().is_some() || store.partly_read().is_some();
    let snapshot = store.snapshot();
    let is_whole = snapshot.all_read() && !snapshot.changed_while_read;
    is_read.then(|| ProductOverview::of(&snapshot.tasks, is_whole, |task| store.idle(task)))
}
