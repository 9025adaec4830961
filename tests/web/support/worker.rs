//! Digest workers that do as told. What they hear and say: `crates/digest-worker/worker.js`.

use super::undo::{Undo, global};
use js_sys::{Array, Error, Function, Object, Proxy, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use upgrade_console::web;
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent};

/// The address the page names.
pub const ADDRESS: &str = "digest.js#digest.wasm";

/// A turn and the file to read in it; none is to stop reading.
type Posted = (u32, Option<File>);

/// All workers the page has started, in the place of the browser's until this is dropped.
pub struct Workers {
    started: Rc<RefCell<Vec<Worker>>>,
    _replaced: [Undo; 2],
    _start: Closure<dyn FnMut(JsValue, Array) -> Result<Object, JsValue>>,
}

impl Workers {
    /// A page that names a worker, and a browser that starts it.
    pub fn install() -> Self {
        Self::installed(false)
    }

    /// A page that names a worker, and a browser that refuses to start any.
    pub fn refused() -> Self {
        Self::installed(true)
    }

    fn installed(refuses: bool) -> Self {
        let document = web::window().document().unwrap();
        let named_by = document.create_element("script").unwrap();
        named_by.set_attribute("data-digest", ADDRESS).unwrap();
        document.head().unwrap().append_child(&named_by).unwrap();
        let started = Rc::new(RefCell::new(Vec::new()));
        let for_start = started.clone();
        let start = Closure::new(move |_real: JsValue, arguments: Array| {
            if refuses {
                return Err(Error::new("refused by policy").into());
            }
            let worker = Worker::new(arguments.get(0).as_string().unwrap());
            let object = worker.object.clone();
            for_start.borrow_mut().push(worker);
            Ok(object)
        });
        let traps = Object::new();
        Reflect::set(&traps, &"construct".into(), start.as_ref()).unwrap();
        let worker = Proxy::new(&global("Worker"), &traps);
        Self {
            started,
            _replaced: [
                Undo::replacing("Worker", &worker),
                Undo::with(move || named_by.remove()),
            ],
            _start: start,
        }
    }

    /// How many were started.
    pub fn started(&self) -> usize {
        self.started.borrow().len()
    }

    /// How many of them have not been ended.
    pub fn running(&self) -> usize {
        let started = self.started.borrow();
        started.iter().filter(|worker| !worker.is_ended()).count()
    }

    /// The worker started after so many others. The form starts one for each version, in its order.
    pub fn nth(&self, index: usize) -> Worker {
        self.started.borrow()[index].clone()
    }
}

/// A worker.
#[derive(Clone)]
pub struct Worker {
    /// Where its script is.
    pub address: String,
    object: Object,
    posted: Rc<RefCell<Vec<Posted>>>,
    ended: Rc<Cell<bool>>,
}

impl Worker {
    fn new(address: String) -> Self {
        let (object, posted, ended) = (Object::new(), Rc::<RefCell<Vec<Posted>>>::default(), Rc::default());
        let (for_post, for_terminate) = (posted.clone(), Rc::<Cell<bool>>::clone(&ended));
        let post = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
            let get = |key: &str| Reflect::get(&message, &key.into()).unwrap();
            let turn = get("turn").as_f64().unwrap() as u32;
            let file = get("file");
            let file = (!file.is_null()).then(|| file.dyn_into().unwrap());
            for_post.borrow_mut().push((turn, file));
        });
        let terminate = Closure::<dyn FnMut()>::new(move || for_terminate.set(true));
        // Given away: the page may outlive this, and ends its workers when it goes.
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
            ended,
        }
    }

    /// Whether it was ended.
    pub fn is_ended(&self) -> bool {
        self.ended.get()
    }

    /// Everything it was told, in order.
    pub fn posted(&self) -> Vec<Posted> {
        self.posted.borrow().clone()
    }

    /// The turn of the last thing it was told.
    pub fn turn(&self) -> u32 {
        self.posted.borrow().last().unwrap().0
    }

    /// The names of the files it was told to read, in order.
    pub fn files(&self) -> Vec<String> {
        let posted = self.posted();
        posted.into_iter().filter_map(|(_, file)| Some(file?.name())).collect()
    }

    /// Says that it is ready.
    pub fn is_ready(&self) {
        self.says(&[("ready", true.into())]);
    }

    /// Says how far it is in a turn.
    pub fn is_at(&self, turn: u32, done: usize) {
        self.says(&[("turn", turn.into()), ("done", (done as f64).into())]);
    }

    /// Says that it has read the file of a turn, and found nothing suspicious.
    pub fn has_read(&self, turn: u32, md5: &str) {
        self.says(&[("turn", turn.into()), ("md5", md5.into()), ("suspicion", 0.into())]);
    }

    /// Says that reading failed in a turn, with an error of this name.
    pub fn has_failed(&self, turn: u32, error: &str) {
        self.says(&[("turn", turn.into()), ("failed", error.into())]);
    }

    /// Says this. A worker that was ended says nothing any more.
    pub fn says(&self, fields: &[(&str, JsValue)]) {
        let data = Object::new();
        for (key, value) in fields {
            Reflect::set(&data, &(*key).into(), value).unwrap();
        }
        let event = MessageEvent::new("message").unwrap();
        event.init_message_event_with_bubbles_and_cancelable_and_data("message", false, false, &data);
        self.calls("onmessage", &event);
    }

    /// Cannot be loaded, or stops with an error nobody has caught.
    pub fn breaks(&self) {
        self.calls("onerror", &Event::new("error").unwrap());
    }

    fn calls(&self, listener: &str, event: &Event) {
        let listener = Reflect::get(&self.object, &listener.into()).unwrap();
        if let (false, Some(listener)) = (self.is_ended(), listener.dyn_ref::<Function>()) {
            listener.call1(&self.object, event).unwrap();
        }
    }
}
