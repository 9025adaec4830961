//! Fake portal: replaces `window.parent` and sends the messages of the test.

use super::undo::Undo;
use super::wait::until;
use js_sys::{Array, JSON, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::web;
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, HtmlIFrameElement, MessageChannel, MessageEvent, MessageEventInit, MessagePort, Window};

pub const ORIGIN: &str = "https://portal.example";
/// Configuration that allows one portal.
pub const PORTAL: &str = r#"{"product_id": "p1", "language": "en", "portal_origins": ["https://portal.example"]}"#;

/// [`PORTAL`] without a product, which leaves the choice to the portal.
pub const ANY_PRODUCT: &str = r#"{"language": "en", "portal_origins": ["https://portal.example"]}"#;

/// Dispatches a message to the console's window, with any source, origin, data and ports, as an attacker could send it.
pub fn dispatch_message(source: Option<&EventTarget>, origin: &str, data: &JsValue, ports: &[MessagePort]) {
    let init = MessageEventInit::new();
    init.set_data(data);
    init.set_origin(origin);
    let ports: Array = ports.iter().collect();
    Reflect::set(&init, &"ports".into(), &ports).unwrap();
    let source = source.map_or(JsValue::NULL, JsValue::from);
    Reflect::set(&init, &"source".into(), &source).unwrap();
    let event = MessageEvent::new_with_event_init_dict("message", &init).unwrap();
    web::window().dispatch_event(&event).unwrap();
}

/// Posted messages as JSON, each with its target origin.
type Posted = Rc<RefCell<Vec<(String, String)>>>;
/// Kind and body of the answer to each `token.get`; `None` sends no answer.
type TokenAnswer = Rc<RefCell<Option<(String, String)>>>;

pub struct FakePortal {
    frame: HtmlIFrameElement,
    hellos: Posted,
    received: Rc<RefCell<Vec<String>>>,
    answer: TokenAnswer,
    port: RefCell<Option<MessagePort>>,
    _parent: Undo,
}

impl FakePortal {
    pub fn install() -> Self {
        let document = web::window().document().unwrap();
        let frame: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
        frame.set_attribute("data-test", "").unwrap();
        document.body().unwrap().append_child(&frame).unwrap();
        let hellos = Posted::default();
        let for_spy = hellos.clone();
        let spy = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |message: JsValue, origin: JsValue| {
            let origin = origin.as_string().unwrap_or_default();
            for_spy.borrow_mut().push((json(&message), origin));
        });
        let window = frame.content_window().unwrap();
        Reflect::set(&window, &"postMessage".into(), &spy.into_js_value()).unwrap();
        Self {
            frame,
            hellos,
            received: Rc::default(),
            answer: TokenAnswer::default(),
            port: RefCell::default(),
            _parent: Undo::replacing("parent", &window),
        }
    }

    pub fn window(&self) -> Window {
        self.frame.content_window().unwrap()
    }

    /// Hello messages as JSON, each with its target origin.
    pub fn hellos(&self) -> Vec<(String, String)> {
        self.hellos.borrow().clone()
    }

    pub async fn wait_for_hello(&self) {
        until("the console has sent a hello", || !self.hellos().is_empty()).await;
    }

    /// Nonce of the last hello.
    pub fn nonce(&self) -> String {
        let (hello, _) = self.hellos().pop().unwrap();
        let rest = hello.split(r#""nonce":""#).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// JSON of a valid welcome. The fields of the JSON object `more` are appended to its body.
    pub fn welcome_text(&self, more: &str) -> String {
        let nonce = self.nonce();
        let more = more.strip_prefix('{').and_then(|more| more.strip_suffix('}')).unwrap();
        let comma = if more.is_empty() { "" } else { "," };
        format!(r#"{{"ns":"fwc","v":1,"type":"welcome","body":{{"version":1,"nonce":"{nonce}"{comma}{more}}}}}"#)
    }

    /// Waits for the hello, and answers it with [`Self::welcome_text`] and a new port.
    pub async fn welcome(&self, more: &str) {
        self.wait_for_hello().await;
        self.post_to_window(&self.welcome_text(more), &[self.open_port()]);
    }

    /// Posts a message, as JSON, and these ports to the console's window.
    pub fn post_to_window(&self, message: &str, ports: &[MessagePort]) {
        dispatch_message(Some(&self.window()), ORIGIN, &JSON::parse(message).unwrap(), ports);
    }

    /// Opens a channel and returns the console's port. The portal's port records messages and answers `token.get`.
    pub fn open_port(&self) -> MessagePort {
        let channel = MessageChannel::new().unwrap();
        let port = channel.port1();
        let (received, answer, replies) = (self.received.clone(), self.answer.clone(), port.clone());
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = json(&event.data());
            let id = field(&event.data(), "id");
            if let (true, Some((kind, body))) = (text.contains(r#""type":"token.get""#), answer.borrow().clone()) {
                replies.post_message(&message(&kind, &id, &body)).unwrap();
            }
            received.borrow_mut().push(text);
        });
        port.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        *self.port.borrow_mut() = Some(port);
        channel.port2()
    }

    pub fn answer_token_requests(&self, kind: &str, body: &str) {
        *self.answer.borrow_mut() = Some((kind.to_owned(), body.to_owned()));
    }

    pub fn give_token(&self, token: &str) {
        self.answer_token_requests("token.ok", &format!(r#"{{"token":"{token}"}}"#));
    }

    pub fn refuse_token(&self, code: &str) {
        self.answer_token_requests("token.err", &format!(r#"{{"code":"{code}"}}"#));
    }

    pub fn change_token(&self) {
        self.post("token.changed", "", "{}");
    }

    /// Leaves each `token.get` unanswered.
    pub fn ignore_token_requests(&self) {
        *self.answer.borrow_mut() = None;
    }

    /// Sends a message over the port.
    pub fn post(&self, kind: &str, id: &str, body: &str) {
        self.post_raw(&message(kind, id, body));
    }

    pub fn send_context(&self, body: &str) {
        self.post("context", "", body);
    }

    pub fn navigate(&self, path: &str) {
        self.post("navigate", "", &format!(r#"{{"path":"{path}"}}"#));
    }

    /// Sends any value over the port.
    pub fn post_raw(&self, data: &JsValue) {
        self.port.borrow().as_ref().unwrap().post_message(data).unwrap();
    }

    /// Messages of this kind received over the port, as JSON.
    pub fn messages(&self, kind: &str) -> Vec<String> {
        let mark = format!(r#""type":"{kind}""#);
        let received = self.received.borrow();
        received.iter().filter(|text| text.contains(&mark)).cloned().collect()
    }

    pub async fn wait_for_messages(&self, kind: &str, times: usize) -> String {
        until(&format!("the portal has received {kind} {times} times"), || {
            self.messages(kind).len() >= times
        })
        .await;
        self.messages(kind).pop().unwrap()
    }

    /// Waits for `times` messages of this kind and asserts that the last contains `text`.
    pub async fn expect_message(&self, kind: &str, times: usize, text: &str) {
        let last = self.wait_for_messages(kind, times).await;
        assert!(last.contains(text), "{last}");
    }

    pub async fn expect_token_request(&self, times: usize, reason: &str) {
        let reason = format!(r#""reason":"{reason}""#);
        self.expect_message("token.get", times, &reason).await;
    }

    pub async fn wait_for_route(&self, path: &str) {
        let path = format!(r#""path":"{path}""#);
        self.wait_for_message("route", &path).await;
    }

    pub async fn wait_for_message(&self, kind: &str, body: &str) {
        let what = format!("the portal has received {kind} {body} in {:?}", self.messages(kind));
        until(&what, || self.messages(kind).iter().any(|text| text.contains(body))).await;
    }
}

impl Drop for FakePortal {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

/// Removes the attributes that an embedded console leaves on `<html>`.
pub fn reset_frame() {
    let root = web::window().document().unwrap().document_element().unwrap();
    for mark in ["data-portal-ignored", "data-tall"] {
        root.remove_attribute(mark).unwrap();
    }
}

fn message(kind: &str, id: &str, body: &str) -> JsValue {
    JSON::parse(&format!(
        r#"{{"ns":"fwc","v":1,"type":"{kind}","id":"{id}","body":{body}}}"#
    ))
    .unwrap()
}

fn json(data: &JsValue) -> String {
    JSON::stringify(data).unwrap().into()
}

fn field(data: &JsValue, name: &str) -> String {
    let value = Reflect::get(data, &name.into()).unwrap_or_default();
    value.as_string().unwrap_or_default()
}
