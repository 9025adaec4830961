//! Security headers of the console (`docs/deploy.md`) and of the demo portal.

use crate::origin::Origin;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Adds the headers of the console, which only the origins in `framed_by` may frame.
pub(super) fn console(router: Router, framed_by: &[Origin]) -> Router {
    let framed_by = match framed_by {
        [] => "'none'".to_owned(),
        some => some.iter().map(Origin::as_str).collect::<Vec<_>>().join(" "),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; \
         frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {framed_by}; \
         require-trusted-types-for 'script'; trusted-types default"
    );
    // Applies when the console is opened directly; in a frame it has no effect.
    let others = [(COOP, "same-origin-allow-popups")];
    add(router, &policy, "clipboard-write=(self)", &others)
}

/// Adds the headers of the demo portal, which may load its own files and frame this console.
pub(super) fn portal(router: Router, console: &Origin) -> Router {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         frame-src {console}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    // The frame's `allow` can only delegate a feature that this header grants to the console's origin.
    let clipboard = format!("clipboard-write=(self \"{console}\")");
    add(
        router,
        &policy,
        &clipboard,
        &[(COOP, "same-origin"), (CORP, "same-origin")],
    )
}

#[expect(
    clippy::expect_used,
    reason = "at start-up; an origin contains no character that a header value forbids"
)]
fn add(router: Router, policy: &str, clipboard: &str, others: &[(HeaderName, &str)]) -> Router {
    let permissions = format!("camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), {clipboard}");
    let common = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, "no-referrer"),
        (PERMISSIONS, permissions.as_str()),
    ];
    common
        .into_iter()
        .chain(others.iter().cloned())
        .fold(router, |router, (name, value)| {
            let value = HeaderValue::from_str(value).expect("visible ASCII");
            router.layer(SetResponseHeaderLayer::overriding(name, value))
        })
}
