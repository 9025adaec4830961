//! The handshake between real windows: of all that can reach the console's frame, the portal's own connects, once.

use crate::pages::{self, is};
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::json;

/// The shapes of `pages/shapes.mjs`.
const SHAPES: u64 = 28;
const WAITING: &str = "Waiting for the portal";

/// Everything said from the window this script runs in to the one called `target`.
async fn says_all(browser: &Browser, target: &str, nonce: &str) -> u64 {
    let script = format!(
        "window.told = [];
        return import('/shapes.mjs').then(shapes => shapes.sayAll({target}, '{nonce}', cell => told.push(cell)))"
    );
    browser.run(&script).await.as_u64().unwrap()
}

/// T-EMB-2: with the nonce in everybody's hands, of all windows and all shapes exactly one connects.
#[tokio::test]
async fn of_every_window_and_every_shape_exactly_one_connects() {
    let rig = Rig::start();
    pages::counts_arrivals(&rig.console, &[]);
    let [portal, attacker, console] = [&rig.portal, &rig.attacker, &rig.console].map(pages::sender);
    let setup = json!({
        "console": rig.console.url(),
        "frames": [{ "src": portal }, { "src": attacker }, { "src": console }, { "src": portal, "sandbox": true }],
        "popups": [attacker, portal],
    });
    let browser = rig.open(&pages::around(&rig.portal, &setup)).await;
    // The others in every shape, the portal's own window in every shape but the right one.
    let mut cells = 6 * SHAPES + SHAPES - 1;
    is(&browser, "window.tried", cells).await;
    let nonce = browser.run("return nonce").await.as_str().unwrap().to_owned();

    browser.into_frame().await;
    let own = says_all(&browser, "window", &nonce).await;
    browser
        .run("document.body.append(document.createElement('iframe'))")
        .await;
    browser.into_frame().await;
    let child = says_all(&browser, "parent", &nonce).await;
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
    assert_eq!(rig.api.requests(), [], "nobody gave a token");
    println!("{cells} cells, one connects");
    browser.finish().await;
}

/// T-EMB-2, T-EMB-5: around it a stranger at another port of the portal's host, who even knows the nonce.
#[tokio::test]
async fn with_a_stranger_around_it_nobody_connects_and_nothing_is_said() {
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

/// T-EMB-4: the first welcome counts, and of answers the one to the question that waits. A later one brings neither another port nor another token.
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
    let asked = async || (rig.api.calls().len() > before).then_some(()).ok_or_else(String::new);
    browser.until("the tasks are asked for again", asked).await;
    console.table().appears().await;
    for call in rig.api.calls().iter().filter(|call| call.method != "OPTIONS") {
        assert_eq!(call.header("access-token"), rig.token().as_deref());
    }
    browser.out_of_frames().await;
    assert_eq!(browser.run("return said.filter(({ at }) => at === 1)").await, json!([]));
    browser.finish().await;
}

/// A reload of the frame is a new handshake; over the old port nothing can be said any more.
#[tokio::test]
async fn a_reload_of_the_frame_is_a_new_handshake_and_the_old_port_is_dead() {
    let rig = Rig::start();
    let browser = rig.open(&pages::written_by_hand(&rig)).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let place = browser.run("return location.href").await;
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
    // The last, over the new port, is the only one that arrives, beside the answer to nobody's question.
    is(&browser, "document.documentElement.dataset.portalIgnored", "2").await;
    assert_eq!(browser.run("return location.href").await, place);
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
