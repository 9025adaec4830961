//! Notifications of the browser. A page in a frame has none: browsers refuse them there.

use crate::web::{is_framed, window};
use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether the page may show notifications, without a question; `None` if the browser has none, or the page is in a frame.
pub fn permission() -> Option<NotificationPermission> {
    let is_supported = !is_framed() && Reflect::has(&window(), &"Notification".into()) == Ok(true);
    is_supported.then(Notification::permission)
}

/// Asks for the permission, unless it was given or refused before, and returns it. Browsers ask only on a press.
pub async fn request_permission() -> Option<NotificationPermission> {
    if permission() == Some(NotificationPermission::Default)
        && let Ok(asked) = Notification::request_permission()
    {
        let _ = JsFuture::from(asked).await;
    }
    permission()
}

/// Shows a notification, if the page may. One with the same `tag` replaces an earlier one.
pub fn notify(title: &str, body: &str, tag: &str) {
    if permission() == Some(NotificationPermission::Granted) {
        let options = NotificationOptions::new();
        options.set_body(body);
        options.set_tag(tag);
        // Refused on some phones. A press on it shows the page, without a handler.
        let _ = Notification::new_with_options(title, &options);
    }
}
