//! Head of the overview: figures, age of the readings, and the buttons for all products.

use crate::components::Button;
use crate::i18n::{Messages, use_messages};
use crate::pages::overview::context::{OverviewPage, amount_text, use_overview_page};
use crate::pages::overview::polling::poll_products;
use crate::pages::overview::question::{StopQuestion, is_read};
use crate::pages::overview::stop_dialog::StopDialog;
use crate::pages::tasks::context::read_only;
use crate::state::overview::product_overview;
use crate::state::task_store::TaskStore;
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;
use upgrade_api::overview::{Amount, Total};

/// Id of the button that reads all products again.
pub(crate) const REFRESH: &str = "refresh";

/// Figures, age and buttons of all products, and the question that one of them opens. It reads the products while it lives.
#[component]
pub(crate) fn OverviewHead() -> impl IntoView {
    let (m, page) = (use_messages(), use_overview_page());
    let OverviewPage { overview, question, .. } = page;
    poll_products(page);
    let total = Memo::new(move |_| {
        let products = overview.rows().into_iter().map(product_overview);
        Total::of_products(products.map(|product| product.map(|product| product.total())))
    });
    let figure = move |label: &'static str, amount: fn(&Total) -> Amount| {
        let text = Memo::new(move |_| total.with(|total| amount_text(m, amount(total))));
        view! {
            <div class="figure">
                <dt>{label}</dt>
                <dd prop:textContent=text />
            </div>
        }
    };
    view! {
        <div class="overview-head">
            <dl class="figures">
                {figure(m.overview().running_tasks_label(), |total| total.tasks)}
                {figure(m.overview().remaining_label(), |total| total.devices)}
            </dl>
            <div class="toolbar">
                <Age />
                <Button label=m.refresh() on_press=move |_| overview.refresh() attr:id=REFRESH />
                <Button
                    label=m.overview().stop_all_running()
                    disabled_reason=move || stop_refusal(m, page)
                    on_press=move |_| question.set(Some(StopQuestion::of(untrack(|| overview.rows()))))
                />
            </div>
        </div>
        <StopDialog />
    }
}

/// Age of the oldest reading. A product whose last reading has failed says its own time.
#[component]
fn Age() -> impl IntoView {
    let (m, overview) = (use_messages(), use_overview_page().overview);
    let now = RwSignal::new(Moment::now());
    web::every(1, move || now.set(Moment::now()));
    let age = move || {
        let stores = overview.rows();
        let read = stores.iter().filter(|store| is_read(**store)).count();
        if read < stores.len() {
            return m
                .overview()
                .products_loaded(&m.number(read as u64), &m.number(stores.len() as u64));
        }
        let now = now.get();
        let oldest = |stores: &mut dyn Iterator<Item = &TaskStore>| {
            let ages = stores.filter_map(|store| Some(store.read_at()?.age_at(now)));
            ages.reduce(f64::max).map(|ms| (ms / 1000.0) as u64)
        };
        let fresh = oldest(&mut stores.iter().filter(|store| !store.is_outdated()));
        let fresh = fresh.map(|seconds| m.updated_ago(seconds));
        let old = || oldest(&mut stores.iter()).map(|seconds| m.out_of_date(seconds));
        fresh.or_else(old).unwrap_or_default()
    };
    view! { <span class="hint freshness" prop:textContent=age /> }
}

/// Reason why no task can be stopped. Tracked.
fn stop_refusal(m: &dyn Messages, page: OverviewPage) -> Option<String> {
    let stores = page.overview.rows();
    let running: Vec<&TaskStore> = stores.iter().filter(|store| store.snapshot().may_run()).collect();
    if running.is_empty() {
        let all_read = stores.iter().all(|store| is_read(*store));
        let why = if all_read {
            m.view().stop_all_none()
        } else {
            m.overview().not_loaded()
        };
        return Some(why.to_owned());
    }
    let reasons: Option<Vec<String>> = running.iter().map(|store| read_only(m, **store)).collect();
    // Without the right to change any of them.
    reasons?.into_iter().next()
}
