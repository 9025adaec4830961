//! Built console: files with compressed copies, caching by file name, and security headers.

use super::answer::{Answer, documented};
use super::headers;
use crate::api_error::ApiError;
use crate::origin::Origin;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use std::path::Path;
use std::sync::Arc;
use tower_http::services::ServeDir;

/// Page at `/` without a built console.
const HOW_TO_BUILD: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Embedded platform</title>\
    <h1>The platform is running without a console</h1>\
    <p>Build and start both with <code>cargo xtask run</code>, or build the console with \
    <code>trunk build --release</code> and start the platform with <code>--console dist</code>.</p></html>";

/// Returns the router of the console, the fallback of all other routes.
pub(super) fn router(state: &Arc<AppState>) -> Router {
    let files = Router::new().fallback_service(get(serve).with_state(Arc::clone(state)));
    headers::console(files.layer(map_response(documented)), &state.frame_ancestors)
}

async fn serve(State(state): State<Arc<AppState>>, request: Request) -> Answer {
    let path = match request.uri().path() {
        "/" => "/index.html",
        other => other,
    };
    let path = path.to_owned();
    let mut response = match (&state.console, path.as_str()) {
        (Some(_), "/config.json") => ([(header::CONTENT_TYPE, "application/json")], config(&state)).into_response(),
        (None, "/index.html") => Html(HOW_TO_BUILD).into_response(),
        (Some(directory), _) if is_plain(&path) => from_disk(directory, &path, request).await?,
        _ => return Err(ApiError::no_such_url()),
    };
    if response.status().is_success() {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching(&path)));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    Ok(response)
}

/// Returns the console's configuration for this platform: the directory of the page, also behind a proxy's prefix, this
/// profile, a short poll interval that shows counts increase, and the portals that may embed the console.
fn config(state: &AppState) -> String {
    let mut config = serde_json::json!({
        "api": {"base": ".", "profile": state.profile},
        "poll_seconds": 3,
    });
    if !state.portals.is_empty() {
        config["portal_origins"] = state.portals.iter().map(Origin::as_str).collect();
    }
    format!("{config}\n")
}

/// Whether the path consists of plain names, so that it cannot leave the directory or name a hidden file.
fn is_plain(path: &str) -> bool {
    path.trim_start_matches('/').split('/').all(|name| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    })
}

async fn from_disk(directory: &Path, path: &str, mut request: Request) -> Answer {
    *request.uri_mut() = Uri::try_from(path).map_err(ApiError::fault)?;
    // `ServeDir` does not know the wildcard.
    if request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .is_some_and(|accepted| accepted == "*")
    {
        let both = HeaderValue::from_static("br, gzip");
        request.headers_mut().insert(header::ACCEPT_ENCODING, both);
    }
    let mut files = ServeDir::new(directory)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let mut response = files.try_call(request).await?.into_response();
    // A rollback to an older build must not look unmodified.
    response.headers_mut().remove(header::LAST_MODIFIED);
    declare_utf8(response.headers_mut());
    Ok(response)
}

/// Adds the encoding to the content type of a text.
fn declare_utf8(headers: &mut HeaderMap) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let text = kind.filter(|kind| kind.starts_with("text/"));
    if let Some(Ok(kind)) = text.map(|kind| HeaderValue::try_from(format!("{kind}; charset=utf-8"))) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
}

/// Returns the `Cache-Control` of a file. Names with a content hash are immutable, the two entry files are not stored,
/// and all others are revalidated.
fn caching(path: &str) -> &'static str {
    match path {
        "/index.html" | "/config.json" => "no-store",
        _ if is_hashed(path) => "public, max-age=31536000, immutable",
        _ => "no-cache",
    }
}

/// Whether the file name contains `-` and at least 8 hexadecimal digits, as Trunk writes it:
/// `upgrade-console-1a2b3c4d5e6f7a8b_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let parts = name.split(['.', '_']).next().unwrap_or_default();
    parts
        .split('-')
        .skip(1)
        .any(|part| part.len() >= 8 && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_hashed() {
        for hashed in [
            "upgrade-console-1a2b3c4d5e6f7a8b_bg.wasm",
            "upgrade-console-1a2b3c4d5e6f7a8b.js",
            "snippets/tokens-0123456789abcdef.css",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in [
            "index.html",
            "boot.js",
            "upgrade-console.js",
            "deadbeef.js",
            "a-1a2b3c4.js",
            "dead-letter.js",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn only_plain_names_reach_the_disk() {
        for good in ["index.html", "/a/b-1_2.js"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in ["", "../a", "a/../b", ".git", "a//b", "a/", "%2e%2e/a", "a\\b", "a b"] {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
