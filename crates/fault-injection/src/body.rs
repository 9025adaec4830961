//! Bodies that are slow, truncated or guarded.

use crate::reset::Reset;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::{Stream, StreamExt, stream};
use std::io;
use std::num::NonZeroU32;
use std::time::Duration;

/// Time that a client has to read the written data before the body fails.
const READ_TIMEOUT: Duration = Duration::from_secs(10);
/// Chunks per second of a slow body.
const STEPS: u32 = 10;

/// Limits a body to `rate` bytes per second.
pub(crate) fn slowed(body: Body, rate: NonZeroU32) -> Body {
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
pub(crate) fn truncated(mut response: Response, whole: &Bytes, bytes: Option<u32>, reset: Option<Reset>) -> Response {
    let half = whole.len() / 2;
    let sent = bytes.map_or(half, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    let first = whole.slice(..sent.min(whole.len().saturating_sub(1)));
    let length = HeaderValue::from(whole.len().max(1));
    response.headers_mut().insert(header::CONTENT_LENGTH, length);
    response.map(|_| Body::from_stream(stream::once(async { Ok(first) }).chain(broken(reset))))
}

/// Returns the end of a truncated body: an error, after the data written before it is sent.
fn broken(reset: Option<Reset>) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::once(async move {
        if let Some(reset) = reset {
            reset.once_written();
            tokio::time::sleep(READ_TIMEOUT).await;
        }
        Err(io::ErrorKind::ConnectionAborted.into())
    })
}

pub(crate) fn failing() -> Body {
    Body::from_stream(broken(None))
}

/// Keeps `guard` alive until the body is sent or dropped.
pub(crate) fn with_guard<G: Send + 'static>(response: Response, guard: G) -> Response {
    announced(response).map(|body| {
        Body::from_stream(body.into_data_stream().map(move |chunk| {
            let _guard = &guard;
            chunk
        }))
    })
}

/// Sets `Content-Length` before the body becomes a stream, which has no known length.
pub(crate) fn announced(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        let length = HeaderValue::from(length);
        response.headers_mut().insert(header::CONTENT_LENGTH, length);
    }
    response
}
