//! Finding the portal: a hello to every configured origin, and the one answer that counts.

use crate::portal::wire::{Context, Greeting, Handshake, WindowMessage};
use crate::portal::{Portal, as_json};
use crate::web;
use js_sys::{JSON, JsString, Reflect};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, MessagePort, Window};

/// When the hello is said again, in milliseconds: the portal may start later than we do.
const AGAIN_MS: [u64; 3] = [250, 1000, 3000];
/// How long a portal has to answer, in milliseconds.
const PATIENCE_MS: u64 = 5000;

/// How the handshake stands.
#[derive(Clone)]
pub enum HandshakeState {
    /// Nobody has answered yet.
    Waiting,
    /// A known portal has, and this is where and how it wants us to start.
    Connected(Portal, Context),
    /// A known portal speaks no version we speak.
    Unsupported,
    /// Nobody we know has answered in time.
    Unknown,
}

/// Says hello to whoever is around this page, if it is one of `origins`. Ends once and for good: a second welcome
/// finds nobody listening.
pub fn shake(origins: &[String]) -> RwSignal<HandshakeState> {
    let state = RwSignal::new(HandshakeState::Waiting);
    let (Ok(Some(parent)), Some(nonce)) = (web::window().parent(), nonce()) else {
        state.set(HandshakeState::Unknown);
        return state;
    };
    let handshake = Handshake {
        origins: origins.to_vec(),
        nonce,
    };
    let listener = StoredValue::new(None::<WindowListenerHandle>);
    let end = move |shake| {
        if let Some(Some(listener)) = listener.try_update_value(Option::take) {
            listener.remove();
            state.set(shake);
        }
    };
    hello(&parent, &handshake);
    for delay in AGAIN_MS {
        let (parent, handshake) = (parent.clone(), handshake.clone());
        let again = move || {
            if matches!(state.try_get_untracked(), Some(HandshakeState::Waiting)) {
                hello(&parent, &handshake);
            }
        };
        set_timeout(again, Duration::from_millis(delay));
    }
    let heard = move |event: Event| match greeting(&handshake, &parent, event.unchecked_ref()) {
        Some((Greeting::Welcome(welcome), Some(port))) => {
            end(HandshakeState::Connected(
                Portal::new(port, welcome.resize),
                welcome.context,
            ));
        }
        Some((Greeting::Refuse, _)) => end(HandshakeState::Unsupported),
        _ => {}
    };
    listener.set_value(Some(window_event_listener_untyped("message", heard)));
    set_timeout(move || end(HandshakeState::Unknown), Duration::from_millis(PATIENCE_MS));
    on_cleanup(move || end(HandshakeState::Unknown));
    state
}

/// To every origin by name: whoever else is around us does not even learn that we are here.
fn hello(parent: &Window, handshake: &Handshake) {
    let Ok(message) = JSON::parse(&handshake.hello()) else {
        return;
    };
    for origin in &handshake.origins {
        // Refused only where the configured origin is none.
        let _ = parent.post_message(&message, origin);
    }
}

fn greeting(handshake: &Handshake, parent: &Window, event: &MessageEvent) -> Option<(Greeting, Option<MessagePort>)> {
    let source: Option<JsValue> = event.source().map(Into::into);
    let ports = event.ports();
    let arrival = WindowMessage {
        source_is_parent: source.as_ref() == Some(parent.as_ref()),
        origin: &event.origin(),
        data: &as_json(&event.data()),
        ports: ports.length(),
    };
    let greeting = handshake.accepts(&arrival).ok()?;
    Some((greeting, ports.get(0).dyn_into().ok()))
}

/// 128 random bits, as 32 hexadecimal digits.
fn nonce() -> Option<String> {
    let mut bytes = [0_u8; 16];
    let crypto = web::window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether every page around this one is of its own origin: then no stranger sees it or lies over it.
#[must_use]
pub fn is_same_origin() -> bool {
    let window = web::window();
    let Ok(own) = window.location().origin() else {
        return false;
    };
    let Ok(Some(top)) = window.top() else { return false };
    let mut around = window;
    // Nobody nests this deep.
    for _ in 0..16 {
        let Ok(Some(parent)) = around.parent() else {
            return false;
        };
        if origin_of(&parent).as_deref() != Some(own.as_str()) {
            return false;
        }
        if parent == top {
            return true;
        }
        around = parent;
    }
    false
}

/// The origin of a page around this one; a stranger's may not be read.
fn origin_of(window: &Window) -> Option<String> {
    let location = Reflect::get(window, &"location".into()).ok()?;
    let origin = Reflect::get(&location, &"origin".into()).ok()?;
    origin.dyn_into::<JsString>().ok().map(String::from)
}
