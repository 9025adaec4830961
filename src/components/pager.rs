//! Pager of a long list.

use crate::components::Button;
use crate::i18n::{Messages, use_messages};
use crate::web;
use leptos::prelude::*;
use std::ops::Range;

/// Text that names the rows at the indices `range`, of `rows` in all: "Rows 51–100 of 1,234".
pub fn rows_text(m: &dyn Messages, range: &Range<usize>, rows: usize) -> String {
    let first = (range.start + 1).min(range.end);
    let [first, last, all] = [first, range.end, rows].map(|number| m.number(number as u64));
    m.view().page_rows(&first, &last, &all)
}

/// Buttons to the previous and the next page of a list, the rows on the page, and the choice of the page size. A disabled
/// button stays focusable, so the focus stays on the pressed one.
#[component]
pub fn Pager(
    /// Accessible name.
    #[prop(into)]
    label: String,
    /// Indices of the rows on the page.
    range: Memo<Range<usize>>,
    /// Number of rows on all pages.
    #[prop(into)]
    rows: Signal<usize>,
    /// Page sizes: values and texts.
    sizes: Vec<(&'static str, String)>,
    /// Value of the present page size.
    #[prop(into)]
    size: Signal<&'static str>,
    /// Called on a press of *Previous page*.
    #[prop(into)]
    on_previous: Callback<()>,
    /// Called on a press of *Next page*.
    #[prop(into)]
    on_next: Callback<()>,
    /// Called with the value of the chosen page size.
    #[prop(into)]
    on_size: Callback<String>,
) -> impl IntoView {
    let m = use_messages();
    on_cleanup(|| web::catch_focus(".pager", "page-title"));
    let is_first = move || (range.get().start == 0).then(|| m.view().is_first_page().to_owned());
    let is_last = move || (range.get().end == rows.get()).then(|| m.view().is_last_page().to_owned());
    let shown = move || {
        let rows = rows.get();
        range.with(|range| rows_text(m, range, rows))
    };
    let option = move |(value, text): (&'static str, String)| {
        view! { <option value=value selected=move || size.get() == value prop:textContent=text /> }
    };
    view! {
        <nav class="pager" aria-label=label>
            <Button label=m.view().previous_page() disabled_reason=is_first on_press=move |_| on_previous.run(()) />
            <Button label=m.view().next_page() disabled_reason=is_last on_press=move |_| on_next.run(()) />
            <span class="pager-rows" prop:textContent=shown />
            <select
                class="input select"
                aria-label=m.view().rows_per_page()
                prop:value=move || size.get()
                on:change=move |event| on_size.run(event_target_value(&event))
            >
                {sizes.into_iter().map(option).collect_view()}
            </select>
        </nav>
    }
}
