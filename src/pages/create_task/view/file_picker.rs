//! Firmware file of a version: choosing, reading and uploading.

use crate::components::{Button, PressedAction, ProgressBar, Tone, human_size, visible};
use crate::firmware_file::{Digest, Reading, is_checksums};
use crate::i18n::use_messages;
use crate::pages::create_task::ids::{FILE, part_id};
use crate::pages::create_task::state::chosen_files::ChosenFile;
use crate::pages::create_task::state::use_create_form;
use crate::pages::create_task::view::texts::{file_error_text, percent};
use crate::pages::create_task::view::upload::UploadPart;
use crate::web;
use firmware_digest::Content;
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::field::Side;
use upgrade_api::profile::Profile;
use web_sys::HtmlInputElement;

/// File input of a version, with the state of the chosen file and its upload.
#[component]
pub(crate) fn FilePicker(
    /// Side.
    side: Side,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let files = form.files;
    let id = part_id(side, FILE);
    let messages_id = format!("{id}-says");
    let is_full = form.profile() == Profile::Full;
    let hint = if is_full { m.flow().file_hint() } else { m.file_hint() };
    let choose = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // An empty input reports a change also when the same file is chosen again.
        input.set_value("");
        match file {
            Some(file) if is_checksums(&file) => files.read_checksums(side, file),
            Some(file) => form.choose_file(side, &file),
            None => {}
        }
    };
    // Changes when a file is chosen and when its reading ends. The progress of the reading has its own signal.
    let chosen = Memo::new(move |_| {
        files.chosen(side).map(|file| ChosenFile {
            state: match file.state {
                Reading::Progress(_) => Reading::Progress(0),
                ended => ended,
            },
            ..file
        })
    });
    let pressed = PressedAction::default();
    let is_reading = move || {
        chosen.with(|file| {
            matches!(
                file,
                Some(ChosenFile {
                    state: Reading::Progress(_),
                    ..
                })
            )
        })
    };
    let remove_label = move || {
        pressed.shows(is_reading());
        if is_reading() {
            m.cancel()
        } else {
            m.form().remove_file()
        }
    };
    // A press that began on *Cancel* does not remove the file that was read meanwhile.
    let remove = move |_| {
        if pressed.was(untrack(is_reading)) {
            form.drop_file(side);
            web::focus(&part_id(side, FILE));
        }
    };
    let size = Memo::new(move |_| files.digest(side).map(|digest| digest.size.get()).filter(|_| is_full));
    view! {
        <div class="field">
            <label for=id.clone()>{m.form().firmware_file()}</label>
            <div class="picker">
                <input id=id type="file" class="picker-input" aria-describedby=messages_id.clone() on:change=choose />
                <span class="button picker-button" aria-hidden="true">
                    {m.form().choose_file()}
                </span>
                <div id=messages_id class="picker-says" role="status">
                    {move || match chosen.get() {
                        None => view! { <p class="field-hint">{hint}</p> }.into_any(),
                        Some(file) => view! { <PickedFile side=side file=file /> }.into_any(),
                    }}
                </div>
                // Outside the status, which a screen reader reads as the description of the input.
                <Show when=move || chosen.with(Option::is_some)>
                    <Button
                        tone=Tone::Quiet
                        label=remove_label
                        on_press=remove
                        on:pointerdown=move |_| pressed.begin()
                        on:keydown=move |_| pressed.begin()
                    />
                </Show>
            </div>
            {move || size.get().map(|size| view! { <UploadPart side=side size=size /> })}
        </div>
    }
}

/// Name, size and state of a chosen file.
#[component]
fn PickedFile(
    /// Side.
    side: Side,
    /// File.
    file: ChosenFile,
) -> impl IntoView {
    let (m, form) = (use_messages(), use_create_form());
    let ChosenFile { name, size, state } = file;
    let format = match state {
        Reading::Done(Digest {
            content: Some(Content::Firmware(format)),
            ..
        }) => format!(" · {}", format.name()),
        _ => String::new(),
    };
    let line = |class, text: String| view! { <p class=class prop:textContent=text /> }.into_any();
    let state = match state {
        Reading::Progress(_) => view! { <ReadingProgress side=side size=size /> }.into_any(),
        Reading::Done(digest) => {
            // The operator may have typed other values, also while the file was read.
            let is_filled_in = Memo::new(move |_| form.is_of_file(side, &digest));
            let computed = move || match is_filled_in.get() {
                true => line("field-good", format!("✓ {}", m.form().computed())),
                false => line("field-warning", m.form().computed_differs().to_owned()),
            };
            let suspicion = match digest.content {
                Some(Content::Suspect(suspicion)) => {
                    Some(line("field-warning", m.form().suspicion(suspicion).to_owned()))
                }
                Some(Content::Firmware(_)) | None => None,
            };
            view! {
                {computed}
                {suspicion}
            }
            .into_any()
        }
        Reading::Failed(error) => line("field-error", file_error_text(m, error)),
    };
    view! {
        {name
            .map(|name| {
                view! {
                    <p class="picked-name">
                        <bdi translate="no" prop:textContent=visible(&name) />
                        <span class="hint" prop:textContent=format!(" {}{format}", human_size(m, size)) />
                    </p>
                }
            })}
        {state}
    }
}

/// Progress of reading a file.
#[component]
fn ReadingProgress(
    /// Side.
    side: Side,
    /// Size of the file in bytes.
    size: u64,
) -> impl IntoView {
    let (m, files) = (use_messages(), use_create_form().files);
    let done = move || match files.chosen(side).map(|file| file.state) {
        Some(Reading::Progress(done)) => done,
        _ => size,
    };
    let text = move || format!("{} {}", m.form().computing(), percent(m, done(), size));
    view! {
        <div>
            <ProgressBar value=done max=size label=m.form().computing() />
            // Hidden from screen readers, which announce the progress bar: the text changes ten times a second.
            <p class="field-hint" aria-hidden="true" prop:textContent=text />
        </div>
    }
}
