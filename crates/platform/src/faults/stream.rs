//! Streamed bodies: long, slow and truncated ones.

use super::cut::Cut;
use super::odd::task;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::{Stream, StreamExt, stream};
use std::convert::Infallible;
use std::io;
use std::num::NonZeroU32;
use std::time::Duration;

/// Bytes per chunk of [`big`].
const PIECE: usize = 64 * 1024;
/// Chunks of [`big`], 64 MiB together.
const PIECES: usize = 1024;
/// Tasks per chunk of [`rows`].
const ROWS: u32 = 100;
/// Time that a client has to read the written data before the body fails.
const READ_TIMEOUT: Duration = Duration::from_secs(10);
/// Chunks per second of a slow body.
const STEPS: u32 = 10;

/// Returns an array of long texts: 64 MiB of valid JSON.
pub(super) fn big() -> Body {
    let pieces = (0..PIECES).map(|piece| {
        let open = if piece == 0 { "[" } else { "," };
        let close = if piece + 1 == PIECES { "]" } else { "" };
        let text = "a".repeat(PIECE - open.len() - close.len() - 2);
        Ok::<_, Infallible>(Bytes::from(format!("{open}\"{text}\"{close}")))
    });
    Body::from_stream(stream::iter(pieces))
}

/// Returns `count` valid tasks, as an array or, if `paged`, in the object that answers a query.
pub(super) fn rows(count: u32, product: String, paged: bool) -> Body {
    let (open, close) = if paged {
        (format!("{{\"count\":{count},\"list\":["), "]}")
    } else {
        ("[".to_owned(), "]")
    };
    let pieces = (0..count.div_ceil(ROWS)).map(move |piece| {
        let first = piece * ROWS + 1;
        let tasks: Vec<String> = (first..=count.min(first + ROWS - 1))
            .map(|number| task(number, &product))
            .collect();
        let comma = if piece == 0 { "" } else { "," };
        format!("{comma}{}", tasks.join(","))
    });
    let whole = std::iter::once(open)
        .chain(pieces)
        .chain(std::iter::once(close.to_owned()));
    Body::from_stream(stream::iter(whole.map(Ok::<_, Infallible>)))
}

/// Limits a body to `rate` bytes per second.
pub(super) fn slowed(body: Body, rate: NonZeroU32) -> Body {
    let step = usize::try_from(rate.get().div_ceil(STEPS)).unwrap_or(usize::MAX);
    let pieces = body.into_data_stream().flat_map(move |chunk| {
        let pieces: Vec<Result<Bytes, axum::Error>> = match chunk {
            Ok(bytes) => (0..bytes.len())
                .step_by(step)
                .map(|at| Ok(bytes.slice(at..bytes.len().min(at.saturating_add(step)))))
                .collect(),
            Err(error) => vec![Err(error)],
        };
        stream::iter(pieces)
    });
    Body::from_stream(pieces.then(move |piece| async move {
        let bytes = piece.as_ref().map_or(0, Bytes::len);
        tokio::time::sleep(Duration::from_secs_f64(bytes as f64 / f64::from(rate.get()))).await;
        piece
    }))
}

/// Announces the length of `whole`, sends its first `bytes` (by default half), then closes the connection. An empty
/// answer announces one byte, so that it is incomplete, too.
pub(super) fn truncated(response: &mut Response, whole: &Bytes, bytes: Option<u32>, cut: Option<Cut>) {
    let half = whole.len() / 2;
    let sent = bytes.map_or(half, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    let first = whole.slice(..sent.min(whole.len().saturating_sub(1)));
    announce(response, u64::try_from(whole.len().max(1)).unwrap_or(u64::MAX));
    *response.body_mut() = Body::from_stream(stream::once(async { Ok(first) }).chain(broken(cut)));
}

/// Returns the end of a truncated body: an error, after the data written before it is sent.
fn broken(cut: Option<Cut>) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::once(async move {
        if let Some(cut) = cut {
            cut.once_written();
            tokio::time::sleep(READ_TIMEOUT).await;
        }
        Err(io::ErrorKind::ConnectionAborted.into())
    })
}

/// Returns a body that fails, for a dropped request without a connection to cut.
pub(super) fn nothing() -> Body {
    Body::from_stream(broken(None))
}

/// Keeps `guard` alive until the body is sent or dropped.
pub(super) fn with_guard<G: Send + 'static>(response: Response, guard: G) -> Response {
    let (mut parts, body) = response.into_parts();
    let length = body.size_hint().exact();
    let guarded = body.into_data_stream().map(move |chunk| {
        let _guard = &guard;
        chunk
    });
    if let Some(length) = length {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::from_stream(guarded))
}

/// Sets the `Content-Length` of a streamed body.
pub(super) fn announce(response: &mut Response, length: u64) {
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
}
