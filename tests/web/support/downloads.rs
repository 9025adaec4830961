//! Files that the console offers for download.

use super::undo::{Undo, global};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Captures files instead of downloading them, until it is dropped.
pub struct Downloads {
    blobs: Rc<RefCell<Vec<Blob>>>,
    revoked: Rc<Cell<usize>>,
    _replaced: [Undo; 2],
}

impl Downloads {
    pub fn install() -> Self {
        let blobs = Rc::new(RefCell::new(Vec::new()));
        let for_closure = blobs.clone();
        let capture = Closure::<dyn FnMut(Blob) -> String>::new(move |blob: Blob| {
            for_closure.borrow_mut().push(blob);
            "blob:nothing".to_owned()
        });
        let revoked = Rc::new(Cell::new(0));
        let count = revoked.clone();
        let revoke = Closure::<dyn FnMut()>::new(move || count.set(count.get() + 1));
        Self {
            blobs,
            revoked,
            _replaced: [
                Undo::replacing_in(global("URL"), "createObjectURL", &capture.into_js_value()),
                Undo::replacing_in(global("URL"), "revokeObjectURL", &revoke.into_js_value()),
            ],
        }
    }

    /// Number of files whose addresses were revoked, which frees their memory.
    pub fn revoked(&self) -> usize {
        self.revoked.get()
    }

    /// Takes the oldest captured file and returns its bytes. `Blob.text()` would drop the byte order mark.
    pub async fn take(&self) -> Vec<u8> {
        let blob = self.blobs.borrow_mut().remove(0);
        let buffer = JsFuture::from(blob.array_buffer()).await.unwrap();
        js_sys::Uint8Array::new(&buffer).to_vec()
    }
}
