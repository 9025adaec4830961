//! Files of the console with one changed byte do not run.

use e2e::{Browser, Console, EN, Response, Rig, Side, paths};

/// Replaces the last byte of the first `from` with `to` in every file with this start and end of its path.
fn tamper(rig: &Rig, start: &'static str, end: &'static str, from: &'static [u8], to: u8) {
    rig.console.edit(move |request, response: &mut Response| {
        let path = request.path();
        if path.starts_with(start) && path.ends_with(end) {
            let position = response.body.windows(from.len()).position(|part| part == from);
            response.body[position.unwrap() + from.len() - 1] = to;
        }
    });
}

async fn does_not_start(rig: &Rig, browser: &Browser) {
    browser.expect_text("The console couldn’t be loaded.").await;
    assert!(!Console::new(browser).button(EN.sign_in).is_visible().await);
    assert_eq!(rig.api.requests(), []);
}

/// T-CSP-2. The changed bytes are in a text or a comment, so script and module stay valid.
#[tokio::test]
async fn a_changed_script_or_module_does_not_run() {
    for (end, from, to) in [(".js", &b"Functio"[..], b'a'), (".wasm", b"Your enterpris", b'z')] {
        let rig = Rig::start();
        tamper(&rig, "/upgrade-console-", end, from, to);
        let browser = rig.open(&rig.console.url()).await;
        browser.allow_log(&["integrity"]);
        does_not_start(&rig, &browser).await;
        browser.finish().await;
    }
}

/// T-CSP-2: a constant of MD5 is changed in the digest kernel, which would change every digest. The page then reads the
/// file itself.
#[tokio::test]
async fn a_changed_digest_kernel_gives_no_wrong_digest() {
    let rig = Rig::start();
    tamper(&rig, "/digest-", ".wasm", b"\x01\x23\x45\x67\x89\xab\xcd\xef", 0xee);
    let browser = rig.open(&rig.page_url()).await;
    browser.allow_log(&["integrity"]);
    let console = Console::at_lamps_in_frame(&browser).await;
    let form = console.open_create().await;
    let image = paths::firmware("htc_9271.fw");
    form.set_file(&form.from(), &image).await;
    form.expect_digest_of(Side::From, &image).await;
    browser.finish().await;
}
