//! Middleware that applies faults to requests. It wraps every handler, including the token check.

use super::cut::{Cut, Peer};
use super::field::replaced;
use super::kind::{Kind, milliseconds};
use super::odd::{self, GATEWAY_PAGE, Odd};
use super::plan::Treatment;
use super::rule::Operation;
use super::sentinel::{self, Asked};
use super::{Faults, stream};
use crate::http::RequestId;
use crate::secrets;
use crate::state::Shared;
use crate::store::accounts;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use upgrade_api::field::FieldId;

/// Time for which the body of an unhandled request is read, because a client may lose the answer if its connection
/// closes while it is still sending.
const DRAIN: Duration = Duration::from_secs(30);

/// Applies faults to a request. Every answer closes its connection: when a reused connection breaks without an answer,
/// browsers repeat the request, even a write, and the effect of a dropped request would be unknown.
pub(crate) async fn strike(
    State((shared, faults)): State<(Arc<Shared>, Arc<Faults>)>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let mut response = match Operation::of(request.method(), request.uri().path()) {
        Some(call) => handle(&shared, &faults, call, request, next).await,
        None => next.run(request).await,
    };
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Chooses the faults of a request and applies them to its handling and its answer.
async fn handle(shared: &Shared, faults: &Faults, call: Operation, request: Request<Body>, next: Next) -> Response {
    let (mut request, asked) = sentinel::look(shared, call, request).await;
    let (treatment, hold) = faults.treat(call, &asked.sentinels);
    let id = request.extensions().get::<RequestId>().map_or(0, |id| id.0);
    for rule in &treatment.0 {
        tracing::info!(%rule, operation = call.name(), id, "fault");
    }
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let cut = peer.map(|ConnectInfo(peer)| peer.cut.clone());
    let mut speed = None;
    for kind in treatment.kinds() {
        match kind {
            Kind::Delay(ms) => tokio::time::sleep(milliseconds(ms)).await,
            Kind::Expire => expire(shared, request.headers()).await,
            Kind::Slow(rate) => speed = Some(rate),
            _ => {}
        }
    }
    if let Some(rate) = speed {
        request = request.map(|body| stream::slowed(body, rate));
    }
    let real = if treatment.handles() {
        next.run(request).await
    } else {
        drain(request.into_body());
        Response::new(Body::empty())
    };
    let response = changed_answer(&treatment, real, &asked, cut).await;
    send(&treatment, response, speed, hold, faults.sending(call)).await
}

/// Returns the answer with the faults applied.
async fn changed_answer(treatment: &Treatment, real: Response, asked: &Asked, cut: Option<Cut>) -> Response {
    let mut response = real;
    for kind in treatment.kinds() {
        if let Kind::Field(field, shape) = kind {
            response = with_field(response, field, shape.json().as_deref()).await;
        }
    }
    match treatment.answer() {
        Some(Kind::Status(status, retry_after)) => empty_answer(status, retry_after),
        Some(Kind::StatusAfter(status)) => {
            let mut page = Response::new(Body::from(GATEWAY_PAGE));
            *page.status_mut() = status;
            odd::call_html(&mut page);
            page
        }
        Some(Kind::DropBefore | Kind::DropAfter) => {
            let Some(cut) = cut else {
                return Response::new(stream::nothing());
            };
            cut.now();
            // The cut connection never sends this answer.
            Response::new(Body::empty())
        }
        Some(Kind::Truncate(bytes)) => {
            let (mut short, whole) = split_body(response).await;
            stream::truncated(&mut short, &whole, bytes, cut);
            short
        }
        Some(Kind::Odd(Odd::WrongContentType)) => {
            odd::call_html(&mut response);
            response
        }
        Some(Kind::Odd(Odd::Bom)) => {
            let (plain, whole) = split_body(response).await;
            with_body(plain, [b"\xef\xbb\xbf", whole.as_ref()].concat())
        }
        Some(Kind::Odd(Odd::LongName(length))) => {
            let name = "n".repeat(usize::try_from(length).unwrap_or_default());
            with_field(response, FieldId::Name, Some(&format!("\"{name}\""))).await
        }
        Some(Kind::Odd(odd)) => odd::in_place(odd, &asked.product, asked.paged),
        _ => response,
    }
}

/// Returns the answer when it is due: delayed, slowed down, or after another answer.
async fn send(
    treatment: &Treatment,
    mut response: Response,
    speed: Option<NonZeroU32>,
    hold: Option<super::lane::Hold>,
    sending: super::lane::Sending,
) -> Response {
    for kind in treatment.kinds() {
        if let Kind::DelayAfter(ms) = kind {
            tokio::time::sleep(milliseconds(ms)).await;
        }
    }
    if let Some(hold) = hold {
        hold.wait().await;
    }
    // No answer of the interface may be cached.
    let caching = response.headers_mut().entry(header::CACHE_CONTROL);
    caching.or_insert(HeaderValue::from_static("no-store"));
    if let Some(rate) = speed {
        announce_length(&mut response);
        response = response.map(|body| stream::slowed(body, rate));
    }
    stream::with_guard(response, sending)
}

/// Sets `Content-Length` before the body becomes a stream, which has no known length.
fn announce_length(response: &mut Response) {
    if let Some(length) = axum::body::HttpBody::size_hint(response.body()).exact() {
        stream::announce(response, length);
    }
}

fn empty_answer(status: StatusCode, retry_after: Option<u32>) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Returns a list with another value in the first task, and any other answer unchanged.
async fn with_field(response: Response, field: FieldId, value: Option<&str>) -> Response {
    if response.status() != StatusCode::OK {
        return response;
    }
    let (plain, whole) = split_body(response).await;
    let text = replaced(&String::from_utf8_lossy(&whole), field, value);
    with_body(plain, text.into_bytes())
}

/// Splits an answer into one with an empty body, and the body. The size is not limited, because answers are built in
/// memory.
async fn split_body(response: Response) -> (Response, Bytes) {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    (Response::from_parts(parts, Body::empty()), whole)
}

fn with_body(response: Response, bytes: Vec<u8>) -> Response {
    response.map(|_| Body::from(bytes))
}

/// Expires the access token of a request.
async fn expire(shared: &Shared, headers: &HeaderMap) {
    let Some(token) = headers.get("access-token").and_then(|value| value.to_str().ok()) else {
        return;
    };
    let (digest, now) = (secrets::digest(token.trim()), shared.clock.now());
    // A failure is already in the log.
    let _ = shared
        .store
        .run(move |db| accounts::expire_session(db, &digest, now))
        .await;
}

/// Reads the body in the background and discards it.
fn drain(body: Body) {
    let rest = async move {
        let mut chunks = body.into_data_stream();
        while let Some(Ok(_)) = chunks.next().await {}
    };
    tokio::spawn(tokio::time::timeout(DRAIN, rest));
}
