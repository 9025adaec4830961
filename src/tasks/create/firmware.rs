//! One of the two versions of the create form: number, file, address, digest, size.

use super::draft_field;
use super::form::{Pick, PickState};
use crate::browser;
use crate::reactive::memo;
use crate::tasks::TaskContext;
use crate::tasks::parts::progress;
use crate::ui::{El, FieldKind, Tone, button, dynamic, el, human_size, several};
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side};
use web_sys::HtmlInputElement;

/// The group.
pub(super) fn firmware_group(cx: TaskContext, side: Side) -> El {
    let m = cx.m;
    let legend = match side {
        Side::From => m.from_version,
        Side::Target => m.target_version,
    };
    let field = |part, label, kind| draft_field(cx, Field::Firmware(side, part), label, kind);
    el("fieldset")
        .class("group")
        .child(el("legend").child(legend))
        .child(field(Part::Version, m.version, FieldKind::Digits))
        .child(file_picker(cx, side))
        .child(field(Part::Url, m.file_address, FieldKind::Address))
        .child(
            el("div")
                .class("two-uneven")
                .child(field(Part::Md5, m.md5, FieldKind::Code))
                .child(field(Part::Size, m.size, FieldKind::Digits)),
        )
}

fn picker_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-file",
        Side::Target => "create-target-file",
    }
}

fn file_picker(cx: TaskContext, side: Side) -> El {
    let TaskContext { m, form, .. } = cx;
    let id = picker_id(side);
    let says_id = format!("{id}-says");
    let input = el("input")
        .attr("id", id)
        .attr("type", "file")
        .class("picker-input")
        .attr("aria-label", m.firmware_file)
        .attr("aria-describedby", says_id.clone())
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let file = input.files().and_then(|files| files.get(0));
            // Emptied, so that picking the same file again is a change too.
            input.set_value("");
            if let Some(file) = file {
                form.pick_file(side, file);
            }
        });
    // Made anew only when another file is picked or its reading ends; the progress in between has its own signals.
    let phase = memo(move || {
        form.pick(side).map(|pick| Pick {
            state: match pick.state {
                PickState::Reading(_) => PickState::Reading(0),
                ended => ended,
            },
            ..pick
        })
    });
    let says = dynamic(move || match phase.get() {
        None => el("p").class("field-hint").child(m.file_hint).view(),
        Some(pick) => untrack(|| picked(cx, side, pick)),
    });
    let invite = el("span")
        .class("button picker-button")
        .attr("aria-hidden", "true")
        .child(m.choose_file);
    let picker = el("div").class("picker").child(input).child(invite).child(
        el("div")
            .attr("id", says_id)
            .class("picker-says")
            .attr("role", "status")
            .child(says),
    );
    el("div")
        .class("field")
        .child(el("label").attr("for", id).child(m.firmware_file))
        .child(picker)
}

fn picked(cx: TaskContext, side: Side, pick: Pick) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let state = match pick.state {
        PickState::Reading(_) => reading(cx, side, pick.size).view(),
        PickState::Done(_) => el("p").class("field-good").child(format!("✓ {}", m.computed)).view(),
        PickState::Failed(error) => el("p").class("field-error").child(error.text(m)).view(),
    };
    let label = match pick.state {
        PickState::Reading(_) => m.cancel,
        PickState::Done(_) | PickState::Failed(_) => m.remove_file,
    };
    let drop = move || {
        form.drop_pick(side);
        browser::focus(picker_id(side));
    };
    let name = el("span")
        .class("picked-name")
        .child(el("bdi").child(pick.name))
        .child(el("span").class("hint").child(format!(" {}", human_size(pick.size))));
    let head = el("div")
        .class("picked")
        .child(name)
        .child(button(Tone::Quiet, label, drop));
    several(vec![head.view(), state])
}

fn reading(cx: TaskContext, side: Side, size: u64) -> El {
    let TaskContext { m, form, .. } = cx;
    let done = move || match form.pick(side).map(|pick| pick.state) {
        Some(PickState::Reading(done)) => done,
        _ => size,
    };
    let bar = progress(0, size, m.computing).class("bar");
    el("div")
        .child(bar.attr_with("value", move || Some(done().to_string())))
        // The bar speaks for itself; a sentence that changes ten times a second would drown everything else.
        .child(
            el("p")
                .class("field-hint")
                .attr("aria-hidden", "true")
                .text_with(move || format!("{} {} %", m.computing, percent(done(), size))),
        )
}

fn percent(done: u64, all: u64) -> u128 {
    u128::from(done) * 100 / u128::from(all.max(1))
}
