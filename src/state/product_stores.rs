//! Task stores of products that are not open: read ahead, guarded, or on the overview.

use crate::api::Client;
use crate::state::overview::Overview;
use crate::state::task_store::{TaskStore, guarded_products};
use leptos::prelude::*;
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// Task stores of products that are not open. Opening a product takes its store from here.
#[derive(Clone, Copy)]
pub struct ProductStores {
    client: Client,
    /// Owner of the console: a store outlives the view that requests it.
    owner: StoredValue<Option<Owner>>,
    /// Tasks of a product whose name is not known yet.
    prefetched: StoredValue<Option<TaskStore>>,
    /// Tasks of products with guards.
    guarded: StoredValue<Vec<TaskStore>>,
    /// Tasks of all products.
    pub(crate) overview: Overview,
}

impl ProductStores {
    /// No stores.
    pub fn new(client: Client) -> Self {
        Self {
            client,
            owner: StoredValue::new(Owner::current()),
            prefetched: StoredValue::new(None),
            guarded: StoredValue::new(Vec::new()),
            overview: Overview::default(),
        }
    }

    /// All stores. A product may have several equal ones. Tracked: the overview may get other products.
    pub fn all(&self) -> impl Iterator<Item = TaskStore> {
        let guarded = self.guarded.get_value().into_iter().chain(self.prefetched.get_value());
        guarded.chain(self.overview.rows())
    }

    /// Keeps the store of a product that is no longer open, for the guards in it.
    pub fn keep_guards(&self, store: TaskStore) {
        self.guarded.update_value(|guarded| guarded.push(store));
    }

    /// Resumes the guards that an earlier page has stored in this tab.
    pub fn restore_guards(&self) {
        for product in guarded_products() {
            self.keep_guards(self.take(product));
        }
    }

    /// Reads the tasks of a product before its name is known.
    pub fn prefetch(&self, id: &ProductId) {
        let store = self.take(Product::nameless(id.clone()));
        self.prefetched.set_value(Some(store));
        store.prefetch();
    }

    /// Takes the store of a product, or creates one.
    pub fn take(&self, product: Product) -> TaskStore {
        let is_it = |store: &TaskStore| store.is_of(&product.id);
        let prefetched = self.prefetched.try_update_value(Option::take).flatten();
        if let Some(other) = prefetched.filter(|store| !is_it(store)) {
            other.leave();
            self.keep_guards(other);
        }
        let mut guarded = self.guarded.get_value();
        guarded.retain(TaskStore::is_guarding);
        let with_guards = guarded.iter().position(is_it).map(|at| guarded.swap_remove(at));
        self.guarded.set_value(guarded);
        // A store that was never read is replaced by a new one, which reads also after a refusal.
        let is_read = |store: &TaskStore| untrack(|| store.read_at().is_some());
        let shown = || self.overview.store(&product.id).filter(is_read);
        match prefetched.filter(is_it).or(with_guards).or_else(shown) {
            Some(store) => {
                store.set_product(product);
                store
            }
            None => self.create(product),
        }
    }

    fn create(&self, product: Product) -> TaskStore {
        let client = self.client;
        self.with_owner(move || {
            let store = TaskStore::new(client, product);
            store.restore_guards();
            store
        })
    }

    /// Removes all stores, for a sign-out.
    pub fn clear(&self) {
        let prefetched = self.prefetched.try_update_value(Option::take).flatten();
        let guarded = self.guarded.try_update_value(std::mem::take).unwrap_or_default();
        for store in guarded.into_iter().chain(prefetched) {
            store.clear();
        }
        self.overview.clear();
    }

    /// Creates state under the owner of the console, so that it outlives the view that requests it.
    pub fn with_owner<T>(&self, create: impl FnOnce() -> T) -> T {
        match self.owner.get_value() {
            Some(owner) => owner.with(create),
            None => create(),
        }
    }
}
