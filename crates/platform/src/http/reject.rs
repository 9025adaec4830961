//! How answers are written: JSON, the empty 200, and refusals.

use crate::reject::Reject;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// What a handler gives back.
pub(super) type Answer = Result<Response, Reject>;

const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");
// Tasks, tokens and errors are true for a moment only.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// 200 with this body.
pub(super) fn json(body: &impl Serialize) -> Answer {
    let text = serde_json::to_vec(body).map_err(Reject::fault)?;
    Ok(written(StatusCode::OK, text))
}

/// 200 with nothing, as *status* and *delete* answer.
pub(super) fn done() -> Answer {
    let mut response = Response::new(Body::empty());
    response.headers_mut().insert(header::CACHE_CONTROL, NO_STORE);
    Ok(response)
}

fn written(status: StatusCode, text: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response.headers_mut().insert(header::CACHE_CONTROL, NO_STORE);
    response
}

/// The documented error body, under the HTTP status its code begins with.
impl IntoResponse for Reject {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.http_status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        // Two numbers and a text always serialise.
        written(status, serde_json::to_vec(&self.body()).unwrap_or_default())
    }
}
