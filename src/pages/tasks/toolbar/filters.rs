//! Search field and filters of the list.

use crate::i18n::{Messages, use_messages};
use crate::pages::shortcuts::use_single_keys;
use crate::pages::tasks::format::type_text;
use crate::pages::tasks::toolbar::change_view::{History, change_view};
use crate::routing::list_query::{ListView, SEARCH_MAX, StatusFilter, firmware_type};
use crate::state::task_store::use_task_store;
use leptos::prelude::*;
use std::collections::BTreeSet;
use upgrade_api::task::{FirmwareType, Task};
use upgrade_api::values::Version;

/// Largest number of versions in the filter by version. If there are more, it is faster to search for one.
const VERSIONS: usize = 300;
/// Id of the search field.
pub(crate) const SEARCH: &str = "search";

/// Search field.
#[component]
pub(crate) fn SearchField() -> impl IntoView {
    let (m, store, keys) = (use_messages(), use_task_store(), use_single_keys());
    let search = Memo::new(move |_| store.view().search);
    // Text that the next frame searches for: the list is searched once per frame, however fast the letters come.
    let typed = StoredValue::new(None::<String>);
    let input = move |event| {
        let is_waiting = typed.with_value(Option::is_some);
        typed.set_value(Some(event_target_value(&event)));
        if is_waiting {
            return;
        }
        request_animation_frame(move || {
            if let Some(Some(search)) = typed.try_update_value(Option::take) {
                change_view(store, History::Same, |view| ListView { search, ..view });
            }
        });
    };
    view! {
        <div class="search">
            <label class="visually-hidden" for=SEARCH>
                {m.view().search()}
            </label>
            <input
                id=SEARCH
                type="search"
                class="input"
                autocomplete="off"
                spellcheck="false"
                maxlength=SEARCH_MAX.to_string()
                placeholder=m.view().search_hint()
                aria-keyshortcuts=move || keys.are_on().then_some("/")
                prop:value=search
                on:focus=move |_| store.prepare_search()
                on:input=input
            />
            <Show when=move || keys.are_on()>
                <kbd class="search-key" aria-hidden="true">
                    "/"
                </kbd>
            </Show>
        </div>
    }
}

/// Filter by status: a button per status, with the number of its tasks.
#[component]
pub(crate) fn StatusButtons() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let button = |(index, filter): (usize, StatusFilter)| {
        let is_pressed = Memo::new(move |_| store.view().status == filter);
        let count = Memo::new(move |_| store.found().counts[index]);
        // Most lists have no idle task, and two more buttons would take a line of a narrow frame.
        let is_hidden = move || filter.needs_counts() && count.get() == 0 && !is_pressed.get();
        let press = move |_| change_view(store, History::Entry, |view| ListView { status: filter, ..view });
        view! {
            <button
                type="button"
                class="segment"
                aria-pressed=move || is_pressed.get().to_string()
                hidden=is_hidden
                on:click=press
            >
                <span prop:textContent=format!("{} ", status_word(m, filter)) />
                <span class="segment-count" prop:textContent=move || m.number(count.get() as u64) />
            </button>
        }
    };
    let offered = StatusFilter::ALL.into_iter().enumerate();
    let offered = offered.filter(|(_, filter)| store.is_full() || !filter.needs_counts());
    view! {
        <div class="segments" role="group" aria-label=m.status()>
            {offered.map(button).collect_view()}
        </div>
    }
}

fn status_word(m: &dyn Messages, filter: StatusFilter) -> &'static str {
    match filter {
        StatusFilter::All => m.view().all(),
        StatusFilter::Running => m.running(),
        StatusFilter::Stopped => m.stopped(),
        StatusFilter::Complete => m.complete(),
        StatusFilter::Stalled => m.stalled(),
    }
}

/// Filter by firmware type.
#[component]
pub(crate) fn TypeSelect() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    // A memo of its own: a search does not pass over all tasks again.
    let listed = Memo::new(move |_| {
        let snapshot = store.snapshot();
        let tasks: &[Task] = if store.is_full() { &snapshot.tasks } else { &[] };
        tasks
            .iter()
            .map(|task| task.device_part.firmware_type())
            .collect::<BTreeSet<_>>()
    });
    let value = Memo::new(move |_| text(store.view().firmware_type.map(FirmwareType::number)));
    let options = Memo::new(move |_| {
        let mut types = listed.get();
        types.extend(firmware_type(&value.get()).filter(|_| store.is_full()));
        let option = |known: FirmwareType| (known.number().to_string(), type_text(m, known).to_owned());
        types.into_iter().map(option).collect::<Vec<_>>()
    });
    let choose = move |value: String| {
        let firmware_type = firmware_type(&value);
        change_view(store, History::Entry, |view| ListView { firmware_type, ..view });
    };
    view! {
        <FilterSelect
            label=m.view().firmware_type_filter()
            all=m.view().all_firmware_types()
            options=options
            value=value
            on_choose=choose
        />
    }
}

/// Filter by version, from or target.
#[component]
pub(crate) fn VersionSelect() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let listed = Memo::new(move |_| {
        let snapshot = store.snapshot();
        let versions = snapshot
            .tasks
            .iter()
            .flat_map(|task| [task.from.version, task.target.version]);
        let versions: BTreeSet<Version> = versions.collect();
        if versions.len() > VERSIONS {
            BTreeSet::new()
        } else {
            versions
        }
    });
    let value = Memo::new(move |_| text(store.view().version));
    let options = Memo::new(move |_| {
        let mut versions = listed.get();
        versions.extend(Version::parse(&value.get()));
        let option = |version: Version| (version.to_string(), m.view().version(version));
        versions.into_iter().map(option).collect::<Vec<_>>()
    });
    let choose = move |value: String| {
        let version = Version::parse(&value).ok();
        change_view(store, History::Entry, |view| ListView { version, ..view });
    };
    view! {
        <FilterSelect
            label=m.view().version_filter()
            all=m.view().all_versions()
            options=options
            value=value
            on_choose=choose
        />
    }
}

/// A value as text; empty for `None`.
fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A select of a filter. It is absent while there are fewer than two options, unless one is chosen.
#[component]
fn FilterSelect(
    /// Accessible name.
    label: &'static str,
    /// Text of the first option, which shows all tasks.
    all: &'static str,
    /// Values and texts of the other options.
    options: Memo<Vec<(String, String)>>,
    /// Chosen value; empty for all tasks.
    value: Memo<String>,
    /// Called with the chosen value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    // Not tracked: the select stays while the operator changes its value.
    let has_choice = move || options.with(Vec::len) >= 2 || !value.with_untracked(String::is_empty);
    let each = move || [(String::new(), all.to_owned())].into_iter().chain(options.get());
    view! {
        <Show when=has_choice>
            <select
                class="input select"
                aria-label=label
                prop:value=value
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                // A select accepts only the value of an option that exists, so each option says whether it is chosen.
                <For each=each key=|(name, _)| name.clone() let((name, text))>
                    <option value=name.clone() selected=move || value.with(|value| *value == name)>
                        {text}
                    </option>
                </For>
            </select>
        </Show>
    }
}
