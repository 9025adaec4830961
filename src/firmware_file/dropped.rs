//! Files dropped on a version: a firmware file, its checksum file or both. Anything else is an error.

use crate::firmware_file::{FileError, is_checksums};
use crate::web;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, DragEvent, Event, File};

/// Dropped files.
pub struct Dropped {
    /// Firmware file, or the reason why the dropped files are not one firmware file.
    pub firmware: Option<Result<File, FileError>>,
    /// Checksum file.
    pub checksums: Option<File>,
}

/// Files of a drop event; `None` if the event has no files. Prevents the browser from opening the files in place of the
/// page.
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

/// Whether an event drags files. The browser handles dragged text.
pub fn drags_files(event: &Event) -> bool {
    files_of(event).is_some()
}

/// Refuses files that are dropped outside the drop targets, for the life of the page. The browser would open such a
/// file in this tab and the operator would lose all input.
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
        // Fails only for a listener that is not a function.
        let _ = window.add_event_listener_with_callback(name, refuse.as_ref().unchecked_ref());
    }
    refuse.forget();
}

/// Data of a drag event, if it contains files.
fn files_of(event: &Event) -> Option<DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    transfer.types().includes(&"Files".into(), 0).then_some(transfer)
}

fn has_folder(transfer: &DataTransfer) -> bool {
    let items = transfer.items();
    (0..items.length()).any(|at| {
        // Looked up by name: browsers have only the prefixed function, and some have none.
        let is_folder = || -> Result<bool, JsValue> {
            let item = Reflect::get_u32(&items, at)?;
            let get_entry: Function = Reflect::get(&item, &"webkitGetAsEntry".into())?.dyn_into()?;
            let entry = get_entry.call0(&item)?;
            Ok(Reflect::get(&entry, &"isDirectory".into())?.is_truthy())
        };
        is_folder().unwrap_or(false)
    })
}
