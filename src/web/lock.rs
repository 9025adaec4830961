//! A lock that all tabs of this origin share (Web Locks).

use crate::web::window;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// A held lock; dropping it releases it.
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        // A promise's own function: it cannot fail.
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Waits for the lock with this name, `patience_ms` at most. `None` where the browser has no locks, as on a page without
/// TLS, refuses them, or another tab holds this one for longer.
pub async fn lock(name: &str, patience_ms: u32) -> Option<Lock> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"signal".into(), &AbortSignal::timeout_with_u32(patience_ms)).ok()?;
    let mut release = None;
    // The browser holds the lock until this resolves.
    let held = Promise::new(&mut |done, _| release = Some(done));
    let granted = Promise::new(&mut |grant, refuse| {
        let held = held.clone();
        let callback = Closure::once_into_js(move |_: JsValue| {
            let _ = grant.call0(&JsValue::NULL);
            held
        });
        let asked = request.call3(&locks, &name.into(), &options, &callback);
        let refused = asked.and_then(|asked| {
            let catch: Function = Reflect::get(&asked, &"catch".into())?.dyn_into()?;
            catch.call1(&asked, &refuse)
        });
        if refused.is_err() {
            let _ = refuse.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(granted).await.ok()?;
    release.map(Lock)
}
