//! Duplicates of a tab. They start with the same kept token, and a renewal ends it for all of them: so only one renews,
//! and tells the others. Both the lock and the messages stay within the origin.

use crate::session::{Grant, Session, Token};
use crate::web;
use crate::web::Lock;
use leptos::prelude::*;
use serde::Serialize;
use upgrade_api::json::Object;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The lock and the channel.
const NAME: &str = "upgrade-console.session";
/// Milliseconds another tab is waited for: longer than its request can take.
const PATIENCE_MS: u32 = 35_000;
/// Milliseconds a message of the tab that held the lock may take to arrive.
const ARRIVAL_MS: f64 = 150.0;

/// What a tab that has renewed the token tells its duplicates.
#[derive(Serialize)]
struct Renewed<'a> {
    old: &'a str,
    token: &'a str,
    refresh: Option<&'a str>,
    seconds: Option<u64>,
}

impl Session {
    /// The right to renew `token` in all tabs that have it; nothing where no other tab can.
    pub async fn renewal_lock(self, token: &Token) -> Option<Lock> {
        if !self.is_kept(token) {
            return None;
        }
        let lock = web::lock(NAME, PATIENCE_MS).await;
        web::pause(ARRIVAL_MS).await;
        lock
    }

    pub(crate) fn notify_tabs(&self, old: &Token, grant: &Grant) {
        let renewed = Renewed {
            old: old.reveal(),
            token: grant.token.reveal(),
            refresh: grant.refresh.as_ref().map(Token::reveal),
            seconds: grant.left_ms().map(|ms| (ms.max(0.0) / 1000.0).round() as u64),
        };
        if let (Ok(channel), Ok(text)) = (BroadcastChannel::new(NAME), serde_json::to_string(&renewed)) {
            let _ = channel.post_message(&text.into());
            channel.close();
        }
    }

    /// Takes what duplicates of this tab have renewed, until the view goes.
    pub fn follow_tabs(self) {
        let Ok(channel) = BroadcastChannel::new(NAME) else {
            return;
        };
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                self.hear_tab(&text);
            }
        });
        channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        on_cleanup(move || {
            channel.set_onmessage(None);
            channel.close();
        });
    }

    /// Only a tab with the very token that was replaced is a duplicate.
    fn hear_tab(self, text: &str) {
        let Ok(said) = Object::parse(text) else { return };
        let token = |field| Token::parse(&said.text(field).ok()?).ok();
        let (Some(old), Some(new)) = (token("old"), token("token")) else {
            return;
        };
        if self.token().as_ref() != Some(&old) || !self.is_kept(&old) {
            return;
        }
        let seconds = said.number("seconds").ok().map(|seconds| seconds as f64);
        self.sign_in(Grant::new(new, token("refresh"), seconds), true);
    }
}
