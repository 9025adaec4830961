//! Uploads under the control of the test: replaces the `XMLHttpRequest` of the frame that sends them.

use super::firmware::md5_of;
use super::part::Part;
use super::undo::Undo;
use super::wait::until;
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::File;

/// JavaScript of an `XMLHttpRequest` with the members the console uses. The test reports its progress and ends it.
const CLASS: &str = r#"
    const made = [];
    class XMLHttpRequest {
        constructor() { Object.assign(this, { upload: {}, headers: {}, status: 0, responseText: "", responseURL: "", answered: "" }); }
        open(method, url) { Object.assign(this, { method, url }); }
        setRequestHeader(name, value) { this.headers[name.toLowerCase()] = value; }
        send(body) { this.body = body; made.push(this); }
        getAllResponseHeaders() { return this.answered; }
        abort() { this.isAborted = true; this.end(0, "", ""); }
        end(status, text, url) {
            if (this.isOver) return;
            Object.assign(this, { isOver: true, status, responseText: text, responseURL: url });
            this.onloadend?.();
        }
    }
    const frames = HTMLIFrameElement.prototype, real = Object.getOwnPropertyDescriptor(frames, "contentWindow");
    Object.defineProperty(frames, "contentWindow", { configurable: true, get: () => ({ XMLHttpRequest }) });
    return [made, () => Object.defineProperty(frames, "contentWindow", real)];
"#;

/// Address of an uploaded file.
pub const UPLOADED_URL: &str = "https://files.example/up/9";

/// Response to a successful upload of a file with this MD5 and size.
pub fn uploaded(md5: &str, size: usize) -> String {
    format!(r#"{{"url":"{UPLOADED_URL}","md5":"{md5}","size":{size}}}"#)
}

/// Uploads of the console. Replaces those of the browser until it is dropped.
pub struct FakeUploads {
    made: Array,
    _replaced: Undo,
}

impl FakeUploads {
    pub fn install() -> Self {
        let pair = Function::new_no_args(CLASS).call0(&JsValue::NULL).unwrap();
        let pair: Array = pair.unchecked_into();
        let undo: Function = pair.get(1).unchecked_into();
        Self {
            made: pair.get(0).unchecked_into(),
            _replaced: Undo::on_drop(move || drop(undo.call0(&JsValue::NULL))),
        }
    }

    /// Number of uploads started.
    pub fn started(&self) -> usize {
        self.made.length() as usize
    }

    /// Presses *Upload* in a group and waits until the upload has started.
    pub async fn begin(&self, group: &Part) {
        group.wait_for_button("Upload").await;
        self.press_and_wait(group, "Upload").await;
    }

    /// Presses *Upload again* in a group and waits until the upload has started.
    pub async fn repeat(&self, group: &Part) {
        self.press_and_wait(group, "Upload again").await;
    }

    async fn press_and_wait(&self, group: &Part, button: &str) {
        let started = self.started();
        group.button(button).press();
        until("the upload has started", || self.started() == started + 1).await;
    }

    /// The upload at this index in start order.
    pub fn nth(&self, at: usize) -> FakeUpload {
        assert!(at < self.started(), "only {} uploads were started", self.started());
        FakeUpload(self.made.get(at as u32))
    }
}

pub struct FakeUpload(JsValue);

impl FakeUpload {
    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap()
    }

    /// A text of the request, such as `method` or `url`.
    pub fn text(&self, name: &str) -> String {
        self.get(name).as_string().unwrap_or_default()
    }

    /// Its headers as JSON, in the order in which they were set.
    pub fn headers(&self) -> String {
        JSON::stringify(&self.get("headers")).unwrap().into()
    }

    pub fn file_name(&self) -> String {
        self.get("body").unchecked_into::<File>().name()
    }

    pub fn is_aborted(&self) -> bool {
        self.get("isAborted").is_truthy()
    }

    /// Reports this number of bytes as sent.
    pub fn report_progress(&self, bytes: u32) {
        let event = Object::new();
        Reflect::set(&event, &"loaded".into(), &bytes.into()).unwrap();
        let upload = self.get("upload");
        let on_progress: Function = Reflect::get(&upload, &"onprogress".into()).unwrap().unchecked_into();
        on_progress.call1(&JsValue::NULL, &event).unwrap();
    }

    /// Ends the upload with the response to a success: the platform has these bytes at [`UPLOADED_URL`].
    pub fn succeed(&self, bytes: &[u8]) {
        self.answer(200, &uploaded(&md5_of(bytes), bytes.len()));
    }

    /// Ends the upload with a response of the platform.
    pub fn answer(&self, status: u16, body: &str) {
        let origin = upgrade_console::web::window().location().origin().unwrap();
        self.end(status, body, &format!("{origin}{}", self.text("url")));
    }

    /// Ends the upload with a response of the platform that has these headers, a line each.
    pub fn answer_with_headers(&self, status: u16, headers: &str, body: &str) {
        Reflect::set(&self.0, &"answered".into(), &headers.into()).unwrap();
        self.answer(status, body);
    }

    /// Ends the upload with a response from another URL, as after a redirect.
    pub fn answer_from(&self, url: &str, body: &str) {
        self.end(200, body, url);
    }

    /// Ends the upload without a response.
    pub fn fail(&self) {
        self.end(0, "", "");
    }

    fn end(&self, status: u16, body: &str, url: &str) {
        let end: Function = self.get("end").unchecked_into();
        end.call3(&self.0, &status.into(), &body.into(), &url.into()).unwrap();
    }
}
