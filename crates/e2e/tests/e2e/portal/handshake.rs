//! The handshake between real windows: only the window of the portal that embeds the console connects, and only once.

use crate::portal_pages as pages;
use e2e::{Browser, Rig};
use serde_json::json;

/// Number of shapes in `pages/shapes.mjs`.
const SHAPES: u64 = 28;
const WAITING: &str = "Waiting for the portal";

/// Posts every shape from the current window to the window `target`, and returns their number.
async fn post_all(browser: &Browser, target: &str, nonce: &str) -> u64 {
    let script = format!(
        "window.answered = [];
        return import('/shapes.mjs').then(shapes => shapes.sendAll({target}, '{nonce}', name => answered.push(name)))"
    );
    browser.run(&script).await.as_u64().unwrap()
}

/// T-EMB-2: every window has the nonce.
#[tokio::test]
async fn of_all_windows_and_shapes_exactly_one_connects() {
    let rig = Rig::start();
    pages::count_arrivals(&rig.console);
    let [portal, attacker, console] = [&rig.portal, &rig.attacker, &rig.console].map(pages::sender);
    let setup = json!({
        "console": rig.console.url(),
        "frames": [{ "src": portal }, { "src": attacker }, { "src": console }, { "src": portal, "sandbox": true }],
        "popups": [attacker, portal],
    });
    let browser = rig.open(&pages::with_windows(&rig.portal, &setup)).await;
    // Six windows post every shape, and the portal's window posts every shape but the right one.
    let mut messages = 6 * SHAPES + SHAPES - 1;
    browser.expect_eval("window.sent", messages).await;
    let nonce = browser.eval("nonce").await.as_str().unwrap().to_owned();

    browser.enter_frame().await;
    let own = post_all(&browser, "window", &nonce).await;
    let script = "document.body.append(document.createElement('iframe'))";
    browser.run(script).await;
    browser.enter_frame().await;
    let child = post_all(&browser, "parent", &nonce).await;
    assert_eq!((own, child), (SHAPES, SHAPES));
    assert_eq!(browser.eval("answered").await, json!([]));
    messages += own + child;

    browser.leave_frames().await;
    browser.enter_frame().await;
    browser.expect_eval("arrived", messages).await;
    browser.expect_text(WAITING).await;
    assert_eq!(browser.eval("answered").await, json!([]));
    browser.leave_frames().await;
    assert_eq!(browser.eval("answered").await, json!([]));

    browser.run("sendTheValid()").await;
    messages += 1;
    let state = "answered.length > 0 && answered.every(name => name === 'valid')";
    browser.expect_eval(state, true).await;
    browser.enter_frame().await;
    browser.expect_eval("arrived", messages).await;
    assert_eq!(messages, (1 + 4 + 2 + 2) * SHAPES);
    assert_eq!(rig.api.requests(), [], "no window gave a token");
    println!("{messages} messages, one connects");
    browser.finish().await;
}

/// T-EMB-2, T-EMB-5: a page on another port of the portal's host embeds the console and knows the nonce.
#[tokio::test]
async fn embedded_by_an_unknown_page_no_window_connects_and_the_console_posts_nothing() {
    let rig = Rig::start();
    rig.remove_policy();
    pages::count_arrivals(&rig.console);
    // A nonce that the page knows.
    pages::add_script(
        &rig.console,
        "/known.js",
        "crypto.getRandomValues = array => array.fill(7)",
    );
    let [portal, attacker, console] = [&rig.portal, &rig.attacker, &rig.console].map(pages::sender);
    let setup = json!({
        "console": rig.console.url(),
        "nonce": "07".repeat(16),
        "frames": [{ "src": portal }, { "src": attacker }, { "src": console }, { "src": portal, "sandbox": true }],
        "popups": [portal],
    });
    let browser = rig.open(&pages::with_windows(&rig.attacker, &setup)).await;
    browser.enter_frame().await;
    browser.expect_text(WAITING).await;
    browser.leave_frames().await;
    browser.run("begin()").await;
    let messages = (1 + 4 + 1) * SHAPES;
    browser.expect_eval("sent", messages).await;
    browser.enter_frame().await;
    browser.expect_eval("arrived", messages).await;
    assert!(browser.text().await.contains(WAITING));
    browser.run("giveUp()").await;
    browser
        .expect_text("embedded in a site that isn’t set up as a portal")
        .await;
    browser.leave_frames().await;
    assert_eq!(browser.eval("[answered, heard]").await, json!([[], []]));
    assert_eq!(rig.api.requests(), []);
    println!("{messages} messages, none connects");
    browser.finish().await;
}
