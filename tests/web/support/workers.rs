//! Fake digest workers under the control of the test. `crates/digest-worker/worker.js` defines the messages.

use super::undo::Undo;
use js_sys::{Array, Function, Object, Reflect};
use upgrade_console::web;
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent, MessageEventInit};

/// JavaScript of a `Worker` with the members that the page uses. The test dispatches its events, unless it is terminated.
const CLASS: &str = r#"
    const started = [];
    return [started, class {
        constructor(address) {
            if (refuses) throw new Error("refused by policy");
            Object.assign(this, { address, posted: [] });
            started.push(this);
        }
        postMessage(message) { this.posted.push(message); }
        terminate() { this.isTerminated = true; }
        dispatch(event) { if (!this.isTerminated) this["on" + event.type]?.(event); }
    }];
"#;

/// Worker address the page names.
pub const ADDRESS: &str = "digest.js#digest.wasm";

/// Workers that the page starts. Replaces the browser's `Worker` until it is dropped.
pub struct FakeWorkers {
    started: Array,
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
        let pair = Function::new_with_args("refuses", CLASS).call1(&JsValue::NULL, &refuses.into());
        let pair: Array = pair.unwrap().unchecked_into();
        Self {
            started: pair.get(0).unchecked_into(),
            _replaced: [
                Undo::replacing("Worker", &pair.get(1)),
                Undo::on_drop(move || script.remove()),
            ],
        }
    }

    /// Number of workers started.
    pub fn started(&self) -> usize {
        self.started.length() as usize
    }

    /// Number of workers started and not terminated.
    pub fn running(&self) -> usize {
        let started = self.started.iter().map(FakeWorker);
        started.filter(|worker| !worker.is_terminated()).count()
    }

    /// The worker at this index in start order. The form starts one per version, in form order.
    pub fn nth(&self, at: usize) -> FakeWorker {
        assert!(at < self.started(), "only {} workers were started", self.started());
        FakeWorker(self.started.get(at as u32))
    }
}

#[derive(Clone)]
pub struct FakeWorker(JsValue);

impl FakeWorker {
    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap()
    }

    pub fn address(&self) -> String {
        self.get("address").as_string().unwrap()
    }

    pub fn is_terminated(&self) -> bool {
        self.get("isTerminated").is_truthy()
    }

    /// Turns and files of the messages posted to it, in order. No file tells it to stop reading.
    pub fn posted(&self) -> Vec<(u32, Option<File>)> {
        let read = |message| {
            let get = |key: &str| Reflect::get(&message, &key.into()).unwrap();
            (get("request").as_f64().unwrap() as u32, get("file").dyn_into().ok())
        };
        Array::from(&self.get("posted")).iter().map(read).collect()
    }

    /// Turn of the last message posted to it.
    pub fn request(&self) -> u32 {
        self.posted().last().unwrap().0
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
        let init = MessageEventInit::new();
        init.set_data(&data);
        self.dispatch(&MessageEvent::new_with_event_init_dict("message", &init).unwrap());
    }

    /// Dispatches `error`, as for a script that does not load or throws.
    pub fn dispatch_error(&self) {
        self.dispatch(&Event::new("error").unwrap());
    }

    fn dispatch(&self, event: &Event) {
        let dispatch: Function = self.get("dispatch").unchecked_into();
        dispatch.call1(&self.0, event).unwrap();
    }
}
