//! Details of a task: its progress, what this tab has seen of it, and all of its fields.

use crate::components::{Button, CopyText, Dialog, PressedAction, Tone, clipped, human_size, visible};
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::context::{TaskContext, use_page_state, use_task_context};
use crate::pages::tasks::format::{Counts, affected, device_part_text, lasting, mode_text};
use crate::pages::tasks::guard::details::GuardDetails;
use crate::pages::tasks::progress::{ProgressChart, rate_text};
use crate::pages::tasks::show_row::show_in_list;
use crate::pages::tasks::status_badge::StatusBadges;
use crate::pages::tasks::table::{Refusals, RowItems, TaskButtons};
use crate::pages::tasks::timeline::TaskLife;
use crate::pages::tasks::version_path::VersionPath;
use crate::state::task_store::use_task_store;
use crate::web::scoped;
use crate::{routing, web};
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::task::Task;

/// The details dialog. It follows the task and shows the result of each poll.
#[component]
pub fn DetailsDialog() -> impl IntoView {
    let page = use_page_state();
    let name = shown_task(|task| visible(&task.name));
    let open = move || name.with(Option::is_some);
    let title = move || name.get().unwrap_or_default();
    view! {
        <Dialog id="details" wide=true open=open title=title on_close=move |()| page.show_details(None)>
            <OpenDetails />
        </Dialog>
    }
}

/// What `of` returns for the task of the dialog.
fn shown_task<T: Clone + PartialEq + Send + Sync + 'static>(of: fn(Task) -> T) -> Memo<Option<T>> {
    let (store, page) = (use_task_store(), use_page_state());
    Memo::new(move |_| scoped(page.details).get().and_then(|id| store.task(&id)).map(of))
}

/// Content of the dialog. It lasts until the dialog closes.
#[component]
fn OpenDetails() -> impl IntoView {
    let (m, page) = (use_messages(), use_page_state());
    let task = shown_task(|task| task);
    // A poll that brings new counts leaves the fields alone, and with them the focus on a copy button.
    let lasting = shown_task(lasting);
    let close = move |_| page.show_details(None);
    view! {
        <div class="dialog-body">
            <Progress task=task />
            <GuardDetails task=task />
            <TaskLife task=task />
            {move || lasting.get().map(|task| view! { <TaskFields task=task /> })}
        </div>
        <footer class="dialog-foot">
            <Button label=m.close() on_press=close attr:data-focus="" />
            <Actions task=task />
        </footer>
    }
}

/// Buttons for the task.
#[component]
fn Actions(
    /// Task.
    task: Memo<Option<Task>>,
) -> impl IntoView {
    let (context, pressed) = (use_task_context(), PressedAction::default());
    // A poll that brings new counts leaves the buttons alone.
    let state = Memo::new(move |_| {
        task.with(|task| {
            task.as_ref()
                .map(|task| (task.status.clone(), Refusals::of(context, &task.id)))
        })
    });
    let current = move || task.get_untracked();
    let show = move |_| {
        if let Some(task) = current() {
            show_in_list(context, task.id);
        }
    };
    let buttons = move |(status, refusals)| {
        view! { <TaskButtons status=status refusals=refusals pressed=pressed task=current /> }
    };
    view! {
        <div class="dialog-foot-start">
            <Button tone=Tone::Quiet label=context.m.view().show_in_list() on_press=show />
            <RowItems task=task />
        </div>
        {move || state.get().map(buttons)}
    }
}

/// Parts of the task that a poll can change. Each one is drawn again only when it changes.
#[component]
fn Progress(
    /// Task.
    task: Memo<Option<Task>>,
) -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, store, .. } = context;
    let status = Memo::new(move |_| task.get().map(|task| (store.idle(&task), task.status)));
    let rate = Memo::new(move |_| task.get().and_then(|task| rate_text(m, store.rate(&task), " · ")));
    let samples = Memo::new(move |_| task.get().and_then(|task| store.samples(&task.id)));
    let counts = move |task: Task| {
        let is_stopped = task.status.is_stopped();
        let (upgraded, remaining) = (task.upgrade_count, task.surplus_count);
        view! {
            <div>
                <Counts m=m upgraded=upgraded remaining=remaining is_stopped=is_stopped />
            </div>
        }
        .into_any()
    };
    let affected = Memo::new(move |_| task.get().map(|task| affected(context, &task)).unwrap_or_default());
    view! {
        <p class="dialog-subject">
            {move || {
                let (idle, status) = status.get()?;
                Some(view! { <StatusBadges status=status idle=idle /> })
            }} {move || rate.get().map(|rate| view! { <span class="rate" prop:textContent=rate /> }.into_any())}
        </p>
        {move || task.get().map(counts)}
        {move || samples.get().map(|samples| view! { <ProgressChart samples=samples /> })}
        <p prop:textContent=move || affected.get() />
    }
}

/// Fields of the task.
#[component]
fn TaskFields(
    /// Task.
    task: Task,
) -> impl IntoView {
    let m = use_messages();
    let mut part_text = device_part_text(m, task.device_part);
    if let Some(mode) = task.mode {
        part_text += &format!(" · {} {}", m.flow().mode(), mode_text(m, mode));
    }
    // The address of a frame is of no use outside the portal.
    let link = (!web::is_framed()).then(routing::link).flatten();
    view! {
        <div class="details">
            <p class="dialog-subject">
                <VersionPath from=task.from.version target=task.target.version />
                <span class="hint" prop:textContent=part_text />
            </p>
            <p class="long">
                <bdi prop:textContent=clipped(&task.description) />
            </p>
            <dl class="facts-list">
                <CopyFields task=task.clone() side=None />
                {link.map(|link| copy_field("d-link", m.link(), link, m.copy_link()))}
            </dl>
            <div class="two">
                <Firmware task=task.clone() side=Side::From />
                <Firmware task=task side=Side::Target />
            </div>
        </div>
    }
}

/// Firmware of one version.
#[component]
fn Firmware(
    /// Task.
    task: Task,
    /// Version of the task.
    side: Side,
) -> impl IntoView {
    let m = use_messages();
    let (firmware, title) = (task.side(side), m.side(side));
    let readable = format!("{} B · {}", m.number(firmware.size), human_size(m, firmware.size));
    let version = firmware.version.to_string();
    view! {
        <section class="facts-group" aria-label=title>
            <h3>
                // A space in a text of its own is not part of the accessible name.
                <span prop:textContent=format!("{title} ") />
                <span class="version" translate="no" prop:textContent=version />
            </h3>
            <dl class="facts-list">
                <CopyFields task=task side=Some(side) />
                <dd class="hint" prop:textContent=readable />
            </dl>
        </section>
    }
}

/// Fields of one version, or of the task as a whole, that have a copy button.
#[component]
fn CopyFields(
    /// Task.
    task: Task,
    /// Version of the task; `None` for fields of the task as a whole.
    side: Option<Side>,
) -> impl IntoView {
    let m = use_messages();
    let fields = FieldId::reported().filter(|field| field.side() == side);
    let field = |field| {
        let (id, copy) = copy_button(m, field)?;
        Some(copy_field(id, m.field(field), task.text(field), copy))
    };
    fields.filter_map(field).collect_view()
}

/// Id of a field's text and label of its copy button; `None` for a field that is shown in another way or not at all.
fn copy_button(m: &dyn Messages, field: FieldId) -> Option<(&'static str, &'static str)> {
    match field {
        FieldId::Id => Some(("d-id", m.copy_id())),
        FieldId::Firmware(Side::From, Part::Url) => Some(("d-from-url", m.copy_address())),
        FieldId::Firmware(Side::From, Part::Md5) => Some(("d-from-md5", m.copy_md5())),
        FieldId::Firmware(Side::From, Part::Size) => Some(("d-from-size", m.copy_size())),
        FieldId::Firmware(Side::Target, Part::Url) => Some(("d-target-url", m.copy_address())),
        FieldId::Firmware(Side::Target, Part::Md5) => Some(("d-target-md5", m.copy_md5())),
        FieldId::Firmware(Side::Target, Part::Size) => Some(("d-target-size", m.copy_size())),
        FieldId::Name | FieldId::Description | FieldId::Firmware(_, Part::Version) | FieldId::Status => None,
        FieldId::Type | FieldId::Identify | FieldId::Mode => None,
        FieldId::UpgradeCount | FieldId::SurplusCount | FieldId::ProductId | FieldId::Reason => None,
    }
}

/// Name and text of a field, with the label of its copy button.
fn copy_field(id: &'static str, name: &'static str, text: String, copy: &'static str) -> impl IntoView {
    view! {
        <dt>{name}</dt>
        <dd>
            <CopyText id=id text=text label=copy />
        </dd>
    }
}
