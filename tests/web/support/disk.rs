//! Files to pick, and a disk that is as slow as the test wants.

use super::clock::global;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::File;

/// A file with these bytes.
pub fn file(name: &str, bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), name).unwrap()
}

/// Keeps every reading of a file back until the test lets it go on, or fail.
pub struct HeldDisk {
    waiting: Rc<RefCell<VecDeque<[Function; 2]>>>,
    real: JsValue,
    _read: Closure<dyn FnMut() -> Promise>,
}

impl HeldDisk {
    pub fn install() -> Self {
        let waiting = Rc::new(RefCell::new(VecDeque::new()));
        let for_read = waiting.clone();
        let read = Closure::new(move || {
            Promise::new(&mut |resolve, reject| for_read.borrow_mut().push_back([resolve, reject]))
        });
        let real = Reflect::get(&prototype(), &"arrayBuffer".into()).unwrap();
        Reflect::set(&prototype(), &"arrayBuffer".into(), read.as_ref()).unwrap();
        Self {
            waiting,
            real,
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

    /// The oldest reading fails, as when the file has changed.
    pub fn fail(&self) {
        let [_, reject] = self.waiting.borrow_mut().pop_front().unwrap();
        reject.call1(&JsValue::NULL, &"NotReadableError".into()).unwrap();
    }
}

impl Drop for HeldDisk {
    fn drop(&mut self) {
        Reflect::set(&prototype(), &"arrayBuffer".into(), &self.real).unwrap();
    }
}

fn prototype() -> JsValue {
    Reflect::get(&global("Blob"), &"prototype".into()).unwrap()
}
