//! All of one task: what the table has no room for.

use crate::builder::{
    CopyLabels, Dialog, El, PressedAction, Tone, button, clipped, copy_text, dynamic, el, grouped, human_size, nothing,
    several, visible,
};
use crate::i18n::Messages;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::{affected, counts, kind_text, lasting, mode_text};
use crate::pages::tasks::progress::{chart, pace_text};
use crate::pages::tasks::status_badge::status_badges;
use crate::pages::tasks::table::{row_items, task_buttons};
use crate::pages::tasks::version_path::version_path;
use crate::{routing, web};
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::task::Task;

/// The dialog. It follows the task: what the next poll brings is shown in it.
pub fn details_dialog(cx: TaskContext) -> AnyView {
    let TaskContext { m, store, dialogs, .. } = cx;
    let task = Memo::new(move |_| dialogs.details.get().and_then(|id| store.task(&id)));
    // What a poll can change is drawn apart from the rest, so that it never takes the focus from a copy button.
    let lasting = Memo::new(move |_| task.get().map(lasting));
    let close = move || dialogs.show_details(None);
    let dialog = Dialog {
        id: "details",
        wide: true,
        open: Memo::new(move |_| lasting.with(Option::is_some)),
        close_label: m.close,
        on_close: Callback::new(move |()| close()),
    };
    let title = move || lasting.with(|task| task.as_ref().map_or_else(String::new, |task| visible(&task.name)));
    dialog.view(title, move || {
        let live = dynamic(move || match task.get() {
            Some(task) => several(live_parts(cx, &task)),
            None => nothing(),
        });
        let rest = dynamic(move || lasting.get().map_or_else(nothing, |task| details(cx, task).view()));
        let close = button(Tone::Plain, m.close, close).attr("data-focus", "");
        let foot = el("footer")
            .class("dialog-foot")
            .child(close)
            .child(el("div").class("dialog-foot-start").child(row_items(task, cx)))
            .child(task_buttons(task, PressedAction::nothing(), cx));
        several(vec![
            el("div").class("dialog-body").child(live).child(rest).view(),
            foot.view(),
        ])
    })
}

/// What a poll can change.
fn live_parts(cx: TaskContext, task: &Task) -> Vec<AnyView> {
    let TaskContext { m, store, .. } = cx;
    let pace = pace_text(m, store.pace(task)).map(|text| el("span").class("pace").child(text));
    let badges = status_badges(m, &task.status, store.standstill(task));
    let chart = store.samples(&task.id).and_then(|samples| chart(m, &samples));
    let hit = affected(cx, task);
    let parts = [
        Some(el("p").class("asked").child(badges).child(pace)),
        Some(counts(m, task)),
        chart,
        Some(el("p").child(hit)),
    ];
    parts.into_iter().flatten().map(El::view).collect()
}

fn details(cx: TaskContext, task: Task) -> El {
    let m = cx.m;
    let kind = kind_text(m, task.kind).unwrap_or_else(|| "WIFI".to_owned());
    let mode = task
        .mode
        .map(|mode| format!(" · {} {}", m.flow().mode, mode_text(m, mode)));
    let versions = version_path(m, task.from.version, task.target.version);
    // In a frame the address is that of the frame, which is of no use to anybody else.
    let link = (!web::is_framed()).then(routing::link).flatten();
    let link = link.map(|link| fact(cx, "d-link", m.help().link, link, m.help().copy_link));
    el("div")
        .class("details")
        .child(
            el("p")
                .class("asked")
                .child(versions)
                .child(el("span").class("hint").child(kind).child(mode)),
        )
        .child(el("p").class("long").child(el("bdi").child(clipped(&task.description))))
        .child(el("dl").class("facts-list").child(facts(cx, &task, None)).child(link))
        .child(
            el("div")
                .class("two")
                .child(firmware_facts(cx, m.from_version, &task, Side::From))
                .child(firmware_facts(cx, m.target_version, &task, Side::Target)),
        )
}

fn firmware_facts(cx: TaskContext, title: &'static str, task: &Task, side: Side) -> El {
    let firmware = task.side(side);
    let readable = format!("{} B · {}", grouped(firmware.size), human_size(firmware.size));
    let heading = el("h3").child(format!("{title} ")).child(
        el("span")
            .class("version")
            .verbatim()
            .child(firmware.version.to_string()),
    );
    let facts = el("dl")
        .class("facts-list")
        .child(facts(cx, task, Some(side)))
        .child(el("dd").class("hint").child(readable));
    el("section")
        .class("facts-group")
        .attr("aria-label", title)
        .child(heading)
        .child(facts)
}

/// Fields of one version, or of the task as a whole, that have a copy button.
fn facts(cx: TaskContext, task: &Task, side: Option<Side>) -> Vec<El> {
    let fields = FieldId::reported().filter(|field| field.side() == side);
    let fact = |field| {
        let (id, copy) = copy_button(cx.m, field)?;
        Some(fact(cx, id, cx.m.field(field), task.text(field), copy))
    };
    fields.filter_map(fact).flatten().collect()
}

/// Id of a field's text and label of its copy button; `None` for a field that is shown in another way or not at all.
fn copy_button(m: &Messages, field: FieldId) -> Option<(&'static str, &'static str)> {
    match field {
        FieldId::Id => Some(("d-id", m.copy_id)),
        FieldId::Firmware(Side::From, Part::Url) => Some(("d-from-url", m.copy_address)),
        FieldId::Firmware(Side::From, Part::Md5) => Some(("d-from-md5", m.copy_md5)),
        FieldId::Firmware(Side::From, Part::Size) => Some(("d-from-size", m.copy_size)),
        FieldId::Firmware(Side::Target, Part::Url) => Some(("d-target-url", m.copy_address)),
        FieldId::Firmware(Side::Target, Part::Md5) => Some(("d-target-md5", m.copy_md5)),
        FieldId::Firmware(Side::Target, Part::Size) => Some(("d-target-size", m.copy_size)),
        FieldId::Name | FieldId::Description | FieldId::Firmware(_, Part::Version) | FieldId::Status => None,
        FieldId::Type | FieldId::Identify | FieldId::Mode => None,
        FieldId::UpgradeCount | FieldId::SurplusCount | FieldId::ProductId | FieldId::Reason => None,
    }
}

fn fact(cx: TaskContext, id: &'static str, name: &str, text: String, label: &'static str) -> Vec<El> {
    let TaskContext { m, toasts, .. } = cx;
    let words = CopyLabels {
        label,
        copied: m.copied,
        selected: m.press_copy,
    };
    vec![el("dt").child(name), el("dd").child(copy_text(toasts, id, text, words))]
}
