//! Reads the body of a response, up to a size limit.

use crate::api::response::ApiResponse;
use crate::api::{ApiError, Fault, RequestKind, retry_after};
use crate::web;
use gloo_net::http::Response;
use js_sys::{Reflect, Uint8Array};
use upgrade_api::error::ErrorBody;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, ResponseType};

/// Maximum size of a body in bytes, enough for about 30,000 tasks. It bounds the page's memory if the platform is
/// faulty or hostile, so it applies to the bytes received, not to `Content-Length`.
const LIMIT: usize = 16 << 20;

/// Why a body could not be read completely.
enum BodyError {
    Broken,
    TooLarge,
}

/// Reads the result of a request from its response.
pub(crate) async fn read(call: RequestKind, response: &Response) -> ApiResponse {
    let headers = response.headers();
    if response.type_() == ResponseType::Opaqueredirect {
        return ApiError::Failed(call, Fault::Gateway(None)).into();
    }
    let result = match body_text(response).await {
        Ok(text) if response.status() == 200 => check_success(call, text),
        Ok(text) => {
            // A date in `Retry-After` is compared with the server's own clock, because the local one may be wrong.
            let date = || headers.get("Date").and_then(|date| retry_after::date_ms(&date));
            let header = headers.get("Retry-After");
            let seconds = header.and_then(|value| retry_after::seconds(&value, date().unwrap_or_else(web::now_ms)));
            Err(ApiError::from_response(call, response.status(), &text, seconds))
        }
        Err(BodyError::Broken) => Err(ApiError::Failed(call, Fault::Unreachable)),
        Err(BodyError::TooLarge) => Err(ApiError::Failed(call, Fault::TooLarge)),
    };
    ApiResponse {
        result,
        // The id is shown and exported, so a longer value is dropped.
        request_id: headers.get("X-Request-Id").filter(|id| id.len() <= 64),
    }
}

/// Returns an error if the body of a response with status 200 is an error body, as some servers send.
fn check_success(call: RequestKind, text: String) -> Result<String, ApiError> {
    let may_be_error = text.len() < 4096 && text.starts_with('{');
    match ErrorBody::read(if may_be_error { &text } else { "" }) {
        Ok(_) => Err(ApiError::from_response(call, 400, &text, None)),
        Err(_) => Ok(text),
    }
}

async fn body_text(response: &Response) -> Result<String, BodyError> {
    let Some(stream) = response.body() else {
        return Ok(String::new());
    };
    let stream: ReadableStream = stream.unchecked_into();
    let Ok(reader) = ReadableStreamDefaultReader::new(&stream) else {
        return Err(BodyError::Broken);
    };
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| BodyError::Broken)?;
        let value = Reflect::get(&chunk, &"value".into()).map_err(|_| BodyError::Broken)?;
        if value.is_undefined() {
            break;
        }
        let chunk: Uint8Array = value.unchecked_into();
        if bytes.len() + chunk.length() as usize > LIMIT {
            // Otherwise the browser continues the download.
            let _ = reader.cancel();
            return Err(BodyError::TooLarge);
        }
        let start = bytes.len();
        bytes.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes[start..]);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
