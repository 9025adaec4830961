//! A page around the console. It stands in for `window.parent`, and says what the test says it says.

use super::undo::Undo;
use super::wait::until;
use js_sys::{Array, JSON, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::web;
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, HtmlIFrameElement, MessageChannel, MessageEvent, MessageEventInit, MessagePort, Window};

/// The portal of [`PORTAL`].
pub const ORIGIN: &str = "https://portal.example";
/// A configuration that knows one portal.
pub const PORTAL: &str = r#"{"product_id": "p1", "language": "en", "portal_origins": ["https://portal.example"]}"#;

/// A window message, as an attacker could send it too.
pub struct Sent<'a> {
    pub source: Option<&'a EventTarget>,
    pub origin: &'a str,
    pub data: JsValue,
    pub ports: &'a [MessagePort],
}

impl Sent<'_> {
    /// It arrives.
    pub fn arrives(&self) {
        let init = MessageEventInit::new();
        init.set_data(&self.data);
        init.set_origin(self.origin);
        let ports: Array = self.ports.iter().collect();
        Reflect::set(&init, &"ports".into(), &ports).unwrap();
        let source = self.source.map_or(JsValue::NULL, JsValue::from);
        Reflect::set(&init, &"source".into(), &source).unwrap();
        let event = MessageEvent::new_with_event_init_dict("message", &init).unwrap();
        web::window().dispatch_event(&event).unwrap();
    }
}

/// What was posted, as JSON, and to whom.
type Posted = Rc<RefCell<Vec<(String, String)>>>;
/// The kind and body of every answer to `token.get` from now on; none is silence.
type Answer = Rc<RefCell<Option<(String, String)>>>;

pub struct FakePortal {
    frame: HtmlIFrameElement,
    hellos: Posted,
    heard: Rc<RefCell<Vec<String>>>,
    answer: Answer,
    port: RefCell<Option<MessagePort>>,
    _parent: Undo,
    _spy: Closure<dyn FnMut(JsValue, JsValue)>,
}

impl FakePortal {
    pub fn install() -> Self {
        let document = web::window().document().unwrap();
        let frame: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
        frame.set_attribute("data-test", "").unwrap();
        document.body().unwrap().append_child(&frame).unwrap();
        let hellos = Posted::default();
        let for_spy = hellos.clone();
        let spy = Closure::new(move |message: JsValue, origin: JsValue| {
            let origin = origin.as_string().unwrap_or_default();
            for_spy.borrow_mut().push((json(&message), origin));
        });
        let window = frame.content_window().unwrap();
        Reflect::set(&window, &"postMessage".into(), spy.as_ref()).unwrap();
        Self {
            frame,
            hellos,
            heard: Rc::default(),
            answer: Answer::default(),
            port: RefCell::default(),
            _parent: Undo::replacing("parent", &window),
            _spy: spy,
        }
    }

    /// The window around the console.
    pub fn window(&self) -> Window {
        self.frame.content_window().unwrap()
    }

    /// Every hello, and the origin it was meant for.
    pub fn hellos(&self) -> Vec<(String, String)> {
        self.hellos.borrow().clone()
    }

    /// Waits for the first hello.
    pub async fn was_greeted(&self) {
        until("the console has said hello", || !self.hellos().is_empty()).await;
    }

    /// The nonce of the last hello.
    pub fn nonce(&self) -> String {
        let (hello, _) = self.hellos().pop().unwrap();
        let after = hello.split(r#""nonce":""#).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    /// A welcome as it should be, but for `more` at its end.
    pub fn welcome_text(&self, more: &str) -> String {
        let nonce = self.nonce();
        let more = more.strip_prefix('{').and_then(|more| more.strip_suffix('}')).unwrap();
        let comma = if more.is_empty() { "" } else { "," };
        format!(r#"{{"ns":"fwc","v":1,"type":"welcome","body":{{"version":1,"nonce":"{nonce}"{comma}{more}}}}}"#)
    }

    /// Answers the hello.
    pub fn welcome(&self, more: &str) {
        let port = self.open_port();
        Sent {
            source: Some(&self.window()),
            origin: ORIGIN,
            data: JSON::parse(&self.welcome_text(more)).unwrap(),
            ports: &[port],
        }
        .arrives();
    }

    /// The console's end of a new channel; this end hears and answers.
    pub fn open_port(&self) -> MessagePort {
        let channel = MessageChannel::new().unwrap();
        let port = channel.port1();
        let (heard, answer, replies) = (self.heard.clone(), self.answer.clone(), port.clone());
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = json(&event.data());
            let id = field(&event.data(), "id");
            if let (true, Some((kind, body))) = (said.contains(r#""type":"token.get""#), answer.borrow().clone()) {
                replies.post_message(&message(&kind, &id, &body)).unwrap();
            }
            heard.borrow_mut().push(said);
        });
        port.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        *self.port.borrow_mut() = Some(port);
        channel.port2()
    }

    /// What it answers from now on when asked for a token.
    pub fn gives(&self, kind: &str, body: &str) {
        *self.answer.borrow_mut() = Some((kind.to_owned(), body.to_owned()));
    }

    /// It no longer answers when asked for a token.
    pub fn is_silent(&self) {
        *self.answer.borrow_mut() = None;
    }

    /// Says something over the port.
    pub fn says(&self, kind: &str, id: &str, body: &str) {
        self.says_raw(&message(kind, id, body));
    }

    /// Says anything at all over the port.
    pub fn says_raw(&self, data: &JsValue) {
        self.port.borrow().as_ref().unwrap().post_message(data).unwrap();
    }

    /// Everything of this kind said over the port so far, as JSON.
    pub fn heard(&self, kind: &str) -> Vec<String> {
        let mark = format!(r#""type":"{kind}""#);
        let heard = self.heard.borrow();
        heard.iter().filter(|said| said.contains(&mark)).cloned().collect()
    }

    /// Waits until so many of this kind were said, and gives the last.
    pub async fn hears(&self, kind: &str, times: usize) -> String {
        until(&format!("the portal has heard {kind} {times} times"), || {
            self.heard(kind).len() >= times
        })
        .await;
        self.heard(kind).pop().unwrap()
    }

    /// Waits until it has heard this.
    pub async fn hears_body(&self, kind: &str, body: &str) {
        let what = format!("the portal has heard {kind} {body} in {:?}", self.heard(kind));
        until(&what, || self.heard(kind).iter().any(|said| said.contains(body))).await;
    }
}

impl Drop for FakePortal {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

/// Takes away what a console in a frame left on the page.
pub fn forget_frame() {
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
