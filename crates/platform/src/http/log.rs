//! Request log, and conversion of panics into error answers.
//!
//! Each answer logs one line to stderr: method, path, documented parameters, status, milliseconds and request id.
//! Headers, bodies and undocumented parameters are never logged, so the log contains no token.

use crate::reject::Reject;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Documented parameters whose values contain no secret.
const SAFE: [&str; 4] = ["product_id", "offset", "limit", "type"];

/// Id of the last request.
static LAST: AtomicU64 = AtomicU64::new(0);

/// Assigns a request id, logs the answer, and turns a panic into 5031001.
pub(super) async fn request(mut request: Request<Body>, next: Next) -> Response {
    let id = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    request.headers_mut().insert(REQUEST_ID, HeaderValue::from(id));
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let query = safe_query(request.uri().query().unwrap_or_default());
    let started = Instant::now();
    // A panic leaves nothing incomplete: the store rolls back, and an upload deletes its file.
    let mut response = AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Reject::fault(format!("request {id} panicked")).into_response());
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    let status = response.status().as_u16();
    tracing::info!(%method, path, query, status, ms = format_args!("{ms:.1}"), id, "request");
    response.headers_mut().insert(REQUEST_ID, HeaderValue::from(id));
    response
}

/// Returns the documented parameters of a query, without the others and their names.
fn safe_query(query: &str) -> String {
    let plain =
        |text: &str| text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b));
    let known = query.split('&').filter(|pair| {
        pair.split_once('=')
            .is_some_and(|(name, value)| SAFE.contains(&name) && plain(value))
    });
    known.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
#[expect(clippy::panic, reason = "the test needs a handler that panics")]
mod tests {
    use super::*;
    use axum::routing::get;
    use axum::{Router, middleware};
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_becomes_the_documented_error() {
        let broken = get(async || -> &'static str { panic!("a mistake") });
        let router = Router::new()
            .route("/", broken)
            .layer(middleware::from_fn(super::request));
        let request = Request::builder().uri("/").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 503);
        let body = axum::body::to_bytes(answer.into_body(), 1000).await.unwrap();
        assert!(String::from_utf8_lossy(&body).contains("5031001"));
    }

    #[test]
    fn only_documented_parameters_are_logged() {
        for (query, logged) in [
            ("", ""),
            ("product_id=160f&limit=5", "product_id=160f&limit=5"),
            ("Access-Token=secret&product_id=1", "product_id=1"),
            ("secret", ""),
            ("limit=a%20b&offset=a b", "limit=a%20b"),
        ] {
            assert_eq!(safe_query(query), logged);
        }
    }
}
