//! Bodies that are slow, truncated, failing or guarded.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::{StreamExt, stream};
use std::io;
use std::num::NonZeroU32;
use std::time::Duration;

/// Time between the data of a truncated body and its failure. hyper sends the data while the body is pending, and drops
/// what is not sent when the body fails.
const DELIVERY: Duration = Duration::from_millis(200);
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
pub(crate) fn truncated(mut response: Response, whole: &Bytes, bytes: Option<u32>) -> Response {
    let half = whole.len() / 2;
    let sent = bytes.map_or(half, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    let first = whole.slice(..sent.min(whole.len().saturating_sub(1)));
    let length = HeaderValue::from(whole.len().max(1));
    response.headers_mut().insert(header::CONTENT_LENGTH, length);
    let failure = async {
        tokio::time::sleep(DELIVERY).await;
        Err(aborted())
    };
    response.map(|_| Body::from_stream(stream::iter([Ok(first)]).chain(stream::once(failure))))
}

/// Returns a body that fails at once. hyper asks for it before it sends the head, and closes the connection without an
/// answer.
pub(crate) fn failing() -> Body {
    Body::from_stream(stream::iter([Err::<Bytes, _>(aborted())]))
}

fn aborted() -> io::Error {
    io::ErrorKind::ConnectionAborted.into()
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
