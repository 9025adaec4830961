//! File reads that complete or fail when the test decides.

use super::undo::Undo;
use super::wait::until;
use js_sys::{Error, Function, JSON, Object, Promise, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::File;

/// Holds back every file read until the test completes it or lets it fail.
pub struct HeldReads {
    pending: Rc<RefCell<VecDeque<[Function; 2]>>>,
    _replaced: Undo,
}

impl HeldReads {
    /// Holds back all reads.
    pub fn install() -> Self {
        let pending = Rc::new(RefCell::new(VecDeque::new()));
        let for_read = pending.clone();
        let read = Closure::<dyn FnMut() -> Promise>::new(move || {
            Promise::new(&mut |resolve, reject| for_read.borrow_mut().push_back([resolve, reject]))
        });
        Self {
            pending,
            _replaced: Undo::replacing_method("Blob", "arrayBuffer", &read.into_js_value()),
        }
    }

    pub fn pending(&self) -> usize {
        self.pending.borrow().len()
    }

    /// Waits until this number of reads is pending.
    pub async fn wait_for_pending(&self, reads: usize) {
        until(&format!("{reads} reads are pending"), || self.pending() == reads).await;
    }

    /// Completes the oldest read with these bytes.
    pub fn complete(&self, bytes: &[u8]) {
        let [resolve, _] = self.pending.borrow_mut().pop_front().unwrap();
        resolve
            .call1(&JsValue::NULL, &Uint8Array::from(bytes).buffer())
            .unwrap();
    }

    /// Fails the oldest read with an error of this name.
    pub fn fail(&self, name: &str) {
        let [_, reject] = self.pending.borrow_mut().pop_front().unwrap();
        let error = Error::new("failed by the test");
        error.set_name(name);
        reject.call1(&JsValue::NULL, &error).unwrap();
    }
}

/// Overrides a numeric property of a file, as after a change on reads.
pub fn override_property(file: &File, property: &str, value: f64) {
    let descriptor = JSON::parse(&format!(r#"{{"value":{value},"configurable":true}}"#)).unwrap();
    Object::define_property(file, &property.into(), descriptor.unchecked_ref());
}
