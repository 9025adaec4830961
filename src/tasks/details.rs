//! All of one task: what the table has no room for.

use super::TaskDialogs;
use super::parts::{Counts, StatusBadge, VersionPath, kind_text};
use super::store::TaskStore;
use crate::i18n::messages;
use crate::ui::{Button, CopyText, Dialog, grouped, human_size};
use leptos::prelude::*;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{ReportedFirmware, Task};

/// The dialog. It follows the task: what the next poll brings is shown in it.
#[component]
pub fn DetailsDialog() -> impl IntoView {
    let m = messages();
    let dialogs: TaskDialogs = expect_context();
    let store: TaskStore = expect_context();
    let task = Memo::new(move |_| dialogs.details.get().and_then(|id| store.task(&id)));
    // What a poll can change is drawn apart from the rest, so that it never takes the focus from a copy button.
    let lasting = Memo::new(move |_| {
        task.get().map(|task| Task {
            upgrade_count: 0,
            surplus_count: None,
            status: TaskStatus::Known(RunState::Stopped),
            ..task
        })
    });
    let title = move || task.with(|task| task.as_ref().map_or_else(String::new, |task| task.name.clone()));
    let close = Callback::new(move |()| dialogs.show_details(None));
    view! {
        <Dialog
            id="details"
            open=Signal::derive(move || task.with(Option::is_some))
            title=Signal::derive(title)
            close_label=m.close
            wide=true
            on_close=close
        >
            <div class="dialog-body">
                <p class="asked">
                    {move || task.get().map(|task| view! { <StatusBadge status=task.status /> })}
                </p>
                {move || task.get().map(|task| view! { <Counts task=task /> })}
                {move || lasting.get().map(|task| view! { <Details task=task /> })}
            </div>
            <footer class="dialog-foot"><Button label=m.close.to_owned() first_focus=true on_press=close /></footer>
        </Dialog>
    }
}

#[component]
fn Details(
    /// The task.
    task: Task,
) -> impl IntoView {
    let m = messages();
    let kind = kind_text(task.kind).unwrap_or_else(|| "WIFI".to_owned());
    view! {
        <div class="details">
            <p class="asked">
                <VersionPath from=task.from.version target=task.target.version />
                <span class="hint">{kind}</span>
            </p>
            <p class="long"><bdi>{task.description.clone()}</bdi></p>
            <dl class="facts-list">
                <dt>{m.task_id}</dt>
                <dd>
                    <CopyText id="d-id" text=task.id.to_string() label=m.copy_id copied=m.copied selected=m.press_copy />
                </dd>
            </dl>
            <div class="two">
                <FirmwareFacts title=m.from_version firmware=task.from ids=["d-from-url", "d-from-md5", "d-from-size"] />
                <FirmwareFacts
                    title=m.target_version
                    firmware=task.target
                    ids=["d-target-url", "d-target-md5", "d-target-size"]
                />
            </div>
        </div>
    }
}

#[component]
fn FirmwareFacts(
    /// Which of the two.
    title: &'static str,
    /// The firmware.
    firmware: ReportedFirmware,
    /// Ids for address, digest and size.
    ids: [&'static str; 3],
) -> impl IntoView {
    let m = messages();
    let [url, md5, size] = ids;
    view! {
        <section class="facts-group" aria-label=title>
            <h3>{title} " " <span class="version">{firmware.version.get()}</span></h3>
            <dl class="facts-list">
                <dt>{m.file_address}</dt>
                <dd><CopyText id=url text=firmware.url label=m.copy_address copied=m.copied selected=m.press_copy /></dd>
                <dt>{m.md5}</dt>
                <dd><CopyText id=md5 text=firmware.md5 label=m.copy_md5 copied=m.copied selected=m.press_copy /></dd>
                <dt>{m.size}</dt>
                <dd>
                    <CopyText
                        id=size
                        text=firmware.size.to_string()
                        label=m.copy_size
                        copied=m.copied
                        selected=m.press_copy
                    />
                    <span class="hint">{grouped(firmware.size)} " B · " {human_size(firmware.size)}</span>
                </dd>
            </dl>
        </section>
    }
}
