//! Protocol `fwc/1` (`docs/embedding.md`) with the portal that embeds this page: the handshake (`handshake`) and the
//! messages over its port ([`Portal`]).

pub(crate) mod frame_height;
pub(crate) mod handshake;
pub(crate) mod inbound;
pub(crate) mod outbound;
pub(crate) mod wire;

pub use handshake::{HandshakeState, is_same_origin};
pub use inbound::{Inbound, NotRead, Received};
pub use outbound::Outbound;
pub use wire::{Chrome, Context, Greeting, Handshake, RejectReason, Welcome, WindowMessage};

use crate::token_reply::TokenReply;
use crate::web;
use futures::channel::oneshot;
use js_sys::JSON;
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

/// Seconds the portal has to answer a token request.
const TOKEN_TIMEOUT_SECONDS: u64 = 10;

thread_local! {
    /// The port, and whether the portal resizes the frame, for the panic hook, which has no access to a [`Portal`].
    static PANIC_PORT: RefCell<Option<(MessagePort, bool)>> = const { RefCell::new(None) };
}

/// A portal that has completed the handshake.
#[derive(Clone, Copy)]
pub struct Portal {
    port: StoredValue<MessagePort>,
    /// Whether the portal sets the frame's height to the height the page reports.
    pub(crate) resize: bool,
    /// Number of token requests, from which their ids are made.
    request_count: StoredValue<u32>,
    /// Id of the pending token request and the channel of its reply.
    pending: StoredValue<Option<(String, oneshot::Sender<TokenReply>)>>,
    /// Number of ignored messages.
    ignored: StoredValue<u32>,
}

impl Portal {
    fn new(port: MessagePort, resize: bool) -> Self {
        PANIC_PORT.set(Some((port.clone(), resize)));
        Self {
            port: StoredValue::new(port),
            resize,
            request_count: StoredValue::new(0),
            pending: StoredValue::new(None),
            ignored: StoredValue::new(0),
        }
    }

    /// Calls `handler` with each message of the portal, including those that arrived before this call. Replies to token
    /// requests resolve [`request_token`](Self::request_token) instead.
    pub fn listen(self, handler: impl Fn(Inbound) + 'static) {
        let on_message = move |event: MessageEvent| match Received::read(&as_json(&event.data())) {
            Ok(Received::TokenReply(id, reply)) => self.resolve(&id, reply),
            Ok(Received::Message(message)) => handler(message),
            Err(NotRead::Malformed) => self.count_ignored(),
            Err(NotRead::OtherProtocol) => {}
        };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(on_message).into_js_value();
        self.port
            .with_value(|port| port.set_onmessage(Some(on_message.unchecked_ref())));
    }

    /// Stops listening.
    pub fn stop_listening(&self) {
        self.port.with_value(|port| port.set_onmessage(None));
    }

    /// Counts an ignored message in an attribute of the root element, for debugging.
    pub fn count_ignored(&self) {
        let count = self.ignored.try_get_value().unwrap_or_default() + 1;
        self.ignored.set_value(count);
        web::set_root_attribute("data-portal-ignored", &count.to_string());
    }

    /// Sends a message to the portal.
    pub fn send(&self, message: Outbound<'_>) {
        let _ = self.port.try_with_value(|port| post(port, message));
    }

    /// Requests a token and waits up to 10 seconds for the reply.
    pub async fn request_token(self, reason: &'static str) -> TokenReply {
        let count = self.request_count.get_value() + 1;
        self.request_count.set_value(count);
        let id = count.to_string();
        let (sender, reply) = oneshot::channel();
        self.pending.set_value(Some((id.clone(), sender)));
        self.send(Outbound::TokenGet(&id, reason));
        let time_out = move || self.resolve(&id, TokenReply::TimedOut);
        let timer = set_timeout_with_handle(time_out, Duration::from_secs(TOKEN_TIMEOUT_SECONDS));
        // The sender is dropped with the page.
        let reply = reply.await.unwrap_or(TokenReply::TimedOut);
        if let Ok(timer) = timer {
            timer.clear();
        }
        reply
    }

    /// Resolves the pending token request if it has this id; otherwise the reply is ignored.
    fn resolve(&self, id: &str, reply: TokenReply) {
        let request = self
            .pending
            .try_update_value(|pending| pending.take_if(|(pending_id, _)| pending_id == id));
        let Some((_, sender)) = request.flatten() else {
            self.count_ignored();
            return;
        };
        let _ = sender.send(reply);
    }
}

/// Reports to the portal, if there is one, that the console has stopped, with the height of the notice, and closes the
/// port.
pub fn report_panic() {
    PANIC_PORT.with(|cell| {
        if let Ok(mut cell) = cell.try_borrow_mut()
            && let Some((port, resize)) = cell.take()
        {
            post(&port, Outbound::Error("panic"));
            if resize {
                post(&port, Outbound::Size(web::page_height()));
            }
            port.close();
        }
    });
}

fn post(port: &MessagePort, outbound: Outbound<'_>) {
    if let Ok(message) = JSON::parse(&outbound.message()) {
        // A port whose other end is closed discards messages without an error.
        let _ = port.post_message(&message);
    }
}

/// Converts a message to JSON. The text is empty if that fails, for example because of a cycle or a `BigInt`.
fn as_json(data: &JsValue) -> String {
    // For `undefined`, the browser returns `undefined` instead of a text.
    let text = JSON::stringify(data).ok().map(JsValue::from);
    text.and_then(|text| text.as_string()).unwrap_or_default()
}
