//! The handshake between real windows: only the window of the portal that embeds the console connects, and only once.

use crate::pages::{self, is};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::json;

/// Number of shapes in `pages/shapes.mjs`.
const SHAPES: u64 = 28;
const WAITING: &str = "Waiting for the portal";

/// Posts every shape from the current window to the window `target`, and returns their number.
async fn post_all(browser: &Browser, target: &str, nonce: &str) -> u64 {
    let script = format!(
        "window.told = [];
        return import('/shapes.mjs').then(shapes => shapes.sayAll({target}, '{nonce}', cell => told.push(cell)))"
    );
    browser.run(&script).await.as_u64().unwrap()
}

/// T-EMB-2: every window has the nonce.
#[tokio::test]
async fn of_all_windows_and_shapes_exactly_one_connects() {
    let rig = Rig::start();
    pages::counts_arrivals(&rig.console, &[]);
    let [portal, attacker, console] = [&rig.portal, &rig.attacker, &rig.console].map(pages::sender);
    let setup = json!({
        "console": rig.console.url(),
        "frames": [{ "src": portal }, { "src": attacker }, { "src": console }, { "src": portal, "sandbox": true }],
        "popups": [attacker, portal],
    });
    let browser = rig.open(&pages::around(&rig.portal, &setup)).await;
    // Six windows post every shape, and the portal's window posts every shape but the right one.
    let mut cells = 6 * SHAPES + SHAPES - 1;
    is(&browser, "window.tried", cells).await;
    let nonce = browser.run("return nonce").await.as_str().unwrap().to_owned();

    browser.into_frame().await;
    let own = post_all(&browser, "window", &nonce).await;
    browser
        .run("document.body.append(document.createElement('iframe'))")
        .await;
    browser.into_frame().await;
    let child = post_all(&browser, "parent", &nonce).await;
    assert_eq!((own, child), (SHAPES, SHAPES));
    assert_eq!(browser.run("return told").await, json!([]));
    cells += own + child;

    browser.out_of_frames().await;
    browser.into_frame().await;
    is(&browser, "arrived", cells).await;
    browser.sees(WAITING).await;
    assert_eq!(browser.run("return told").await, json!([]));
    browser.out_of_frames().await;
    assert_eq!(browser.run("return told").await, json!([]));

    browser.run("sendRight()").await;
    cells += 1;
    is(
        &browser,
        "told.length > 0 && told.every(cell => cell === 'right')",
        true,
    )
    .await;
    browser.into_frame().await;
    is(&browser, "arrived", cells).await;
    assert_eq!(cells, (1 + 4 + 2 + 2) * SHAPES);
    assert_eq!(rig.api.requests(), [], "no window gave a token");
    println!("{cells} cells, one connects");
    browser.finish().await;
}

/// T-EMB-2, T-EMB-5: a page on another port of the portal's host embeds the console and knows the nonce.
#[tokio::test]
async fn embedded_by_an_unknown_page_no_window_connects_and_the_console_posts_nothing() {
    let rig = Rig::start();
    rig.console.edits(|_, reply| reply.remove("content-security-policy"));
    pages::counts_arrivals(&rig.console, &[("/known.js", include_str!("../pages/known.js"))]);
    let [portal, attacker, console] = [&rig.portal, &rig.attacker, &rig.console].map(pages::sender);
    let setup = json!({
        "console": rig.console.url(),
        "nonce": "07".repeat(16),
        "frames": [{ "src": portal }, { "src": attacker }, { "src": console }, { "src": portal, "sandbox": true }],
        "popups": [portal],
    });
    let browser = rig.open(&pages::around(&rig.attacker, &setup)).await;
    browser.into_frame().await;
    browser.sees(WAITING).await;
    browser.out_of_frames().await;
    browser.run("begin()").await;
    let cells = (1 + 4 + 1) * SHAPES;
    is(&browser, "tried", cells).await;
    browser.into_frame().await;
    is(&browser, "arrived", cells).await;
    assert!(browser.text().await.contains(WAITING));
    browser.run("giveUp()").await;
    browser.sees("that is not a portal this console knows").await;
    browser.out_of_frames().await;
    assert_eq!(browser.run("return [told, heard]").await, json!([[], []]));
    assert_eq!(rig.api.requests(), []);
    println!("{cells} cells, none connects");
    browser.finish().await;
}

/// T-EMB-4: the console accepts the first `welcome` and the answer to its open request. A later `welcome` changes
/// neither the port nor the token.
#[tokio::test]
async fn a_second_welcome_with_another_token_changes_nothing() {
    let rig = Rig::start();
    let browser = rig.open(&pages::written_by_hand(&rig)).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    browser.out_of_frames().await;
    browser.run("welcome(heard[0].nonce, 'TokenOfTheSecondWelcome')").await;
    browser
        .run("tell(1, 'token.ok', { token: 'TokenOfTheSecondWelcome' }, '1'); tell(1, 'navigate', { path: '/' })")
        .await;
    browser.into_frame().await;
    let before = rig.api.calls().len();
    console.button(EN.refresh).click().await;
    let requested = async || (rig.api.calls().len() > before).then_some(()).ok_or_else(String::new);
    browser.until("the tasks are requested again", requested).await;
    console.table().appears().await;
    for call in rig.api.calls().iter().filter(|call| call.method != "OPTIONS") {
        assert_eq!(call.header("access-token"), rig.token().as_deref());
    }
    browser.out_of_frames().await;
    assert_eq!(browser.run("return said.filter(({ at }) => at === 1)").await, json!([]));
    browser.finish().await;
}

#[tokio::test]
async fn a_reload_of_the_frame_starts_a_new_handshake_and_the_old_port_is_ignored() {
    let rig = Rig::start();
    let browser = rig.open(&pages::written_by_hand(&rig)).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let address = browser.run("return location.href").await;
    browser.run("location.reload()").await;
    browser.out_of_frames().await;
    is(&browser, "ports.length", 2).await;
    is(&browser, "new Set(heard.map(({ nonce }) => nonce)).size", 2).await;
    browser.into_frame().await;
    console.table().appears().await;

    browser.out_of_frames().await;
    browser
        .run("tell(0, 'navigate', { path: '/' }); tell(0, 'teardown', {}, 'x'); tell(1, 'token.push', {})")
        .await;
    browser.into_frame().await;
    // Two messages arrive and are ignored: the last one, over the new port, and the answer without a request that this
    // portal always sends.
    is(&browser, "document.documentElement.dataset.portalIgnored", "2").await;
    assert_eq!(browser.run("return location.href").await, address);
    console.table().appears().await;
    browser.out_of_frames().await;
    assert_eq!(
        browser
            .run("return said.filter(({ type }) => type === 'teardown.ok')")
            .await,
        json!([])
    );
    browser.run("tell(1, 'navigate', { path: '/' })").await;
    browser.into_frame().await;
    browser.sees(EN.choose_product).await;
    browser.finish().await;
}
