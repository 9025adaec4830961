//! Pager of a list whose rows the page has read as a whole.

use crate::components::Button;
use crate::i18n::{Messages, use_messages};
use crate::routing::list_query::{PageSize, RowPage};
use crate::web;
use leptos::prelude::*;
use std::ops::Range;

/// Text that names the rows at the indices `range`, of `rows` in all: "Rows 51–100 of 1,234".
pub(crate) fn rows_text(m: &dyn Messages, range: &Range<usize>, rows: usize) -> String {
    let first = (range.start + 1).min(range.end);
    let [first, last, all] = [first, range.end, rows].map(|number| m.number(number as u64));
    m.view().page_rows(&first, &last, &all)
}

/// Pager of a list. It is absent while all rows fit on the smallest page.
#[component]
pub(crate) fn RowPager(
    /// Name of the list.
    list: &'static str,
    /// Page on show.
    #[prop(into)]
    page: Signal<RowPage>,
    /// Number of rows on all pages.
    #[prop(into)]
    rows: Signal<usize>,
    /// Called with the requested page.
    #[prop(into)]
    on_change: Callback<RowPage>,
) -> impl IntoView {
    view! {
        <Show when=move || PageSize::ALL[0].rows().is_some_and(|smallest| rows.get() > smallest)>
            <Pager list=list page=page rows=rows on_change=on_change />
        </Show>
    }
}

/// Buttons to the previous and the next page, the rows on the page, and the choice of the page size. A disabled button stays
/// focusable, so the focus stays on the pressed one.
#[component]
fn Pager(
    /// Name of the list.
    list: &'static str,
    /// Page on show.
    page: Signal<RowPage>,
    /// Number of rows on all pages.
    rows: Signal<usize>,
    /// Called with the requested page.
    on_change: Callback<RowPage>,
) -> impl IntoView {
    let m = use_messages();
    on_cleanup(|| web::catch_focus(".pager", web::PAGE_TITLE));
    let range = Memo::new(move |_| page.get().range(rows.get()));
    let is_first = move || (range.get().start == 0).then(|| m.view().is_first_page().to_owned());
    let is_last = move || (range.get().end == rows.get()).then(|| m.view().is_last_page().to_owned());
    let shown = move || range.with(|range| rows_text(m, range, rows.get()));
    let option = move |size: PageSize| {
        let text = match size.rows() {
            Some(rows) => m.view().page_size(&m.number(rows as u64)),
            None => m.view().all_rows().to_owned(),
        };
        view! { <option value=size.name() prop:textContent=text /> }
    };
    // An untracked read in a handler: the page and the number of rows as they are at the press.
    let change = move |changed: fn(RowPage, usize) -> RowPage| {
        on_change.run(untrack(|| changed(page.get(), rows.get())));
    };
    let resize = move |event| {
        if let Some(size) = PageSize::named(&event_target_value(&event)) {
            on_change.run(untrack(|| page.get().resized(size, rows.get())));
        }
    };
    view! {
        <nav class="pager" aria-label=m.view().pages_of(list)>
            <Button
                label=m.view().previous_page()
                disabled_reason=is_first
                on_press=move |_| change(RowPage::previous)
            />
            <Button label=m.view().next_page() disabled_reason=is_last on_press=move |_| change(RowPage::next) />
            <span class="pager-rows" prop:textContent=shown />
            <select
                class="input select"
                aria-label=m.view().rows_per_page()
                prop:value=move || page.get().size.name()
                on:change=resize
            >
                {PageSize::ALL.map(option).collect_view()}
            </select>
        </nav>
    }
}
