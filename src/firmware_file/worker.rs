//! The page's end of the digest worker. The other end, and the messages between them: `crates/digest-worker/worker.js`.

use crate::web;
use firmware_digest::Suspicion;
use js_sys::{Object, Reflect};
use upgrade_api::values::Md5;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, MessageEvent, Worker};

/// What the worker says.
pub(crate) enum Heard {
    /// It is there and warm.
    Ready,
    /// It cannot work here.
    Unusable,
    /// So many bytes are read.
    Progress { turn: u32, done: u64 },
    /// The whole file is read.
    Read {
        turn: u32,
        md5: Md5,
        suspicion: Option<Suspicion>,
    },
    /// The file cannot be read.
    Failed { turn: u32, exception: String },
}

/// A running worker; it ends when this is dropped.
pub(crate) struct DigestWorker {
    worker: Worker,
    // Called from the browser as long as the worker runs.
    _hear: Closure<dyn FnMut(Event)>,
}

impl DigestWorker {
    /// Starts the worker the page names. `None` where it names none, or the browser refuses.
    pub(crate) fn start(tell: impl Fn(Heard) + 'static) -> Option<Self> {
        let address = web::digest_worker()?;
        let worker = Worker::new(&address).ok()?;
        // Both events come here: one that is no message is the error of a script that could not be started.
        let hear = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Some(heard) = read(event.dyn_ref::<MessageEvent>()) {
                tell(heard);
            }
        });
        let listener = hear.as_ref().unchecked_ref();
        worker.set_onmessage(Some(listener));
        worker.set_onerror(Some(listener));
        Some(Self { worker, _hear: hear })
    }

    /// Reads `file` instead of whatever is being read; `None` is nothing.
    pub(crate) fn read(&self, turn: u32, file: Option<&File>) {
        let message = Object::new();
        let file = file.map_or(JsValue::NULL, JsValue::from);
        for (key, value) in [("turn", JsValue::from(turn)), ("file", file)] {
            // A fresh object takes any property.
            let _ = Reflect::set(&message, &key.into(), &value);
        }
        // Files and numbers can always be cloned.
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

fn read(message: Option<&MessageEvent>) -> Option<Heard> {
    let Some(message) = message else {
        return Some(Heard::Unusable);
    };
    let data = message.data();
    let get = |key: &str| Reflect::get(&data, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let number = |key| get(key).as_f64();
    let text = |key| get(key).as_string();
    let turn = number("turn").unwrap_or_default() as u32;
    if let Some(done) = number("done") {
        return Some(Heard::Progress {
            turn,
            done: done as u64,
        });
    }
    if let Some(md5) = text("md5") {
        return Some(Heard::Read {
            turn,
            md5: Md5::parse(&md5).ok()?,
            suspicion: Suspicion::of_code(number("suspicion").unwrap_or_default() as u8),
        });
    }
    if let Some(exception) = text("failed") {
        return Some(Heard::Failed { turn, exception });
    }
    if text("unusable").is_some() {
        return Some(Heard::Unusable);
    }
    get("ready").is_truthy().then_some(Heard::Ready)
}
