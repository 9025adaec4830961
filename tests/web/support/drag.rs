//! Drag and drop of files and text.

use super::part::Part;
use super::undo::Undo;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, DragEvent, DragEventInit, File};

pub struct Drag(DataTransfer);

impl Drag {
    pub fn files(files: &[&File]) -> Self {
        let drag = Self::empty();
        for file in files {
            drag.0.items().add_with_file(file).unwrap();
        }
        drag
    }

    /// Text selected on a page.
    pub fn text(text: &str) -> Self {
        let drag = Self::empty();
        drag.0.set_data("text/plain", text).unwrap();
        drag
    }

    fn empty() -> Self {
        let transfer = DataTransfer::new().unwrap();
        // Browsers ignore assignments to `dropEffect` outside a real drag. This property keeps them.
        let effect = JSON::parse(r#"{"value":"copy","writable":true}"#).unwrap();
        Object::define_property(&transfer, &"dropEffect".into(), effect.unchecked_ref());
        Self(transfer)
    }

    /// Moves the drag over a part. Returns whether the page handles it; otherwise the browser decides.
    pub fn drag_over(&self, part: &Part) -> bool {
        self.dispatch("dragover", part)
    }

    /// Drops the data on a part. Returns whether the page handles the drop; otherwise the browser opens files.
    pub fn drop_on(&self, part: &Part) -> bool {
        self.dispatch("drop", part)
    }

    /// Drop effect the pointer shows; `copy` unless the page sets another.
    pub fn drop_effect(&self) -> String {
        self.0.drop_effect()
    }

    fn dispatch(&self, name: &str, part: &Part) -> bool {
        let init = DragEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_data_transfer(Some(&self.0));
        let event = DragEvent::new_with_event_init_dict(name, &init).unwrap();
        !part.0.dispatch_event(&event).unwrap()
    }
}

/// Makes every dragged item a folder until the result is dropped. Browsers create folder entries only for real drags.
pub fn drag_folders() -> Undo {
    let ask = Closure::<dyn FnMut() -> Object>::new(|| {
        let entry = Object::new();
        Reflect::set(&entry, &"isDirectory".into(), &JsValue::TRUE).unwrap();
        entry
    });
    Undo::replacing_method("DataTransferItem", "webkitGetAsEntry", &ask.into_js_value())
}
