//! Token renewal in duplicated tabs. They start with the same stored token, and a renewal invalidates it for all of
//! them, so one tab renews it and sends the new token to the others. The lock and the messages are limited to the
//! origin.

use crate::session::{Grant, Session, Token};
use crate::web;
use crate::web::Lock;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// Name of the lock and of the channel.
const NAME: &str = "upgrade-console.session";
/// Milliseconds to wait for another tab's lock, longer than the timeout of its request.
const LOCK_TIMEOUT_MS: u32 = 35_000;
/// Milliseconds to wait for the message of the tab that held the lock.
const MESSAGE_DELAY_MS: f64 = 150.0;

/// Message from the tab that renewed the token to its duplicates.
#[derive(Serialize, Deserialize)]
struct RenewalMessage {
    old: String,
    token: String,
    refresh: Option<String>,
    seconds: Option<u64>,
}

impl Session {
    /// Acquires the lock for a renewal of `token`. `None` if no other tab can have the token, or if the lock is not
    /// available.
    pub async fn renewal_lock(self, token: &Token) -> Option<Lock> {
        if !self.is_kept(token) {
            return None;
        }
        let lock = web::lock(NAME, LOCK_TIMEOUT_MS).await;
        web::pause(MESSAGE_DELAY_MS).await;
        lock
    }

    /// Sends the token that replaces `old` to duplicates of this tab.
    pub(crate) fn notify_tabs(&self, old: &Token, grant: &Grant) {
        let message = RenewalMessage {
            old: old.reveal().to_owned(),
            token: grant.token.reveal().to_owned(),
            refresh: grant.refresh.as_ref().map(|refresh| refresh.reveal().to_owned()),
            seconds: grant.remaining_ms().map(|ms| (ms.max(0.0) / 1000.0).round() as u64),
        };
        if let (Ok(channel), Ok(text)) = (BroadcastChannel::new(NAME), serde_json::to_string(&message)) {
            let _ = channel.post_message(&text.into());
            channel.close();
        }
    }

    /// Accepts tokens renewed by duplicates of this tab, until the current owner is cleaned up.
    pub fn accept_renewals_of_tabs(self) {
        let Ok(channel) = BroadcastChannel::new(NAME) else {
            return;
        };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                self.accept_renewal(&text);
            }
        });
        channel.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        on_cleanup(move || {
            channel.set_onmessage(None);
            channel.close();
        });
    }

    /// Accepts a renewed token if it replaces the token of this tab.
    fn accept_renewal(self, text: &str) {
        let Ok(message) = serde_json::from_str::<RenewalMessage>(text) else {
            return;
        };
        let (Ok(old), Ok(new)) = (Token::parse(&message.old), Token::parse(&message.token)) else {
            return;
        };
        if self.token().as_ref() != Some(&old) || !self.is_kept(&old) {
            return;
        }
        let refresh = message.refresh.and_then(|refresh| Token::parse(&refresh).ok());
        let seconds = message.seconds.map(|seconds| seconds as f64);
        self.sign_in(Grant::new(new, refresh, seconds), true);
    }
}
