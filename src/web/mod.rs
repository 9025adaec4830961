//! The few things asked of the browser itself. Each may be refused inside a frame, so each can say no.

pub(crate) mod clock;
pub(crate) mod history;
pub mod lazy_module;
pub(crate) mod lock;
pub mod time_zone;

pub use clock::{Moment, now_ms, steady_ms};
pub use history::{go_back, is_dialog_entry, push_dialog, show_url, take_new_entry};
pub use lock::{Lock, lock};

use js_sys::{Array, Date, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Element, Event, FocusOptions, HtmlElement, Response, Storage, Url, VisibilityState, Window};

/// The window. There is always one: this program only runs in a page.
#[must_use]
#[expect(clippy::expect_used, reason = "a page without a window cannot have started us")]
pub fn window() -> Window {
    web_sys::window().expect("a window")
}

/// The element with this id.
#[must_use]
pub fn element(id: &str) -> Option<Element> {
    window().document()?.get_element_by_id(id)
}

/// All elements that match.
#[must_use]
pub fn all(selector: &str) -> Vec<Element> {
    let found = window()
        .document()
        .map(|document| document.query_selector_all(selector));
    let Some(Ok(found)) = found else { return Vec::new() };
    let nodes = (0..found.length()).filter_map(|at| found.get(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Puts the focus on the element with this id, if it is there and can take it.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        focus_on(element);
    }
}

/// Puts the focus on this element, if it can take it.
pub fn focus_on(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // Refused only where the element cannot be focused; then the focus stays where it is.
        let _ = element.focus();
    }
}

/// Puts the focus on this element, if it can take it, and scrolls neither the page nor a portal around it.
pub fn focus_in_place(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Refused only where the element cannot be focused; then the focus stays where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Whether the focus is nowhere: what had it is gone.
#[must_use]
pub fn is_focus_lost() -> bool {
    let active = window().document().and_then(|document| document.active_element());
    active.is_none_or(|active| active.tag_name() == "BODY")
}

/// The focused element, where it is inside one that matches.
fn focused_in(selector: &str) -> Option<Element> {
    window().document()?.active_element()?.closest(selector).ok()?
}

/// Whether the focus is inside an element that matches.
#[must_use]
pub fn has_focus_in(selector: &str) -> bool {
    focused_in(selector).is_some()
}

/// Where the focus is inside the element with this id, puts it on the element itself: what has it is about to go.
pub fn hold_focus(id: &str) {
    if has_focus_in(&format!("#{id}")) {
        focus(id);
    }
}

/// Whether keys that are pressed now are typed into something, or are for a dialog.
#[must_use]
pub fn is_typing() -> bool {
    has_focus_in("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") || has_open_dialog()
}

fn has_open_dialog() -> bool {
    let open = window()
        .document()
        .map(|document| document.query_selector("dialog[open]"));
    matches!(open, Some(Ok(Some(_))))
}

/// Where the focus is inside an element that matches, and what has it is about to be taken away: puts it elsewhere then.
pub fn catch_focus(selector: &str, elsewhere: &'static str) {
    if !has_focus_in(selector) {
        return;
    }
    leptos::prelude::set_timeout(
        move || {
            if !has_focus_in("body *") && !has_open_dialog() {
                focus(elsewhere);
            }
        },
        std::time::Duration::ZERO,
    );
}

/// Gives the focus back in a moment to what has it now, if it was lost meanwhile: an element that is moved on the page
/// loses it.
pub fn keep_focus() {
    if is_focus_lost() {
        return;
    }
    let Some(active) = window().document().and_then(|document| document.active_element()) else {
        return;
    };
    spawn_local(async move {
        if is_focus_lost() && active.is_connected() {
            // Not only HTML can have the focus: parts of a drawing can, and are asked in the same way.
            let _ = active.unchecked_ref::<HtmlElement>().focus();
        }
    });
}

/// Whether the page can be seen. A hidden one has no reason to ask the platform anything.
#[must_use]
pub fn is_visible() -> bool {
    window()
        .document()
        .is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

/// Whether the page runs inside another one.
#[must_use]
pub fn is_framed() -> bool {
    window()
        .parent()
        .ok()
        .flatten()
        .is_some_and(|parent| parent != window())
}

/// How high the page is, in CSS pixels. Measured is the body, which is as high as what is in it and never as high as
/// the frame.
#[must_use]
pub fn page_height() -> u32 {
    let body = window().document().and_then(|document| document.body());
    body.map_or(0, |body| body.get_bounding_client_rect().height().ceil() as u32)
}

/// A moment in UTC, to the second: `2026-11-22T15:56:03Z`.
#[must_use]
pub fn iso_time(ms: f64) -> String {
    let text = String::from(Date::new(&ms.into()).to_iso_string());
    format!("{}Z", text.get(..19).unwrap_or_default())
}

/// Hands the reader a text as a file. Where downloads are forbidden, as in some frames, nothing happens, and nobody is
/// told.
pub fn save(name: &str, text: &str) {
    let parts = Array::of1(&text.into());
    let address = Blob::new_with_str_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob));
    let link = window()
        .document()
        .and_then(|document| document.create_element("a").ok());
    if let (Ok(address), Some(Ok(link))) = (address, link.map(JsCast::dyn_into::<HtmlElement>)) {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        // The address stays: browsers read it some time later, and it goes with the page.
        link.click();
    }
}

/// Lets so many milliseconds pass.
pub async fn pause(ms: f64) {
    let _ = JsFuture::from(passed(ms)).await;
}

/// A promise that resolves after so many milliseconds.
pub fn passed(ms: f64) -> Promise {
    Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms as i32);
    })
}

/// This tab's storage; refused in some frames and by some settings.
#[must_use]
pub fn session_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// This origin's storage; refused in some frames and by some settings.
#[must_use]
pub fn local_storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The page's address.
#[must_use]
pub fn url() -> Option<Url> {
    Url::new(&window().location().href().ok()?).ok()
}

/// An address as the browser asks for it.
#[must_use]
pub fn absolute(address: &str) -> Option<String> {
    let here = window().location().href().ok()?;
    Url::new_with_base(address, &here).ok().map(|url| url.href())
}

/// The languages the reader prefers, best first, as BCP 47 tags.
#[must_use]
pub fn preferred_languages() -> Vec<String> {
    let languages = window().navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// Copies `text`, or says that the browser does not let us.
///
/// # Errors
/// Where there is no clipboard (a page without TLS) or the frame was not granted it.
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

/// Sets an attribute of `<html>`: language, theme.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = window().document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// The address of the digest worker, as the build has put it into the page.
#[must_use]
pub fn digest_worker() -> Option<String> {
    let document = window().document()?;
    let script = document.query_selector("script[data-digest]").ok().flatten()?;
    script.get_attribute("data-digest")
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = window().document() {
        document.set_title(title);
    }
}

/// Takes away the loading notice of `index.html`.
pub fn hide_boot() {
    if let Some(boot) = element("boot") {
        let _ = boot.set_attribute("hidden", "");
    }
}

/// The answer to `config.json`, for which `boot.js` has asked; nothing where there is none.
pub async fn config_answer() -> Option<Response> {
    let boot = element("boot")?;
    let asked = Reflect::get(&boot, &"config".into()).ok()?;
    JsFuture::from(asked.dyn_into::<Promise>().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()
}

/// Says in the browser's log and in the page where this `version` of the console has stopped. `boot.js` shows the
/// notice: nothing here can be relied on any more.
pub fn show_stopped(version: &str, place: &str) {
    web_sys::console::error_1(&format!("console {version} stopped at {place}").into());
    let Some(notice) = element("stopped") else { return };
    let _ = notice.set_attribute("data-version", version);
    let _ = notice.set_attribute("data-stopped", place);
    if let Ok(stop) = Event::new("stop") {
        let _ = notice.dispatch_event(&stop);
    }
}

/// Runs `act` after the pending changes are on the page and a closed dialog has given the focus back.
pub fn after_closing(act: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(act, std::time::Duration::ZERO);
}
