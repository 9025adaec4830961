//! State of the products that were opened. It is kept while another product is open and while the operator signs in again, so
//! that no input is lost.

use crate::api::Client;
use crate::config::Config;
use crate::pages::create_task::state::CreateForm;
use crate::pages::create_task::state::draft_storage::forget_all_drafts;
use crate::pages::tasks::context::TaskPageState;
use crate::pages::workspace::Workspace;
use crate::routing;
use crate::routing::Route;
use crate::state::overview::Overview;
use crate::state::product_stores::ProductStores;
use crate::state::recent_products;
use crate::state::task_store::{TaskStore, forget_all_guards};
use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use std::collections::HashSet;
use std::num::NonZeroU64;
use upgrade_api::impact::Proportion;
use upgrade_api::products::Product;
use upgrade_api::profile::Profile;
use upgrade_api::values::{ProductId, TaskId};

/// Products opened so far, and the present one.
#[derive(Clone, Copy)]
pub struct Workspaces {
    pub(crate) client: Client,
    file_limit: Option<u64>,
    type_to_start: Proportion,
    /// Whether the operator chooses products by their ids, so that the ones used lately help.
    remembers_products: bool,
    /// Seconds between two readings of a list.
    pub(crate) poll_seconds: u32,
    all: StoredValue<Vec<Workspace>>,
    others: ProductStores,
    current: RwSignal<Option<Workspace>>,
    /// Requested product that the platform does not know.
    unknown: RwSignal<Option<ProductId>>,
}

impl Workspaces {
    /// No products.
    pub fn new(client: Client, config: &Config) -> Self {
        Self {
            client,
            file_limit: config.file_limit_bytes.map(NonZeroU64::get),
            type_to_start: config.type_to_start,
            remembers_products: client.profile == Profile::Core && config.product_id.is_none(),
            poll_seconds: config.poll_seconds,
            all: StoredValue::new(Vec::new()),
            others: ProductStores::new(client),
            current: RwSignal::new(None),
            unknown: RwSignal::new(None),
        }
    }

    /// Returns to the product picker when the platform does not know the present product.
    pub fn leave_unknown_products(self) {
        Effect::new(move |_| {
            let Some(workspace) = scoped(self.current).get() else {
                return;
            };
            if workspace.store.is_of_unknown_product() {
                let id = workspace.store.product_id();
                // Another request for the product has to read it again.
                self.all.update_value(|all| all.retain(|other| !other.store.is_of(&id)));
                recent_products::forget(&id);
                self.others.keep_guards(workspace.store);
                self.report_unknown(id);
                web::focus_new_page();
                self.current.set(None);
            }
        });
    }

    /// Reports on the product picker that the product does not exist or is not visible to the token.
    pub fn report_unknown(&self, id: ProductId) {
        routing::set_product(None, false);
        self.unknown.set(Some(id));
    }

    /// Requested product that the platform does not know. Tracked.
    pub fn unknown(&self) -> Option<ProductId> {
        scoped(self.unknown).get()
    }

    /// Removes the report about an unknown product.
    pub fn forget_unknown(&self) {
        // The product picker follows the signal, so only a change sets it.
        if self.unknown.with_untracked(Option::is_some) {
            self.unknown.set(None);
        }
    }

    /// The present product. Tracked.
    pub fn current(&self) -> Option<Workspace> {
        scoped(self.current).get()
    }

    /// Whether something would be lost with the page: input of a create form that was not sent, or a guard. Tracked.
    pub fn has_unsaved(&self) -> bool {
        // Another product may have a new form.
        scoped(self.current).track();
        let all = self.all.get_value();
        all.iter().any(|workspace| workspace.form.is_touched()) || self.guards() > 0
    }

    /// Whether a file is being uploaded. Tracked.
    pub fn is_uploading(&self) -> bool {
        scoped(self.current).track();
        let all = self.all.get_value();
        all.iter().any(|workspace| workspace.form.uploads.is_sending())
    }

    /// Tasks of all products that are open or have guards. Tracked: another product may be opened.
    pub fn stores(&self) -> Vec<TaskStore> {
        scoped(self.current).track();
        let open = self.all.get_value().into_iter().map(|workspace| workspace.store);
        // A product that is open or guarded has the same store on the overview.
        let mut ids = HashSet::new();
        let is_new = |store: &TaskStore| ids.insert(store.product_id());
        open.chain(self.others.all()).filter(is_new).collect()
    }

    /// Number of guards. Tracked.
    pub fn guards(&self) -> usize {
        self.stores().iter().map(|store| store.guards().len()).sum()
    }

    /// Whether a guard cannot decide at present. Tracked.
    pub fn are_guards_blind(&self) -> bool {
        self.stores().iter().any(TaskStore::has_blind_guard)
    }

    /// Resumes the guards that an earlier page has stored in this tab, also of products that are not open.
    pub fn restore_guards(&self) {
        self.others.restore_guards();
    }

    /// Route of the page. Tracked.
    pub fn route(&self) -> Route {
        match scoped(self.current).get() {
            Some(Workspace { store, page, .. }) => Route {
                product: routing::product(),
                task: scoped(page.details).get(),
                list: store.view(),
                map: scoped(page.map).get(),
            },
            None => Route::here(),
        }
    }

    /// Reads the tasks of a product before its name is known, which saves the time of one answer. They are shown when the
    /// product is opened.
    pub fn read_ahead(&self, id: &ProductId) {
        if self.find(id).is_none() {
            self.others.prefetch(id);
        }
    }

    /// Tasks of all products.
    pub fn overview(&self) -> Overview {
        self.others.overview
    }

    /// Shows the overview of these products.
    pub fn show_products(&self, products: Vec<Product>) {
        let known = untrack(|| self.stores());
        self.overview().show(products, |product| {
            let known = known.iter().find(|store| store.is_of(&product.id));
            known.copied().unwrap_or_else(|| self.others.take(product.clone()))
        });
    }

    fn find(&self, id: &ProductId) -> Option<Workspace> {
        let has_id = |workspace: &Workspace| workspace.store.is_of(id);
        self.all.with_value(|all| all.iter().copied().find(has_id))
    }

    /// Opens a product.
    pub fn open(&self, product: Product) {
        if routing::product().as_ref() != Some(&product.id) {
            routing::set_product(Some(&product.id), true);
        }
        let known = self.find(&product.id);
        if let Some(Workspace { store, page, .. }) = known {
            // The address shows the state in which the operator left the product.
            routing::set_list(&untrack(|| store.view()), false);
            routing::set_map(page.map.get_untracked(), false);
            routing::set_task(page.details.get_untracked().as_ref());
        }
        self.forget_unknown();
        if self.remembers_products {
            recent_products::remember(&product);
        }
        web::focus_new_page();
        let workspace = known.unwrap_or_else(|| self.create(product));
        self.current.set(Some(workspace));
    }

    /// Opens a product with the details of a task.
    pub fn open_task(&self, product: Product, task: TaskId) {
        self.open(product);
        if let Some(Workspace { page, .. }) = self.current.get_untracked() {
            page.show_details(Some(task));
        }
    }

    /// Returns to the product picker.
    pub fn leave(&self) {
        routing::set_product(None, true);
        web::focus_new_page();
        self.current.set(None);
    }

    /// Shows the state in the address of the page, after the operator went back or forward.
    pub fn show_address(&self) {
        let wanted = routing::product();
        let shown = self.current.get_untracked().map(|shown| shown.store.product_id());
        if shown != wanted {
            // The product picker opens a product that was not open before. It reads the address, too.
            web::focus_new_page();
            self.current.set(wanted.and_then(|wanted| self.find(&wanted)));
        }
        if let Some(Workspace { store, page, .. }) = self.current.get_untracked() {
            store.set_view(routing::list());
            page.map.set(routing::map());
            page.details.set(routing::task());
        }
    }

    /// Removes all state, for a sign-out. `keep_drafts`: input and guards stay stored in this tab, because a portal that removes
    /// the frame may restore it.
    pub fn clear(&self, keep_drafts: bool) {
        if !keep_drafts {
            forget_all_drafts();
            recent_products::forget_all();
            forget_all_guards();
        }
        for workspace in self.all.get_value() {
            workspace.form.detach();
            workspace.store.clear();
            workspace.page.close_all();
        }
        self.all.set_value(Vec::new());
        self.others.clear();
        self.current.set(None);
    }

    fn create(&self, product: Product) -> Workspace {
        let Self {
            file_limit,
            type_to_start,
            poll_seconds,
            ..
        } = *self;
        let store = self.others.take(product);
        let workspace = self.others.with_owner(move || {
            store.set_view(routing::list());
            Workspace {
                store,
                form: CreateForm::new(store, file_limit).with_storage(),
                page: TaskPageState::from_address(),
                type_to_start,
                poll_seconds,
            }
        });
        self.all.update_value(|all| all.push(workspace));
        workspace
    }
}
