//! The portal around this page: who it is ([`shake`]), and what is said over the port it gave us.

pub(crate) mod frame_height;
pub(crate) mod handshake;
pub(crate) mod inbound;
pub(crate) mod outbound;
pub(crate) mod wire;

pub use handshake::{HandshakeState, is_same_origin, shake};
pub use inbound::{Inbound, TokenReply};
pub use outbound::Outbound;
pub use wire::{Chrome, Context, Greeting, Handshake, RejectReason, Welcome, WindowMessage};

use crate::web;
use js_sys::{Function, JSON, Promise};
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, MessagePort};

/// Seconds a portal has to answer when asked for a token.
const TOKEN_SECONDS: u64 = 10;

thread_local! {
    /// The port once more, and whether heights are told, for the one who cannot be handed a session: the panic hook.
    static LAST_WORDS: RefCell<Option<(MessagePort, bool)>> = const { RefCell::new(None) };
}

/// A portal that has answered our hello.
#[derive(Clone, Copy)]
pub struct Portal {
    port: StoredValue<MessagePort>,
    resize: bool,
    asked: StoredValue<u32>,
    pending: StoredValue<Option<(String, Function)>>,
    answer: StoredValue<Option<TokenReply>>,
    ignored: StoredValue<u32>,
}

impl Portal {
    fn new(port: MessagePort, resize: bool) -> Self {
        LAST_WORDS.set(Some((port.clone(), resize)));
        Self {
            port: StoredValue::new(port),
            resize,
            asked: StoredValue::new(0),
            pending: StoredValue::new(None),
            answer: StoredValue::new(None),
            ignored: StoredValue::new(0),
        }
    }

    /// Whether it makes the frame as high as the page asks.
    #[must_use]
    pub fn resizes(&self) -> bool {
        self.resize
    }

    /// Hears what it says from now on; what was said before has waited. The answers to our own questions are not
    /// handed on.
    pub fn listen(self, heard: impl Fn(Inbound) + 'static) {
        let hear = move |event: MessageEvent| match Inbound::read(&as_json(&event.data())) {
            Ok(Inbound::Token(id, answer)) => self.answered(&id, answer),
            Ok(down) => heard(down),
            Err(true) => self.ignore(),
            Err(false) => {}
        };
        let hear = Closure::<dyn Fn(MessageEvent)>::new(hear).into_js_value();
        self.port
            .with_value(|port| port.set_onmessage(Some(hear.unchecked_ref())));
    }

    /// Hears nothing more.
    pub fn hang_up(&self) {
        self.port.with_value(|port| port.set_onmessage(None));
    }

    /// Counts something it said that changes nothing, where whoever looks for the reason can see it.
    pub fn ignore(&self) {
        let count = self.ignored.try_get_value().unwrap_or_default() + 1;
        self.ignored.set_value(count);
        web::set_root_attribute("data-portal-ignored", &count.to_string());
    }

    /// Tells it something.
    pub fn send(&self, up: Outbound<'_>) {
        let _ = self.port.try_with_value(|port| say(port, up));
    }

    /// Asks it for a token and waits for the answer, but not for ever.
    pub async fn ask(self, reason: &'static str) -> TokenReply {
        let turn = self.asked.get_value() + 1;
        self.asked.set_value(turn);
        let id = turn.to_string();
        let answered = Promise::new(&mut |resolve, _| self.pending.set_value(Some((id.clone(), resolve))));
        self.send(Outbound::TokenGet(&id, reason));
        let late = move || self.answered(&id, TokenReply::Late);
        let timer = set_timeout_with_handle(late, Duration::from_secs(TOKEN_SECONDS));
        // It is only ever resolved.
        let _ = JsFuture::from(answered).await;
        if let Ok(timer) = timer {
            timer.clear();
        }
        let answer = self.answer.try_update_value(Option::take).flatten();
        answer.unwrap_or(TokenReply::Late)
    }

    /// Only the answer to the question that waits counts.
    fn answered(&self, id: &str, answer: TokenReply) {
        let asked = self
            .pending
            .try_update_value(|pending| pending.take_if(|(asked, _)| asked == id));
        let Some((_, resolve)) = asked.flatten() else {
            self.ignore();
            return;
        };
        self.answer.set_value(Some(answer));
        let _ = resolve.call0(&JsValue::NULL);
    }
}

/// Tells the portal, if there is one, that the console has stopped, and how high the notice is; after that nothing is
/// said or heard any more.
pub fn tell_stopped() {
    LAST_WORDS.with(|words| {
        if let Ok(mut words) = words.try_borrow_mut()
            && let Some((port, resize)) = words.take()
        {
            say(&port, Outbound::Error("panic"));
            if resize {
                say(&port, Outbound::Size(web::page_height()));
            }
            port.close();
        }
    });
}

fn say(port: &MessagePort, up: Outbound<'_>) {
    if let Ok(message) = JSON::parse(&up.message()) {
        // A port whose other end is gone takes everything and says nothing.
        let _ = port.post_message(&message);
    }
}

/// A message as JSON; what has none (a cycle, a big integer) is as if nothing had been said.
fn as_json(data: &JsValue) -> String {
    // Of `undefined`, which anybody may send, the browser gives no text at all.
    let text = JSON::stringify(data).ok().map(JsValue::from);
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
