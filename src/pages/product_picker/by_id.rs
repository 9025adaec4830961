//! Choosing a product by its id, or from the ones used lately in this browser. Profile core has no list of products.

use crate::components::{Button, FieldKind, FieldMessages, TextField, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::product_picker::input::{PickerInput, use_picker_input};
use crate::pages::product_picker::product_button::ProductButton;
use crate::pages::workspaces::Workspaces;
use crate::state::recent_products::{forget, recent_products};
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::products::Product;
use upgrade_api::text::trimmed;
use upgrade_api::values::ProductId;

/// Id of the field for the product id.
const FIELD: &str = "product-id";

/// Opens a product by its id.
#[component]
pub(crate) fn ProductIdForm(
    /// Products.
    workspaces: Workspaces,
) -> impl IntoView {
    let m = use_messages();
    let PickerInput { id, is_wrong, .. } = use_picker_input();
    let open = move || match ProductId::parse(trimmed(&id.get_untracked())) {
        Ok(id) => workspaces.open(Product::nameless(id)),
        Err(_) => is_wrong.set(true),
    };
    let messages = move || FieldMessages {
        error: is_wrong.get().then(|| m.product_id_wrong().to_owned()),
        hint: Some(m.product_id_hint().to_owned()),
        ..FieldMessages::default()
    };
    let input = move |text| {
        is_wrong.set(false);
        id.set(text);
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if web::is_enter(&event) {
            open();
        }
    };
    view! {
        <section class="panel-part">
            <div on:keydown=key_down>
                <TextField
                    id=FIELD
                    label=m.product_id()
                    kind=FieldKind::Code
                    required=true
                    value=id
                    messages=messages
                    on_input=input
                />
            </div>
            <Button tone=Tone::Primary label=m.open_product() on_press=move |_| open() />
        </section>
    }
}

/// Products used lately in this browser, each with a button that removes it.
#[component]
pub(crate) fn RecentProducts(
    /// Products.
    workspaces: Workspaces,
) -> impl IntoView {
    let m = use_messages();
    let products = RwSignal::new(recent_products());
    let remove = move |id: &ProductId| {
        forget(id);
        products.update(|products| products.retain(|product| product.id != *id));
        web::focus_if_lost(FIELD);
    };
    let item = move |product: Product| {
        let id = product.id.clone();
        let name = m.forget_product(&visible(&product.name));
        view! {
            <li class="recent-product">
                <ProductButton workspaces=workspaces product=product />
                <Button tone=Tone::Icon label="✕" on_press=move |_| remove(&id) attr:aria-label=name />
            </li>
        }
    };
    view! {
        <Show when=move || !products.with(Vec::is_empty)>
            <section class="panel-part">
                <div>
                    <h2>{m.recent_products()}</h2>
                    <p class="hint">{m.recent_products_about()}</p>
                </div>
                <ul class="products">
                    <For each=move || products.get() key=|product| product.id.clone() children=item />
                </ul>
            </section>
        </Show>
    }
}
