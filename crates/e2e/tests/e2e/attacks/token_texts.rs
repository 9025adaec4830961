//! Malformed tokens from a portal are not sent to the API.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::origin::Reply;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::{Value, json};

/// Malformed tokens.
fn malformed() -> Vec<Value> {
    let texts = [
        "a\r\nX-Injected: y",
        "a\nb",
        "🙂",
        "凭证",
        "",
        " ",
        "a b",
        "a\u{0}b",
        "a\u{7f}b",
        "\u{fe0f}",
    ];
    let mut all: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    all.extend([json!("x".repeat(8193)), json!("x".repeat(1 << 20))]);
    all.extend([json!(7), json!(true), json!(["abc"]), json!({ "token": "abc" })]);
    all
}

/// Waits until the script returns this count.
async fn count_is(browser: &Browser, what: &str, script: &str, wanted: usize) {
    let look = async || match browser.run(script).await {
        current if current == wanted => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until(format!("{what} {wanted} times"), look).await;
}

/// T-TOK-5: a portal without the SDK.
#[tokio::test]
async fn a_malformed_token_of_a_portal_without_the_sdk_is_not_sent() {
    let rig = Rig::start();
    let tokens = malformed();
    let mut bodies: Vec<Value> = tokens.iter().map(|token| json!({ "token": token })).collect();
    bodies.extend([json!({ "token": null }), json!({})]);
    let malformed = bodies.len();
    bodies.push(json!({ "token": rig.token().unwrap() }));
    let setup = Reply::json(&json!({ "console": rig.console.name(), "bodies": bodies }));
    rig.portal.serves("/bodies.json", setup);
    rig.portal
        .serves("/raw.mjs", Reply::script(include_str!("../pages/raw-portal.mjs")));
    rig.portal
        .serves("/raw", Reply::page(include_str!("../pages/raw-portal.html")));
    let browser = rig.open(&format!("{}/raw", rig.portal.name())).await;
    let errors =
        "return (window.told ?? []).filter(m => m.type === 'error' && m.body.code === 'token-malformed').length";
    for (at, body) in bodies.iter().enumerate().take(malformed) {
        count_is(
            &browser,
            "the portal gives a token",
            "return window.asked ?? -1",
            at + 1,
        )
        .await;
        count_is(&browser, "the console reports token-malformed", errors, at + 1).await;
        browser.run(&format!("window.next = {}", at + 1)).await;
        browser.into_frame().await;
        browser.sees("What the portal gave is no access token.").await;
        assert_eq!(rig.api.requests(), [], "{body}");
        Console::new(&browser, &EN).button("Try again").click().await;
        browser.out_of_frames().await;
    }
    // The last token is valid and arrives.
    browser.into_frame().await;
    browser.sees(LAMPS_NAME).await;
    assert!(!rig.api.calls().is_empty());
    browser.finish().await;
}

/// T-TOK-5: a portal with the SDK.
#[tokio::test]
async fn a_malformed_token_of_a_portal_with_the_sdk_is_not_sent() {
    let rig = Rig::start();
    let tokens = malformed();
    let queue = std::sync::Mutex::new(tokens.clone().into_iter());
    rig.portal.answers(move |request| {
        let next = || Some(Reply::json(&json!({ "token": queue.lock().unwrap().next()? })));
        (request.path() == "/my/console-token").then(next).flatten()
    });
    let browser = rig.open(&rig.page_url()).await;
    let errors = "return (window.events ?? []).filter(e => e.type === 'error' && e.code === 'token-malformed').length";
    for (at, token) in tokens.iter().enumerate() {
        count_is(&browser, "the SDK reports token-malformed", errors, at + 1).await;
        browser.into_frame().await;
        browser
            .sees("The portal could not give an access token just now.")
            .await;
        assert_eq!(rig.api.requests(), [], "{token}");
        Console::new(&browser, &EN).button("Try again").click().await;
        browser.out_of_frames().await;
    }
    browser.into_frame().await;
    browser.sees(LAMPS_NAME).await;
    browser.finish().await;
}
