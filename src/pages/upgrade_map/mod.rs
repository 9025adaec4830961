//! The upgrade map: the tasks of a product as arrows between versions, drawn and as text, and warnings about them.
//! `upgrade_api::graph` computes loops and final versions.

pub(crate) mod drawing;
pub(crate) mod labels;
pub(crate) mod layout;
pub(crate) mod model;
pub(crate) mod pressable_part;
pub(crate) mod text_version;
pub(crate) mod version_part;
pub(crate) mod warning_list;
pub(crate) mod warnings;

use crate::components::Button;
use crate::i18n::use_messages;
use crate::pages::tasks::context::use_page_state;
use crate::pages::tasks::format::device_part_text;
use crate::state::task_store::use_task_store;
use crate::web::{self, scoped};
use drawing::{Drawing, FRAME};
use layout::Layout;
use leptos::prelude::*;
use model::{FIRST, MOST, Model, counts_of, shown_part};
use text_version::TextVersion;
use upgrade_api::graph::device_parts;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{DevicePart, Task};

/// Two buttons that switch between the list and the map.
#[component]
pub(crate) fn ViewChoice() -> impl IntoView {
    let (m, page) = (use_messages(), use_page_state());
    let button = |label: &'static str, is_map: bool| {
        view! {
            <button
                type="button"
                class="segment"
                on:click=move |_| page.show_map(is_map)
                aria-pressed=move || (scoped(page.map).get() == is_map).to_string()
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="segments" role="group" aria-label=m.map().view()>
            {button(m.map().list(), false)}
            {button(m.map().upgrade_map(), true)}
        </div>
    }
}

/// The map of one firmware.
#[component]
pub(crate) fn UpgradeMap(
    /// Chosen firmware. Without tasks for it, the map shows another one.
    chosen: RwSignal<DevicePart>,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let device_part = Memo::new(move |_| shown_part(scoped(chosen).get(), &store.snapshot().tasks));
    let most = RwSignal::new(FIRST);
    let model = Memo::new(move |_| {
        let device_counts = store.device_counts();
        Model::of(
            &store.snapshot().tasks,
            device_counts.as_deref(),
            device_part.get(),
            most.get(),
        )
    });
    // Most polls change only the progress of tasks, which moves nothing.
    let plan = Memo::new(move |_| model.with(Model::plan));
    let layout = Memo::new(move |_| plan.with(Layout::of));
    view! {
        <div class="map-head-line">
            <p class="hint">{m.map().legend()}</p>
            <DevicePartChoice chosen=chosen shown=device_part />
        </div>
        <Limits device_part=device_part />
        <Hidden model=model most=most />
        <Drawing model=model layout=layout />
        <TextVersion model=model />
    }
}

/// Choice of the firmware, if tasks exist for more than one.
#[component]
fn DevicePartChoice(
    /// Chosen firmware.
    chosen: RwSignal<DevicePart>,
    /// Firmware of the map.
    shown: Memo<DevicePart>,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let all = Memo::new(move |_| device_parts(&store.snapshot().tasks));
    let value = |device_part: DevicePart| {
        let (number, identify) = device_part.to_wire();
        format!("{number} {identify}")
    };
    let choose = move |event| {
        let choice = event_target_value(&event);
        if let Some(device_part) = all
            .get_untracked()
            .into_iter()
            .find(|device_part| value(*device_part) == choice)
        {
            chosen.set(device_part);
        }
    };
    let option = move |device_part: DevicePart| {
        let text = device_part_text(m, device_part);
        view! { <option value=value(device_part) prop:textContent=text /> }.into_any()
    };
    let select = move |all: Vec<DevicePart>| {
        view! {
            <label class="map-device-part">
                <span prop:textContent=m.map().firmware() />
                <select aria-label=m.map().firmware() prop:value=move || value(shown.get()) on:change=choose>
                    {all.into_iter().map(option).collect_view()}
                </select>
            </label>
        }
        .into_any()
    };
    view! { {move || Some(all.get()).filter(|all| all.len() > 1).map(select)} }
}

/// Numbers of the versions and tasks that the map does not show, and a button that shows more.
#[component]
fn Hidden(
    /// Content of the map.
    model: Memo<Model>,
    /// Largest number of versions and of tasks on the map.
    most: RwSignal<usize>,
) -> impl IntoView {
    let m = use_messages();
    let text = move || {
        let (versions, tasks) = model.with(|model| model.hidden);
        m.map().not_drawn(&m.number(versions as u64), &m.number(tasks as u64))
    };
    let draw_more = move |_| {
        web::catch_focus(".map-hidden", FRAME);
        most.update(|most| *most *= 2);
    };
    view! {
        <Show when=move || !model.with(Model::is_complete)>
            <p class="hint map-hidden">
                <span prop:textContent=text />
                <Show when=move || most.get() < MOST>
                    <Button label=m.map().draw_more() on_press=draw_more />
                </Show>
            </p>
        </Show>
    }
}

/// Lines about unknown numbers and about tasks that the map lacks.
#[component]
fn Limits(
    /// Firmware of the map.
    device_part: Memo<DevicePart>,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let lines = Memo::new(move |_| {
        let (device_part, snapshot) = (device_part.get(), store.snapshot());
        let is_counted = counts_of(store.device_counts().as_deref(), device_part).is_some();
        // While the first statistics are being read, the counts are not called unknown.
        let is_uncounted = !is_counted && store.uncounted(device_part) != Uncounted::NotYet;
        let is_unknown = |task: &Task| task.device_part == device_part && matches!(task.status, TaskStatus::Unknown(_));
        let any_unknown = snapshot.tasks.iter().any(is_unknown);
        let lines = [
            is_uncounted.then(|| m.map().counts_unknown().to_owned()),
            (!snapshot.all_read()).then(|| m.map().some_unreadable().to_owned()),
            any_unknown.then(|| m.map().counts_as_running().to_owned()),
        ];
        lines.into_iter().flatten().collect::<Vec<_>>()
    });
    let line = |text: String| view! { <p class="hint" prop:textContent=text /> }.into_any();
    view! { {move || lines.get().into_iter().map(line).collect_view()} }
}
