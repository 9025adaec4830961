//! Control URL, which returns the active rules and replaces them.
//!
//! It needs no token, so that people can call it by hand, and therefore answers only requests from this machine.

use crate::faults::Faults;
use crate::options::rate;
use crate::rule::Rule;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use std::net::SocketAddr;
use std::sync::Arc;
use upgrade_api::{ErrorBody, ErrorCode};

const PATH: &str = "/faults";
/// Largest request body, in bytes.
const BODY_MAX: usize = 64 * 1024;

/// Routes of the control URL: `GET` returns the rules, `PUT` replaces them.
pub(crate) fn routes(faults: Arc<Faults>) -> Router {
    Router::new().route(PATH, any(control)).with_state(faults)
}

async fn control(State(faults): State<Arc<Faults>>, request: Request) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_local = peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
    match *request.method() {
        _ if !is_local => refused(ErrorCode::Forbidden, "only from this machine"),
        Method::GET => text(StatusCode::OK, faults.plan().listing()),
        Method::PUT => match read_body(request).await.and_then(|rules| parse(&rules)) {
            Ok((rules, rate)) => {
                faults.plan().replace(&rules, rate);
                text(StatusCode::OK, faults.plan().listing())
            }
            Err(message) => text(StatusCode::BAD_REQUEST, format!("{message}\n")),
        },
        _ => refused(ErrorCode::UrlNotFound, "use GET or PUT"),
    }
}

async fn read_body(request: Request) -> Result<String, String> {
    let bytes = to_bytes(request.into_body(), BODY_MAX).await;
    let bytes = bytes.map_err(|_| format!("broken off, or over {BODY_MAX} bytes"))?;
    String::from_utf8(bytes.into()).map_err(|_| "not UTF-8".to_owned())
}

fn text(status: StatusCode, body: String) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], body).into_response()
}

/// Returns the documented error body.
fn refused(code: ErrorCode, msg: &str) -> Response {
    let body = serde_json::to_string(&ErrorBody {
        code,
        msg: msg.to_owned(),
    });
    let status = StatusCode::from_u16(code.http_status()).unwrap_or(StatusCode::FORBIDDEN);
    let mut response = text(status, body.unwrap_or_default());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, crate::malformed::JSON);
    response
}

/// Parses one rule or `rate=F` per line, and ignores blank lines. An invalid line makes the whole text invalid.
fn parse(text: &str) -> Result<(Vec<Rule>, f64), String> {
    let (mut rules, mut random) = (Vec::new(), 0.0);
    for (index, line) in text.lines().map(str::trim).enumerate() {
        let parsed = match line.strip_prefix("rate=") {
            Some(share) => rate(share).map(|share| random = share),
            None if line.is_empty() => Ok(()),
            None => Rule::parse(line).map(|rule| rules.push(rule)),
        };
        parsed.map_err(|message| format!("line {}: {message}", index + 1))?;
    }
    Ok((rules, random))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_names_the_invalid_line() {
        let parsed = parse("\n drop-after@create \r\nrate=0.25\n").map(|(rules, rate)| (rules.len(), rate));
        assert_eq!(parsed, Ok((1, 0.25)));
        for (text, prefix) in [
            ("drop-after@create\nnonsense", "line 2: say where"),
            ("rate=2", "line 1: use a share"),
        ] {
            assert!(parse(text).err().unwrap_or_default().starts_with(prefix), "{text}");
        }
    }
}
