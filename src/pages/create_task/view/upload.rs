//! Uploading a picked file: the button, how far it is, what came of it.

use crate::api::{ApiError, Fault};
use crate::builder::{El, Tone, button, dynamic, el, guarded_button, human_size, nothing, several};
use crate::i18n::Messages;
use crate::pages::create_task::ids::upload_id;
use crate::pages::create_task::state::uploads::{Upload, UploadProgress};
use crate::pages::create_task::view::add_to_library::add_to_library;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::progress;
use crate::web;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::profile::Profile;

/// Below a picked file that is read; none where the platform takes no files.
pub(crate) fn upload_part(cx: TaskContext, side: Side, size: u64) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    if form.profile() == Profile::Core {
        return nothing();
    }
    let uploads = form.uploads();
    let go = move || {
        web::hold_focus(upload_id(side));
        form.upload(side);
    };
    let press = move |label: &str| guarded_button(Tone::Plain, label, move || cx.read_only(), go);
    // Made anew only when it begins or ends; how far it is has its own signal.
    let phase = Memo::new(move |_| match uploads.upload(side) {
        Some(Upload::Sending(_)) => Some(Upload::Sending(UploadProgress::default())),
        ended => ended,
    });
    let part = dynamic(move || match phase.get() {
        None => press(m.flow().upload).view(),
        Some(Upload::Sending(_)) => sending(cx, side, size).view(),
        Some(Upload::Failed(error)) => {
            let said = el("p")
                .class("field-error")
                .attr("role", "alert")
                .child(error.text(m))
                .view();
            // The same file again is as large.
            match error {
                ApiError::Failed(_, Fault::OverLimit) => said,
                _ => several(vec![said, press(m.flow().upload_again).view()]),
            }
        }
        Some(Upload::Same(uploaded)) => {
            let url = uploaded.url.as_str().to_owned();
            several(vec![
                el("p")
                    .class("field-good")
                    .attr("role", "status")
                    .text_with(move || {
                        let is_filled_in = form.text(FieldId::Firmware(side, Part::Url)).trim() == url;
                        format!("✓ {}", (m.flow().uploaded)(is_filled_in))
                    })
                    .view(),
                add_to_library(cx, side, uploaded),
            ])
        }
        Some(Upload::Other(uploaded)) => {
            let text = (m.flow().upload_differs)(&uploaded.md5.to_string(), uploaded.size.get());
            several(vec![
                el("p").class("field-error").attr("role", "alert").child(text).view(),
                press(m.flow().upload_again).view(),
            ])
        }
    });
    el("div")
        .attr("id", upload_id(side))
        .attr("tabindex", "-1")
        .class("picker-more")
        .child(part)
        .view()
}

fn sending(cx: TaskContext, side: Side, size: u64) -> El {
    let TaskContext { m, form, .. } = cx;
    let uploads = form.uploads();
    let sent = move || match uploads.upload(side) {
        Some(Upload::Sending(sent)) => sent,
        _ => UploadProgress::default(),
    };
    let bar = progress(0, size, m.flow().uploading).class("bar");
    el("div")
        .class("uploading")
        .child(bar.attr_with("value", move || Some(sent().bytes.to_string())))
        // The bar speaks for itself, as it does while a file is read.
        .child(
            el("p")
                .class("field-hint")
                .attr("aria-hidden", "true")
                .text_with(move || how_far(m, sent(), size)),
        )
        .child(button(Tone::Quiet, m.flow().stop_upload, move || {
            web::hold_focus(upload_id(side));
            uploads.stop(side);
        }))
}

fn how_far(m: &Messages, sent: UploadProgress, size: u64) -> String {
    let percent = sent.bytes.min(size).saturating_mul(100) / size.max(1);
    let mut text = format!("{} {percent} %", m.flow().uploading);
    if let Some(speed) = sent.speed {
        text.push_str(&format!(" · {}/s", human_size(speed)));
    }
    if let Some(seconds) = sent.seconds_left(size) {
        text.push_str(&format!(" · {}", (m.flow().seconds_left)(seconds)));
    }
    text
}
