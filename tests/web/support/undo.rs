//! Changes to the browser that are undone when a test ends or panics.

use super::panics;
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

type UndoFn = Box<dyn FnOnce()>;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static PENDING: RefCell<Vec<(u32, UndoFn)>> = const { RefCell::new(Vec::new()) };
}

/// Undoes a change when it is dropped. A test that panics drops nothing: the panic hook calls [`undo_all`].
pub struct Undo(u32);

impl Undo {
    pub fn on_drop(undo: impl FnOnce() + 'static) -> Self {
        panics::install_hook();
        let id = NEXT.replace(NEXT.get() + 1);
        PENDING.with_borrow_mut(|pending| pending.push((id, Box::new(undo))));
        Self(id)
    }

    /// Replaces a property of the global object.
    pub fn replacing(name: &'static str, value: &JsValue) -> Self {
        Self::replacing_in(js_sys::global().into(), name, value)
    }

    pub fn replacing_method(class: &str, name: &'static str, value: &JsValue) -> Self {
        let prototype = Reflect::get(&global(class), &"prototype".into()).unwrap();
        Self::replacing_in(prototype, name, value)
    }

    pub fn replacing_in(object: JsValue, name: &'static str, value: &JsValue) -> Self {
        let real = Reflect::get(&object, &name.into()).unwrap();
        Reflect::set(&object, &name.into(), value).unwrap();
        Self::on_drop(move || drop(Reflect::set(&object, &name.into(), &real)))
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        let undo = PENDING.with_borrow_mut(|pending| {
            let at = pending.iter().position(|(id, _)| *id == self.0)?;
            Some(pending.remove(at).1)
        });
        if let Some(undo) = undo {
            undo();
        }
    }
}

/// Undoes all pending changes, the last one first.
pub fn undo_all() {
    while let Some((_, undo)) = PENDING.with_borrow_mut(Vec::pop) {
        undo();
    }
}

/// A property of the global object.
pub fn global(name: &str) -> JsValue {
    Reflect::get(&js_sys::global(), &name.into()).unwrap()
}
