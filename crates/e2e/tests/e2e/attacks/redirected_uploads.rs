//! Redirected uploads. `XMLHttpRequest` follows redirects with the token, which must not reach another origin.

use super::tokens::{STATUSES, UNREACHABLE, redirect};
use e2e::{Browser, Console, Engine, Locator, Request, Response, Rig, TempDir, new_task};
use serde_json::json;

const UPLOADED: &str = "Uploaded and verified";
const ATTACKER_RESPONSE: &str =
    r#"{"url":"https://files.example/stolen","md5":"0123456789abcdef0123456789abcdef","size":21}"#;

/// Makes the attacker allow every cross-origin request, so that only the console prevents one.
fn allow_cross_origin(rig: &Rig) {
    rig.attacker.handle(|request| {
        let response = match request.method.as_str() {
            "OPTIONS" => Response::status(204),
            _ => Response::ok("application/json", ATTACKER_RESPONSE),
        };
        let origin = request.header("origin").unwrap_or("*");
        let response = response.with("access-control-allow-origin", origin);
        let response = response.with("access-control-allow-methods", "GET, POST");
        Some(response.with("access-control-allow-headers", "Access-Token, Content-Type"))
    });
}

fn is_upload(request: &Request) -> bool {
    request.method == "POST" && request.path().starts_with("/v2/upload/")
}

/// Opens the create form in the portal, picks a target file and returns the target's group.
async fn pick_target<'b>(browser: &'b Browser, files: &TempDir) -> Locator<'b> {
    let form = Console::at_lamps_in_frame(browser).await.open_create().await;
    // Filled in, so that no error message of an empty field moves the button under the pointer.
    browser.fill_at_once(&new_task("Never made", 2, 9)).await;
    let target = form.target();
    let file = files.file("lamp-9.bin", b"firmware of version 9");
    form.set_file(&target, &file).await;
    target
}

/// Uploads the file once for each redirect status and checks that each fails like an unreachable platform.
async fn redirect_uploads(rig: &Rig, browser: &Browser, target: &Locator<'_>) {
    let mut button = target.button("Upload");
    for status in STATUSES {
        let redirected = redirect(rig, status, is_upload);
        rig.expect_request(browser, is_upload, button.click()).await;
        target.expect_text(UNREACHABLE).await;
        button = target.button("Upload again");
        button.expect_visible().await;
        redirected.off();
    }
}

/// T-TOK-3: an upload arrives under the documented policy, and even without a policy no redirect takes it to another
/// origin.
async fn no_redirect_takes_an_upload_elsewhere(engine: Engine) {
    let (rig, files) = (Rig::start(), TempDir::new("uploads"));
    allow_cross_origin(&rig);
    let browser = rig.open_in(engine, &rig.page_url()).await;
    browser.allow_log(&["Content Security Policy", "ERR_FAILED"]);
    let target = pick_target(&browser, &files).await;
    target.button("Upload").click().await;
    target.expect_text(UPLOADED).await;

    rig.remove_policy();
    browser.leave_frames().await;
    browser.goto(&rig.page_url()).await;
    let target = pick_target(&browser, &files).await;
    redirect_uploads(&rig, &browser, &target).await;
    assert_eq!(rig.attacker.requests(), []);
    a_request_without_a_token_arrives(&rig, &browser).await;
    target.button("Upload again").click().await;
    target.expect_text(UPLOADED).await;
    browser.finish().await;
}

/// Checks that the redirect works: a similar request of a script in the page reaches the attacker.
async fn a_request_without_a_token_arrives(rig: &Rig, browser: &Browser) {
    let redirected = redirect(rig, 307, is_upload);
    let script = format!(
        "const request = new XMLHttpRequest();
        request.open('POST', {} + '/v2/upload/product/x/firmware');
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.send('x')",
        json!(rig.api.name())
    );
    browser.run(&script).await;
    let posts = async || rig.attacker.requests().iter().any(|request| request.method == "POST");
    browser
        .wait_until("the request arrives at the attacker", posts, |arrived| *arrived)
        .await;
    redirected.off();
}

in_engine!(chromium, Engine::Chromium, no_redirect_takes_an_upload_elsewhere);
in_engine!(firefox, Engine::Firefox, no_redirect_takes_an_upload_elsewhere);
in_engine!(webkit, Engine::WebKit, no_redirect_takes_an_upload_elsewhere);
