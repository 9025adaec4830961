//! Which product: from the address, from the configuration, or chosen here. Never a default: "wrong product" is how
//! the wrong fleet is re-flashed.

use crate::api::{ApiError, Client};
use crate::components::{El, FieldKind, FieldMessages, NoteTone, TextField, Tone, button, dynamic, el, note, nothing};
use crate::i18n::Messages;
use crate::pages::workspace::Workspaces;
use crate::routing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use upgrade_api::products::Product;
use upgrade_api::profile::Profile;
use upgrade_api::values::ProductId;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The choice; `fixed` is the product the configuration names, if it does. Where that one is unknown no other one may be
/// chosen, and nothing can be done without it.
pub(crate) fn choose_product(
    m: &'static Messages,
    client: Client,
    workspaces: Workspaces,
    fixed: Option<ProductId>,
) -> AnyView {
    let Some(fixed) = fixed else {
        return choice(m, client, workspaces, routing::product(), false);
    };
    // The operator has gone nowhere.
    routing::set_product(Some(&fixed), false);
    dynamic(move || match workspaces.unknown() {
        Some(id) => el("main")
            .class("panel card")
            .child(el("h1").child(m.upgrade_tasks))
            .child(unknown_note(m, &id))
            .child(button(Tone::Plain, m.retry, move || workspaces.forget_unknown()))
            .view(),
        None => untrack(|| choice(m, client, workspaces, Some(fixed.clone()), true)),
    })
}

fn choice(
    m: &'static Messages,
    client: Client,
    workspaces: Workspaces,
    wanted: Option<ProductId>,
    is_fixed: bool,
) -> AnyView {
    match (client.profile(), wanted) {
        (Profile::Core, Some(id)) => {
            // Not while a view is being made: that view depends on what this changes.
            set_timeout(move || workspaces.open(Product::nameless(id)), Duration::ZERO);
            nothing()
        }
        (Profile::Core, None) => panel(m, workspaces, product_id_form(m, workspaces).view()),
        (Profile::Full, wanted) => panel(m, workspaces, product_list(m, client, workspaces, wanted, is_fixed)),
    }
}

fn panel(m: &'static Messages, workspaces: Workspaces, content: AnyView) -> AnyView {
    let unknown = dynamic(move || match workspaces.unknown() {
        Some(id) => unknown_note(m, &id).view(),
        None => nothing(),
    });
    el("main")
        .class("panel card")
        .child(el("h1").child(m.choose_product))
        .child(el("p").class("page-about").child(m.choose_product_about))
        .child(unknown)
        .child(content)
        .view()
}

fn unknown_note(m: &Messages, id: &ProductId) -> El {
    note(
        NoteTone::Error,
        el("p")
            .child(m.product_unknown)
            .child(" ")
            .child(el("code").verbatim().child(id.as_str())),
    )
}

fn product_id_form(m: &'static Messages, workspaces: Workspaces) -> El {
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let open = move || match ProductId::parse(text.get_untracked().trim()) {
        Ok(id) => workspaces.open(Product::nameless(id)),
        Err(_) => wrong.set(true),
    };
    let says = move || FieldMessages {
        error: wrong.get().then(|| m.product_id_wrong.to_owned()),
        hint: Some(m.product_id_hint.to_owned()),
        warning: None,
        good: None,
    };
    let input = TextField {
        id: "product-id".to_owned(),
        label: m.product_id,
        kind: FieldKind::Code,
        autocomplete: "off",
        first_focus: false,
        required: true,
    };
    let typed = move |typed| {
        wrong.set(false);
        text.set(typed);
    };
    let field = el("div")
        .on("keydown", move |event| {
            let key = event.unchecked_ref::<KeyboardEvent>();
            if key.key() == "Enter" && !key.is_composing() {
                open();
            }
        })
        .child(input.view(move || text.get(), says, typed, || {}));
    el("section")
        .class("panel-part")
        .child(field)
        .child(button(Tone::Primary, m.open_product, open))
}

fn product_list(
    m: &'static Messages,
    client: Client,
    workspaces: Workspaces,
    wanted: Option<ProductId>,
    is_fixed: bool,
) -> AnyView {
    let list = RwSignal::new(None::<Result<Vec<Product>, ApiError>>);
    let load = Callback::new(move |()| {
        let wanted = wanted.clone();
        list.set(None);
        wanted.iter().for_each(|id| workspaces.read_ahead(id));
        spawn_local(async move {
            let answer = client.list_products().await;
            match (&answer, wanted) {
                // The portal may have named another one meanwhile.
                (Ok(_), Some(id)) if !is_fixed && routing::product().as_ref() != Some(&id) => {}
                (Ok(products), Some(id)) => match products.iter().find(|product| product.id == id) {
                    Some(product) => workspaces.open(product.clone()),
                    None => {
                        workspaces.report_unknown(id);
                        list.set(Some(answer));
                    }
                },
                _ => list.set(Some(answer)),
            }
        });
    });
    load.run(());
    dynamic(move || match list.get() {
        None => el("p").attr("role", "status").child(m.loading_products).view(),
        Some(Err(error)) => {
            let retry = button(Tone::Plain, m.retry, move || load.run(()));
            note(NoteTone::Error, vec![el("p").child(error.text(m)), retry]).view()
        }
        Some(Ok(products)) if products.is_empty() => el("p").child(m.no_products).view(),
        Some(Ok(products)) => {
            let items: Vec<El> = products
                .into_iter()
                .map(|product| product_item(workspaces, product))
                .collect();
            el("ul").class("products").child(items).view()
        }
    })
}

fn product_item(workspaces: Workspaces, product: Product) -> El {
    let bdi = |text: &str| el("bdi").verbatim().child(text);
    let choice = el("button")
        .attr("type", "button")
        .class("product")
        .child(el("strong").child(bdi(&product.name)))
        .child(el("span").class("hint").child(bdi(&product.description)))
        .child(el("code").class("hint").verbatim().child(product.id.as_str()))
        .on("click", move |_| workspaces.open(product.clone()));
    el("li").child(choice)
}
