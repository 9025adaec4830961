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
//! `credentials` issues tokens, `headers` holds the security headers of pages, `fields`, `integer` and `url` parse
//! requests strictly, `reject` writes answers, `log` writes the request log.

mod auth;
mod console;
mod credentials;
mod devices;
mod fields;
mod files;
mod firmware;
mod headers;
mod integer;
mod log;
mod portal;
mod products;
mod reject;
mod tasks;
mod upload;
mod url;

pub use headers::PageHeaders;
pub(crate) use portal::Portal;

use crate::options::Profile;
use crate::reject::Reject;
use crate::state::Shared;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;
use upgrade_api::error::ErrorCode;
use upgrade_api::paths;

/// Returns the routes of the platform.
pub fn routes(shared: Arc<Shared>) -> Router {
    let api = match shared.profile {
        Profile::Core => core(),
        Profile::Full => full(),
    };
    let check = middleware::from_fn_with_state(Arc::clone(&shared), auth::check);
    let api = api.method_not_allowed_fallback(no_such_url).route_layer(check);
    let api = match shared.profile {
        Profile::Core => api,
        // The only call without a token.
        Profile::Full => api.route(paths::SIGN_IN, post(auth::sign_in).fallback(no_such_url)),
    };
    api.route("/files/{name}", files::routes())
        .route("/v2", axum::routing::any(no_such_url))
        .route("/v2/{*rest}", axum::routing::any(no_such_url))
        .fallback(console::serve)
        .with_state(shared)
}

/// Adds to a router what every answer has: a line in the log, a request id and `nosniff`.
pub fn observed(router: Router) -> Router {
    router
        .layer(middleware::from_fn(no_sniffing))
        .layer(middleware::from_fn(log::request))
}

/// Returns the routes of `upgrade-task-api.zh.md`.
fn core() -> Router<Arc<Shared>> {
    Router::new()
        .route(paths::CREATE_TASK, post(tasks::create))
        .route(paths::TASKS, get(tasks::list))
        .route(paths::TASK_STATUS, post(tasks::set_status))
        .route(paths::DELETE_TASK, post(tasks::delete))
}

/// Returns the routes of `openapi.yaml`.
fn full() -> Router<Arc<Shared>> {
    core()
        .route(paths::TASKS, post(tasks::query))
        .route("/v2/upgrade/firmware/check/{device_id}", post(devices::check))
        .route("/v2/upgrade/firmware/report/{device_id}", post(devices::report))
        .route(paths::PRODUCTS, get(products::list))
        .route("/v2/product/{product_id}/firmware", post(firmware::create))
        .route("/v2/product/{product_id}/firmwares", get(firmware::list))
        .route("/v2/product/{product_id}/firmware/statistics", get(devices::statistics))
        .route("/v2/upload/product/{product_id}/firmware", post(upload::upload))
        .route(paths::REFRESH_TOKEN, post(auth::refresh))
}

/// Refuses an undocumented URL, or an undocumented method of a documented URL.
async fn no_such_url(method: Method) -> Reject {
    Reject::new(
        ErrorCode::UrlNotFound,
        format!("{method}: no such operation in this profile"),
    )
}

/// Sets `nosniff`, so that browsers use the declared content type.
async fn no_sniffing(request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
