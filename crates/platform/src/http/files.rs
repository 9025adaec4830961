//! Download of firmware files by devices and browsers: without a token, from any origin, with `Range` (RFC 9110, 14).

use super::answer::Answer;
use crate::api_error::ApiError;
use crate::files::FileName;
use crate::state::AppState;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use std::sync::Arc;
use tower_http::services::ServeFile;

/// Routes for `GET`, `HEAD` and the preflight that browsers send because of the `Range` header.
pub(super) fn routes() -> MethodRouter<Arc<AppState>> {
    get(serve).options(preflight)
}

/// Headers with which a page of any origin may read the answer.
const SHARED: [(HeaderName, &str); 2] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "Accept-Ranges, Content-Length, Content-Range, ETag",
    ),
];

async fn preflight() -> impl IntoResponse {
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-Range"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, SHARED, allowed)
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
    Ok((SHARED, headers, response).into_response())
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
