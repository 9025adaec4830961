//! Forms of answers: JSON, the empty 200, and refusals.

use crate::api_error::ApiError;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

pub(super) type Answer = Result<Response, ApiError>;

/// Tasks, tokens and errors may change at any time.
const NO_STORE: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");

/// Returns a 200 with this body as JSON.
pub(super) fn json(body: &impl Serialize) -> Answer {
    let text = serde_json::to_vec(body).map_err(ApiError::fault)?;
    Ok(([(header::CONTENT_TYPE, JSON), NO_STORE], text).into_response())
}

/// Returns an empty 200, as *status* and *delete* answer.
pub(super) fn done() -> Answer {
    Ok([NO_STORE].into_response())
}

/// Writes the documented error body with the HTTP status that its code starts with.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.http_status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        // Serialising a number and a text cannot fail.
        let text = serde_json::to_vec(&self.body()).unwrap_or_default();
        (status, [(header::CONTENT_TYPE, JSON), NO_STORE], text).into_response()
    }
}

/// Replaces the refusal of a layer or of the router by the documented body. A range outside a file (416) keeps its empty
/// body and `Content-Range`.
pub(super) async fn documented(response: Response) -> Response {
    if response.headers().get(header::CONTENT_TYPE) == Some(&JSON) {
        return response;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => ApiError::no_such_url().into_response(),
        StatusCode::REQUEST_TIMEOUT => ApiError::fault("a request took too long").into_response(),
        _ => response,
    }
}
