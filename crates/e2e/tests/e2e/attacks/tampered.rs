//! A program somebody has changed by one byte on its way.

use crate::picked::md5sum;
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::origin::Reply;
use e2e::places;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::typed::{Field, Part};
use e2e::words::EN;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Changes one byte of every file whose path begins with `file`: the last of `from`, to another that keeps the file valid.
/// Gives the switch that ends this.
fn tampered(rig: &Rig, file: &'static str, ending: &'static str, from: &'static [u8], to: u8) -> Arc<AtomicBool> {
    let switch = Arc::new(AtomicBool::new(true));
    let is_on = Arc::clone(&switch);
    rig.console.edits(move |request, reply: &mut Reply| {
        let path = request.path();
        if is_on.load(Ordering::Relaxed) && path.starts_with(file) && path.ends_with(ending) {
            let found = reply.body.windows(from.len()).position(|part| part == from);
            reply.body[found.unwrap() + from.len() - 1] = to;
        }
    });
    switch
}

async fn nothing_runs(rig: &Rig, browser: &Browser) {
    browser.sees("The console could not be loaded.").await;
    assert!(!Console::new(browser, &EN).button(EN.sign_in).is_there().await);
    assert_eq!(rig.api.requests(), []);
}

/// T-CSP-2.
#[tokio::test]
async fn neither_a_changed_script_nor_a_changed_program_runs() {
    let rig = Rig::start();
    // The second load takes no file from the first.
    rig.console.edits(|_, reply| reply.set("cache-control", "no-store"));
    // In the first text or comment that has it.
    let script = tampered(&rig, "/upgrade-console-", ".js", b"Functio", b'a');
    let browser = rig.open(&rig.console.url()).await;
    browser.expect_in_log("integrity");
    nothing_runs(&rig, &browser).await;

    script.store(false, Ordering::Relaxed);
    tampered(&rig, "/upgrade-console-", ".wasm", b"Your enterpris", b'z');
    browser.go_to(&rig.console.url()).await;
    nothing_runs(&rig, &browser).await;
    let said = browser.text().await;
    assert!(!said.contains(".js"), "the script is as it was built: {said}");
    browser.finish().await;
}

/// T-CSP-2: the kernel that computes digests; changed is a constant of MD5, which makes every digest another one. The page
/// reads the file itself then.
#[tokio::test]
async fn a_changed_digest_kernel_gives_no_wrong_digest() {
    let rig = Rig::start();
    tampered(&rig, "/digest-", ".wasm", b"\x01\x23\x45\x67\x89\xab\xcd\xef", 0xee);
    let browser = rig.open(&rig.page_url()).await;
    browser.expect_in_log("integrity");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    let image = places::firmware("htc_9271.fw");
    form.pick(&form.from(), &image).await;
    form.field(Field::From(Part::Md5)).holds(&md5sum(&image)).await;
    browser.finish().await;
}
