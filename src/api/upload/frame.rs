//! Frame from which uploads are sent: empty, of the page's own origin, with a content security policy that allows
//! requests only to the API.
//!
//! `XMLHttpRequest` follows redirects, and browsers forward custom headers to the new origin, so a check of
//! `responseURL` is too late to protect the token. A content security policy is applied to each redirect instead. The
//! page's own policy may be missing, or may allow other origins for the check of file addresses; the policy of the
//! frame applies in addition.

use crate::web;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Url, XmlHttpRequest};

/// A hidden `iframe` element. Dropping it removes the element and aborts its request.
pub(crate) struct UploadFrame(Element);

impl UploadFrame {
    /// Opens a frame that can send requests only to the origin of `url`. `None` if the browser does not allow it.
    pub(crate) async fn open(url: &str) -> Option<Self> {
        let policy = policy(&web::absolute(url)?)?;
        let document = web::document();
        let element: HtmlElement = document.create_element("iframe").ok()?.unchecked_into();
        element.set_hidden(true);
        let frame = Self(element.clone().into());
        let body = document.body()?;
        // Firefox replaces the initial empty document, so a policy set before `load` would be lost.
        let loaded = Promise::new(&mut |done, _| {
            element.set_onload(Some(&done));
            let _ = body.append_child(&element);
        });
        JsFuture::from(loaded).await.ok()?;
        let frame_document: Document = frame.get("contentDocument")?.unchecked_into();
        let meta = frame_document.create_element("meta").ok()?;
        meta.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
        meta.set_attribute("content", &policy).ok()?;
        frame_document.head()?.append_child(&meta).ok()?;
        Some(frame)
    }

    /// Creates a request that is subject to the policy of the frame.
    pub(crate) fn request(&self) -> Option<XmlHttpRequest> {
        let window = self.get("contentWindow")?;
        let class: Function = Reflect::get(&window, &"XMLHttpRequest".into()).ok()?.dyn_into().ok()?;
        // A checked cast would fail, because the class belongs to another window.
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

/// Returns the policy that allows requests only to the origin of `url`.
fn policy(url: &str) -> Option<String> {
    let origin = Url::new(url).ok()?.origin();
    let own = web::window().location().origin().ok()?;
    // A policy cannot contain an IPv6 host such as `[::1]`; `'self'` covers it if it is the page's own origin.
    let own = if origin == own { "'self'" } else { "" };
    Some(format!("connect-src {own} {origin}"))
}
