//! Middleware that applies faults to requests. It wraps every handler, including the token check.

use crate::backend::Backend;
use crate::body;
use crate::faults::Faults;
use crate::kind::Kind;
use crate::malformed::{GATEWAY_PAGE, HTML, Malformed, rows};
use crate::plan::Chosen;
use crate::reorder_queue::{Hold, Sending};
use crate::rule::Operation;
use crate::task_rules::{Subject, inspect};
use crate::wrong_field::replaced;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use upgrade_api::FieldId;

/// Time for which the body of an unhandled request is read, because a client may lose the answer if its connection
/// closes while it is still sending.
const DRAIN: Duration = Duration::from_secs(30);

/// Applies faults to a request. Every answer closes its connection: when a reused connection breaks without an answer,
/// browsers repeat the request, even a write, and the effect of a dropped request would be unknown.
pub(crate) async fn inject<B: Backend>(
    State((faults, backend)): State<(Arc<Faults>, B)>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match Operation::of(request.method(), request.uri().path()) {
        Some(call) => handle(&faults, &backend, call, request, next).await,
        None => next.run(request).await,
    };
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}

/// Chooses the faults of a request and applies them to its handling and its answer.
async fn handle(faults: &Faults, backend: &impl Backend, call: Operation, request: Request, next: Next) -> Response {
    let (mut request, subject) = inspect(backend, call, request).await;
    let (chosen, hold) = faults.choose(call, &subject.rules);
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
    for rule in &chosen.0 {
        tracing::info!(%rule, operation = %call, id = id.map(display), "fault");
    }
    for kind in chosen.kinds() {
        match kind {
            Kind::Delay(ms) => sleep(milliseconds(ms)).await,
            Kind::Expire => expire(backend, request.headers()).await,
            Kind::Slow(rate) => request = request.map(|body| body::slowed(body, rate)),
            _ => {}
        }
    }
    let real = if chosen.handles() {
        next.run(request).await
    } else {
        drain(request.into_body());
        Response::default()
    };
    let response = changed_answer(&chosen, real, &subject).await;
    send(&chosen, response, hold, faults.sending(call)).await
}

async fn changed_answer(chosen: &Chosen, real: Response, subject: &Subject) -> Response {
    let mut response = real;
    for kind in chosen.kinds() {
        if let Kind::Field(field, shape) = kind {
            response = with_field(response, field, shape.json().as_deref()).await;
        }
    }
    match chosen.answer() {
        Some(Kind::Status(status, None)) => (status, Body::empty()).into_response(),
        Some(Kind::Status(status, Some(seconds))) => {
            (status, [(header::RETRY_AFTER, seconds.to_string())], Body::empty()).into_response()
        }
        Some(Kind::StatusAfter(status)) => (status, [(header::CONTENT_TYPE, HTML)], GATEWAY_PAGE).into_response(),
        Some(Kind::DropBefore | Kind::DropAfter) => Response::new(body::failing()),
        Some(Kind::Truncate(bytes)) => {
            let (short, whole) = split_body(response).await;
            body::truncated(short, &whole, bytes)
        }
        Some(Kind::Malformed(Malformed::WrongContentType)) => {
            response.headers_mut().insert(header::CONTENT_TYPE, HTML);
            response
        }
        Some(Kind::Malformed(Malformed::Bom)) => {
            let (plain, whole) = split_body(response).await;
            plain.map(|_| [b"\xef\xbb\xbf", whole.as_ref()].concat().into())
        }
        Some(Kind::Malformed(malformed)) => malformed.answer(&subject.product),
        Some(Kind::Rows(count)) => rows(count, &subject.product, subject.paged),
        Some(Kind::LongName(length)) => {
            let name = "n".repeat(usize::try_from(length).unwrap_or_default());
            with_field(response, FieldId::Name, Some(&format!("\"{name}\""))).await
        }
        _ => response,
    }
}

/// Returns the answer when it is due: delayed, slowed down, or after another answer.
async fn send(chosen: &Chosen, mut response: Response, hold: Option<Hold>, sending: Sending) -> Response {
    for kind in chosen.kinds() {
        if let Kind::DelayAfter(ms) = kind {
            sleep(milliseconds(ms)).await;
        }
    }
    if let Some(hold) = hold {
        hold.wait().await;
    }
    // No answer of the interface may be cached.
    let caching = response.headers_mut().entry(header::CACHE_CONTROL);
    caching.or_insert(HeaderValue::from_static("no-store"));
    for kind in chosen.kinds() {
        if let Kind::Slow(rate) = kind {
            response = body::announced(response).map(|body| body::slowed(body, rate));
        }
    }
    body::with_guard(response, sending)
}

fn milliseconds(ms: u32) -> Duration {
    Duration::from_millis(u64::from(ms))
}

/// Returns a list with another value in the first task, and any other answer unchanged.
async fn with_field(response: Response, field: FieldId, value: Option<&str>) -> Response {
    if response.status() != StatusCode::OK {
        return response;
    }
    let (plain, whole) = split_body(response).await;
    let text = replaced(&String::from_utf8_lossy(&whole), field, value);
    plain.map(|_| text.into())
}

/// Splits an answer into one with an empty body, and the body. The size is not limited, because answers are built in
/// memory.
async fn split_body(response: Response) -> (Response, Bytes) {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    (Response::from_parts(parts, Body::empty()), whole)
}

/// Expires the access token of a request.
async fn expire(backend: &impl Backend, headers: &HeaderMap) {
    let token = headers.get("access-token").and_then(|value| value.to_str().ok());
    if let Some(token) = token {
        backend.expire_token(token.trim()).await;
    }
}

fn drain(body: Body) {
    let rest = body
        .into_data_stream()
        .take_while(|chunk| std::future::ready(chunk.is_ok()));
    tokio::spawn(timeout(DRAIN, rest.for_each(|_| std::future::ready(()))));
}
