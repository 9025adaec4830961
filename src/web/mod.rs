//! Browser APIs. The browser may refuse each of them in a frame, so every function handles a refusal.

pub(crate) mod clock;
mod focus;
pub(crate) mod fold;
pub(crate) mod history;
pub(crate) mod keys;
pub mod lazy_module;
pub(crate) mod lock;
pub(crate) mod notification;
pub(crate) mod preference;
mod scoped;
pub(crate) mod size;
pub mod time_zone;

pub use clock::{Moment, jitter, now_ms, steady_ms};
pub use focus::{
    PAGE_TITLE, catch_focus, focus, focus_if_lost, focus_in_place, focus_new_page, focus_on, has_focus_in, hold_focus,
    is_focus_lost, is_typing, keep_focus,
};
pub use fold::{all_folded, folded};
pub use history::{go_back, is_dialog_entry, push_dialog, show_url, take_pending_history_entry};
pub use keys::{is_composing, is_enter};
pub use lock::{Lock, lock};
pub use preference::{preference, set_preference};
pub use scoped::scoped;
pub(crate) use size::watch_size;

pub use leptos::prelude::{document, window};

use js_sys::{Array, Date, Promise, Reflect, Uint8Array};
use leptos::prelude::{WindowListenerHandle, on_cleanup, set_interval_with_handle, set_timeout};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Element, Event, HtmlElement, HtmlInputElement, ReadableStreamDefaultReader, Response, Storage, Url,
    VisibilityState,
};

/// The body of the page.
pub(crate) fn body() -> Option<Element> {
    document().body().map(Into::into)
}

/// Returns the element with this id.
pub fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// All elements that match the selector.
pub fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|at| found.get(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Whether the element with this id exists and the stylesheet does not hide it.
pub fn is_shown(id: &str) -> bool {
    let element = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.offset_parent().is_some())
}

/// Scrolls the element with this id to the top of the window if its top is above it.
pub fn show_top(id: &str) {
    if let Some(element) = element(id).filter(|element| element.get_bounding_client_rect().top() < 0.0) {
        element.scroll_into_view();
    }
}

/// Whether the page is visible. A hidden page reads the list for guards and notices only.
pub fn is_visible() -> bool {
    document().visibility_state() != VisibilityState::Hidden
}

/// Whether the page runs in a frame.
pub fn is_framed() -> bool {
    window()
        .parent()
        .ok()
        .flatten()
        .is_some_and(|parent| parent != window())
}

/// Height of the page in CSS pixels. It is the height of the body, which depends on the content and not on the frame.
pub fn page_height() -> u32 {
    body().map_or(0, |body| body.get_bounding_client_rect().height().ceil() as u32)
}

/// Formats a time in milliseconds since 1970 in UTC, to the second: `2026-11-22T15:56:03Z`.
pub fn iso_time(ms: f64) -> String {
    let text = String::from(Date::new(&ms.into()).to_iso_string());
    format!("{}Z", text.get(..19).unwrap_or_default())
}

/// Downloads a text as a file. In a frame without the right to download, nothing happens and no error is reported.
pub fn save(name: &str, text: &str) {
    let parts = Array::of1(&text.into());
    let address = Blob::new_with_str_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob));
    let link = document().create_element("a").map(JsCast::dyn_into::<HtmlElement>);
    if let (Ok(address), Ok(Ok(link))) = (address, link) {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
        // Browsers read it after the click.
        let revoke = move || {
            let _ = Url::revoke_object_url(&address);
        };
        set_timeout(revoke, Duration::from_secs(60));
    }
}

/// Waits for `ms` milliseconds.
pub async fn pause(ms: f64) {
    let _ = JsFuture::from(passed(ms)).await;
}

/// Promise that resolves after `ms` milliseconds.
pub fn passed(ms: f64) -> Promise {
    Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms as i32);
    })
}

/// Next part of a stream; `None` at its end.
///
/// # Errors
/// If the stream has failed.
pub async fn next_chunk(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let chunk = JsFuture::from(reader.read()).await?;
    let value = Reflect::get(&chunk, &"value".into())?;
    Ok((!value.is_undefined()).then(|| value.unchecked_into()))
}

/// Storage of this tab; `None` if a frame or a setting of the browser forbids it.
pub fn session_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Keys in the storage of this tab that begin with `prefix`.
pub fn session_keys(prefix: &str) -> Vec<String> {
    let Some(storage) = session_storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or_default();
    let keys = (0..count).filter_map(|at| storage.key(at).ok()?);
    keys.filter(|key| key.starts_with(prefix)).collect()
}

/// Removes the items of this tab's storage whose keys begin with `prefix`.
pub fn remove_session_items(prefix: &str) {
    if let Some(storage) = session_storage() {
        for key in session_keys(prefix) {
            let _ = storage.remove_item(&key);
        }
    }
}

/// Storage of this origin; `None` if a frame or a setting of the browser forbids it.
pub fn local_storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Text of the input with this id. A password manager may set it without an event.
pub fn input_text(id: &str) -> Option<String> {
    Some(element(id)?.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// Address of the page.
pub fn url() -> Option<Url> {
    Url::new(&window().location().href().ok()?).ok()
}

/// Absolute form of an address that may be relative to the page.
pub fn absolute(address: &str) -> Option<String> {
    let base = window().location().href().ok()?;
    Url::new_with_base(address, &base).ok().map(|url| url.href())
}

/// Preferred languages of the reader as BCP 47 tags, best first.
pub fn preferred_languages() -> Vec<String> {
    let languages = window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Copies `text` to the clipboard.
///
/// # Errors
/// If the page has no clipboard (no TLS) or the frame has no permission for it.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    let promise = navigator.clipboard().write_text(text);
    JsFuture::from(promise).await.map(drop)
}

/// Selects the text of the element with this id, ready for Ctrl+C.
pub fn select(id: &str) {
    if let (Some(element), Ok(Some(selection))) = (element(id), window().get_selection()) {
        let _ = selection.select_all_children(&element);
    }
}

/// Sets an attribute of `<html>`, such as the language or the theme.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Address of the digest worker, which the build writes into the page.
pub fn digest_worker() -> Option<String> {
    let script = document().query_selector("script[data-digest]").ok().flatten()?;
    script.get_attribute("data-digest")
}

/// Addresses of the program and the stylesheets, as the page names them.
pub fn page_files() -> Vec<String> {
    let addresses = [
        ("script[data-wasm]", "data-js"),
        ("script[data-wasm]", "data-wasm"),
        ("link[rel=stylesheet]", "href"),
    ];
    let values = |(selector, name): (&str, &str)| {
        all(selector)
            .into_iter()
            .filter_map(|element| element.get_attribute(name))
            .collect::<Vec<_>>()
    };
    addresses.into_iter().flat_map(values).collect()
}

/// Hides the loading notice of `index.html`.
pub fn hide_boot() {
    if let Some(boot) = element("boot") {
        let _ = boot.set_attribute("hidden", "");
    }
}

/// Answer to the request for `config.json` that `boot.js` has sent; `None` if the request failed.
pub async fn config_answer() -> Option<Response> {
    let boot = element("boot")?;
    let request = Reflect::get(&boot, &"config".into()).ok()?;
    JsFuture::from(request.dyn_into::<Promise>().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()
}

/// Reports to the browser's log and to the page at which `place` this `version` of the console has panicked. `boot.js`
/// shows the notice, because the program may be in an invalid state.
pub fn show_stopped(version: &str, place: &str) {
    web_sys::console::error_1(&format!("console {version} stopped at {place}").into());
    let Some(notice) = element("stopped") else { return };
    let _ = notice.set_attribute("data-version", version);
    let _ = notice.set_attribute("data-stopped", place);
    if let Ok(stop) = Event::new("stop") {
        let _ = notice.dispatch_event(&stop);
    }
}

/// Removes a listener when the current owner is cleaned up.
pub fn remove_on_cleanup(listener: WindowListenerHandle) {
    on_cleanup(move || listener.remove());
}

/// Calls `act` every `seconds` until the current owner is cleaned up.
pub fn every(seconds: u32, act: impl Fn() + 'static) {
    if let Ok(timer) = set_interval_with_handle(act, Duration::from_secs(seconds.into())) {
        on_cleanup(move || timer.clear());
    }
}

/// Runs `act` after the pending changes are rendered and a closed dialog has restored the focus.
pub fn after_render(act: impl FnOnce() + 'static) {
    set_timeout(act, Duration::ZERO);
}
