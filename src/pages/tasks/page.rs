//! The page of one product's tasks.

use crate::components::{Button, Lazy, LoadWhenWanted, Note, NoteTone, Tone};
use crate::i18n::use_messages;
use crate::pages::create_task::state::use_create_form;
use crate::pages::lazy_views::use_lazy_views;
use crate::pages::row_pager::{RowPager, rows_text};
use crate::pages::tasks::announcements::Announcements;
use crate::pages::tasks::bulk::StopAllButton;
use crate::pages::tasks::context::{TaskContext, provide_task_context, use_page_state, use_task_context};
use crate::pages::tasks::devices_by_version::DevicesByVersion;
use crate::pages::tasks::list_state::{Figures, Freshness, ListProblem, NextTry, PagesRead};
use crate::pages::tasks::missing_task::leave_missing_task;
use crate::pages::tasks::notices::use_notices;
use crate::pages::tasks::polling::poll;
use crate::pages::tasks::selection::SelectionBar;
use crate::pages::tasks::table::{TABLE, TaskTable};
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::pages::tasks::toolbar::{Filters, page_shortcuts};
use crate::pages::upgrade_map::ViewChoice;
use crate::pages::upgrade_map::warning_list::WarningList;
use crate::routing::list_query::ListView;
use crate::state::task_store::use_task_store;
use crate::web::lazy_module::LoadState;
use crate::web::time_zone::local_time;
use crate::web::{self, Moment, scoped};
use leptos::prelude::*;
use upgrade_api::task::DevicePart;

/// Id of the button that opens the create form.
pub(crate) const CREATE_TASK: &str = "create-task";

/// The page of one product's tasks. It provides the contexts of its views and polls the list while it lives.
#[component]
pub fn TasksPage(
    /// State of the product.
    context: TaskContext,
) -> impl IntoView {
    let TaskContext {
        m,
        store,
        page,
        poll_seconds,
        ..
    } = context;
    let lazy = use_lazy_views();
    provide_task_context(context);
    store.start();
    poll(store, page, use_notices(), poll_seconds);
    page_shortcuts(context);
    leave_missing_task(context);
    let map_part = RwSignal::new(DevicePart::Wifi);
    let draft_requested = RwSignal::new(false);
    let now = RwSignal::new(Moment::now());
    web::every(1, move || now.set(Moment::now()));
    // The second module waits for the first answer, which has the network to itself.
    Effect::new(move |_| {
        if store.read_at().is_some() || store.is_outdated() {
            untrack(|| lazy.prefetch());
        }
    });
    let withdraw = move |()| {
        page.withdraw();
        draft_requested.set(false);
    };
    view! {
        <main class="page">
            <div class="page-head">
                <div>
                    <h1 id=web::PAGE_TITLE tabindex="-1">
                        {m.upgrade_tasks()}
                    </h1>
                    <p class="page-about">{m.about_tasks()}</p>
                </div>
                <Figures />
            </div>
            <div class="toolbar">
                <ViewChoice />
                <Freshness now=now />
                <StopAllButton />
                <CreateButton tone=Tone::Primary label=m.create_task() attr:id=CREATE_TASK />
            </div>
            <ListProblem />
            <Show when=move || store.is_outdated()>
                <NextTry now=now poll_seconds=poll_seconds />
            </Show>
            <RestoredDraftSlot requested=draft_requested />
            <WarningList chosen=map_part />
            <TaskList map_part=map_part />
            <DevicesByVersion />
        </main>
        <Lazy module=lazy view=move |views| (views.dialogs)() />
        <LoadWhenWanted module=lazy wanted=move || page.is_any_open() || draft_requested.get() withdraw=withdraw />
    }
}

/// Opens the create form.
#[component]
fn CreateButton(
    /// Label.
    label: &'static str,
    /// Appearance.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    let context = use_task_context();
    view! {
        <Button
            tone=tone
            label=label
            disabled_reason=move || context.read_only()
            on_press=move |_| context.page.creating.set(true)
        />
    }
}

/// The draft of an earlier page load. The second module shows it; until that module is available after a failure, a note
/// says that there is a draft, and a button loads the module again.
#[component]
fn RestoredDraftSlot(
    /// Whether the operator has requested the draft.
    requested: RwSignal<bool>,
) -> impl IntoView {
    let (m, form, lazy) = (use_messages(), use_create_form(), use_lazy_views());
    let is_ready = move || matches!(lazy.state(), LoadState::Ready(_));
    let is_hidden = move || !is_ready() && form.is_restored() && (lazy.has_failed() || requested.get());
    Effect::new(move |_| {
        if is_ready() && requested.get_untracked() {
            // The note, and the button with the focus, may be removed already.
            web::catch_focus("body", web::PAGE_TITLE);
        }
    });
    view! {
        <Show when=is_hidden>
            <Note tone=NoteTone::Warning text=m.draft_not_shown()>
                <Show when=move || form.is_in_doubt()>
                    <p>{m.draft_not_shown_sent()}</p>
                </Show>
                <Button label=m.retry() on_press=move |_| requested.set(true) />
            </Note>
        </Show>
        <Lazy module=lazy view=move |views| (views.restored_draft)() />
    }
}

/// Content of the page below the toolbar and the warnings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Loading,
    /// Nothing, because the first reading has failed.
    Empty,
    NoTasks,
    NothingFound,
    Table,
    Map,
}

/// Search and filters, if there are tasks, the selection, and the tasks as a table or a map.
#[component]
fn TaskList(
    /// Firmware that the map shows.
    map_part: RwSignal<DevicePart>,
) -> impl IntoView {
    let (store, page, lazy) = (use_task_store(), use_page_state(), use_lazy_views());
    let has_filters = move || {
        !scoped(page.map).get()
            && store.read_at().is_some()
            && (!store.snapshot().is_empty() || store.view().is_filtered())
    };
    view! {
        <Show when=has_filters>
            <Filters />
        </Show>
        <PagesRead />
        <SelectionBar />
        <Announcements />
        <Lazy module=lazy view=move |views| (views.new_task_note)() />
        <ListContent map_part=map_part />
    }
}

/// The tasks, or a message in their place.
#[component]
fn ListContent(
    /// Firmware that the map shows.
    map_part: RwSignal<DevicePart>,
) -> impl IntoView {
    let (m, lazy) = (use_messages(), use_lazy_views());
    let (store, page) = (use_task_store(), use_page_state());
    let content = Memo::new(move |_| match (store.read_at(), store.found().rows) {
        (None, 1..) if !scoped(page.map).get() => Content::Table,
        (None, _) if store.is_outdated() => Content::Empty,
        (None, _) => Content::Loading,
        (Some(_), 0) if store.snapshot().is_empty() => Content::NoTasks,
        (Some(_), _) if scoped(page.map).get() => Content::Map,
        (Some(_), 0) => Content::NothingFound,
        (Some(_), _) => Content::Table,
    });
    let empty = |title: &'static str, hint: &'static str, button: Option<AnyView>| {
        view! {
            <div class="card empty">
                <h2 prop:textContent=title />
                <p prop:textContent=hint />
                {button}
            </div>
        }
        .into_any()
    };
    view! {
        {move || match content.get() {
            Content::Loading => {
                view! {
                    <p class="empty" role="status">
                        {m.loading_tasks()}
                    </p>
                }
                    .into_any()
            }
            Content::Empty => ().into_any(),
            Content::NoTasks => {
                let create = view! { <CreateButton label=m.create_first_task() /> };
                empty(m.no_tasks(), m.no_tasks_hint(), Some(create.into_any()))
            }
            Content::NothingFound => empty(m.view().nothing_found(), m.view().nothing_found_hint(), None),
            Content::Table => {
                view! {
                    <div class:stale=move || store.is_outdated()>
                        <PrintedRows />
                        <TaskTable />
                        <TaskPager />
                    </div>
                }
                    .into_any()
            }
            Content::Map => {
                view! {
                    <div class="map" class:stale=move || store.is_outdated()>
                        <Lazy module=lazy view=move |views| (views.upgrade_map)(map_part) />
                    </div>
                }
                    .into_any()
            }
        }}
    }
}

/// Line of a printed list: which rows of how many it shows, and the time of the reading. Empty until a list is complete.
#[component]
fn PrintedRows() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let text = move || match store.read_at() {
        Some(at) if store.partly_read().is_none() => {
            let rows = store.found().rows;
            let shown = rows_text(m, &store.view().page.range(rows), rows);
            m.view()
                .printed_rows(&shown, &local_time(m.language().html_tag(), at.wall_ms()))
        }
        _ => String::new(),
    };
    view! { <p class="printed" prop:textContent=text /> }
}

/// Pager of the table. A turned page is shown from its first row.
#[component]
fn TaskPager() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let page = Memo::new(move |_| store.view().page);
    // A list that is not complete has no known number of rows.
    let rows = Memo::new(move |_| {
        let is_complete = store.partly_read().is_none();
        if is_complete { store.found().rows } else { 0 }
    });
    let turn = move |page| {
        change_view(store, History::Entry, |view| ListView { page, ..view });
        web::show_top(TABLE);
    };
    view! { <RowPager list=m.upgrade_tasks() page=page rows=rows on_change=turn /> }
}
