//! Sizes of elements.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Calls `act` with the next rendered frame and after each change of the size of one of the elements, at most once per
/// rendered frame, until the current owner is cleaned up.
pub(crate) fn watch_size(elements: impl IntoIterator<Item = Element>, act: impl Fn() + 'static) {
    // It lives as long as the owner, and not until the browser collects its garbage.
    let act = StoredValue::new_local(Closure::<dyn Fn()>::new(act));
    let observer = act.with_value(|act| ResizeObserver::new(act.as_ref().unchecked_ref()));
    let Ok(observer) = observer else { return };
    for element in elements {
        observer.observe(&element);
    }
    on_cleanup(move || observer.disconnect());
}
