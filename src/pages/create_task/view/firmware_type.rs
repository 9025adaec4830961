//! Which firmware of a device, which of several, and how devices take it (profile full).

use crate::builder::{El, dynamic, el, nothing};
use crate::pages::create_task::ids::field_id;
use crate::pages::create_task::view::field::draft_field;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::mode_text;
use leptos::prelude::*;
use upgrade_api::field::FieldId;
use upgrade_api::profile::Profile;
use upgrade_api::task::FirmwareType;
use upgrade_api::task::TaskMode;

const MODES: [TaskMode; 2] = [TaskMode::Automatic, TaskMode::Manual];

/// The fields; none where the platform does not know them.
pub(crate) fn kind_fields(cx: TaskContext) -> Option<El> {
    let TaskContext { m, form, .. } = cx;
    if form.profile() == Profile::Core {
        return None;
    }
    let kinds = FirmwareType::ALL.map(|kind| match kind {
        FirmwareType::Wifi => "WIFI",
        FirmwareType::Mcu => "MCU",
        FirmwareType::SubDevice => m.sub_device,
    });
    let kind_at = move || FirmwareType::ALL.iter().position(|kind| *kind == form.kind());
    let choose_kind = move |at: usize| {
        FirmwareType::ALL
            .get(at)
            .into_iter()
            .for_each(|kind| form.set_kind(*kind))
    };
    let mode_at = move || MODES.iter().position(|mode| *mode == form.mode());
    let choose_mode = move |at: usize| MODES.get(at).into_iter().for_each(|mode| form.set_mode(*mode));
    let modes = MODES.map(|mode| mode_text(m, mode));
    let identify = dynamic(move || match form.kind().is_numbered() {
        true => draft_field(cx, FieldId::Identify),
        false => nothing(),
    });
    Some(
        el("div")
            .class("kinds")
            .child(choice(cx, FieldId::Type, &kinds, kind_at, choose_kind))
            .child(identify)
            .child(choice(cx, FieldId::Mode, &modes, mode_at, choose_mode)),
    )
}

fn choice(
    cx: TaskContext,
    field: FieldId,
    names: &[&'static str],
    chosen: impl Fn() -> Option<usize> + Send + Sync + 'static,
    choose: impl Fn(usize) + 'static,
) -> El {
    let id = field_id(field);
    let mut list = el("select")
        .attr("id", id.clone())
        .class("input")
        .on("change", move |event| {
            if let Ok(at) = event_target_value(&event).parse() {
                choose(at);
            }
        });
    for (at, name) in names.iter().enumerate() {
        list = list.child(el("option").attr("value", at.to_string()).child(*name));
    }
    let list = list.value_with(move || chosen().unwrap_or_default().to_string());
    el("div")
        .class("field")
        .child(el("label").attr("for", id).child(cx.m.field(field)))
        .child(list)
}
