//! Responses of the fake platform, sent at once or held until the test releases them.

use js_sys::{Function, Promise, TypeError};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_api::error::ErrorCode;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Response, ResponseInit};

/// Body of a 200 response whose operation is not applied. Valid JSON, but of no documented response.
pub const NOT_APPLIED: &str = r#""perhaps""#;

/// Response to a request.
#[derive(Clone)]
pub enum Answer {
    Text(u16, String),
    /// An empty body with this status and `Retry-After`.
    RetryAfter(u16, String),
    NetworkError,
    Held(HeldResponse),
}

impl Answer {
    /// 200 with this body.
    pub fn ok(body: impl Into<String>) -> Self {
        Self::Text(200, body.into())
    }

    /// Documented refusal.
    pub fn refused(code: ErrorCode) -> Self {
        Self::refused_with(code, "")
    }

    /// Documented refusal with this message.
    pub fn refused_with(code: ErrorCode, msg: &str) -> Self {
        let body = format!(r#"{{"error":{{"code":{},"msg":"{msg}"}}}}"#, code.number());
        Self::Text(code.http_status(), body)
    }

    /// An empty body with this status and `Retry-After`.
    pub fn retry_after(status: u16, retry_after: &str) -> Self {
        Self::RetryAfter(status, retry_after.to_owned())
    }

    /// 200 for a write that is not applied.
    pub fn not_applied() -> Self {
        Self::ok(NOT_APPLIED)
    }

    /// An HTML page, as a proxy or a wrong address returns.
    pub fn html(status: u16) -> Self {
        Self::Text(status, "<!doctype html><title>Welcome</title>".to_owned())
    }

    /// Waits until the response is released, and returns it.
    pub async fn released(self) -> Self {
        let mut answer = self;
        while let Self::Held(held) = answer {
            answer = held.released().await;
        }
        answer
    }

    pub fn into_response(self) -> Result<JsValue, JsValue> {
        let (init, headers) = (ResponseInit::new(), Headers::new()?);
        let (status, body) = match self {
            Self::Text(status, body) => (status, body),
            Self::RetryAfter(status, retry_after) => {
                headers.set("Retry-After", &retry_after)?;
                (status, String::new())
            }
            Self::NetworkError | Self::Held(_) => return Err(TypeError::new("Failed to fetch").into()),
        };
        headers.set("Content-Type", "application/json")?;
        headers.set("X-Request-Id", "r-1")?;
        init.set_status(status);
        init.set_headers(&headers);
        Ok(Response::new_with_opt_str_and_init(Some(&body), &init)?.into())
    }
}

/// A response that is held until the test releases it.
#[derive(Clone, Default)]
pub struct HeldResponse {
    answer: Rc<RefCell<Option<Box<Answer>>>>,
    resolve: Rc<RefCell<Option<Function>>>,
}

impl HeldResponse {
    /// Releases the request with this response.
    pub fn release(&self, answer: Answer) {
        *self.answer.borrow_mut() = Some(Box::new(answer));
        if let Some(resolve) = self.resolve.borrow_mut().take() {
            resolve.call0(&JsValue::NULL).unwrap();
        }
    }

    async fn released(&self) -> Answer {
        if self.answer.borrow().is_none() {
            let stored = self.resolve.clone();
            let promise = Promise::new(&mut move |resolve, _| *stored.borrow_mut() = Some(resolve));
            JsFuture::from(promise).await.unwrap();
        }
        *self.answer.borrow_mut().take().unwrap()
    }
}
