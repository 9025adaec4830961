//! Something dragged over the page and dropped.

use super::part::Part;
use super::undo::Undo;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, DragEvent, DragEventInit, File};

/// What is dragged.
pub struct Drag(DataTransfer);

impl Drag {
    /// Files from the desktop.
    pub fn files(files: &[&File]) -> Self {
        let drag = Self::nothing();
        for file in files {
            drag.0.items().add_with_file(file).unwrap();
        }
        drag
    }

    /// Text selected on a page.
    pub fn text(text: &str) -> Self {
        let drag = Self::nothing();
        drag.0.set_data("text/plain", text).unwrap();
        drag
    }

    fn nothing() -> Self {
        let transfer = DataTransfer::new().unwrap();
        // A browser lets a page decide about its own drags only: this one can be seen to be decided about.
        let effect = Object::new();
        for (key, value) in [("value", "copy".into()), ("writable", JsValue::TRUE)] {
            Reflect::set(&effect, &key.into(), &value).unwrap();
        }
        assert!(Reflect::define_property(&transfer, &"dropEffect".into(), &effect).unwrap());
        Self(transfer)
    }

    /// Moves it over a part. Whether the page takes the matter into its hands: otherwise the browser decides.
    pub fn over(&self, part: &Part) -> bool {
        self.happens("dragover", part)
    }

    /// Drops it on a part. Whether the page takes the matter into its hands: otherwise the browser opens files.
    pub fn drop_on(&self, part: &Part) -> bool {
        self.happens("drop", part)
    }

    /// What the pointer promises would come of a drop; `copy` unless the page says otherwise.
    pub fn effect(&self) -> String {
        self.0.drop_effect()
    }

    fn happens(&self, name: &str, part: &Part) -> bool {
        let init = DragEventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        init.set_data_transfer(Some(&self.0));
        let event = DragEvent::new_with_event_init_dict(name, &init).unwrap();
        !part.0.dispatch_event(&event).unwrap()
    }
}

/// While it lives, everything dragged is a folder. The browser makes real ones only for real drags.
pub struct Folders {
    _replaced: Undo,
    _ask: Closure<dyn FnMut() -> Object>,
}

impl Folders {
    pub fn install() -> Self {
        let ask = Closure::new(|| {
            let entry = Object::new();
            Reflect::set(&entry, &"isDirectory".into(), &JsValue::TRUE).unwrap();
            entry
        });
        Self {
            _replaced: Undo::replacing_method("DataTransferItem", "webkitGetAsEntry", ask.as_ref()),
            _ask: ask,
        }
    }
}
