//! Built console: content types, compressed copies, caching by file name, and security headers.

use super::reject::Answer;
use crate::origin::Origin;
use crate::reject::Reject;
use crate::state::{Here, Shared};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use upgrade_api::error::ErrorCode;

/// Page at `/` without a built console.
const HOW_TO_BUILD: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Embedded platform</title>\
    <h1>The platform runs; no console was given to it</h1>\
    <p>Build and start both with <code>cargo xtask run</code>, or build the console with \
    <code>trunk build --release</code> and start the platform with <code>--console dist</code>.</p></html>";

/// Answers every request outside the interface and the firmware files.
pub(super) async fn serve(State(shared): Here, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let mut response = answer(&shared, &method, uri.path(), &headers)
        .await
        .unwrap_or_else(Reject::into_response);
    shared.console_headers.apply(&mut response);
    response
}

async fn answer(shared: &Shared, method: &Method, path: &str, headers: &HeaderMap) -> Answer {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err(no_such_page());
    }
    let path = match path {
        "/" => "index.html",
        other => other.trim_start_matches('/'),
    };
    match (&shared.console, path) {
        (Some(_), "config.json") => Ok(page(config(shared).into_bytes(), path)),
        (None, "index.html") => Ok(page(HOW_TO_BUILD.as_bytes().to_vec(), path)),
        (Some(directory), _) if is_plain(path) => from_disk(directory, path, headers).await,
        _ => Err(no_such_page()),
    }
}

fn no_such_page() -> Reject {
    Reject::new(ErrorCode::UrlNotFound, "no such page")
}

/// Returns the console's configuration for this platform: the directory of the page, also behind a proxy's prefix, this profile, a short poll interval that
/// shows counts increase, and the portals that may embed the console.
fn config(shared: &Shared) -> String {
    let mut config = serde_json::json!({
        "api": {"base": ".", "profile": shared.profile.name()},
        "poll_seconds": 3,
    });
    if !shared.portals.is_empty() {
        config["portal_origins"] = shared.portals.iter().map(Origin::as_str).collect();
    }
    format!("{config}\n")
}

/// Whether the path consists of plain names, so that it cannot leave the directory or name a hidden file.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|name| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    })
}

async fn from_disk(directory: &Path, path: &str, headers: &HeaderMap) -> Answer {
    let accepted = accept_encoding(headers);
    for encoding in ["br", "gzip"] {
        if !accepts(&accepted, encoding) {
            continue;
        }
        let suffix = if encoding == "br" { "br" } else { "gz" };
        if let Some(bytes) = read(&directory.join(format!("{path}.{suffix}"))).await? {
            let mut response = page(bytes, path);
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            return Ok(response);
        }
    }
    let plain = read(&directory.join(path)).await?;
    plain.map(|bytes| page(bytes, path)).ok_or_else(no_such_page)
}

async fn read(file: &PathBuf) -> Result<Option<Vec<u8>>, Reject> {
    match tokio::fs::read(file).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn page(bytes: Vec<u8>, path: &str) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(path)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching(path)));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Returns the `Cache-Control` of a file. Names with a content hash are immutable, the two entry files are not stored,
/// and all others are revalidated.
fn caching(path: &str) -> &'static str {
    match path {
        "index.html" | "config.json" => "no-store",
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

fn accept_encoding(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::ACCEPT_ENCODING).iter();
    all.filter_map(|value| value.to_str().ok())
        .collect::<Vec<_>>()
        .join(",")
}

/// Whether this `Accept-Encoding` accepts `encoding` (RFC 9110, 12.5.3), by its own weight or else that of `*`.
fn accepts(header: &str, encoding: &str) -> bool {
    let weight_of = |wanted: &str| {
        header.split(',').find_map(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
            name.trim()
                .eq_ignore_ascii_case(wanted)
                .then(|| weight.trim().parse::<f32>().unwrap_or(0.0))
        })
    };
    weight_of(encoding)
        .or_else(|| weight_of("*"))
        .is_some_and(|weight| weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_chosen_by_weight() {
        for (header, br, gzip) in [
            ("", false, false),
            ("gzip, deflate, br, zstd", true, true),
            ("br;q=0, gzip;q=0.5", false, true),
            ("*;q=0.1, br;q=0", false, true),
            ("identity", false, false),
            ("BR; q=1.0", true, false),
            ("br;q=0.000", false, false),
        ] {
            assert_eq!((accepts(header, "br"), accepts(header, "gzip")), (br, gzip), "{header}");
        }
    }

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
        for good in ["index.html", "a/b-1_2.js"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in ["", "../a", "a/../b", ".git", "a//b", "a/", "%2e%2e/a", "a\\b", "a b"] {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
