//! An upload goes by `XMLHttpRequest`, which follows redirects and takes the token along: it must not get anywhere.

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
const ANSWERED: &str = r#"{"url":"https://files.example/stolen","md5":"0123456789abcdef0123456789abcdef","size":21}"#;

/// The attacker lets everybody ask for everything, so that nothing but the console is in the way.
fn welcomes(rig: &Rig) {
    rig.attacker.answers(|request| {
        let reply = match request.method.as_str() {
            "OPTIONS" => Reply::status(204),
            _ => Reply::ok("application/json", ANSWERED),
        };
        let from = request.header("origin").unwrap_or("*").to_owned();
        let reply = reply.with("access-control-allow-origin", &from);
        let reply = reply.with("access-control-allow-methods", "GET, POST");
        Some(reply.with("access-control-allow-headers", "Access-Token, Content-Type"))
    });
}

fn is_upload(request: &Request) -> bool {
    request.path().starts_with("/v2/upload/")
}

/// Uploads that have arrived at the interface.
fn uploads(rig: &Rig) -> usize {
    let calls = rig.api.calls().into_iter();
    calls.filter(|call| call.method == "POST" && is_upload(call)).count()
}

/// The target's part of the create form in the portal, with a picked file.
async fn picked<'b>(browser: &'b Browser, files: &TempDir) -> Element<'b> {
    browser.into_frame().await;
    let console = Console::new(browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    // Nothing moves under the pointer because a field that is left says what it lacks.
    browser.fill_at_once(&Typed::task("Never made", 2, 9)).await;
    let target = form.target();
    form.pick(&target, &files.file("lamp-9.bin", b"firmware of version 9"))
        .await;
    target
}

/// Sends the file once for each kind of redirect; each ends as a platform that cannot be reached.
async fn redirected_uploads(rig: &Rig, browser: &Browser, target: &Element<'_>) {
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

/// T-TOK-3: under the documented policy an upload arrives; without any policy no redirect takes it elsewhere.
async fn no_redirect_leaves_the_interface(engine: Engine) {
    let (rig, files) = (Rig::start(), TempDir::new("uploads"));
    welcomes(&rig);
    let browser = rig.open_with(engine, &rig.page_url()).await;
    browser.expect_in_log("Content Security Policy");
    browser.expect_in_log("ERR_FAILED");
    let target = picked(&browser, &files).await;
    target.button("Upload").click().await;
    target.shows(UPLOADED).await;

    rig.console.edits(|_, reply| reply.remove("content-security-policy"));
    browser.out_of_frames().await;
    browser.go_to(&rig.page_url()).await;
    let target = picked(&browser, &files).await;
    redirected_uploads(&rig, &browser, &target).await;
    assert_eq!(rig.attacker.requests(), []);
    a_request_without_a_token_arrives(&rig, &browser).await;
    target.button("Upload again").click().await;
    target.shows(UPLOADED).await;
    browser.finish().await;
}

/// A request like it from the page itself: the redirect is a real one, and only the console was in its way.
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
        false => Err("nothing has arrived".to_owned()),
    };
    browser.until("it arrives at the attacker", arrived).await;
    *redirect.lock().unwrap() = None;
}

#[tokio::test]
async fn chromium_takes_no_token_of_an_upload_along() {
    no_redirect_leaves_the_interface(Engine::Chromium).await;
}

#[tokio::test]
async fn firefox_takes_no_token_of_an_upload_along() {
    no_redirect_leaves_the_interface(Engine::Firefox).await;
}

#[tokio::test]
async fn webkit_takes_no_token_of_an_upload_along() {
    no_redirect_leaves_the_interface(Engine::WebKit).await;
}
