//! Firmware uploads (profile `full`), sent by `XMLHttpRequest` because `fetch` does not report upload progress.
//!
//! As in [`crate::api::client`], requests go only to the configured base, the token is only in its header, no cookies
//! are sent to another origin, and a request is aborted with the session. Two rules differ:
//! - `XMLHttpRequest` follows redirects. The [`UploadFrame`] blocks a redirect to another origin before the token is
//!   sent there, and a response after a redirect within the API's origin is rejected.
//! - The timeout applies to inactivity, not to the whole request: a large file on a slow connection may take long.

pub(crate) mod frame;

use crate::api::response::ApiResponse;
use crate::api::{ApiError, Client, Fault, RequestKind, body};
use crate::session::Token;
use crate::web;
use frame::UploadFrame;
use js_sys::{Function, Promise};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use upgrade_api::firmware_library::Uploaded;
use upgrade_api::paths;
use upgrade_api::values::ProductId;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, File, ProgressEvent, XmlHttpRequest};

/// Time without progress after which an upload is aborted.
const INACTIVITY_TIMEOUT: Duration = Duration::from_secs(60);

/// Callback with the number of bytes sent.
pub type Progress = Rc<dyn Fn(u64)>;

impl Client {
    /// Uploads a firmware file. Aborting `owner` aborts the upload.
    ///
    /// # Errors
    /// Any [`ApiError`]. Repeating an upload is safe, because the platform identifies a file by its content.
    pub async fn upload(
        &self,
        product: &ProductId,
        file: &File,
        owner: &AbortSignal,
        progress: Progress,
    ) -> Result<Uploaded, ApiError> {
        let path = paths::upload_firmware(product);
        self.prepare_token(self.session.abort_signal().as_ref()).await?;
        let _write_guard = self.session.begin_write();
        // If the token expires during the upload, the file is sent once more.
        let send = async |token: &Token| self.send_file(&path, file, token, owner, Rc::clone(&progress)).await;
        let response = self.with_renewal(true, send).await;
        self.report_error(response.result.as_ref().err());
        response.read(Uploaded::read).result
    }

    async fn send_file(
        &self,
        path: &str,
        file: &File,
        token: &Token,
        owner: &AbortSignal,
        progress: Progress,
    ) -> ApiResponse {
        let url = self.base.try_with_value(|base| format!("{base}{path}"));
        let (Some(url), Some(session_signal)) = (url, self.session.abort_signal()) else {
            return ApiError::Aborted.into();
        };
        let frame = UploadFrame::open(&url).await;
        let Some(request) = frame.as_ref().and_then(UploadFrame::request) else {
            return ApiError::Failed(RequestKind::Write, Fault::Unreachable).into();
        };
        let upload = UploadRequest::new(request, progress);
        let response = upload.send(&url, file, token, [&session_signal, owner]).await;
        if session_signal.aborted() || owner.aborted() {
            return ApiError::Aborted.into();
        }
        response
    }
}

/// An upload request in flight.
struct UploadRequest {
    request: XmlHttpRequest,
    progress: Progress,
    timer: RefCell<Option<TimeoutHandle>>,
    has_timed_out: Cell<bool>,
}

impl UploadRequest {
    fn new(request: XmlHttpRequest, progress: Progress) -> Rc<Self> {
        Rc::new(Self {
            request,
            progress,
            timer: RefCell::new(None),
            has_timed_out: Cell::new(false),
        })
    }

    async fn send(self: Rc<Self>, url: &str, file: &File, token: &Token, owners: [&AbortSignal; 2]) -> ApiResponse {
        let on_progress = {
            let upload = Rc::clone(&self);
            Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
                upload.restart_timer();
                // Exact, because file sizes in browsers are integers below 2^53.
                (upload.progress)(event.loaded() as u64);
            })
        };
        let on_abort = {
            let request = self.request.clone();
            Closure::<dyn FnMut()>::new(move || {
                let _ = request.abort();
            })
        };
        let listener: &Function = on_abort.as_ref().unchecked_ref();
        for owner in owners {
            let _ = owner.add_event_listener_with_callback("abort", listener);
        }
        let is_aborted = owners.iter().any(|owner| owner.aborted());
        if !is_aborted
            && self
                .start(url, file, token, on_progress.as_ref().unchecked_ref())
                .is_ok()
        {
            self.restart_timer();
            self.wait_for_end().await;
        }
        for owner in owners {
            let _ = owner.remove_event_listener_with_callback("abort", listener);
        }
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        self.read_response(url)
    }

    fn start(&self, url: &str, file: &File, token: &Token, on_progress: &Function) -> Result<(), JsValue> {
        let request = &self.request;
        request.open("POST", url)?;
        request.set_request_header("Content-Type", "application/octet-stream")?;
        request.set_request_header("Access-Token", token.reveal())?;
        request.upload()?.set_onprogress(Some(on_progress));
        request.send_with_opt_blob(Some(file))
    }

    /// Waits for `loadend`, which follows success, failure and abort.
    async fn wait_for_end(&self) {
        let request = &self.request;
        let promise = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
        // The promise is never rejected.
        let _ = JsFuture::from(promise).await;
        request.set_onloadend(None);
    }

    /// Restarts the inactivity timer.
    fn restart_timer(self: &Rc<Self>) {
        let upload = Rc::downgrade(self);
        let time_out = move || {
            if let Some(upload) = upload.upgrade() {
                upload.has_timed_out.set(true);
                let _ = upload.request.abort();
            }
        };
        let timer = set_timeout_with_handle(time_out, INACTIVITY_TIMEOUT).ok();
        if let Some(previous) = self.timer.replace(timer) {
            previous.clear();
        }
    }

    fn read_response(&self, url: &str) -> ApiResponse {
        let failed = |fault| ApiError::Failed(RequestKind::Write, fault).into();
        if self.has_timed_out.get() {
            return failed(Fault::TimedOut);
        }
        let status = self.request.status().unwrap_or_default();
        let text = self.request.response_text().ok().flatten().unwrap_or_default();
        let is_redirected = web::absolute(url).is_none_or(|url| url != self.request.response_url());
        match status {
            // There is no response.
            0 => failed(Fault::Unreachable),
            _ if is_redirected => failed(Fault::Gateway(None)),
            status => body::result(RequestKind::Write, status, Ok(text), |name| self.header(name)),
        }
    }

    /// Value of a response header. Chromium logs an error if a header that another origin does not expose is asked for by
    /// name, so all exposed ones are read.
    fn header(&self, name: &str) -> Option<String> {
        let headers = self.request.get_all_response_headers().ok()?;
        headers.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}
