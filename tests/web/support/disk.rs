//! A disk that is as slow, and as unreliable, as the test wants.

use super::undo::Undo;
use js_sys::{Error, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::File;

/// Keeps every reading of a file back until the test lets it go on, or fail.
pub struct HeldDisk {
    waiting: Rc<RefCell<VecDeque<[Function; 2]>>>,
    _replaced: Undo,
    _read: Closure<dyn FnMut() -> Promise>,
}

impl HeldDisk {
    pub fn install() -> Self {
        Self::holding("arrayBuffer")
    }

    /// Keeps back files that are read as text.
    pub fn of_texts() -> Self {
        Self::holding("text")
    }

    fn holding(method: &'static str) -> Self {
        let waiting = Rc::new(RefCell::new(VecDeque::new()));
        let for_read = waiting.clone();
        let read = Closure::new(move || {
            Promise::new(&mut |resolve, reject| for_read.borrow_mut().push_back([resolve, reject]))
        });
        Self {
            waiting,
            _replaced: Undo::replacing_method("Blob", method, read.as_ref()),
            _read: read,
        }
    }

    /// How many readings wait.
    pub fn waiting(&self) -> usize {
        self.waiting.borrow().len()
    }

    /// The oldest reading gets these bytes.
    pub fn give(&self, bytes: &[u8]) {
        let [resolve, _] = self.waiting.borrow_mut().pop_front().unwrap();
        resolve
            .call1(&JsValue::NULL, &Uint8Array::from(bytes).buffer())
            .unwrap();
    }

    /// The oldest reading gets this text.
    pub fn give_text(&self, text: &str) {
        let [resolve, _] = self.waiting.borrow_mut().pop_front().unwrap();
        resolve.call1(&JsValue::NULL, &text.into()).unwrap();
    }

    /// The oldest reading fails with an error of this name.
    pub fn fail(&self, name: &str) {
        let [_, reject] = self.waiting.borrow_mut().pop_front().unwrap();
        let error = Error::new("told by the test");
        error.set_name(name);
        reject.call1(&JsValue::NULL, &error).unwrap();
    }
}

/// Replaces what the browser says about a file, as after somebody has written to it.
pub fn now_says(file: &File, property: &str, value: f64) {
    let says = Object::new();
    for (key, value) in [("value", value.into()), ("configurable", JsValue::TRUE)] {
        Reflect::set(&says, &key.into(), &value).unwrap();
    }
    assert!(Reflect::define_property(file, &property.into(), &says).unwrap());
}
