//! Redirected uploads. `XMLHttpRequest` follows redirects with the token, which must not reach another origin.

use crate::tokens::{STATUSES, UNREACHABLE, redirects};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::engine::Engine;
use e2e::locate::Element;
use e2e::origin::{Reply, Request};
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::temp::TempDir;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::json;

const UPLOADED: &str = "Uploaded: the platform has the same bytes";
const ATTACKER_RESPONSE: &str =
    r#"{"url":"https://files.example/stolen","md5":"0123456789abcdef0123456789abcdef","size":21}"#;

/// Makes the attacker allow every cross-origin request, so that only the console prevents one.
fn allow_cross_origin(rig: &Rig) {
    rig.attacker.answers(|request| {
        let reply = match request.method.as_str() {
            "OPTIONS" => Reply::status(204),
            _ => Reply::ok("application/json", ATTACKER_RESPONSE),
        };
        let origin = request.header("origin").unwrap_or("*").to_owned();
        let reply = reply.with("access-control-allow-origin", &origin);
        let reply = reply.with("access-control-allow-methods", "GET, POST");
        Some(reply.with("access-control-allow-headers", "Access-Token, Content-Type"))
    });
}

fn is_upload(request: &Request) -> bool {
    request.path().starts_with("/v2/upload/")
}

/// Number of uploads that the API has received.
fn uploads(rig: &Rig) -> usize {
    let calls = rig.api.calls().into_iter();
    calls.filter(|call| call.method == "POST" && is_upload(call)).count()
}

/// Opens the create form in the portal, picks a target file and returns the target's group.
async fn pick_target<'b>(browser: &'b Browser, files: &TempDir) -> Element<'b> {
    browser.into_frame().await;
    let console = Console::new(browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    // Filled in, so that no error message of an empty field moves the button under the pointer.
    browser.fill_at_once(&Typed::task("Never made", 2, 9)).await;
    let target = form.target();
    form.pick(&target, &files.file("lamp-9.bin", b"firmware of version 9"))
        .await;
    target
}

/// Uploads the file once for each redirect status and checks that each fails like an unreachable platform.
async fn redirect_uploads(rig: &Rig, browser: &Browser, target: &Element<'_>) {
    let redirect = redirects(rig, is_upload);
    let mut button = "Upload";
    for status in STATUSES {
        *redirect.lock().unwrap() = Some(status);
        let before = uploads(rig);
        target.button(button).click().await;
        let sent = async || match uploads(rig) {
            current if current > before => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("the file is sent", sent).await;
        target.shows(UNREACHABLE).await;
        button = "Upload again";
        target.button(button).appears().await;
    }
    *redirect.lock().unwrap() = None;
}

/// T-TOK-3: an upload arrives under the documented policy, and even without a policy no redirect takes it to another
/// origin.
async fn no_redirect_takes_an_upload_elsewhere(engine: Engine) {
    let (rig, files) = (Rig::start(), TempDir::new("uploads"));
    allow_cross_origin(&rig);
    let browser = rig.open_with(engine, &rig.page_url()).await;
    browser.expect_in_log("Content Security Policy");
    browser.expect_in_log("ERR_FAILED");
    let target = pick_target(&browser, &files).await;
    target.button("Upload").click().await;
    target.shows(UPLOADED).await;

    rig.console.edits(|_, reply| reply.remove("content-security-policy"));
    browser.out_of_frames().await;
    browser.go_to(&rig.page_url()).await;
    let target = pick_target(&browser, &files).await;
    redirect_uploads(&rig, &browser, &target).await;
    assert_eq!(rig.attacker.requests(), []);
    a_request_without_a_token_arrives(&rig, &browser).await;
    target.button("Upload again").click().await;
    target.shows(UPLOADED).await;
    browser.finish().await;
}

/// Checks that the redirect works: a similar request of a script in the page reaches the attacker.
async fn a_request_without_a_token_arrives(rig: &Rig, browser: &Browser) {
    let redirect = redirects(rig, is_upload);
    *redirect.lock().unwrap() = Some(307);
    let script = format!(
        "const request = new XMLHttpRequest();
        request.open('POST', {} + '/v2/upload/product/x/firmware');
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.send('x')",
        json!(rig.api.name())
    );
    browser.run(&script).await;
    let arrived = async || match rig.attacker.requests().iter().any(|request| request.method == "POST") {
        true => Ok(()),
        false => Err("no request has arrived".to_owned()),
    };
    browser.until("the request arrives at the attacker", arrived).await;
    *redirect.lock().unwrap() = None;
}

#[tokio::test]
async fn chromium_sends_no_token_with_a_redirected_upload() {
    no_redirect_takes_an_upload_elsewhere(Engine::Chromium).await;
}

#[tokio::test]
async fn firefox_sends_no_token_with_a_redirected_upload() {
    no_redirect_takes_an_upload_elsewhere(Engine::Firefox).await;
}

#[tokio::test]
async fn webkit_sends_no_token_with_a_redirected_upload() {
    no_redirect_takes_an_upload_elsewhere(Engine::WebKit).await;
}
