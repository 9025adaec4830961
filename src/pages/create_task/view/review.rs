//! Review of the create form: values to send, affected devices and warnings.

use crate::builder::{El, NoteTone, Tone, button, clipped, dynamic, el, grouped, human_size, note, nothing, visible};
use crate::pages::create_task::ids::REVIEW_ID;
use crate::pages::create_task::ids::kind_field;
use crate::pages::create_task::state::FormLocation;
use crate::pages::create_task::state::sides::SIDES;
use crate::pages::create_task::view::field::general_fields;
use crate::pages::create_task::view::submit::go_to;
use crate::pages::create_task::view::texts::hit_text;
use crate::pages::create_task::view::texts::warning_text;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::{kind_text, mode_text};
use crate::pages::tasks::version_path::version_path;
use leptos::prelude::*;
use upgrade_api::draft::TaskDraft;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;
use upgrade_api::values::{FileSize, Md5, Version};

/// Review of the current draft.
pub(crate) fn review(cx: TaskContext) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let draft = form.draft();
    let heading = el("h3")
        .attr("id", REVIEW_ID)
        .attr("tabindex", "-1")
        .child(m.flow().review_title);
    let path = form
        .version(Side::From)
        .zip(form.version(Side::Target))
        .map(|(from, target)| version_path(m, from, target));
    let hit = el("p")
        .class("asked")
        .child(path)
        .child(el("span").child(format!("{} ", m.on)).child(product(cx)))
        .child(el("span").class("review-hit").text_with(move || who_is_hit(cx)));
    el("div")
        .class("review")
        .child(heading)
        .child(hit)
        .child(el("p").class("hint").child(m.form().create_effect))
        .child(warning_list(cx))
        .child(comparison(cx, &draft))
        .child(about(cx, &draft))
        .view()
}

fn product(cx: TaskContext) -> El {
    el("strong").child(el("bdi").verbatim().child(visible(&cx.store.product().name)))
}

/// Number of devices on the from version, or the reason why it is unknown.
fn who_is_hit(cx: TaskContext) -> String {
    let unknown = || {
        let why = cx.store.uncounted(cx.form.firmware_kind()?);
        Some((cx.m.affected_unknown)(why, cx.form.version(Side::From)?))
    };
    hit_text(cx).or_else(unknown).unwrap_or_default()
}

/// Warnings, each with a button that leads to its field.
fn warning_list(cx: TaskContext) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    dynamic(move || {
        let mut lines: Vec<(FieldId, String)> = SIDES
            .into_iter()
            .filter_map(|side| Some((side, form.differing_digest(side)?)))
            .map(|(side, md5)| {
                (
                    FieldId::Firmware(side, Part::Md5),
                    (m.form().differs_from_file)(&md5.to_string()),
                )
            })
            .collect();
        let found = form.warnings().into_iter();
        lines.extend(found.map(|(field, warning)| (field, warning_text(m, warning))));
        if lines.is_empty() {
            return nothing();
        }
        let item = |(field, text): (FieldId, String)| {
            el("li")
                .child(format!("{}{}{text} ", m.field_in_full(field), m.map.colon))
                .child(change(cx, field, field))
        };
        let list = el("ul")
            .class("changes")
            .child(lines.into_iter().map(item).collect::<Vec<_>>());
        note(NoteTone::Warning, list).view()
    })
}

/// Button that leads to the input `at`, to change a field.
fn change(cx: TaskContext, field: FieldId, at: FieldId) -> El {
    let m = cx.m;
    let press = move || go_to(cx, Some(FormLocation::Field(at)));
    button(Tone::Quiet, m.flow().change, press).attr("aria-label", (m.flow().change_what)(&m.field_in_full(field)))
}

/// Table of both versions.
fn comparison(cx: TaskContext, draft: &TaskDraft) -> El {
    let m = cx.m;
    let cell = |text: &str| el("th").attr("scope", "col").child(text);
    let head = el("tr")
        .child(el("td"))
        .child(cell(m.from_version))
        .child(cell(m.target_version));
    let mut rows: Vec<El> = Part::ALL.into_iter().map(|part| row(cx, draft, part)).collect();
    rows.extend(file_row(cx));
    el("table")
        .class("review-table")
        .child(el("thead").child(head))
        .child(el("tbody").child(rows))
}

fn row(cx: TaskContext, draft: &TaskDraft, part: Part) -> El {
    let m = cx.m;
    let cell = |side| {
        let field = FieldId::Firmware(side, part);
        let value = el("code").verbatim().child(written(draft, side, part));
        let more = match part {
            Part::Size => Some(el("span").class("hint").child(size_note(draft, side))),
            _ => None,
        };
        el("td").child(value).child(more).child(change(cx, field, field))
    };
    el("tr")
        .child(
            el("th")
                .attr("scope", "row")
                .child(m.field(FieldId::Firmware(Side::From, part))),
        )
        .child(cell(Side::From))
        .child(cell(Side::Target))
}

/// Normalized value, as the request contains it.
fn written(draft: &TaskDraft, side: Side, part: Part) -> String {
    let text = draft.text(FieldId::Firmware(side, part)).trim();
    let written = match part {
        Part::Version => Version::parse(text).map(|version| version.to_string()),
        Part::Md5 => Md5::parse(text).map(|md5| md5.to_string()),
        Part::Size => FileSize::parse(text).map(|size| size.get().to_string()),
        Part::Url => Ok(text.to_owned()),
    };
    written.unwrap_or_else(|_| text.to_owned())
}

/// Size with a unit and, for the target version, the difference to the from version.
fn size_note(draft: &TaskDraft, side: Side) -> String {
    let size = |side| FileSize::parse(&draft.side(side).size).map_or(0, FileSize::get);
    let (from, own) = (size(Side::From), size(side));
    let readable = human_size(own);
    match side {
        Side::From => readable,
        Side::Target if own < from => format!("{readable} · −{} B", grouped(from - own)),
        Side::Target => format!("{readable} · +{} B", grouped(own - from)),
    }
}

/// Row with the names of the picked files, if there are any.
fn file_row(cx: TaskContext) -> Option<El> {
    let picks = cx.form.picks();
    let names = SIDES.map(|side| picks.name(side));
    if names.iter().all(Option::is_none) {
        return None;
    }
    let mut row = el("tr").child(el("th").attr("scope", "row").child(cx.m.form().firmware_file));
    for name in names {
        let name = name.map_or_else(|| "–".to_owned(), |name| visible(&name));
        row = row.child(el("td").child(el("bdi").verbatim().child(name)));
    }
    Some(row)
}

/// List of the fields about the task as a whole.
fn about(cx: TaskContext, draft: &TaskDraft) -> El {
    let m = cx.m;
    let line = |field: FieldId, value: &str, at: FieldId| {
        let value = el("bdi").verbatim().child(clipped(value));
        [
            el("dt").child(m.field(field)),
            el("dd").child(value).child(change(cx, field, at)),
        ]
    };
    let mut lines = Vec::new();
    for field in general_fields() {
        lines.extend(match field {
            FieldId::Description => line(field, &draft.described(), field),
            _ => line(field, draft.text(field), field),
        });
    }
    if cx.form.profile() == Profile::Full {
        let kind = cx.form.firmware_kind().and_then(|kind| kind_text(m, kind));
        let kind = kind.unwrap_or_else(|| "WIFI".to_owned());
        lines.extend(line(FieldId::Type, &kind, kind_field(draft.kind)));
        lines.extend(line(FieldId::Mode, mode_text(m, draft.mode), FieldId::Mode));
    }
    el("dl").class("facts-list review-about").child(lines)
}
