//! Which product: from the address, from the configuration, or chosen here. Never a default: "wrong product" is how
//! the wrong fleet is re-flashed.

use super::workspace::Workspaces;
use crate::address;
use crate::api::{ApiError, Client};
use crate::config::Profile;
use crate::i18n::messages;
use crate::ui::{Button, FieldKind, Note, NoteTone, TextField, Tone};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::full::Product;
use upgrade_api::values::ProductId;

/// The choice.
#[component]
pub fn ChooseProduct(
    /// The product the configuration fixes, if it does.
    fixed: Option<ProductId>,
) -> impl IntoView {
    let client: Client = expect_context();
    let wanted = fixed.or_else(address::product);
    match client.profile() {
        Profile::Core => match wanted {
            Some(id) => {
                let workspaces: Workspaces = expect_context();
                // Not while a view is being made: that view depends on what this changes.
                set_timeout(move || workspaces.open(nameless(id)), std::time::Duration::ZERO);
                ().into_any()
            }
            None => view! { <ProductIdForm /> }.into_any(),
        },
        Profile::Full => view! { <ProductList wanted=wanted /> }.into_any(),
    }
}

/// A product of which only the id is known.
fn nameless(id: ProductId) -> Product {
    Product {
        name: id.to_string(),
        id,
        description: String::new(),
    }
}

#[component]
fn ProductIdForm() -> impl IntoView {
    let m = messages();
    let workspaces: Workspaces = expect_context();
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let open = Callback::new(move |()| match ProductId::parse(text.get_untracked().trim()) {
        Ok(id) => workspaces.open(nameless(id)),
        Err(_) => wrong.set(true),
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            open.run(());
        }
    };
    view! {
        <main class="panel card">
            <h1>{m.choose_product}</h1>
            <p class="page-about">{m.choose_product_about}</p>
            <section class="panel-part" on:keydown=on_key>
                <TextField
                    id="product-id"
                    label=m.product_id
                    kind=FieldKind::Code
                    value=text
                    hint=Signal::derive(move || Some(m.product_id_hint.to_owned()))
                    error=Signal::derive(move || wrong.get().then(|| m.product_id_wrong.to_owned()))
                    on_input=Callback::new(move |typed| {
                        wrong.set(false);
                        text.set(typed);
                    })
                />
                <Button label=m.open_product.to_owned() tone=Tone::Primary on_press=open />
            </section>
        </main>
    }
}

#[component]
fn ProductList(
    /// The product to open once the list is there.
    wanted: Option<ProductId>,
) -> impl IntoView {
    let m = messages();
    let client: Client = expect_context();
    let workspaces: Workspaces = expect_context();
    let list = RwSignal::new(None::<Result<Vec<Product>, ApiError>>);
    let load = Callback::new(move |()| {
        let wanted = wanted.clone();
        list.set(None);
        spawn_local(async move {
            let answer = client.list_products().await;
            if let (Ok(products), Some(id)) = (&answer, wanted) {
                let found = products.iter().find(|product| product.id == id).cloned();
                workspaces.open(found.unwrap_or_else(|| nameless(id)));
                return;
            }
            list.set(Some(answer));
        });
    });
    load.run(());
    let body = move || match list.get() {
        None => view! { <p role="status">{m.loading_products}</p> }.into_any(),
        Some(Err(error)) => view! {
            <Note tone=NoteTone::Error>{error.text(m)} " " <Button label=m.retry.to_owned() on_press=load /></Note>
        }
        .into_any(),
        Some(Ok(products)) if products.is_empty() => view! { <p>{m.no_products}</p> }.into_any(),
        Some(Ok(products)) => {
            let items = products
                .into_iter()
                .map(|product| view! { <ProductItem product=product /> });
            view! { <ul class="products">{items.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <main class="panel card">
            <h1>{m.choose_product}</h1>
            <p class="page-about">{m.choose_product_about}</p>
            {body}
        </main>
    }
}

#[component]
fn ProductItem(
    /// The product.
    product: Product,
) -> impl IntoView {
    let workspaces: Workspaces = expect_context();
    let shown = product.clone();
    view! {
        <li>
            <button type="button" class="product" on:click=move |_| workspaces.open(product.clone())>
                <strong><bdi>{shown.name}</bdi></strong>
                <span class="hint"><bdi>{shown.description}</bdi></span>
                <code class="hint">{shown.id.to_string()}</code>
            </button>
        </li>
    }
}
