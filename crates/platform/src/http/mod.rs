//! Router of both profiles, and the request handlers.
//!
//! | module | answers |
//! |---|---|
//! | `tasks` | the four documented operations, and the paged list (profile full) |
//! | `products`, `firmware`, `upload` | products, firmware library and uploads (profile full) |
//! | `devices` | calls of devices, statistics (profile full) |
//! | `auth` | sign-in and refresh (profile full), and the token check before all other calls |
//! | `files` | firmware files, for devices, without a token |
//! | `console` | the built console |
//! | `portal` | the demo portal, on its own port |
//!
//! `headers` holds the security headers of pages, `fields` and `url` parse
//! requests strictly, `answer` writes answers, `log` writes the request log.

mod answer;
mod auth;
mod console;
mod devices;
mod fields;
mod files;
mod firmware;
mod headers;
mod log;
mod portal;
mod products;
mod tasks;
mod upload;
mod url;

pub use log::observed;
pub(crate) use portal::Portal;

use crate::api_error::ApiError;
use crate::state::AppState;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;
use upgrade_api::{ErrorCode, Profile, paths};

/// Longest handling of a request, uploads excepted.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Largest JSON body in bytes. The largest documented body stays under 10 KiB even with every character escaped.
const BODY_MAX: usize = 64 * 1024;

pub fn routes(state: Arc<AppState>) -> Router {
    let check = from_fn_with_state(Arc::clone(&state), auth::check);
    let api = match state.profile {
        Profile::Core => core().route_layer(check).layer(time_limit()),
        Profile::Full => {
            let uploads = Router::new()
                .route("/v2/upload/product/{product_id}/firmware", post(upload::upload))
                .route_layer(check.clone())
                .route_layer(from_fn(upload::drained));
            full()
                .route_layer(check)
                // The only call without a token.
                .route(paths::SIGN_IN, post(auth::sign_in))
                .layer(time_limit())
                .merge(uploads)
        }
    };
    api.route("/files/{name}", files::routes())
        .fallback_service(console::router(&state))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(map_response(answer::documented))
        .with_state(state)
}

/// Limits the handling of a request to [`TIMEOUT`].
fn time_limit() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT)
}

/// Returns the routes of `upgrade-task-api.zh.md`.
fn core() -> Router<Arc<AppState>> {
    Router::new()
        .route(paths::CREATE_TASK, post(tasks::create))
        .route(paths::TASKS, get(tasks::list))
        .route(paths::TASK_STATUS, post(tasks::set_status))
        .route(paths::DELETE_TASK, post(tasks::delete))
}

/// Returns the routes of `openapi.yaml`.
fn full() -> Router<Arc<AppState>> {
    core()
        .route(paths::TASKS, post(tasks::query))
        .route("/v2/upgrade/firmware/check/{device_id}", post(devices::check))
        .route("/v2/upgrade/firmware/report/{device_id}", post(devices::report))
        .route(paths::PRODUCTS, get(products::list))
        .route("/v2/product/{product_id}/firmware", post(firmware::create))
        .route("/v2/product/{product_id}/firmwares", get(firmware::list))
        .route("/v2/product/{product_id}/firmware/statistics", get(devices::statistics))
        .route(paths::REFRESH_TOKEN, post(auth::refresh))
}

/// Adds the check of the host, which also guards the control URL of the fault mode.
pub fn guarded(router: Router, state: Arc<AppState>) -> Router {
    router.layer(from_fn_with_state(state, known_host))
}

/// Refuses a request for a host that is not this platform. A request without `Host` names none.
async fn known_host(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Result<Response, ApiError> {
    let host = request.headers().get(header::HOST);
    if host.is_some_and(|host| !host.to_str().is_ok_and(|host| state.public_address.is_allowed(host))) {
        return Err(ApiError::new(
            ErrorCode::Forbidden,
            "this host is not the platform: start it with --public-url to use another name",
        ));
    }
    Ok(next.run(request).await)
}
