//! One of the two versions of the create form: number, file, checksum, address, digest, size.

use crate::builder::{
    El, FieldKind, FieldMessages, TextField, Tone, button, dynamic, el, human_size, nothing, several,
};
use crate::firmware_file::{Reading, drags_files, dropped, is_checksums};
use crate::pages::create_task::ids::checksum_id;
use crate::pages::create_task::state::file_selection::{Comparison, SelectedFile};
use crate::pages::create_task::view::downgrade::downgrade_choice;
use crate::pages::create_task::view::field::draft_field;
use crate::pages::create_task::view::library::library_picker;
use crate::pages::create_task::view::texts::file_error_text;
use crate::pages::create_task::view::upload::upload_part;
use crate::pages::create_task::view::url_check::address_check;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::progress;
use crate::web;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;
use web_sys::HtmlInputElement;

/// The group.
pub(crate) fn firmware_group(cx: TaskContext, side: Side) -> El {
    let m = cx.m;
    let legend = match side {
        Side::From => m.from_version,
        Side::Target => m.target_version,
    };
    let field = |part| draft_field(cx, FieldId::Firmware(side, part));
    el("fieldset")
        .class("group")
        // The whole group takes a dropped file; `over` keeps the browser from opening it.
        .on("dragover", |event| {
            if drags_files(&event) {
                event.prevent_default();
            }
        })
        .on("drop", move |event| {
            if let Some(dropped) = dropped(&event) {
                cx.form.take(side, dropped);
            }
        })
        .child(el("legend").child(legend))
        .child(library_picker(cx, side))
        .child(field(Part::Version))
        .child((side == Side::Target).then(|| downgrade_choice(cx)))
        .child(file_picker(cx, side))
        .child(checksum(cx, side))
        .child(
            el("div")
                .class("field-group")
                .child(field(Part::Url))
                .child(address_check(cx, side)),
        )
        .child(
            el("div")
                .class("two-uneven")
                .child(field(Part::Md5))
                .child(field(Part::Size)),
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
        .attr("aria-label", m.form().firmware_file)
        .attr("aria-describedby", says_id.clone())
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let file = input.files().and_then(|files| files.get(0));
            // Emptied, so that picking the same file again is a change too.
            input.set_value("");
            match file {
                Some(file) if is_checksums(&file) => form.picks().read_checksums(side, file),
                Some(file) => form.pick_file(side, &file),
                None => {}
            }
        });
    // Made anew only when another file is picked or its reading ends; the progress in between has its own signals.
    let phase = Memo::new(move |_| {
        form.picks().pick(side).map(|pick| SelectedFile {
            state: match pick.state {
                Reading::Progress(_) => Reading::Progress(0),
                ended => ended,
            },
            ..pick
        })
    });
    let hint = match form.profile() {
        Profile::Full => m.flow().file_hint,
        Profile::Core => m.file_hint,
    };
    let says = dynamic(move || match phase.get() {
        None => el("p").class("field-hint").child(hint).view(),
        Some(pick) => untrack(|| picked(cx, side, pick)),
    });
    let invite = el("span")
        .class("button picker-button")
        .attr("aria-hidden", "true")
        .child(m.form().choose_file);
    let picker = el("div").class("picker").child(input).child(invite).child(
        el("div")
            .attr("id", says_id)
            .class("picker-says")
            .attr("role", "status")
            .child(says),
    );
    el("div")
        .class("field")
        .child(el("label").attr("for", id).child(m.form().firmware_file))
        .child(picker)
        .child(uploading(cx, side))
}

/// Once a file is read it can be uploaded.
fn uploading(cx: TaskContext, side: Side) -> AnyView {
    let picks = cx.form.picks();
    let size = Memo::new(move |_| picks.digest(side).map(|digest| digest.size.get()));
    dynamic(move || {
        size.get()
            .map_or_else(nothing, |size| untrack(|| upload_part(cx, side, size)))
    })
}

fn picked(cx: TaskContext, side: Side, pick: SelectedFile) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let good = || {
        el("p")
            .class("field-good")
            .child(format!("✓ {}", m.form().computed))
            .view()
    };
    let warning = |text: &str| el("p").class("field-warning").child(text).view();
    let state = match pick.state {
        Reading::Progress(_) => reading(cx, side, pick.size).view(),
        Reading::Done(digest) => match digest.suspicion {
            Some(suspicion) => several(vec![good(), warning((m.form().suspicion)(suspicion))]),
            None => good(),
        },
        Reading::Failed(error) => el("p").class("field-error").child(file_error_text(m, error)).view(),
    };
    let label = match pick.state {
        Reading::Progress(_) => m.cancel,
        Reading::Done(_) | Reading::Failed(_) => m.form().remove_file,
    };
    let drop = move || {
        form.drop_file(side);
        web::focus(picker_id(side));
    };
    let size = pick.size;
    let name = pick.name.map(|name| {
        el("span")
            .class("picked-name")
            .child(el("bdi").verbatim().child(name))
            .child(el("span").class("hint").child(format!(" {}", human_size(size))))
    });
    let head = el("div")
        .class("picked")
        .child(name)
        .child(button(Tone::Quiet, label, drop));
    several(vec![head.view(), state])
}

fn reading(cx: TaskContext, side: Side, size: u64) -> El {
    let TaskContext { m, form, .. } = cx;
    let done = move || match form.picks().pick(side).map(|pick| pick.state) {
        Some(Reading::Progress(done)) => done,
        _ => size,
    };
    let bar = progress(0, size, m.form().computing).class("bar");
    el("div")
        .child(bar.attr_with("value", move || Some(done().to_string())))
        // The bar speaks for itself; a sentence that changes ten times a second would drown everything else.
        .child(
            el("p")
                .class("field-hint")
                .attr("aria-hidden", "true")
                .text_with(move || format!("{} {} %", m.form().computing, percent(done(), size))),
        )
}

fn percent(done: u64, all: u64) -> u64 {
    // A file has fewer than 2^53 bytes.
    done.saturating_mul(100) / all.max(1)
}

/// The checksum somebody published, to compare the picked file with: there once a file or a checksum is.
fn checksum(cx: TaskContext, side: Side) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let picks = form.picks();
    let wanted = Memo::new(move |_| picks.pick(side).is_some() || !picks.checksum(side).is_empty());
    let says = move || {
        let mut says = FieldMessages::default();
        match picks.comparison(side) {
            None | Some(Comparison::Waiting) => says.hint = Some(m.form().checksum_hint.to_owned()),
            Some(Comparison::Same) => says.good = Some(format!("✓ {}", m.form().checksum_same)),
            Some(Comparison::Other(md5)) => says.error = Some((m.form().checksum_other)(&md5.to_string())),
            Some(Comparison::Unreadable(error)) => says.error = Some((m.form().checksum_error)(error).to_owned()),
        }
        says
    };
    dynamic(move || {
        if !wanted.get() {
            return nothing();
        }
        let field = TextField {
            id: checksum_id(side).to_owned(),
            label: m.form().checksum,
            kind: FieldKind::CodeLines,
            autocomplete: "off",
            first_focus: false,
            required: false,
        };
        field.view(
            move || picks.checksum(side),
            says,
            move |text| picks.set_checksum(side, text),
            || {},
        )
    })
}
