//! Upload of a chosen file to the platform.

use crate::api::{ApiError, Fault};
use crate::components::{Button, ProgressBar, Tone, human_size};
use crate::i18n::{Messages, use_messages};
use crate::pages::create_task::ids::{UPLOAD, part_id};
use crate::pages::create_task::state::uploads::{Upload, UploadProgress};
use crate::pages::create_task::state::use_create_form;
use crate::pages::create_task::view::add_to_library::AddToLibrary;
use crate::pages::create_task::view::texts::percent;
use crate::pages::error_text::error_text;
use crate::pages::tasks::context::use_task_context;
use crate::web;
use leptos::prelude::*;
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::firmware_library::Uploaded;

/// Upload of a file that is read (profile full): the button, the progress and the result.
#[component]
pub(crate) fn UploadPart(
    /// Side.
    side: Side,
    /// Size of the file in bytes.
    size: u64,
) -> impl IntoView {
    let context = use_task_context();
    let (m, uploads) = (context.m, context.form.uploads);
    // Changes when an upload begins or ends. The progress has its own signal.
    let phase = Memo::new(move |_| match uploads.upload(side) {
        Some(Upload::Sending(_)) => Some(Upload::Sending(UploadProgress::default())),
        ended => ended,
    });
    // The button or the progress with the focus is replaced.
    let phase_to_show = move || {
        web::hold_focus(&part_id(side, UPLOAD));
        phase.get()
    };
    let start = move |_| context.form.upload(side);
    let button = move |label: &'static str| {
        view! { <Button label=label disabled_reason=move || context.read_only() on_press=start /> }.into_any()
    };
    let failed = |text: String| view! { <p class="field-error" role="alert" prop:textContent=text /> }.into_any();
    view! {
        <div id=part_id(side, UPLOAD) tabindex="-1" class="picker-more">
            {move || match phase_to_show() {
                None => button(m.flow().upload()),
                Some(Upload::Sending(_)) => view! { <RunningUpload side=side size=size /> }.into_any(),
                Some(Upload::Failed(error)) => {
                    let is_too_large = matches!(error, ApiError::Failed(_, Fault::RequestTooLarge));
                    view! {
                        {failed(error_text(m, &error))}
                        {(!is_too_large).then(|| button(m.flow().upload_again()))}
                    }
                        .into_any()
                }
                Some(Upload::Same(uploaded)) => view! { <FinishedUpload side=side uploaded=uploaded /> }.into_any(),
                Some(Upload::Different(uploaded)) => {
                    let text = m.flow().upload_differs(&uploaded.md5.to_string(), &m.number(uploaded.size.get()));
                    view! {
                        {failed(text)}
                        {button(m.flow().upload_again())}
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

/// Progress of an upload, with a button that stops it.
#[component]
fn RunningUpload(
    /// Side.
    side: Side,
    /// Size of the file in bytes.
    size: u64,
) -> impl IntoView {
    let (m, uploads) = (use_messages(), use_create_form().uploads);
    let sent = move || match uploads.upload(side) {
        Some(Upload::Sending(sent)) => sent,
        _ => UploadProgress::default(),
    };
    let stop = move |_| uploads.stop(side);
    view! {
        <div class="uploading">
            <ProgressBar value=move || sent().bytes max=size label=m.flow().uploading() />
            // Hidden from screen readers, which announce the progress bar.
            <p class="field-hint" aria-hidden="true" prop:textContent=move || progress_text(m, sent(), size) />
            <Button tone=Tone::Quiet label=m.flow().stop_upload() on_press=stop />
        </div>
    }
}

/// An upload with the digest and size of the chosen file.
#[component]
fn FinishedUpload(
    /// Side.
    side: Side,
    /// Uploaded file.
    uploaded: Uploaded,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let url = uploaded.url.as_str().to_owned();
    let text = Memo::new(move |_| {
        let is_filled_in = form.text(FieldId::Firmware(side, Part::Url)).trim() == url;
        format!("✓ {}", m.flow().uploaded(is_filled_in))
    });
    view! {
        <p class="field-good" role="status" prop:textContent=move || text.get() />
        <AddToLibrary side=side uploaded=uploaded />
    }
}

fn progress_text(m: &dyn Messages, sent: UploadProgress, size: u64) -> String {
    let mut text = format!("{} {}", m.flow().uploading(), percent(m, sent.bytes.min(size), size));
    if let Some(speed) = sent.speed {
        text.push_str(&format!(" · {}/s", human_size(m, speed)));
    }
    if let Some(seconds) = sent.seconds_remaining(size) {
        text.push_str(&format!(" · {}", m.flow().seconds_remaining(seconds)));
    }
    text
}
