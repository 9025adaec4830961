//! Malformed tokens from a portal are not sent to the API.

use crate::portal_pages as pages;
use e2e::{EN, LAMPS_NAME, Response, Rig, Role};
use serde_json::{Value, json};
use std::sync::Mutex;

fn malformed() -> Vec<Value> {
    let mut tokens = json!([
        "a\r\nX-Injected: y", "a\nb", "🙂", "凭证", "", " ", "a b", "a\u{0}b", "a\u{7f}b", "\u{fe0f}", 7, true, ["abc"],
        { "token": "abc" }
    ]);
    let tokens = tokens.as_array_mut().unwrap();
    tokens.extend([json!("x".repeat(8193)), json!("x".repeat(1 << 20))]);
    tokens.iter().map(|token| json!({ "token": token })).collect()
}

/// Opens a portal that gives these bodies instead of its token, one per request, and then its token. For each body the
/// console must report an error, show a message and send no request.
async fn gives_no_token(rig: &Rig, url: &str, bodies: Vec<Value>, errors: &str, message: &str) {
    let count = bodies.len();
    let queue = Mutex::new(bodies.into_iter());
    rig.portal.handle(move |request| {
        let next = || queue.lock().unwrap().next();
        let is_token = request.path() == "/my/console-token";
        is_token.then(next).flatten().map(|body| Response::json(&body))
    });
    let browser = rig.open(url).await;
    for number in 1..=count {
        browser.expect_eval(errors, number).await;
        browser.enter_frame().await;
        browser.expect_text(message).await;
        assert_eq!(rig.api.requests(), [], "body {number}");
        browser.find(Role::Button, EN.try_again).click().await;
        browser.leave_frames().await;
    }
    browser.enter_frame().await;
    browser.expect_text(LAMPS_NAME).await;
    assert!(!rig.api.api_requests().is_empty());
    browser.finish().await;
}

/// T-TOK-5: a portal without the SDK.
#[tokio::test]
async fn a_malformed_token_of_a_portal_without_the_sdk_is_not_sent() {
    let rig = Rig::start();
    let mut bodies = malformed();
    bodies.extend([json!({ "token": null }), json!({})]);
    let errors = "(window.said ?? []).filter(m => m.type === 'error' && m.body.code === 'token-malformed').length";
    let message = "The portal sent something that isn’t a valid access token.";
    gives_no_token(&rig, &pages::no_sdk_portal(&rig), bodies, errors, message).await;
}

/// T-TOK-5: a portal with the SDK.
#[tokio::test]
async fn a_malformed_token_of_a_portal_with_the_sdk_is_not_sent() {
    let rig = Rig::start();
    let errors = "(window.events ?? []).filter(e => e.type === 'error' && e.code === 'token-malformed').length";
    let message = "The portal can’t provide an access token right now.";
    gives_no_token(&rig, &rig.page_url(), malformed(), errors, message).await;
}
