//! What belongs to one product: its tasks, its create form, its open dialogs. Kept while another product is looked
//! at and while somebody signs in again, so that nothing typed is lost.

use crate::address;
use crate::api::Client;
use crate::tasks::TaskDialogs;
use crate::tasks::create::form::CreateForm;
use crate::tasks::store::TaskStore;
use leptos::prelude::*;
use upgrade_api::full::Product;

/// One product's state.
#[derive(Clone, Copy)]
pub struct Workspace {
    store: TaskStore,
    form: CreateForm,
    dialogs: TaskDialogs,
}

impl Workspace {
    /// Gives its parts to the views below.
    pub fn provide(&self) {
        provide_context(self.store);
        provide_context(self.form);
        provide_context(self.dialogs);
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
    owner: StoredValue<Option<Owner>>,
    all: StoredValue<Vec<Workspace>>,
    current: RwSignal<Option<Workspace>>,
}

impl Workspaces {
    /// None yet.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self {
            client,
            owner: StoredValue::new(Owner::current()),
            all: StoredValue::new(Vec::new()),
            current: RwSignal::new(None),
        }
    }

    /// The one on show.
    #[must_use]
    pub fn current(&self) -> Option<Workspace> {
        self.current.get()
    }

    /// Shows a product.
    pub fn open(&self, product: Product) {
        if address::product().as_ref() != Some(&product.id) {
            address::set_product(Some(&product.id));
        }
        let known = self
            .all
            .with_value(|all| all.iter().copied().find(|w| w.product().id == product.id));
        let workspace = known.unwrap_or_else(|| self.make(product));
        self.current.set(Some(workspace));
    }

    /// Goes back to the choice of products.
    pub fn leave(&self) {
        address::set_product(None);
        self.current.set(None);
    }

    /// Forgets everything, as on signing out.
    pub fn clear(&self) {
        for workspace in self.all.get_value() {
            workspace.form.discard();
            workspace.store.clear();
            workspace.dialogs.close_all();
        }
        self.all.set_value(Vec::new());
        self.current.set(None);
    }

    /// Under the console's own owner: a view that happens to be running must not take the state down with it.
    fn make(&self, product: Product) -> Workspace {
        let client = self.client;
        let make = move || {
            let store = TaskStore::new(client, product);
            Workspace {
                store,
                form: CreateForm::new(store),
                dialogs: TaskDialogs::from_address(),
            }
        };
        let workspace = match self.owner.get_value() {
            Some(owner) => owner.with(make),
            None => make(),
        };
        self.all.update_value(|all| all.push(workspace));
        workspace
    }
}
