//! Choosing the product: from the address, from the configuration, or by the operator. There is no default: a wrong product
//! means that the wrong fleet is upgraded. Where the platform lists its products, the choice is the overview of all of them.

mod by_id;
mod input;
mod list;
mod product_button;

pub(crate) use input::PickerInput;

use crate::components::{Button, Note, NoteTone};
use crate::i18n::use_messages;
use crate::pages::workspaces::Workspaces;
use crate::routing;
use crate::web;
use by_id::{ProductIdForm, RecentProducts};
use leptos::prelude::*;
use list::ProductList;
use std::time::Duration;
use upgrade_api::products::Product;
use upgrade_api::profile::Profile;
use upgrade_api::values::ProductId;

/// The choice of a product.
#[component]
pub(crate) fn ProductPicker(
    /// Products.
    workspaces: Workspaces,
    /// Product that the configuration names. No other one can be chosen then, also where the platform does not know it.
    fixed: Option<ProductId>,
) -> impl IntoView {
    let m = use_messages();
    let choice =
        move |wanted, is_fixed| view! { <Choice workspaces=workspaces wanted=wanted is_fixed=is_fixed /> }.into_any();
    let Some(fixed) = fixed else {
        return choice(routing::product(), false);
    };
    // No new history entry: the operator has not navigated.
    routing::set_product(Some(&fixed), false);
    (move || match workspaces.unknown() {
        Some(id) => view! {
            <main class="panel card">
                <h1 id=web::PAGE_TITLE tabindex="-1" prop:textContent=m.upgrade_tasks() />
                <UnknownProduct id=id />
                <Button label=m.retry() on_press=move |_| workspaces.forget_unknown() />
            </main>
        }
        .into_any(),
        None => untrack(|| choice(Some(fixed.clone()), true)),
    })
    .into_any()
}

/// Opens the wanted product, or offers the choice.
#[component]
fn Choice(
    /// Products.
    workspaces: Workspaces,
    /// Product that the address or the configuration names.
    wanted: Option<ProductId>,
    /// Whether the configuration names it.
    is_fixed: bool,
) -> impl IntoView {
    let m = use_messages();
    let (class, choice) = match (workspaces.client.profile, wanted) {
        (Profile::Core, Some(id)) => {
            // Not while the view is built: the view depends on what this changes.
            set_timeout(move || workspaces.open(Product::nameless(id)), Duration::ZERO);
            return ().into_any();
        }
        (Profile::Core, None) => {
            let choice = view! {
                <ProductIdForm workspaces=workspaces />
                <RecentProducts workspaces=workspaces />
            };
            ("panel card", choice.into_any())
        }
        (Profile::Full, wanted) => {
            let choice = view! { <ProductList workspaces=workspaces wanted=wanted is_fixed=is_fixed /> };
            ("page", choice.into_any())
        }
    };
    view! {
        <main class=class>
            <div>
                <h1 id=web::PAGE_TITLE tabindex="-1" prop:textContent=m.choose_product() />
                <p class="page-about" prop:textContent=m.choose_product_about() />
            </div>
            {move || workspaces.unknown().map(|id| view! { <UnknownProduct id=id /> })}
            {choice}
        </main>
    }
    .into_any()
}

/// The product does not exist, or the token may not see it.
#[component]
fn UnknownProduct(
    /// Product.
    id: ProductId,
) -> impl IntoView {
    let m = use_messages();
    view! {
        <Note tone=NoteTone::Error>
            <p>{m.product_unknown()} " " <code translate="no" prop:textContent=id.to_string() /></p>
        </Note>
    }
}
