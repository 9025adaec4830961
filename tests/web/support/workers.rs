//! Fake digest workers under the control of the test. `crates/digest-worker/worker.js` defines the messages.

use super::undo::{Undo, global};
use js_sys::{Array, Error, Function, Object, Proxy, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use upgrade_console::web;
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent};

/// Worker address the page names.
pub const ADDRESS: &str = "digest.js#digest.wasm";

/// Turn and file of a message to a worker. `None` tells it to stop reading.
type Posted = (u32, Option<File>);

/// FakeWorkers that the page starts. Replaces the browser's `FakeWorker` until it is dropped.
pub struct FakeWorkers {
    started: Rc<RefCell<Vec<FakeWorker>>>,
    _replaced: [Undo; 2],
}

impl FakeWorkers {
    /// Names a worker on the page, and lets the browser start it.
    pub fn install() -> Self {
        Self::installed(false)
    }

    /// Names a worker on the page, and lets the browser refuse to start any.
    pub fn install_refused() -> Self {
        Self::installed(true)
    }

    fn installed(refuses: bool) -> Self {
        let document = web::window().document().unwrap();
        let script = document.create_element("script").unwrap();
        script.set_attribute("data-digest", ADDRESS).unwrap();
        document.head().unwrap().append_child(&script).unwrap();
        let started = Rc::new(RefCell::new(Vec::new()));
        let for_start = started.clone();
        let start =
            Closure::<dyn FnMut(JsValue, Array) -> Result<Object, JsValue>>::new(move |_real, arguments: Array| {
                if refuses {
                    return Err(Error::new("refused by policy").into());
                }
                let worker = FakeWorker::new(arguments.get(0).as_string().unwrap());
                let object = worker.object.clone();
                for_start.borrow_mut().push(worker);
                Ok(object)
            });
        let traps = Object::new();
        Reflect::set(&traps, &"construct".into(), &start.into_js_value()).unwrap();
        let worker = Proxy::new(&global("Worker"), &traps);
        Self {
            started,
            _replaced: [
                Undo::replacing("Worker", &worker),
                Undo::on_drop(move || script.remove()),
            ],
        }
    }

    /// Number of workers started.
    pub fn started(&self) -> usize {
        self.started.borrow().len()
    }

    /// Number of workers started and not terminated.
    pub fn running(&self) -> usize {
        let started = self.started.borrow();
        started.iter().filter(|worker| !worker.is_terminated()).count()
    }

    /// The worker at this index in start order. The form starts one per version, in form order.
    pub fn nth(&self, index: usize) -> FakeWorker {
        self.started.borrow()[index].clone()
    }
}

#[derive(Clone)]
pub struct FakeWorker {
    pub address: String,
    object: Object,
    posted: Rc<RefCell<Vec<Posted>>>,
    terminated: Rc<Cell<bool>>,
}

impl FakeWorker {
    fn new(address: String) -> Self {
        let (object, posted, terminated) = (Object::new(), Rc::<RefCell<Vec<Posted>>>::default(), Rc::default());
        let (for_post, for_terminate) = (posted.clone(), Rc::<Cell<bool>>::clone(&terminated));
        let post = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
            let get = |key: &str| Reflect::get(&message, &key.into()).unwrap();
            let request = get("request").as_f64().unwrap() as u32;
            let file = get("file");
            let file = (!file.is_null()).then(|| file.dyn_into().unwrap());
            for_post.borrow_mut().push((request, file));
        });
        let terminate = Closure::<dyn FnMut()>::new(move || for_terminate.set(true));
        // JavaScript owns the closures: the page may outlive this value, and terminates its workers at its end.
        for (name, method) in [
            ("postMessage", post.into_js_value()),
            ("terminate", terminate.into_js_value()),
        ] {
            Reflect::set(&object, &name.into(), &method).unwrap();
        }
        Self {
            address,
            object,
            posted,
            terminated,
        }
    }

    pub fn is_terminated(&self) -> bool {
        self.terminated.get()
    }

    /// Messages posted to it, in order.
    pub fn posted(&self) -> Vec<Posted> {
        self.posted.borrow().clone()
    }

    /// Turn of the last message posted to it.
    pub fn request(&self) -> u32 {
        self.posted.borrow().last().unwrap().0
    }

    /// Names of the files posted to it, in order.
    pub fn files(&self) -> Vec<String> {
        let posted = self.posted();
        posted.into_iter().filter_map(|(_, file)| Some(file?.name())).collect()
    }

    pub fn report_ready(&self) {
        self.post(&[("ready", true.into())]);
    }

    /// Reports progress: `done` bytes of a request's file are read.
    pub fn report_progress(&self, request: u32, done: usize) {
        self.post(&[("request", request.into()), ("done", (done as f64).into())]);
    }

    /// Reports the MD5 of a request's file, without a suspicion about its content.
    pub fn report_md5(&self, request: u32, md5: &str) {
        self.post(&[("request", request.into()), ("md5", md5.into()), ("content", 0.into())]);
    }

    /// Reports that reading failed in a request, with an error of this name.
    pub fn report_failure(&self, request: u32, error: &str) {
        self.post(&[("request", request.into()), ("failed", error.into())]);
    }

    /// Posts a message with these fields to the page. A terminated worker posts nothing.
    pub fn post(&self, fields: &[(&str, JsValue)]) {
        let data = Object::new();
        for (key, value) in fields {
            Reflect::set(&data, &(*key).into(), value).unwrap();
        }
        let event = MessageEvent::new("message").unwrap();
        event.init_message_event_with_bubbles_and_cancelable_and_data("message", false, false, &data);
        self.call_listener("onmessage", &event);
    }

    /// Dispatches `error`, as for a script that does not load or throws.
    pub fn dispatch_error(&self) {
        self.call_listener("onerror", &Event::new("error").unwrap());
    }

    fn call_listener(&self, listener: &str, event: &Event) {
        let listener = Reflect::get(&self.object, &listener.into()).unwrap();
        if let (false, Some(listener)) = (self.is_terminated(), listener.dyn_ref::<Function>()) {
            listener.call1(&self.object, event).unwrap();
        }
    }
}
