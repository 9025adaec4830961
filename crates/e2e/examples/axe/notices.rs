//! Pages in place of the console: configuration error, refused frame, notice of a panic.

use crate::checker::Checker;
use e2e::{Browser, Console, Origin, Platform, Response};
use serde_json::json;

/// Script that causes a panic when the console next creates an `AbortController`, for a sign-out or a reading.
const BREAK: &str = "window.AbortController = function () { throw new Error('removed by the check') }";

/// Checks the pages.
pub async fn check(checker: &Checker<'_>) {
    let platform = Platform::start(&["--empty"]);
    let origin = Origin::proxy(&platform);
    let address = format!("{}?lang={}", origin.url(), checker.labels.tag);
    let browser = Browser::open("about:blank").await;
    browser.allow_log(&["stopped at src/session/mod.rs:", "unreachable", "404", "integrity"]);
    panic_notice(checker, &browser, &platform, &address).await;
    refused_frame(checker, &browser, &origin, &address).await;
    origin.configure(&json!({ "colour": "green" }));
    browser.goto(&address).await;
    browser
        .expect_eval(
            "!!document.querySelector('h1') && document.body.innerText.includes('colour')",
            true,
        )
        .await;
    checker.check(&browser, "configuration error").await;
    // Another origin: the browser has the files of the first one.
    let broken = Origin::proxy(&platform);
    broken.handle(|request| request.path().ends_with("_bg.wasm").then(|| Response::status(404)));
    browser.goto(&broken.url()).await;
    browser.expect_text("The console couldn’t be loaded.").await;
    checker.check(&browser, "failed start").await;
    browser.finish().await;
}

async fn panic_notice(checker: &Checker<'_>, browser: &Browser, platform: &Platform, address: &str) {
    browser.goto(address).await;
    let console = Console::in_language(browser, checker.labels);
    console.sign_in(platform.token()).await;
    console.button(console.labels.sign_out).expect_visible().await;
    browser
        .run("window.timers = { setTimeout, setInterval, queueMicrotask }")
        .await;
    // In one script: a reading between the two would panic first, and remove the button.
    let sign_out = console.labels.sign_out;
    let press = format!("[...document.querySelectorAll('button')].find(b => b.textContent === {sign_out:?}).click()");
    browser.run(&format!("{BREAK}; {press}")).await;
    browser.expect_text("sends nothing more").await;
    // The notice disables the timers, which axe needs.
    browser.run("Object.assign(window, timers)").await;
    checker.check(browser, "notice of a panic").await;
}

/// A page of another origin, which is no known portal.
async fn refused_frame(checker: &Checker<'_>, browser: &Browser, origin: &Origin, address: &str) {
    origin.edit(|_, response| drop(response.headers.remove("content-security-policy")));
    let page = Origin::cross_site();
    let markup = format!("<!doctype html><title>A page</title><iframe src=\"{address}\"></iframe>");
    page.serve("/", Response::page(markup));
    browser.goto(&page.url()).await;
    browser.enter_frame().await;
    browser.expect_text("portal_origins").await;
    checker.check(browser, "refused frame").await;
    browser.leave_frames().await;
}
