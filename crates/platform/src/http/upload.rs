//! Uploads (profile full): raw bytes, written to the disk and hashed while they arrive.

use super::answer::{Answer, json};
use super::auth::Caller;
use super::fields::require_type;
use super::url::PathId;
use crate::api_error::ApiError;
use crate::files::Incoming;
use crate::state::AppState;
use axum::body::BodyDataStream;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use futures_util::StreamExt;
use std::time::Duration;
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
    let mut stream = request.into_body().into_data_stream();
    let received = match length {
        Some(bytes) if bytes > state.upload_limit => Err(too_large(&state)),
        _ => receive(&state, &mut stream).await,
    };
    let incoming = received.inspect_err(|_| drain(stream))?;
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
async fn receive(state: &AppState, stream: &mut BodyDataStream) -> Result<Incoming, ApiError> {
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

/// Reads and discards the rest of a refused upload in the background. If the connection closed while the browser still
/// sends, the answer would be lost, and the operator would see a network error instead of the reason.
fn drain(mut stream: BodyDataStream) {
    let rest = async move { while let Some(Ok(_)) = stream.next().await {} };
    tokio::spawn(tokio::time::timeout(DRAIN, rest));
}
