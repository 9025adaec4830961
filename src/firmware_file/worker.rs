//! Page side of the digest worker. `crates/digest-worker/worker.js` is the worker side and documents the messages.

use crate::web;
use firmware_digest::Content;
use js_sys::{Object, Reflect};
use upgrade_api::values::Md5;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, MessageEvent, Worker};

/// Message of the worker.
pub(crate) enum Heard {
    /// The worker is ready.
    Ready,
    /// The worker cannot start.
    Unusable,
    /// Number of bytes read.
    Progress { request: u32, done: u64 },
    /// The whole file is read.
    Read {
        request: u32,
        md5: Md5,
        content: Option<Content>,
    },
    /// The browser cannot read the file.
    Failed { request: u32, exception: String },
}

/// Running worker. It ends on drop.
pub(crate) struct DigestWorker {
    worker: Worker,
    // The browser calls it while the worker runs.
    _listener: Closure<dyn FnMut(Event)>,
}

impl DigestWorker {
    /// Starts the worker that the page names. `None` if the page names none or the browser refuses. `on_message`
    /// receives the messages of the worker.
    pub(crate) fn start(on_message: impl Fn(Heard) + 'static) -> Option<Self> {
        let address = web::digest_worker()?;
        let worker = Worker::new(&address).ok()?;
        // Receives messages and errors. An error event means that the script has failed to start.
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Some(message) = read(event.dyn_ref::<MessageEvent>()) {
                on_message(message);
            }
        });
        let function = listener.as_ref().unchecked_ref();
        worker.set_onmessage(Some(function));
        worker.set_onerror(Some(function));
        Some(Self {
            worker,
            _listener: listener,
        })
    }

    /// Reads `file` in place of the file being read; `None` stops reading.
    pub(crate) fn read(&self, request: u32, file: Option<&File>) {
        let message = Object::new();
        let file = file.map_or(JsValue::NULL, JsValue::from);
        for (key, value) in [("request", JsValue::from(request)), ("file", file)] {
            // Setting a property of a new object cannot fail.
            let _ = Reflect::set(&message, &key.into(), &value);
        }
        // Files and numbers are always cloneable.
        let _ = self.worker.post_message(&message);
    }
}

impl Drop for DigestWorker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Parses an event of the worker; `None` for an unknown message.
fn read(message: Option<&MessageEvent>) -> Option<Heard> {
    let Some(message) = message else {
        return Some(Heard::Unusable);
    };
    let data = message.data();
    let get = |key: &str| Reflect::get(&data, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let number = |key| get(key).as_f64();
    let text = |key| get(key).as_string();
    let request = number("request").unwrap_or_default() as u32;
    if let Some(done) = number("done") {
        return Some(Heard::Progress {
            request,
            done: done as u64,
        });
    }
    if let Some(md5) = text("md5") {
        return Some(Heard::Read {
            request,
            md5: Md5::parse(&md5).ok()?,
            content: Content::of_code(number("content").unwrap_or_default() as u8),
        });
    }
    if let Some(exception) = text("failed") {
        return Some(Heard::Failed { request, exception });
    }
    if text("unusable").is_some() {
        return Some(Heard::Unusable);
    }
    get("ready").is_truthy().then_some(Heard::Ready)
}
