//! Uploads (profile full): raw bytes, written to the disk and hashed while they arrive.

use super::answer::{Answer, json};
use super::auth::Caller;
use super::fields::require_type;
use super::url::PathId;
use crate::api_error::ApiError;
use crate::files::Incoming;
use crate::state::AppState;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{Stream, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Handle;
use upgrade_api::{ErrorCode, FileUrl, Uploaded};

/// Time for which the rest of a refused upload is read and discarded.
const DRAIN: Duration = Duration::from_secs(30);

/// *Upload*: returns address, digest and size of the stored file.
pub(super) async fn upload(caller: Caller, id: PathId, request: Request) -> Answer {
    let product = id.product()?;
    require_type(&request, "application/octet-stream")?;
    caller.read(product, |_, _| Ok(())).await?;
    let state = caller.state;
    let base_url = state.public_address.base_url_for(request.headers());
    let length = content_length(request.headers());
    if length.is_some_and(|bytes| bytes > state.upload_limit) {
        return Err(too_large(&state));
    }
    let incoming = receive(&state, request.into_body().into_data_stream()).await?;
    if incoming.size() == 0 {
        return Err(ApiError::field(
            ErrorCode::RequiredFieldMissing,
            "body",
            "the file is empty",
        ));
    }
    let stored = state.files.keep(incoming).await?;
    let url = format!("{base_url}{}", stored.url_path());
    let url = FileUrl::parse(&url).map_err(|_| ApiError::fault("the platform built an invalid file address"))?;
    json(&Uploaded {
        url,
        md5: stored.md5,
        size: stored.size,
    })
}

/// Returns the length of the body, if the request states it.
fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(state: &AppState) -> ApiError {
    ApiError::field(
        ErrorCode::FirmwareTooLarge,
        "body",
        format!("the limit is {} bytes", state.upload_limit),
    )
}

/// Writes the body to the disk, up to the limit.
async fn receive(state: &AppState, mut stream: BodyDataStream) -> Result<Incoming, ApiError> {
    let mut incoming = state.files.begin().await?;
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| ApiError::invalid("body", "the upload ended early"))?;
        incoming.write(&chunk).await?;
        if incoming.size() > state.upload_limit {
            return Err(too_large(state));
        }
    }
    Ok(incoming)
}

/// Middleware of the upload and its token check: reads and discards the rest of a refused upload in the background. If the
/// connection closed while the browser still sends, the answer would be lost, and the operator would see a network error
/// instead of the reason.
pub(super) async fn drained(request: Request, next: Next) -> Response {
    next.run(request.map(|body| Body::from_stream(Drained(body.into_data_stream()))))
        .await
}

/// Body of a request. Its rest is read when it is dropped.
struct Drained(BodyDataStream);

impl Stream for Drained {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
    }
}

impl Drop for Drained {
    fn drop(&mut self) {
        let mut stream = std::mem::replace(&mut self.0, Body::empty().into_data_stream());
        // Without a runtime, the connection is gone.
        if let Ok(runtime) = Handle::try_current() {
            let rest = async move { while let Some(Ok(_)) = stream.next().await {} };
            runtime.spawn(async move { tokio::time::timeout(DRAIN, rest).await });
        }
    }
}
