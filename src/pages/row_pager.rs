//! Pager of a list whose rows the page has read as a whole.

use crate::components::Pager;
use crate::i18n::use_messages;
use crate::routing::list_query::{PageSize, RowPage};
use leptos::prelude::*;

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
    let m = use_messages();
    let has_pages = Memo::new(move |_| PageSize::ALL[0].rows().is_some_and(|smallest| rows.get() > smallest));
    let range = Memo::new(move |_| page.get().range(rows.get()));
    let size_text = |size: PageSize| match size.rows() {
        Some(rows) => m.view().page_size(&m.number(rows as u64)),
        None => m.view().all_rows().to_owned(),
    };
    let sizes = PageSize::ALL.map(|size| (size.name(), size_text(size))).to_vec();
    // An untracked read in a handler: the page and the number of rows as they are at the press.
    let change = move |changed: fn(RowPage, usize) -> RowPage| {
        on_change.run(untrack(|| changed(page.get(), rows.get())));
    };
    let resize = move |name: String| {
        if let Some(size) = PageSize::named(&name) {
            on_change.run(untrack(|| page.get().resized(size, rows.get())));
        }
    };
    view! {
        <Show when=move || has_pages.get()>
            <Pager
                label=m.view().pages_of(list)
                range=range
                rows=rows
                sizes=sizes.clone()
                size=Signal::derive(move || page.get().size.name())
                on_previous=move |()| change(RowPage::previous)
                on_next=move |()| change(RowPage::next)
                on_size=resize
            />
        </Show>
    }
}
