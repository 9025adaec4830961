//! What every answer has: a request id, a line in the log, `nosniff`, and an error body instead of a panic.
//!
//! Each answer logs one line to stderr: request id, method, path, documented parameters, status and milliseconds.
//! Headers, bodies and undocumented parameters are never logged, so the log contains no token.

use crate::api_error::ApiError;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::map_request;
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{PropagateRequestIdLayer, RequestId};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;
use tracing::field::display;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Documented parameters whose values contain no secret.
const SAFE: [&str; 4] = ["product_id", "offset", "limit", "type"];

static LAST: AtomicU64 = AtomicU64::new(0);

/// Adds to a router what every answer has.
pub fn observed(router: Router) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(())
        .on_response(log)
        .on_failure(());
    let no_sniffing = HeaderValue::from_static("nosniff");
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(SetResponseHeaderLayer::overriding(
            header::X_CONTENT_TYPE_OPTIONS,
            no_sniffing,
        ))
        .layer(trace)
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(map_request(with_id))
}

/// Assigns an id, also to a request that came with one.
async fn with_id(mut request: Request) -> Request {
    let id = HeaderValue::from(LAST.fetch_add(1, Ordering::Relaxed) + 1);
    request.extensions_mut().insert(RequestId::new(id.clone()));
    request.headers_mut().insert(REQUEST_ID, id);
    request
}

fn span<B>(request: &axum::http::Request<B>) -> Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .map(display);
    let (method, path) = (request.method(), request.uri().path());
    let query = safe_query(request.uri().query().unwrap_or_default());
    tracing::info_span!("request", id, %method, path, query)
}

fn log<B>(response: &axum::http::Response<B>, latency: Duration, _: &Span) {
    let (status, ms) = (response.status().as_u16(), latency.as_secs_f64() * 1000.0);
    tracing::info!(status, ms = format_args!("{ms:.1}"), "answered");
}

/// Turns a panic into 5031001. It leaves nothing incomplete: the store rolls back, and an upload deletes its file.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    ApiError::fault("the handler panicked").into_response()
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
    use axum::body::Body;
    use axum::routing::get;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_becomes_the_documented_error() {
        let broken = get(async || -> &'static str { panic!("a mistake") });
        let router = observed(Router::new().route("/", broken));
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
