//! Uploads (profile full): by `XMLHttpRequest`, since `fetch` does not say how far it is.
//!
//! What holds for every request ([`crate::api::client`]) holds here: the configured base and nothing else, the token in its
//! header and nowhere else, no cookies for another origin, ended with the session. Two things only `fetch` can do. It
//! refuses redirects: here a [`UploadFrame`] keeps the token from following one to another origin, and what came by one within
//! the interface's origin is not believed. And it bounds the whole time: here only silence is bounded, since a large file
//! on a slow line takes as long as it takes.

pub(crate) mod frame;

use crate::api::answer::ApiResponse;
use crate::api::{ApiError, Client, Fault, RequestKind};
use crate::session::Token;
use crate::web;
use frame::UploadFrame;
use js_sys::{Function, Promise};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use upgrade_api::full::Uploaded;
use upgrade_api::paths;
use upgrade_api::values::ProductId;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, File, ProgressEvent, XmlHttpRequest};

/// How long nothing may move before it is given up.
const SILENCE: Duration = Duration::from_secs(60);

/// Told how many bytes are sent.
pub type Progress = Rc<dyn Fn(u64)>;

impl Client {
    /// Uploads a file, until `owner` ends.
    ///
    /// # Errors
    /// As [`ApiError`]. Sending it again does no harm: the platform keeps a file by its content.
    pub async fn upload(
        &self,
        product: &ProductId,
        file: &File,
        owner: &AbortSignal,
        progress: Progress,
    ) -> Result<Uploaded, ApiError> {
        let path = paths::upload_firmware(product);
        let answer = self.upload_renewing(&path, file, owner, progress).await;
        self.report_error(answer.result.as_ref().err());
        let text = answer.result?;
        Uploaded::read(&text).map_err(|error| ApiError::unreadable(RequestKind::Write, &error, &text))
    }

    /// A token that grows old during a long upload is renewed once, and the file sent once more.
    async fn upload_renewing(&self, path: &str, file: &File, owner: &AbortSignal, progress: Progress) -> ApiResponse {
        self.ensure_fresh().await;
        let Some(token) = self.session.token() else {
            return ApiError::SignedOut(None).into();
        };
        let _underway = self.session.underway();
        let answer = self.send_file(path, file, &token, owner, Rc::clone(&progress)).await;
        let Err(ApiError::SignedOut(code)) = answer.result else {
            return answer;
        };
        if self.session.token().is_none() {
            return answer;
        }
        match self.renewed(&token, code).await {
            Ok(Some(new)) => {
                let answer = self.send_file(path, file, &new, owner, progress).await;
                self.refuse(&new, &answer);
                answer
            }
            Ok(None) => {
                self.refuse(&token, &answer);
                answer
            }
            Err(error) => error.into(),
        }
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
        let (Some(url), Some(presence)) = (url, self.session.presence()) else {
            return ApiError::GivenUp.into();
        };
        let room = UploadFrame::open(&url).await;
        let Some(request) = room.as_ref().and_then(UploadFrame::request) else {
            return ApiError::Failed(RequestKind::Write, Fault::Unreachable).into();
        };
        let sending = Sending::new(request, progress);
        let answer = sending.send(&url, file, token, [&presence, owner]).await;
        if presence.aborted() || owner.aborted() {
            return ApiError::GivenUp.into();
        }
        answer
    }
}

/// One request on its way.
struct Sending {
    request: XmlHttpRequest,
    progress: Progress,
    silence: RefCell<Option<TimeoutHandle>>,
    was_silent: Cell<bool>,
}

impl Sending {
    fn new(request: XmlHttpRequest, progress: Progress) -> Rc<Self> {
        Rc::new(Self {
            request,
            progress,
            silence: RefCell::new(None),
            was_silent: Cell::new(false),
        })
    }

    async fn send(self: Rc<Self>, url: &str, file: &File, token: &Token, owners: [&AbortSignal; 2]) -> ApiResponse {
        let moved = {
            let sending = Rc::clone(&self);
            Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
                sending.wait_again();
                // Exact: a browser's file size is a whole number below 2^53.
                (sending.progress)(event.loaded() as u64);
            })
        };
        let stop = {
            let request = self.request.clone();
            Closure::<dyn FnMut()>::new(move || {
                let _ = request.abort();
            })
        };
        let listener: &Function = stop.as_ref().unchecked_ref();
        for owner in owners {
            let _ = owner.add_event_listener_with_callback("abort", listener);
        }
        let is_over = owners.iter().any(|owner| owner.aborted());
        if !is_over && self.begin(url, file, token, moved.as_ref().unchecked_ref()).is_ok() {
            self.wait_again();
            self.ended().await;
        }
        for owner in owners {
            let _ = owner.remove_event_listener_with_callback("abort", listener);
        }
        if let Some(silence) = self.silence.take() {
            silence.clear();
        }
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        self.answer(url)
    }

    fn begin(&self, url: &str, file: &File, token: &Token, moved: &Function) -> Result<(), JsValue> {
        let request = &self.request;
        request.open("POST", url)?;
        request.set_request_header("Content-Type", "application/octet-stream")?;
        request.set_request_header("Access-Token", token.reveal())?;
        request.upload()?.set_onprogress(Some(moved));
        request.send_with_opt_blob(Some(file))
    }

    /// However it ends, it has ended.
    async fn ended(&self) {
        let request = &self.request;
        let promise = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
        // Nobody rejects it.
        let _ = JsFuture::from(promise).await;
        request.set_onloadend(None);
    }

    /// Something has moved: silence begins anew.
    fn wait_again(self: &Rc<Self>) {
        let sending = Rc::downgrade(self);
        let give_up = move || {
            if let Some(sending) = sending.upgrade() {
                sending.was_silent.set(true);
                let _ = sending.request.abort();
            }
        };
        let next = set_timeout_with_handle(give_up, SILENCE).ok();
        if let Some(last) = self.silence.replace(next) {
            last.clear();
        }
    }

    fn answer(&self, asked: &str) -> ApiResponse {
        let failed = |fault| ApiError::Failed(RequestKind::Write, fault).into();
        if self.was_silent.get() {
            return failed(Fault::TimedOut);
        }
        let status = self.request.status().unwrap_or_default();
        let text = self.request.response_text().ok().flatten().unwrap_or_default();
        // Zero: no answer.
        let is_redirected = web::absolute(asked).is_none_or(|asked| asked != self.request.response_url());
        let result = match status {
            0 => return failed(Fault::Unreachable),
            _ if is_redirected => return failed(Fault::Gateway(None)),
            200 => Ok(text),
            status => Err(ApiError::from_answer(RequestKind::Write, status, &text, None)),
        };
        ApiResponse {
            result,
            request_id: None,
        }
    }
}
