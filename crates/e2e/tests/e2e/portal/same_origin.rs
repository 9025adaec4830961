//! Portal and console on one origin, as `docs/embedding.md` describes: no SDK, and the token in the portal's storage.

use e2e::console::Console;
use e2e::operator::Operator;
use e2e::origin::Reply;
use e2e::platform::LAMPS;
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::json;

#[tokio::test]
async fn the_portals_storage_is_read_for_every_request_and_not_written() {
    let rig = Rig::start();
    rig.configure(&json!({ "portal_origins": [], "token": { "storage": "local", "key": "the-portals-own" } }));
    let frame =
        format!("<!doctype html><title>x</title><iframe width=1200 height=800 src=\"/?product_id={LAMPS}\"></iframe>");
    rig.console.serves("/portal", Reply::page(frame));
    // Browsers request it because the page names no icon.
    rig.console.serves("/favicon.ico", Reply::status(204));
    rig.console.edits(|_, reply| {
        let policy = reply.header("content-security-policy").unwrap_or_default();
        let (others, _) = policy.split_once("frame-ancestors").unwrap_or_default();
        let policy = format!("{others}frame-ancestors 'self'");
        reply.set("content-security-policy", &policy);
    });
    let browser = rig.open(&format!("{}/portal", rig.console.name())).await;
    browser.expect_token_in("localStorage");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    browser.sees("Sign in").await;
    assert_eq!(rig.api.calls(), [], "no request without a token");

    let operator = Operator::of(&rig.platform);
    let first = operator.sign_in();
    let write = async |token: &str| {
        browser.out_of_frames().await;
        let written = browser
            .run(&format!("localStorage.setItem('the-portals-own', '{token}')"))
            .await;
        assert_eq!(written, json!(null));
        browser.into_frame().await;
    };
    write(&first.access).await;
    console.table().appears().await;

    let second = operator.refresh(&first);
    write(&second.access).await;
    let form = console.open_create().await;
    form.fill(&Typed::task("Beside the portal", 2, 6)).await;
    form.create().await;
    console.row("Beside the portal").shows(EN.stopped).await;
    let calls = rig.api.calls();
    let create = calls.iter().find(|call| call.writes()).unwrap();
    assert_eq!(create.header("access-token"), Some(second.access.as_str()));

    let kept = browser
        .run("return JSON.stringify([{...sessionStorage}, {...localStorage}])")
        .await;
    assert_eq!(kept, format!("[{{}},{{\"the-portals-own\":\"{}\"}}]", second.access));
    browser.finish().await;
}
