//! Download of firmware files by devices and browsers: without a token, from any origin, with `Range` (RFC 9110, 14).

use super::answer::Answer;
use crate::api_error::ApiError;
use crate::files::FileName;
use crate::state::AppState;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::{Any, CorsLayer};
use tower_http::services::ServeFile;

/// Routes for `GET`, `HEAD` and the preflight that browsers send because of the `Range` header.
pub(super) fn routes() -> MethodRouter<Arc<AppState>> {
    use header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, ETAG, IF_RANGE, RANGE};
    let any_origin = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([RANGE, IF_RANGE])
        .expose_headers([ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, ETAG])
        .max_age(Duration::from_secs(86_400))
        // The answer is the same for every origin.
        .vary([]);
    get(serve).layer(any_origin)
}

async fn serve(
    State(state): State<Arc<AppState>>,
    name: Result<Path<String>, PathRejection>,
    mut request: Request,
) -> Answer {
    let name = name.ok().and_then(|Path(text)| FileName::parse(&text));
    let name = name.ok_or_else(ApiError::no_such_url)?;
    let etag = format!("\"{name}\"");
    // Ranges are defined for GET only (RFC 9110, 14.2).
    if request.method() != Method::GET || !wants_one_part(request.headers(), &etag, name.size.get()) {
        request.headers_mut().remove(header::RANGE);
    }
    let response = ServeFile::new(state.files.path(&name)).try_call(request).await?;
    if response.status() == StatusCode::NOT_FOUND {
        return Err(ApiError::no_such_url());
    }
    let headers = [
        (header::ETAG, etag),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.bin\""),
        ),
        // The name contains the digest, so the contents under a name never change.
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
    ];
    Ok((headers, response).into_response())
}

/// Whether a request asks for a single range of this version of the file. Everything else (several ranges, another
/// unit, no numbers, the whole file) is ignored, as the RFC allows.
fn wants_one_part(headers: &HeaderMap, etag: &str, size: u64) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let range = text(header::RANGE).and_then(|range| range.strip_prefix("bytes="));
    let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
        return false;
    };
    let is_range = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) => first <= last,
        (Err(_), Ok(suffix)) if first.is_empty() => suffix < size,
        _ => [first, last].concat().parse::<u128>().is_ok(),
    };
    is_range && text(header::IF_RANGE).is_none_or(|wanted| wanted == etag)
}
