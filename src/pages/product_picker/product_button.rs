//! A button that opens a product.

use crate::components::visible;
use crate::pages::workspaces::Workspaces;
use leptos::prelude::*;
use upgrade_api::products::Product;

/// Opens a product.
#[component]
pub(crate) fn ProductButton(
    /// Products.
    workspaces: Workspaces,
    /// Product. Without a known name it shows its id only.
    product: Product,
) -> impl IntoView {
    let Product {
        id, name, description, ..
    } = product.clone();
    let is_named = name != id.as_str();
    view! {
        <button type="button" class="product" on:click=move |_| workspaces.open(product.clone())>
            <strong hidden=!is_named>
                <bdi translate="no" prop:textContent=is_named.then(|| visible(&name)) />
            </strong>
            <span class="hint">
                <bdi translate="no" prop:textContent=description />
            </span>
            <code class="hint" translate="no" prop:textContent=id.to_string() />
        </button>
    }
}
