//! Where faults meet requests: around every handler, token check included.

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

/// How long the body of a request that is not handled is read: an answer may get lost on a sender still sending.
const DRAIN: Duration = Duration::from_secs(30);

/// Lets faults strike. Every answer ends its connection: browsers send a request again, a write too, when a connection
/// that was used before breaks without a word, and then nobody could say what a dropped request had done.
pub(crate) async fn strike(
    State((shared, faults)): State<(Arc<Shared>, Arc<Faults>)>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let mut response = match Operation::of(request.method(), request.uri().path()) {
        Some(call) => answered(&shared, &faults, call, request, next).await,
        None => next.run(request).await,
    };
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

async fn answered(shared: &Shared, faults: &Faults, call: Operation, request: Request<Body>, next: Next) -> Response {
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
    let response = changed(&treatment, real, &asked, cut).await;
    finished(&treatment, response, speed, hold, faults.sending(call)).await
}

/// The answer as the faults make it.
async fn changed(treatment: &Treatment, real: Response, asked: &Asked, cut: Option<Cut>) -> Response {
    let mut response = real;
    for kind in treatment.kinds() {
        if let Kind::Field(field, shape) = kind {
            response = with_field(response, field, shape.json().as_deref()).await;
        }
    }
    match treatment.answer() {
        Some(Kind::Status(status, retry_after)) => refused(status, retry_after),
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
            // Never sent.
            Response::new(Body::empty())
        }
        Some(Kind::Truncate(bytes)) => {
            let (mut short, whole) = taken(response).await;
            stream::truncated(&mut short, &whole, bytes, cut);
            short
        }
        Some(Kind::Odd(Odd::WrongContentType)) => {
            odd::call_html(&mut response);
            response
        }
        Some(Kind::Odd(Odd::Bom)) => {
            let (plain, whole) = taken(response).await;
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

/// Sends it: late, slowly, after another one.
async fn finished(
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
    // As every answer of the interface.
    let caching = response.headers_mut().entry(header::CACHE_CONTROL);
    caching.or_insert(HeaderValue::from_static("no-store"));
    if let Some(rate) = speed {
        announce_known(&mut response);
        response = response.map(|body| stream::slowed(body, rate));
    }
    stream::with_guard(response, sending)
}

/// What is slowed down can no longer say how long it is.
fn announce_known(response: &mut Response) {
    if let Some(length) = axum::body::HttpBody::size_hint(response.body()).exact() {
        stream::announce(response, length);
    }
}

fn refused(status: StatusCode, retry_after: Option<u32>) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The list with another value in the first task; any other answer as it is.
async fn with_field(response: Response, field: FieldId, value: Option<&str>) -> Response {
    if response.status() != StatusCode::OK {
        return response;
    }
    let (plain, whole) = taken(response).await;
    let text = replaced(&String::from_utf8_lossy(&whole), field, value);
    with_body(plain, text.into_bytes())
}

/// The answer without its body, and the body. Answers are made in memory, so that none is too long.
async fn taken(response: Response) -> (Response, Bytes) {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    (Response::from_parts(parts, Body::empty()), whole)
}

fn with_body(response: Response, bytes: Vec<u8>) -> Response {
    response.map(|_| Body::from(bytes))
}

/// Makes the token of a request an old one.
async fn expire(shared: &Shared, headers: &HeaderMap) {
    let Some(token) = headers.get("access-token").and_then(|value| value.to_str().ok()) else {
        return;
    };
    let (digest, now) = (secrets::digest(token.trim()), shared.clock.now());
    // A failure is in the log already.
    let _ = shared
        .store
        .run(move |db| accounts::expire_session(db, &digest, now))
        .await;
}

fn drain(body: Body) {
    let rest = async move {
        let mut chunks = body.into_data_stream();
        while let Some(Ok(_)) = chunks.next().await {}
    };
    tokio::spawn(tokio::time::timeout(DRAIN, rest));
}
