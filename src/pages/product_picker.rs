//! Choosing the product: from the address, from the configuration, or by the operator. There is no default: a wrong product
//! means that the wrong fleet is upgraded.

use crate::api::{ApiError, Client};
use crate::components::{Button, FieldKind, FieldMessages, Note, NoteTone, TextField, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::error_text::error_text;
use crate::pages::workspace::Workspaces;
use crate::routing;
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use upgrade_api::products::Product;
use upgrade_api::profile::Profile;
use upgrade_api::text::trimmed;
use upgrade_api::values::ProductId;

/// The choice of a product.
#[component]
pub(crate) fn ProductPicker(
    /// Client.
    client: Client,
    /// Products.
    workspaces: Workspaces,
    /// Product that the configuration names. No other one can be chosen then, also where the platform does not know it.
    fixed: Option<ProductId>,
) -> impl IntoView {
    let m = use_messages();
    let Some(fixed) = fixed else {
        let wanted = routing::product();
        return view! { <Choice client=client workspaces=workspaces wanted=wanted is_fixed=false /> }.into_any();
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
        None => {
            let wanted = Some(fixed.clone());
            untrack(|| view! { <Choice client=client workspaces=workspaces wanted=wanted is_fixed=true /> }.into_any())
        }
    })
    .into_any()
}

/// Opens the wanted product, or offers the choice.
#[component]
fn Choice(
    /// Client.
    client: Client,
    /// Products.
    workspaces: Workspaces,
    /// Product that the address or the configuration names.
    wanted: Option<ProductId>,
    /// Whether the configuration names it.
    is_fixed: bool,
) -> impl IntoView {
    let m = use_messages();
    let choice = match (client.profile(), wanted) {
        (Profile::Core, Some(id)) => {
            // Not while the view is built: the view depends on what this changes.
            set_timeout(move || workspaces.open(Product::nameless(id)), Duration::ZERO);
            return ().into_any();
        }
        (Profile::Core, None) => view! { <ProductIdForm workspaces=workspaces /> }.into_any(),
        (Profile::Full, wanted) => {
            view! { <ProductList client=client workspaces=workspaces wanted=wanted is_fixed=is_fixed /> }.into_any()
        }
    };
    view! {
        <main class="panel card">
            <h1 id=web::PAGE_TITLE tabindex="-1" prop:textContent=m.choose_product() />
            <p class="page-about" prop:textContent=m.choose_product_about() />
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

/// Opens a product by its id. Profile core has no list of products.
#[component]
fn ProductIdForm(
    /// Products.
    workspaces: Workspaces,
) -> impl IntoView {
    let m = use_messages();
    let id = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
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
                    id="product-id"
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

/// The products of the platform.
#[component]
fn ProductList(
    /// Client.
    client: Client,
    /// Products.
    workspaces: Workspaces,
    /// Product to open once the list is read.
    wanted: Option<ProductId>,
    /// Whether the configuration names it.
    is_fixed: bool,
) -> impl IntoView {
    let m = use_messages();
    let list = RwSignal::new(None::<Result<Vec<Product>, ApiError>>);
    let load = Callback::new(move |()| {
        let wanted = wanted.clone();
        list.set(None);
        wanted.iter().for_each(|id| workspaces.read_ahead(id));
        spawn_local(async move {
            let result = client.list_products().await;
            match (&result, wanted) {
                // The portal has named another product since.
                (Ok(_), Some(id)) if !is_fixed && routing::product().as_ref() != Some(&id) => {}
                (Ok(products), Some(id)) => match products.iter().find(|product| product.id == id) {
                    Some(product) => workspaces.open(product.clone()),
                    None => {
                        workspaces.report_unknown(id);
                        list.set(Some(result));
                    }
                },
                _ => list.set(Some(result)),
            }
        });
    });
    load.run(());
    view! {
        {move || match list.get() {
            None => view! { <p role="status" prop:textContent=m.loading_products() /> }.into_any(),
            Some(Err(error)) => {
                view! {
                    <Note tone=NoteTone::Error text=error_text(m, &error)>
                        <Button label=m.retry() on_press=move |_| load.run(()) />
                    </Note>
                }
                    .into_any()
            }
            Some(Ok(products)) if products.is_empty() => view! { <p prop:textContent=m.no_products() /> }.into_any(),
            Some(Ok(products)) => {
                let item = |product| {
                    view! {
                        <li>
                            <ProductButton workspaces=workspaces product=product />
                        </li>
                    }
                };
                view! { <ul class="products">{products.into_iter().map(item).collect_view()}</ul> }.into_any()
            }
        }}
    }
}

/// Opens a product.
#[component]
fn ProductButton(
    /// Products.
    workspaces: Workspaces,
    /// Product.
    product: Product,
) -> impl IntoView {
    let Product {
        id, name, description, ..
    } = product.clone();
    view! {
        <button type="button" class="product" on:click=move |_| workspaces.open(product.clone())>
            <strong>
                <bdi translate="no" prop:textContent=visible(&name) />
            </strong>
            <span class="hint">
                <bdi translate="no" prop:textContent=description />
            </span>
            <code class="hint" translate="no" prop:textContent=id.to_string() />
        </button>
    }
}
