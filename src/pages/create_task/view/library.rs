//! Choice of a version from the firmware library.

use crate::components::{Button, clipped, human_size, visible};
use crate::i18n::{Messages, use_messages};
use crate::pages::create_task::ids::part_id;
use crate::pages::create_task::state::library::LibraryState;
use crate::pages::create_task::state::use_create_form;
use crate::pages::error_text::error_text;
use crate::state::task_store::use_task_store;
use crate::web;
use crate::web::time_zone::local_day;
use leptos::prelude::*;
use leptos::{ev, html};
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::firmware_library::{Choice, choices, is_found};
use upgrade_api::values::Md5;

/// Number of versions that are listed. The search finds the others.
const LISTED: usize = 100;

/// Searchable list of the versions of the library (profile full). It is open until a version is chosen.
#[component]
pub(crate) fn LibraryPicker(
    /// Side that the chosen version is for.
    side: Side,
) -> impl IntoView {
    let (m, form, store) = (use_messages(), use_create_form(), use_task_store());
    let search = RwSignal::new(String::new());
    let (picker, summary) = (NodeRef::<html::Details>::new(), NodeRef::<html::Summary>::new());
    // Fills in a version and closes the library.
    let choose = Callback::new(move |choice: Choice| {
        form.choose(side, &choice);
        if let Some(picker) = picker.get_untracked() {
            picker.set_open(false);
        }
        if let Some(summary) = summary.get_untracked() {
            web::focus_on(summary.into());
        }
    });
    let all = Memo::new(move |_| {
        let device_counts = store.device_counts();
        let page = form.library.page();
        let all = form.device_part().map_or_else(Vec::new, |device_part| {
            choices(&page.list, device_part, device_counts.as_deref())
        });
        let texts = web::all_folded(all.iter().map(Choice::search_text));
        all.into_iter().zip(texts).collect::<Vec<_>>()
    });
    let found = Memo::new(move |_| {
        let search = search.with(|search| web::folded(search));
        let found = |(choice, text): &(Choice, String)| is_found(text, &search).then(|| choice.clone());
        all.with(|all| all.iter().filter_map(found).collect::<Vec<_>>())
    });
    let key_down = move |event: ev::KeyboardEvent| {
        if web::is_enter(&event) {
            // Enter chooses the first version, and does not open the review.
            event.prevent_default();
            event.stop_propagation();
            if let Some(choice) = found.with_untracked(|found| found.first().cloned()) {
                choose.run(choice);
            }
        }
    };
    let listed = move || {
        web::keep_focus();
        found.with(|found| found.iter().take(LISTED).cloned().collect::<Vec<_>>())
    };
    view! {
        <details node_ref=picker id=part_id(side, "library") class="library" open=form.opens_library(side)>
            <summary node_ref=summary>{m.flow().firmware_library()}</summary>
            <div class="library-body">
                <input
                    type="search"
                    class="input"
                    aria-label=m.flow().search_library()
                    placeholder=m.flow().search_library()
                    autocomplete="off"
                    data-focus=(form.first_search() == Some(side)).then_some("")
                    bind:value=search
                    on:keydown=key_down
                />
                <LibraryStatus />
                <ul class="library-list" aria-label=m.flow().firmware_library()>
                    <For each=listed key=choice_key let(choice)>
                        <li>
                            <LibraryChoice side=side choice=choice on_choose=choose />
                        </li>
                    </For>
                </ul>
                <LibraryHint found=move || found.with(Vec::len) />
            </div>
        </details>
    }
}

fn choice_key(choice: &Choice) -> String {
    let id = choice.firmware.as_ref().map_or("", |firmware| &firmware.id);
    format!("{} {id} {:?}", choice.version, choice.devices)
}

/// State of the reading of the library.
#[component]
fn LibraryStatus() -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    move || match form.library.state() {
        LibraryState::NotYet | LibraryState::Ready => ().into_any(),
        LibraryState::Loading => view! {
            <p class="hint" role="status">
                {m.flow().loading_library()}
            </p>
        }
        .into_any(),
        LibraryState::Failed(error) => {
            let text = m.sentences(&[&error_text(m, &error), m.flow().manual_entry()]);
            view! {
                <p class="field-error" role="alert" prop:textContent=text />
                <Button label=m.retry() on_press=move |_| form.read_library() />
            }
            .into_any()
        }
    }
}

/// A version of the library, or a version that devices run and the library does not have.
#[component]
fn LibraryChoice(
    /// Side that the version is for.
    side: Side,
    /// Version.
    choice: Choice,
    /// Called with the version when it is chosen.
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let version = choice.version;
    let facts = facts(m, &choice);
    let has_no_devices = side == Side::From && choice.devices == Some(0);
    let warning = has_no_devices.then(|| m.flow().no_devices_on(version));
    let firmware = choice.firmware.as_ref();
    let md5 = firmware.and_then(|firmware| Md5::parse(&firmware.file_md5).ok());
    let description = firmware.map(|firmware| clipped(&firmware.description));
    let description = description.filter(|text| !text.is_empty());
    let is_chosen = move || {
        let typed_md5 = Md5::parse(&form.text(FieldId::Firmware(side, Part::Md5))).ok();
        form.version(side) == Some(version) && md5.is_some() && md5 == typed_md5
    };
    view! {
        <button
            type="button"
            class="library-choice"
            aria-pressed=move || is_chosen().to_string()
            on:click=move |_| on_choose.run(choice.clone())
        >
            <strong>
                <span class="visually-hidden">{format!("{} ", m.version())}</span>
                <span>{version.to_string()}</span>
            </strong>
            <span>
                <span>{facts}</span>
                {warning
                    .map(|text| {
                        view! {
                            <br />
                            <span class="field-warning">{text}</span>
                        }
                    })}
            </span>
            {description
                .map(|text| {
                    view! {
                        <span class="hint">
                            <bdi>{text}</bdi>
                        </span>
                    }
                })}
        </button>
    }
}

/// Devices, size, short digest, date and model of a version, and whether it is released.
fn facts(m: &dyn Messages, choice: &Choice) -> String {
    let mut facts = Vec::new();
    if let Some(devices) = choice.devices {
        facts.push(m.map().devices(&m.number(devices)));
    }
    match &choice.firmware {
        None => facts.push(m.flow().not_in_library().to_owned()),
        Some(firmware) => {
            facts.push(human_size(m, firmware.file_size));
            let short: String = firmware.file_md5.chars().take(8).collect();
            facts.push(format!("MD5 {}…", visible(&short)));
            let released = &firmware.release_date;
            let date =
                local_day(m.language().html_tag(), released).unwrap_or_else(|| released.chars().take(10).collect());
            facts.push(visible(&date));
            facts.push(visible(&firmware.model));
            if !firmware.is_release {
                facts.push(m.flow().not_released().to_owned());
            }
        }
    }
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

/// Number of versions that are not listed, and the reasons.
#[component]
fn LibraryHint(
    /// Number of versions that the search has found.
    #[prop(into)]
    found: Signal<usize>,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let text = Memo::new(move |_| {
        let (count, unread) = (found.get(), form.library.page().unread);
        let mut texts = Vec::new();
        if form.device_part().is_none() {
            texts.push(m.flow().identify_required().to_owned());
        } else if count == 0 && form.library.state() == LibraryState::Ready {
            texts.push(m.flow().no_versions_found().to_owned());
        }
        if count > LISTED {
            texts.push(m.flow().more_versions(&m.number((count - LISTED) as u64)));
        }
        if unread > 0 {
            texts.push(m.flow().unreadable_versions(&m.number(unread as u64)));
        }
        m.sentences(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    });
    view! {
        <Show when=move || text.with(|text| !text.is_empty())>
            <p class="hint" role="status" prop:textContent=move || text.get() />
        </Show>
    }
}
