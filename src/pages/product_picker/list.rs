//! The products of the platform, each with its running tasks. Names and buttons need the first module only; the second one
//! reads and adds the running tasks.

use crate::api::ApiError;
use crate::components::{Button, FieldMessages, Lazy, Note, NoteTone, TextField};
use crate::i18n::use_messages;
use crate::pages::error_text::error_text;
use crate::pages::lazy_views::use_lazy_views;
use crate::pages::overview::context::OverviewPage;
use crate::pages::product_picker::input::use_picker_input;
use crate::pages::product_picker::product_button::ProductButton;
use crate::pages::workspaces::Workspaces;
use crate::routing;
use crate::web::folded;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// Largest number of products without a search field.
const UNSEARCHED_MAX: usize = 8;

/// Reads the list of products, and opens the wanted product or shows the overview.
#[component]
pub(crate) fn ProductList(
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
            let result = workspaces.client.list_products().await;
            // The picker is gone: another product is open, or the operator has signed out.
            if list.is_disposed() {
                return;
            }
            match (&result, wanted) {
                // The operator has gone back to the choice.
                (Ok(_), Some(id)) if !is_fixed && routing::product().as_ref() != Some(&id) => list.set(Some(result)),
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
                untrack(|| { view! { <Products workspaces=workspaces products=products /> }.into_any() })
            }
        }}
    }
}

/// The overview of all products.
#[component]
fn Products(
    /// Products of the page.
    workspaces: Workspaces,
    /// Products of the platform.
    products: Vec<Product>,
) -> impl IntoView {
    let (m, lazy) = (use_messages(), use_lazy_views());
    let page = OverviewPage::new(workspaces);
    provide_context(page);
    workspaces.show_products(products);
    lazy.prefetch();
    let overview = page.overview;
    let search = use_picker_input().search;
    let wanted = Memo::new(move |_| folded(search.get().trim()));
    let has_search = overview.rows().len() > UNSEARCHED_MAX;
    let is_found = move |product: &Product| {
        let texts = [product.name.as_str(), product.id.as_str(), product.description.as_str()];
        wanted.with(|wanted| texts.iter().any(|text| folded(text).contains(wanted)))
    };
    let none_found = move || !overview.rows().iter().any(|store| is_found(&store.product()));
    view! {
        <div class="overview-slot">
            <Lazy module=lazy view=move |views| (views.overview_head)() />
        </div>
        <Show when=move || lazy.has_failed()>
            <Note tone=NoteTone::Warning text=m.part_missing()>
                <Button label=m.retry() on_press=move |_| lazy.load() />
            </Note>
        </Show>
        {has_search
            .then(|| {
                view! {
                    <div class="product-search">
                        <TextField
                            id="product-search"
                            label=m.search_products()
                            value=search
                            messages=FieldMessages::default()
                            on_input=move |text| search.set(text)
                        />
                    </div>
                }
            })}
        <ul class="products">
            <For each=move || overview.rows() key=|store| store.product_id() let(store)>
                <li class="card product-card" hidden=move || !is_found(&store.product())>
                    <ProductButton workspaces=workspaces product=store.product() />
                    <div class="product-tasks">
                        <Lazy module=lazy view=move |views| (views.product_tasks)(store) />
                    </div>
                </li>
            </For>
        </ul>
        <Show when=none_found>
            <p>{m.no_product_found()}</p>
        </Show>
    }
}
