//! Download of firmware files by devices and browsers: without a token, from any origin, with `Range` (RFC 9110, 14).

use super::reject::Answer;
use crate::files::FileName;
use crate::reject::Reject;
use crate::state::{Here, Shared};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use std::io::{ErrorKind, SeekFrom};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;
use upgrade_api::error::ErrorCode;

/// Bytes read from the disk at a time.
const CHUNK: usize = 64 * 1024;

/// Routes for `GET`, `HEAD` and the preflight that browsers send because of the `Range` header.
pub(super) fn routes() -> MethodRouter<Arc<Shared>> {
    any(answer)
}

async fn answer(
    State(shared): Here,
    name: Result<Path<String>, PathRejection>,
    method: Method,
    request_headers: HeaderMap,
) -> Answer {
    let mut response = match method {
        Method::OPTIONS => preflight(),
        Method::GET | Method::HEAD => {
            let name = name.ok().and_then(|Path(text)| FileName::parse(&text));
            let name = name.ok_or_else(no_such_file)?;
            file(&shared, name, method == Method::GET, &request_headers).await?
        }
        _ => return Err(no_such_file()),
    };
    let headers = response.headers_mut();
    put(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(
        headers,
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "Accept-Ranges, Content-Length, Content-Range, ETag",
    );
    Ok(response)
}

fn no_such_file() -> Reject {
    Reject::new(ErrorCode::UrlNotFound, "no such file")
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn preflight() -> Response {
    let mut response = status(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    put(headers, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
    put(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-Range");
    put(headers, header::ACCESS_CONTROL_MAX_AGE, "86400");
    response
}

async fn file(shared: &Shared, name: FileName, with_body: bool, request_headers: &HeaderMap) -> Answer {
    let opened = tokio::fs::File::open(shared.files.path(&name)).await;
    let mut file = match opened {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(no_such_file()),
        other => other?,
    };
    let size = file.metadata().await?.len();
    let etag = format!("\"{name}\"");
    // Ranges are defined for GET only (RFC 9110, 14.2).
    let part = if with_body {
        requested_part(request_headers, size, &etag)
    } else {
        Part::Whole
    };
    let mut response = status(match part {
        Part::Whole => StatusCode::OK,
        Part::Some { .. } => StatusCode::PARTIAL_CONTENT,
        Part::Nothing => StatusCode::RANGE_NOT_SATISFIABLE,
    });
    let headers = response.headers_mut();
    let (first, length) = match part {
        Part::Whole => (0, size),
        Part::Some { first, last } => {
            put(headers, header::CONTENT_RANGE, &format!("bytes {first}-{last}/{size}"));
            (first, last - first + 1)
        }
        Part::Nothing => {
            put(headers, header::CONTENT_RANGE, &format!("bytes */{size}"));
            (0, 0)
        }
    };
    put(headers, header::CONTENT_LENGTH, &length.to_string());
    put(headers, header::ETAG, &etag);
    put(headers, header::ACCEPT_RANGES, "bytes");
    put(headers, header::CONTENT_TYPE, "application/octet-stream");
    put(
        headers,
        header::CONTENT_DISPOSITION,
        &format!("attachment; filename=\"{name}.bin\""),
    );
    // The name contains the digest, so the contents under a name never change.
    put(headers, header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    if with_body && length > 0 {
        file.seek(SeekFrom::Start(first)).await?;
        *response.body_mut() = Body::from_stream(ReaderStream::with_capacity(file.take(length), CHUNK));
    }
    Ok(response)
}

/// Requested bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The whole file.
    Whole,
    /// The bytes from `first` to `last`, both within the file.
    Some {
        /// First byte, counted from 0.
        first: u64,
        /// Last byte, inclusive.
        last: u64,
    },
    /// No byte of the file.
    Nothing,
}

fn requested_part(headers: &HeaderMap, size: u64, etag: &str) -> Part {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    // A part of another version of the file is useless, so the whole file is sent.
    if text(header::IF_RANGE).is_some_and(|wanted| wanted != etag) {
        return Part::Whole;
    }
    text(header::RANGE).map_or(Part::Whole, |range| parse_range(range, size))
}

/// Parses a single range of bytes. Everything else (several ranges, another unit, no numbers) is ignored, as the RFC
/// allows.
fn parse_range(range: &str, size: u64) -> Part {
    let Some((first, last)) = range
        .strip_prefix("bytes=")
        .and_then(|spec| spec.trim().split_once('-'))
    else {
        return Part::Whole;
    };
    let number = |text: &str| match text {
        "" => Some(None),
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => Some(Some(digits.parse().unwrap_or(u64::MAX))),
        _ => None,
    };
    let end = size.saturating_sub(1);
    match (number(first), number(last)) {
        (Some(Some(first)), Some(Some(last))) if first > last => Part::Whole,
        (Some(Some(first)), Some(_)) if first >= size => Part::Nothing,
        (Some(Some(first)), Some(last)) => Part::Some {
            first,
            last: last.unwrap_or(end).min(end),
        },
        (Some(None), Some(Some(0))) => Part::Nothing,
        (Some(None), Some(Some(suffix))) => Part::Some {
            first: size.saturating_sub(suffix),
            last: end,
        },
        _ => Part::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_rfc_9110() {
        let some = |first, last| Part::Some { first, last };
        for (range, expected) in [
            ("bytes=0-0", some(0, 0)),
            ("bytes=0-99", some(0, 99)),
            ("bytes=10-", some(10, 99)),
            ("bytes=10-1000", some(10, 99)),
            ("bytes=-1", some(99, 99)),
            ("bytes=-1000", some(0, 99)),
            ("bytes=99-99", some(99, 99)),
            ("bytes=100-", Part::Nothing),
            ("bytes=-0", Part::Nothing),
            ("bytes=99999999999999999999999-", Part::Nothing),
            ("bytes=5-2", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("lines=0-1", Part::Whole),
        ] {
            assert_eq!(parse_range(range, 100), expected, "{range}");
        }
    }
}
