//! Files that the console offers for download.

use super::undo::{Undo, global};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Captures files instead of downloading them, until it is dropped.
pub struct Downloads {
    blobs: Rc<RefCell<Vec<Blob>>>,
    _replaced: Undo,
}

impl Downloads {
    pub fn install() -> Self {
        let blobs = Rc::new(RefCell::new(Vec::new()));
        let for_closure = blobs.clone();
        let capture = Closure::<dyn FnMut(Blob) -> String>::new(move |blob: Blob| {
            for_closure.borrow_mut().push(blob);
            "blob:nothing".to_owned()
        });
        Self {
            blobs,
            _replaced: Undo::replacing_in(global("URL"), "createObjectURL", &capture.into_js_value()),
        }
    }

    /// Takes the oldest captured file and returns its bytes. `Blob.text()` would drop the byte order mark.
    pub async fn take(&self) -> Vec<u8> {
        let blob = self.blobs.borrow_mut().remove(0);
        let buffer = JsFuture::from(blob.array_buffer()).await.unwrap();
        js_sys::Uint8Array::new(&buffer).to_vec()
    }
}
