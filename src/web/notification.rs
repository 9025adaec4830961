//! Notifications of the browser. A page in a frame has none: browsers refuse them there.

use crate::web::{is_framed, window};
use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether the page may show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notifications {
    /// The browser has no notifications, or the page is in a frame.
    Unsupported,
    /// The operator has not been asked.
    NotAsked,
    /// The page may show them.
    Granted,
    /// The operator or the browser refuses them.
    Denied,
}

impl Notifications {
    /// The present permission, without a question.
    pub fn permission() -> Self {
        if is_framed() || Reflect::has(&window(), &"Notification".into()) != Ok(true) {
            return Self::Unsupported;
        }
        match Notification::permission() {
            NotificationPermission::Granted => Self::Granted,
            NotificationPermission::Denied => Self::Denied,
            _ => Self::NotAsked,
        }
    }

    /// Asks for the permission, unless it was given or refused before, and returns it. Browsers ask only on a press.
    pub async fn request() -> Self {
        if Self::permission() == Self::NotAsked
            && let Ok(asked) = Notification::request_permission()
        {
            let _ = JsFuture::from(asked).await;
        }
        Self::permission()
    }
}

/// Shows a notification, if the page may. One with the same `tag` replaces an earlier one.
pub fn notify(title: &str, body: &str, tag: &str) {
    if Notifications::permission() == Notifications::Granted {
        let options = NotificationOptions::new();
        options.set_body(body);
        options.set_tag(tag);
        // Refused on some phones. A press on it shows the page, without a handler.
        let _ = Notification::new_with_options(title, &options);
    }
}
