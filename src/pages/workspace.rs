//! What belongs to one product: its tasks, its create form, its open dialogs. Kept while another product is looked
//! at and while somebody signs in again, so that nothing typed is lost.

use crate::api::Client;
use crate::builder::Toasts;
use crate::config::Config;
use crate::i18n::Messages;
use crate::pages::create_task::state::CreateForm;
use crate::pages::create_task::state::draft_storage::forget_all_drafts;
use crate::pages::tasks::context::LazyViews;
use crate::pages::tasks::context::{TaskContext, TaskDialogs};
use crate::routing;
use crate::routing::Route;
use crate::state::activity_log::ActivityLog;
use crate::state::task_store::TaskStore;
use crate::web::lazy_module::LazyModule;
use leptos::prelude::*;
use std::num::NonZeroU64;
use upgrade_api::impact::Proportion;
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// One product's state.
#[derive(Clone, Copy)]
pub struct Workspace {
    store: TaskStore,
    form: CreateForm,
    dialogs: TaskDialogs,
    type_to_start: Proportion,
}

impl Workspace {
    /// What its views are made from.
    #[must_use]
    pub fn context(
        &self,
        m: &'static Messages,
        toasts: Toasts,
        activity: ActivityLog,
        lazy: LazyModule<LazyViews>,
    ) -> TaskContext {
        TaskContext {
            m,
            store: self.store,
            form: self.form,
            dialogs: self.dialogs,
            toasts,
            activity,
            type_to_start: self.type_to_start,
            lazy,
        }
    }

    /// The product.
    #[must_use]
    pub fn product(&self) -> Product {
        self.store.product()
    }
}

/// All products looked at so far, and the one on show.
#[derive(Clone, Copy)]
pub struct Workspaces {
    client: Client,
    file_limit: Option<u64>,
    type_to_start: Proportion,
    owner: StoredValue<Option<Owner>>,
    all: StoredValue<Vec<Workspace>>,
    /// The tasks of a product whose name is still on its way.
    ahead: StoredValue<Option<TaskStore>>,
    current: RwSignal<Option<Workspace>>,
    /// The product that was asked for last, where the platform does not know it.
    unknown: RwSignal<Option<ProductId>>,
}

impl Workspaces {
    /// None yet.
    #[must_use]
    pub fn new(client: Client, config: &Config) -> Self {
        Self {
            client,
            file_limit: config.file_limit_bytes.map(NonZeroU64::get),
            type_to_start: config.type_to_start,
            owner: StoredValue::new(Owner::current()),
            all: StoredValue::new(Vec::new()),
            ahead: StoredValue::new(None),
            current: RwSignal::new(None),
            unknown: RwSignal::new(None),
        }
    }

    /// From now on a product that the platform does not know is left for the choice of products.
    pub fn leave_unknown_products(self) {
        Effect::new(move |_| {
            let Some(workspace) = self.current.get() else { return };
            if workspace.store.is_of_unknown_product() {
                let id = workspace.product().id;
                // Asked for again, it is read again.
                self.all
                    .update_value(|all| all.retain(|other| other.product().id != id));
                self.report_unknown(id);
                self.current.set(None);
            }
        });
    }

    /// Says at the choice of products that the platform does not know this one.
    pub fn report_unknown(&self, id: ProductId) {
        routing::set_product(None, false);
        self.unknown.set(Some(id));
    }

    /// The product that was asked for last, where the platform does not know it.
    #[must_use]
    pub fn unknown(&self) -> Option<ProductId> {
        self.unknown.get()
    }

    /// Forgets that a product is unknown.
    pub fn forget_unknown(&self) {
        // Only a change is told: the choice of products follows it.
        if self.unknown.with_untracked(Option::is_some) {
            self.unknown.set(None);
        }
    }

    /// The one on show.
    #[must_use]
    pub fn current(&self) -> Option<Workspace> {
        self.current.get()
    }

    /// Whether something is typed that nobody has sent.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        // Read for its changes: with it, another form may have come.
        let _ = self.current.get();
        let all = self.all.get_value();
        // Every one is read, so that every one is followed.
        all.iter().filter(|workspace| workspace.form.is_touched()).count() > 0
    }

    /// Where the page is, for whoever follows it.
    #[must_use]
    pub fn route(&self) -> Route {
        let here = Route::here();
        match self.current.get() {
            Some(Workspace { store, dialogs, .. }) => Route {
                task: dialogs.details.get(),
                list: store.view(),
                map: dialogs.map.get(),
                ..here
            },
            None => here,
        }
    }

    /// Asks for a product's tasks before its name is known: the list is there an answer sooner. Nothing of it is shown
    /// before the product is.
    pub fn read_ahead(&self, id: &ProductId) {
        if self.known(id).is_some() {
            return;
        }
        let store = self.store_of(Product::nameless(id.clone()));
        self.ahead.set_value(Some(store));
        store.prefetch();
    }

    /// What was asked for ahead, where it is of this product; of another one it is for nobody.
    fn store_of(&self, product: Product) -> TaskStore {
        if let Some(Some(ahead)) = self.ahead.try_update_value(Option::take) {
            if ahead.product().id == product.id {
                ahead.set_product(product);
                return ahead;
            }
            ahead.leave();
        }
        let client = self.client;
        self.owned(move || TaskStore::new(client, product))
    }

    fn known(&self, id: &ProductId) -> Option<Workspace> {
        let is_it = |workspace: &Workspace| workspace.product().id == *id;
        self.all.with_value(|all| all.iter().copied().find(is_it))
    }

    /// Shows a product.
    pub fn open(&self, product: Product) {
        if routing::product().as_ref() != Some(&product.id) {
            routing::set_product(Some(&product.id), true);
        }
        let known = self.known(&product.id);
        if let Some(Workspace { store, dialogs, .. }) = known {
            // As it was left.
            routing::set_list(&untrack(|| store.view()), false);
            routing::set_map(dialogs.map.get_untracked(), false);
        }
        self.forget_unknown();
        let workspace = known.unwrap_or_else(|| self.make(product));
        self.current.set(Some(workspace));
    }

    /// Goes back to the choice of products.
    pub fn leave(&self) {
        routing::set_product(None, true);
        self.current.set(None);
    }

    /// Shows what the page's address names, after the operator went back or forward.
    pub fn follow_address(&self) {
        let wanted = routing::product();
        let shown = self.current.get_untracked().map(|workspace| workspace.product().id);
        if shown != wanted {
            // One that was never looked at is found by the choice of products, which reads the address too.
            self.current.set(wanted.and_then(|wanted| self.known(&wanted)));
        }
        if let Some(Workspace { store, dialogs, .. }) = self.current.get_untracked() {
            store.set_view(routing::list());
            dialogs.map.set(routing::map());
            dialogs.details.set(routing::task());
        }
    }

    /// Forgets everything, as on signing out. A portal that takes the frame away may bring it back: then what was typed
    /// stays in this tab.
    pub fn clear(&self, comes_back: bool) {
        if !comes_back {
            forget_all_drafts();
        }
        for workspace in self.all.get_value() {
            workspace.form.detach();
            workspace.store.clear();
            workspace.dialogs.close_all();
        }
        self.all.set_value(Vec::new());
        if let Some(Some(ahead)) = self.ahead.try_update_value(Option::take) {
            ahead.clear();
        }
        self.current.set(None);
    }

    fn make(&self, product: Product) -> Workspace {
        let Self {
            file_limit,
            type_to_start,
            ..
        } = *self;
        let store = self.store_of(product);
        let workspace = self.owned(move || {
            store.set_view(routing::list());
            Workspace {
                store,
                form: CreateForm::new(store, file_limit).with_storage(),
                dialogs: TaskDialogs::from_address(),
                type_to_start,
            }
        });
        self.all.update_value(|all| all.push(workspace));
        workspace
    }

    /// Under the console's own owner: a view that happens to be running must not take the state down with it.
    fn owned<T>(&self, make: impl FnOnce() -> T) -> T {
        match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }
}
