//! Portal and console on one origin, as `docs/embedding.md` describes: no SDK, and the token in the portal's storage.

use e2e::{Console, LAMPS, Response, Rig, new_task};
use serde_json::json;

#[tokio::test]
async fn the_portals_storage_is_read_for_every_request_and_not_written() {
    let rig = Rig::start();
    rig.configure(&json!({ "portal_origins": [], "token": { "storage": "local", "key": "the-portals-own" } }));
    let frame =
        format!("<!doctype html><title>x</title><iframe width=1200 height=800 src=\"/?product_id={LAMPS}\"></iframe>");
    rig.console.serve("/portal", Response::page(frame));
    // Browsers request it because the page names no icon.
    rig.console.serve("/favicon.ico", Response::status(204));
    rig.console.edit(|_, response| {
        let policy = response.header("content-security-policy").unwrap_or_default();
        let (others, _) = policy.split_once("frame-ancestors").unwrap_or_default();
        let policy = format!("{others}frame-ancestors 'self'");
        response.set("content-security-policy", &policy);
    });
    let browser = rig.open(&format!("{}/portal", rig.console.name())).await;
    browser.allow_token_in("localStorage");
    browser.enter_frame().await;
    let console = Console::new(&browser);
    browser.expect_text("Sign in").await;
    assert_eq!(rig.api.api_requests(), [], "no request without a token");

    let first = rig.platform.sign_in();
    let write = async |token: &str| {
        let script = format!("localStorage.setItem('the-portals-own', '{token}')");
        browser.run_in_portal(&script).await;
    };
    write(&first.access).await;
    console.table().expect_visible().await;

    let second = rig.platform.renew(&first);
    write(&second.access).await;
    console.create(&new_task("Beside the portal", 2, 6)).await;
    let calls = rig.api.api_requests();
    let create = calls.iter().find(|call| call.is_write()).unwrap();
    assert_eq!(create.header("access-token"), Some(second.access.as_str()));

    let state = "JSON.stringify([{...sessionStorage}, {...localStorage}])";
    let kept = browser.eval(state).await;
    assert_eq!(kept, format!("[{{}},{{\"the-portals-own\":\"{}\"}}]", second.access));
    browser.finish().await;
}
