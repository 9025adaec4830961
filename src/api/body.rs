//! An answer's body: read up to a limit, whatever was announced.

use crate::api::answer::ApiResponse;
use crate::api::{ApiError, Fault, RequestKind, retry_after};
use crate::web;
use gloo_net::http::Response;
use js_sys::{Reflect, Uint8Array};
use upgrade_api::error::ErrorBody;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, ResponseType};

/// Bytes of an answer that are read: a list of some 30,000 tasks. A platform that sends more is mistaken or hostile,
/// and the page has to live through it.
const LIMIT: usize = 16 << 20;

/// Why a body was not read to its end.
enum Cut {
    Broken,
    TooLarge,
}

/// Reads it.
pub(crate) async fn read(call: RequestKind, response: &Response) -> ApiResponse {
    let headers = response.headers();
    if response.type_() == ResponseType::Opaqueredirect {
        return ApiError::Failed(call, Fault::Gateway(None)).into();
    }
    let result = match text_of(response).await {
        Ok(text) if response.status() == 200 => good(call, text),
        Ok(text) => {
            // Between two clocks of the same server no setting of ours matters.
            let date = || headers.get("Date").and_then(|date| retry_after::date_ms(&date));
            let wait = headers.get("Retry-After");
            let wait = wait.and_then(|wait| retry_after::seconds(&wait, date().unwrap_or_else(web::now_ms)));
            Err(ApiError::from_answer(call, response.status(), &text, wait))
        }
        Err(Cut::Broken) => Err(ApiError::Failed(call, Fault::Unreachable)),
        Err(Cut::TooLarge) => Err(ApiError::Failed(call, Fault::TooLarge)),
    };
    ApiResponse {
        result,
        // Shown and exported: no longer than such a number is.
        request_id: headers.get("X-Request-Id").filter(|id| id.len() <= 64),
    }
}

/// Some servers say no under a status that means yes.
fn good(call: RequestKind, text: String) -> Result<String, ApiError> {
    let short = text.len() < 4096 && text.starts_with('{');
    match ErrorBody::read(if short { &text } else { "" }) {
        Ok(_) => Err(ApiError::from_answer(call, 400, &text, None)),
        Err(_) => Ok(text),
    }
}

async fn text_of(response: &Response) -> Result<String, Cut> {
    let Some(stream) = response.body() else {
        return Ok(String::new());
    };
    let stream: ReadableStream = stream.unchecked_into();
    let Ok(reader) = ReadableStreamDefaultReader::new(&stream) else {
        return Err(Cut::Broken);
    };
    let mut bytes = Vec::new();
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|_| Cut::Broken)?;
        let value = Reflect::get(&part, &"value".into()).map_err(|_| Cut::Broken)?;
        if value.is_undefined() {
            break;
        }
        let part: Uint8Array = value.unchecked_into();
        if bytes.len() + part.length() as usize > LIMIT {
            // Without this the browser would go on downloading.
            let _ = reader.cancel();
            return Err(Cut::TooLarge);
        }
        let start = bytes.len();
        bytes.resize(start + part.length() as usize, 0);
        part.copy_to(&mut bytes[start..]);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(wrong) => String::from_utf8_lossy(wrong.as_bytes()).into_owned(),
    };
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
