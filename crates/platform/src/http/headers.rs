//! Security headers of the console (`docs/deploy.md`) and of the demo portal.

use crate::origin::Origin;
use axum::Router;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY, InvalidHeaderValue, REFERRER_POLICY,
};
use axum::http::{HeaderName, HeaderValue};
use tower_http::set_header::SetResponseHeaderLayer;

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// Headers of every answer with a page or one of its files.
#[derive(Clone, Debug)]
pub(super) struct PageHeaders(Vec<(HeaderName, HeaderValue)>);

impl PageHeaders {
    /// Creates the headers of the console, which only the origins in `framed_by` may frame.
    ///
    /// # Errors
    /// None in practice: an origin contains no character that a header value forbids.
    pub(super) fn console(framed_by: &[Origin]) -> Result<Self, InvalidHeaderValue> {
        let framed_by = match framed_by {
            [] => "'none'".to_owned(),
            some => some.iter().map(Origin::as_str).collect::<Vec<_>>().join(" "),
        };
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; \
             frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {framed_by}"
        );
        let mut headers = common(&policy, "clipboard-write=(self)")?;
        // The console never parses text as markup or script. Violations are only reported, and the tests check for
        // reports.
        headers.push((
            CONTENT_SECURITY_POLICY_REPORT_ONLY,
            HeaderValue::from_static("require-trusted-types-for 'script'; trusted-types default"),
        ));
        // Applies when the console is opened directly; in a frame it has no effect.
        headers.push((COOP, HeaderValue::from_static("same-origin-allow-popups")));
        Ok(Self(headers))
    }

    /// Creates the headers of the demo portal, which may load its own files and frame this console.
    ///
    /// # Errors
    /// None in practice: an origin contains no character that a header value forbids.
    pub(super) fn portal(console: &Origin) -> Result<Self, InvalidHeaderValue> {
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
             frame-src {console}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
        // The frame's `allow` can only delegate a feature that this header grants to the console's origin.
        let mut headers = common(&policy, &format!("clipboard-write=(self \"{console}\")"))?;
        headers.push((COOP, HeaderValue::from_static("same-origin")));
        headers.push((CORP, HeaderValue::from_static("same-origin")));
        Ok(Self(headers))
    }

    /// Adds the headers to every answer of a router.
    pub(super) fn add_to(&self, router: Router) -> Router {
        let headers = self.0.iter().cloned();
        headers.fold(router, |router, (name, value)| {
            router.layer(SetResponseHeaderLayer::overriding(name, value))
        })
    }
}

fn common(policy: &str, clipboard: &str) -> Result<Vec<(HeaderName, HeaderValue)>, InvalidHeaderValue> {
    let permissions = format!("camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), {clipboard}");
    Ok(vec![
        (CONTENT_SECURITY_POLICY, HeaderValue::from_str(policy)?),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (PERMISSIONS, HeaderValue::from_str(&permissions)?),
    ])
}
