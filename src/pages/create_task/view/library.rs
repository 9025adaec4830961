//! Choosing a version from the firmware library.

use crate::builder::{
    El, Make, Tone, button, clipped, dynamic, el, grouped, human_size, keyed, nothing, several, visible,
};
use crate::i18n::Messages;
use crate::pages::create_task::state::library::Reading;
use crate::pages::tasks::context::TaskContext;
use crate::web;
use crate::web::time_zone::local_day;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::firmware_library::{Choice, choices};
use upgrade_api::profile::Profile;
use upgrade_api::values::Version;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Versions on show at once: more than that is for the search.
const SHOWN: usize = 100;

/// The picker of one side; none where the platform has no library.
pub(crate) fn library_picker(cx: TaskContext, side: Side) -> Option<El> {
    let TaskContext { m, form, .. } = cx;
    if form.profile() == Profile::Core {
        return None;
    }
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let fleet = cx.store.fleet();
        let page = form.library().page();
        let all = form
            .firmware_kind()
            .map_or_else(Vec::new, |kind| choices(&page.list, kind, fleet.as_deref()));
        let found = |choice: &Choice| search.with(|search| choice.matches(search));
        all.into_iter().filter(found).collect::<Vec<_>>()
    });
    let first = move || found.with_untracked(|found| found.first().cloned());
    let field = el("input")
        .attr("type", "search")
        .class("input")
        .attr("aria-label", m.flow().search_library)
        .attr("placeholder", m.flow().search_library)
        .attr("autocomplete", "off")
        .value_with(move || search.get())
        .on("input", move |event| search.set(event_target_value(&event)))
        .on("keydown", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            if key.key() == "Enter" && !key.is_composing() {
                // Not the form's: here it takes what is found first.
                event.prevent_default();
                event.stop_propagation();
                if let Some(choice) = first() {
                    choose(cx, side, &choice);
                }
            }
        });
    let id = picker_id(side);
    Some(
        el("details")
            .attr("id", id)
            .class("library")
            .child(
                el("summary")
                    .attr("id", format!("{id}-open"))
                    .child(m.flow().firmware_library),
            )
            .child(
                el("div")
                    .class("library-body")
                    .child(field)
                    .child(state(cx))
                    .child(list(cx, side, found))
                    .child(below(cx, found)),
            ),
    )
}

fn picker_id(side: Side) -> &'static str {
    match side {
        Side::From => "create-from-library",
        Side::Target => "create-target-library",
    }
}

fn choose(cx: TaskContext, side: Side, choice: &Choice) {
    cx.form.choose(side, choice);
    if let Some(picker) = web::element(picker_id(side)) {
        let _ = picker.remove_attribute("open");
    }
    web::focus(&format!("{}-open", picker_id(side)));
}

/// What came of reading it.
fn state(cx: TaskContext) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    dynamic(move || match form.library().reading() {
        Reading::NotYet | Reading::Ready => nothing(),
        Reading::Loading => el("p")
            .class("hint")
            .attr("role", "status")
            .child(m.flow().loading_library)
            .view(),
        Reading::Failed(error) => {
            let text = format!("{} {}", error.text(m), m.flow().by_hand);
            several(vec![
                el("p").class("field-error").attr("role", "alert").child(text).view(),
                button(Tone::Plain, m.retry, move || form.read_library()).view(),
            ])
        }
    })
}

fn list(cx: TaskContext, side: Side, found: Memo<Vec<Choice>>) -> AnyView {
    let items = move || {
        let found = found.get().into_iter().take(SHOWN);
        let item = |choice: Choice| {
            let id = choice.firmware.as_ref().map_or("", |firmware| &firmware.id);
            let key = format!("{} {id} {:?}", choice.version, choice.devices);
            let make: Make = Arc::new(move || el("li").child(option(cx, side, choice.clone())).view());
            (key, make)
        };
        found.map(item).collect::<Vec<_>>()
    };
    el("ul")
        .class("library-list")
        .attr("aria-label", cx.m.flow().firmware_library)
        .child(keyed(items))
        .view()
}

fn option(cx: TaskContext, side: Side, choice: Choice) -> El {
    let TaskContext { m, form, .. } = cx;
    let (version, md5) = (
        choice.version,
        choice
            .firmware
            .as_ref()
            .map(|firmware| firmware.file_md5.to_ascii_lowercase()),
    );
    let is_chosen = move || {
        let typed_md5 = form
            .text(FieldId::Firmware(side, Part::Md5))
            .trim()
            .to_ascii_lowercase();
        form.version(side) == Some(version) && md5.as_ref().is_some_and(|md5| *md5 == typed_md5)
    };
    let facts = facts(m, &choice);
    let nobody = side == Side::From && choice.devices == Some(0);
    let warning = nobody.then(|| el("span").class("field-warning").child((m.flow().nobody_on)(version)));
    let about = choice.firmware.as_ref().map(|firmware| firmware.description.clone());
    let about = about.filter(|about| !about.is_empty());
    el("button")
        .attr("type", "button")
        .class("library-choice")
        .attr_with("aria-pressed", move || Some(is_chosen().to_string()))
        .on("click", move |_| choose(cx, side, &choice))
        .child(el("strong").child(version_text(m, version)))
        .child(
            el("span")
                .child(facts)
                .child(warning.map(|warning| vec![el("br"), warning])),
        )
        .child(about.map(|about| el("span").class("hint").child(el("bdi").child(clipped(&about)))))
}

fn version_text(m: &Messages, version: Version) -> Vec<El> {
    vec![
        el("span").class("visually-hidden").child(format!("{} ", m.version)),
        el("span").child(version.to_string()),
    ]
}

/// Devices, size, short digest, date, model, whether it is released.
fn facts(m: &Messages, choice: &Choice) -> String {
    let mut facts = Vec::new();
    if let Some(devices) = choice.devices {
        facts.push((m.map.devices)(&grouped(devices)));
    }
    match &choice.firmware {
        None => facts.push(m.flow().not_in_library.to_owned()),
        Some(firmware) => {
            facts.push(human_size(firmware.file_size));
            let short: String = firmware.file_md5.chars().take(8).collect();
            facts.push(format!("MD5 {}…", visible(&short)));
            let released = &firmware.release_date;
            let date = local_day(released).unwrap_or_else(|| released.chars().take(10).collect());
            facts.push(visible(&date));
            facts.push(visible(&firmware.model));
            if !firmware.is_release {
                facts.push(m.flow().not_released.to_owned());
            }
        }
    }
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

/// What is not on show, and why.
fn below(cx: TaskContext, found: Memo<Vec<Choice>>) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let says = Memo::new(move |_| {
        let (count, unread) = (found.with(Vec::len), form.library().page().unread);
        let mut texts = Vec::new();
        if form.firmware_kind().is_none() {
            texts.push(m.flow().identify_required.to_owned());
        } else if count == 0 && form.library().reading() == Reading::Ready {
            texts.push(m.flow().none_found.to_owned());
        }
        if count > SHOWN {
            texts.push((m.flow().more_versions)(count - SHOWN));
        }
        if unread > 0 {
            texts.push((m.flow().unread_versions)(unread));
        }
        texts.join(" ")
    });
    dynamic(move || match says.get() {
        text if text.is_empty() => nothing(),
        text => el("p").class("hint").attr("role", "status").child(text).view(),
    })
}
