//! What somebody dropped onto a version: one firmware file, its checksum file, both, or something else.

use crate::firmware_file::FileError;
use crate::web;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, Event, File};

/// Bytes a checksum file may have. A list of a thousand files is a tenth of it.
const CHECKSUMS_MAX: f64 = 1_048_576.0;

/// What was dropped.
pub struct Dropped {
    /// The firmware, where there is any; or why it is none.
    pub firmware: Option<Result<File, FileError>>,
    /// A file of checksums.
    pub checksums: Option<File>,
}

/// What an event drops here, where it drops files at all: the browser would open them instead of the page.
#[must_use]
pub fn dropped(event: &Event) -> Option<Dropped> {
    let transfer = files_of(event)?;
    event.prevent_default();
    if has_folder(&transfer) {
        return Some(Dropped {
            firmware: Some(Err(FileError::Folder)),
            checksums: None,
        });
    }
    let list = transfer.files();
    let files = (0..list.as_ref().map_or(0, web_sys::FileList::length)).filter_map(|at| list.as_ref()?.get(at));
    let (mut checksums, mut firmware): (Vec<File>, Vec<File>) = files.partition(is_checksums);
    let firmware = match (firmware.pop(), firmware.is_empty()) {
        (None, _) => None,
        (Some(file), true) => Some(Ok(file)),
        (Some(_), false) => Some(Err(FileError::Several)),
    };
    Some(Dropped {
        firmware,
        checksums: checksums.pop(),
    })
}

/// Whether an event drags files. Text may be dropped into any field, by the browser's own means.
#[must_use]
pub fn drags_files(event: &Event) -> bool {
    files_of(event).is_some()
}

/// The text of a checksum file.
pub async fn text_of(file: File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// From now on a file dropped beside the places for it is refused. The browser would open it in this tab, and what is
/// typed would be gone.
pub fn refuse_stray_drops() {
    let refuse = Closure::<dyn Fn(Event)>::new(|event: Event| {
        if event.default_prevented() {
            return;
        }
        if let Some(transfer) = files_of(&event) {
            event.prevent_default();
            transfer.set_drop_effect("none");
        }
    });
    for name in ["dragover", "drop"] {
        let window = web::window();
        // Only refused for a listener that is no function.
        let _ = window.add_event_listener_with_callback(name, refuse.as_ref().unchecked_ref());
    }
    // For the life of the page.
    refuse.forget();
}

/// What an event drags, where it is files: text may be dropped into any field.
fn files_of(event: &Event) -> Option<DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    transfer.types().includes(&"Files".into(), 0).then_some(transfer)
}

/// Whether a file holds checksums, by its name and size.
#[must_use]
pub fn is_checksums(file: &File) -> bool {
    let name = file.name().to_ascii_lowercase();
    let named = [".md5", ".md5sum", ".md5.txt", "md5sums", "md5sums.txt"];
    named.iter().any(|end| name.ends_with(end)) && file.size() <= CHECKSUMS_MAX
}

fn has_folder(transfer: &DataTransfer) -> bool {
    let items = transfer.items();
    (0..items.length()).any(|at| {
        // Asked by name: standard calls it differently from every browser, and some have neither.
        let is_folder = || -> Result<bool, JsValue> {
            let item = Reflect::get_u32(&items, at)?;
            let ask: Function = Reflect::get(&item, &"webkitGetAsEntry".into())?.dyn_into()?;
            let entry = ask.call0(&item)?;
            Ok(Reflect::get(&entry, &"isDirectory".into())?.is_truthy())
        };
        is_folder().unwrap_or(false)
    })
}
