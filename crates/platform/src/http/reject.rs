//! Forms of answers: JSON, the empty 200, and refusals.

use crate::reject::Reject;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Result of a handler.
pub(super) type Answer = Result<Response, Reject>;

const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");
/// `Cache-Control` of every answer, because tasks, tokens and errors may change at any time.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Returns a 200 with this body as JSON.
pub(super) fn json(body: &impl Serialize) -> Answer {
    let text = serde_json::to_vec(body).map_err(Reject::fault)?;
    Ok(with_body(StatusCode::OK, text))
}

/// Returns an empty 200, as *status* and *delete* answer.
pub(super) fn done() -> Answer {
    let mut response = Response::new(Body::empty());
    response.headers_mut().insert(header::CACHE_CONTROL, NO_STORE);
    Ok(response)
}

fn with_body(status: StatusCode, text: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response.headers_mut().insert(header::CACHE_CONTROL, NO_STORE);
    response
}

/// Writes the documented error body with the HTTP status that its code starts with.
impl IntoResponse for Reject {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.http_status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        // Serialising a number and a text cannot fail.
        with_body(status, serde_json::to_vec(&self.body()).unwrap_or_default())
    }
}
