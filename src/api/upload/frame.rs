//! Where an upload is sent from: an empty frame of the page's own origin whose policy allows requests to the interface and
//! nowhere else.
//!
//! `XMLHttpRequest` follows redirects, and browsers carry a header of our own along to another origin; comparing
//! `responseURL` comes too late for a token. A policy is asked at each step of the way instead. The page's own one may be
//! missing, or name more than the interface (a file's address can only be checked where it does); this one is always
//! there, in addition to it.

use crate::web;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Url, XmlHttpRequest};

/// The frame. It goes when it is dropped, and with it a request that is still on its way.
pub(crate) struct UploadFrame(Element);

impl UploadFrame {
    /// A room from which only the origin of `url` can be reached. `None`: the browser gives none, so nothing is sent.
    pub(crate) async fn open(url: &str) -> Option<Self> {
        let policy = policy(&web::absolute(url)?)?;
        let document = web::window().document()?;
        let frame: HtmlElement = document.create_element("iframe").ok()?.unchecked_into();
        frame.set_hidden(true);
        let room = Self(frame.clone().into());
        let body = document.body()?;
        // Firefox replaces the first, empty document by another one: what was said to that would be lost.
        let loaded = Promise::new(&mut |done, _| {
            frame.set_onload(Some(&done));
            let _ = body.append_child(&frame);
        });
        JsFuture::from(loaded).await.ok()?;
        let inside: Document = room.get("contentDocument")?.unchecked_into();
        let rule = inside.create_element("meta").ok()?;
        rule.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
        rule.set_attribute("content", &policy).ok()?;
        inside.head()?.append_child(&rule).ok()?;
        Some(room)
    }

    /// A request that is bound by the room's policy.
    pub(crate) fn request(&self) -> Option<XmlHttpRequest> {
        let window = self.get("contentWindow")?;
        let class: Function = Reflect::get(&window, &"XMLHttpRequest".into()).ok()?.dyn_into().ok()?;
        // Of another window's class: it is one all the same.
        Some(Reflect::construct(&class, &Array::new()).ok()?.unchecked_into())
    }

    fn get(&self, name: &str) -> Option<JsValue> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        value.is_object().then_some(value)
    }
}

impl Drop for UploadFrame {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// That nothing but the origin of this address may be asked.
fn policy(url: &str) -> Option<String> {
    let origin = Url::new(url).ok()?.origin();
    let own = web::window().location().origin().ok()?;
    // An address without a name (`[::1]`) cannot be named in a policy, but meant.
    let own = if origin == own { "'self'" } else { "" };
    Some(format!("connect-src {own} {origin}"))
}
