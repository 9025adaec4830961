//! Reads the body of a response, up to a size limit.

use crate::api::response::ApiResponse;
use crate::api::{ApiError, Fault, RequestKind, retry_after};
use crate::web;
use gloo_net::http::Response;
use upgrade_api::error::ErrorBody;
use wasm_bindgen::JsCast;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, ResponseType};

/// Maximum size of a body in bytes, enough for about 30,000 tasks. It bounds the page's memory if the platform is
/// faulty or hostile, so it applies to the bytes received, not to `Content-Length`.
const LIMIT: usize = 16 << 20;

/// Reads the result of a request from its response.
pub(crate) async fn read(call: RequestKind, response: &Response) -> ApiResponse {
    if response.type_() == ResponseType::Opaqueredirect {
        return ApiError::Failed(call, Fault::Gateway(None)).into();
    }
    let headers = response.headers();
    let text = body_text(response).await;
    result(call, response.status(), text, |name| headers.get(name))
}

/// Result of a request from the parts of its response. `header` returns the value of a header.
pub(crate) fn result(
    call: RequestKind,
    status: u16,
    text: Result<String, Fault>,
    header: impl Fn(&str) -> Option<String>,
) -> ApiResponse {
    let result = match text {
        Ok(text) if status == 200 => check_success(call, text),
        Ok(text) => {
            // A date in `Retry-After` is compared with the server's own clock, because the local one may be wrong.
            let now_ms = || header("Date").and_then(|date| retry_after::parse_http_date_ms(&date));
            let seconds = header("Retry-After")
                .and_then(|value| retry_after::parse(&value, now_ms().unwrap_or_else(web::now_ms)));
            Err(ApiError::from_response(call, status, &text, seconds))
        }
        Err(fault) => Err(ApiError::Failed(call, fault)),
    };
    ApiResponse {
        result,
        // The id is shown and exported, so a longer value is dropped.
        request_id: header("X-Request-Id").filter(|id| id.len() <= 64),
    }
}

/// Returns an error if the body of a response with status 200 is an error body, as some servers send.
fn check_success(call: RequestKind, text: String) -> Result<String, ApiError> {
    match text.len() < 4096 && text.starts_with('{') && ErrorBody::read(&text).is_ok() {
        true => Err(ApiError::from_response(call, 400, &text, None)),
        false => Ok(text),
    }
}

async fn body_text(response: &Response) -> Result<String, Fault> {
    let Some(stream) = response.body() else {
        return Ok(String::new());
    };
    let stream: ReadableStream = stream.unchecked_into();
    let Ok(reader) = ReadableStreamDefaultReader::new(&stream) else {
        return Err(Fault::Unreachable);
    };
    let mut bytes = Vec::new();
    while let Some(chunk) = web::next_chunk(&reader).await.map_err(|_| Fault::Unreachable)? {
        if bytes.len() + chunk.length() as usize > LIMIT {
            // Otherwise the browser continues the download.
            let _ = reader.cancel();
            return Err(Fault::ResponseTooLarge);
        }
        let start = bytes.len();
        bytes.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes[start..]);
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
