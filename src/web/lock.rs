//! Lock that all tabs of this origin share (Web Locks).

use crate::web::window;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// Held lock. It is released on drop.
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        // Resolving a promise cannot fail.
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Acquires the lock with this name, waiting at most `patience_ms` milliseconds. `None` if the browser has no Web Locks
/// (a page without TLS) or refuses them, or if another tab holds the lock for longer.
pub async fn lock(name: &str, patience_ms: u32) -> Option<Lock> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"signal".into(), &AbortSignal::timeout_with_u32(patience_ms)).ok()?;
    let mut release = None;
    // The browser holds the lock until this promise resolves.
    let held = Promise::new(&mut |done, _| release = Some(done));
    let granted = Promise::new(&mut |grant, refuse| {
        let held = held.clone();
        let callback = Closure::once_into_js(move |_: JsValue| {
            let _ = grant.call0(&JsValue::NULL);
            held
        });
        let requested = request.call3(&locks, &name.into(), &options, &callback);
        let refused = requested.and_then(|requested| {
            let catch: Function = Reflect::get(&requested, &"catch".into())?.dyn_into()?;
            catch.call1(&requested, &refuse)
        });
        if refused.is_err() {
            let _ = refuse.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(granted).await.ok()?;
    release.map(Lock)
}
