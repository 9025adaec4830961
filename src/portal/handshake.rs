//! Handshake with the portal: a hello to each configured origin, and the first valid answer.

use crate::portal::wire::{Context, Greeting, Handshake, WindowMessage};
use crate::portal::{Portal, as_json};
use crate::web;
use js_sys::{JSON, JsString, Reflect};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, MessagePort, Window};

/// Milliseconds after which the hello is repeated, because the portal may start later than the console.
const REPEAT_MS: [u64; 3] = [250, 1000, 3000];
/// Milliseconds the portal has to answer.
const TIMEOUT_MS: u64 = 5000;

/// State of the handshake.
#[derive(Clone)]
pub enum HandshakeState {
    /// There is no answer yet.
    Waiting,
    /// A known portal has answered; the context is its initial settings.
    Connected(Portal, Context),
    /// A known portal supports no protocol version of the console.
    Unsupported,
    /// No known portal has answered in time.
    Unknown,
}

/// Starts the handshake with the embedding page, if that is one of `origins`. It ends once: later answers are ignored.
pub fn run(origins: &[String]) -> RwSignal<HandshakeState> {
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
    let end = move |result| {
        if let Some(Some(listener)) = listener.try_update_value(Option::take) {
            listener.remove();
            state.set(result);
        }
    };
    send_hello(&parent, &handshake);
    for delay in REPEAT_MS {
        let (parent, handshake) = (parent.clone(), handshake.clone());
        let repeat = move || {
            if matches!(state.try_get_untracked(), Some(HandshakeState::Waiting)) {
                send_hello(&parent, &handshake);
            }
        };
        set_timeout(repeat, Duration::from_millis(delay));
    }
    let on_message = move |event: Event| match read_greeting(&handshake, &parent, event.unchecked_ref()) {
        Some((Greeting::Welcome(welcome), Some(port))) => {
            end(HandshakeState::Connected(
                Portal::new(port, welcome.resize),
                welcome.context,
            ));
        }
        Some((Greeting::Refuse, _)) => end(HandshakeState::Unsupported),
        _ => {}
    };
    listener.set_value(Some(window_event_listener_untyped("message", on_message)));
    set_timeout(move || end(HandshakeState::Unknown), Duration::from_millis(TIMEOUT_MS));
    on_cleanup(move || end(HandshakeState::Unknown));
    state
}

/// Posts the hello to each origin by name, so that another embedding page does not receive it.
fn send_hello(parent: &Window, handshake: &Handshake) {
    let Ok(message) = JSON::parse(&handshake.hello()) else {
        return;
    };
    for origin in &handshake.origins {
        // Fails only for an invalid configured origin.
        let _ = parent.post_message(&message, origin);
    }
}

fn read_greeting(
    handshake: &Handshake,
    parent: &Window,
    event: &MessageEvent,
) -> Option<(Greeting, Option<MessagePort>)> {
    let source: Option<JsValue> = event.source().map(Into::into);
    let ports = event.ports();
    let message = WindowMessage {
        source_is_parent: source.as_ref() == Some(parent.as_ref()),
        origin: &event.origin(),
        data: &as_json(&event.data()),
        ports: ports.length(),
    };
    let greeting = handshake.accepts(&message).ok()?;
    Some((greeting, ports.get(0).dyn_into().ok()))
}

/// Returns 128 random bits as 32 hexadecimal digits.
fn nonce() -> Option<String> {
    let mut bytes = [0_u8; 16];
    let crypto = web::window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether all embedding pages have this page's origin, so that no foreign page can read or cover it.
pub fn is_same_origin() -> bool {
    let window = web::window();
    let Ok(own) = window.location().origin() else {
        return false;
    };
    let Ok(Some(top)) = window.top() else { return false };
    let mut current = window;
    // Limits the loop; real pages are not nested this deeply.
    for _ in 0..16 {
        let Ok(Some(parent)) = current.parent() else {
            return false;
        };
        if origin_of(&parent).as_deref() != Some(own.as_str()) {
            return false;
        }
        if parent == top {
            return true;
        }
        current = parent;
    }
    false
}

/// Origin of an embedding page; `None` if it is another origin, which browsers do not reveal.
fn origin_of(window: &Window) -> Option<String> {
    let location = Reflect::get(window, &"location".into()).ok()?;
    let origin = Reflect::get(&location, &"origin".into()).ok()?;
    origin.dyn_into::<JsString>().ok().map(String::from)
}
