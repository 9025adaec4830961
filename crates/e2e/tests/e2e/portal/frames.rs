//! The frame: pages that replace the console in it, `sandbox`, and its effects on the portal's page.

use crate::portal_pages as pages;
use e2e::{Browser, Console, EN, FieldId, LAMPS, LAMPS_NAME, Response, Rig, Role, new_task, paths};
use serde_json::json;
use thirtyfour::Key;

/// Number of messages that `pages/impostor.js` posts: nine `hello`s and three requests for a token.
const FORGED_MESSAGES: u64 = 12;

/// T-EMB-3: the frame is navigated to another origin, whose page imitates the console.
#[tokio::test]
async fn a_page_that_replaces_the_console_in_the_frame_receives_nothing() {
    let rig = Rig::start();
    let impostor = pages::impostor(&rig.attacker);
    let browser = rig.open(&rig.page_url()).await;
    Console::at_lamps_in_frame(&browser).await;
    browser.leave_frames().await;
    browser.run(&format!("embedded.iframe.src = '{impostor}'")).await;
    browser.expect_eval("embedded.ignored", FORGED_MESSAGES).await;
    assert_eq!(
        browser
            .eval("heard.filter(m => m.origin !== heard[0].origin).length")
            .await,
        FORGED_MESSAGES,
        "every forged message is ignored"
    );
    assert_eq!(browser.eval("asked").await, json!(["boot"]));
    let state = "events.filter(e => e.type === 'connected').length";
    browser.expect_eval(state, 1).await;
    // It does not receive the portal's messages to the console either.
    let script = "embedded.navigate('/'); embedded.setContext({ theme: 'dark' }); embedded.tokenChanged()";
    browser.run(script).await;
    browser.enter_frame().await;
    assert_eq!(browser.eval("received").await, json!([]));

    // The console's address redirects to the other origin at the first load.
    rig.console.serve("/", Response::redirect(302, &impostor));
    browser.goto(&rig.page_url()).await;
    browser.expect_eval("window.embedded?.ignored", FORGED_MESSAGES).await;
    let state = "[embedded.connected, asked, events]";
    browser.expect_eval(state, json!([false, [], []])).await;
    browser.enter_frame().await;
    assert_eq!(browser.eval("received").await, json!([]));
    let to_attacker = rig.attacker.requests();
    assert_eq!(to_attacker.len(), 4, "its page and its script, each twice");
    let token = rig.token().unwrap();
    assert!(!format!("{to_attacker:?}").contains(&token));
    browser.finish().await;
}

/// T-EMB-5: the console has no frames that another window could count, and once connected it posts nothing to windows.
#[tokio::test]
async fn other_windows_can_neither_count_frames_nor_receive_messages() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    browser.enter_frame().await;
    let console = Console::new(&browser);
    let outside = async |what: &str| {
        assert_eq!(browser.eval("window.length").await, 0, "{what}");
        browser.leave_frames().await;
        // Every page with a reference to the window can read this.
        assert_eq!(browser.eval("embedded.iframe.contentWindow.length").await, 0, "{what}");
        let state = "[heard.length, heard.every(m => m.type === 'hello')]";
        let heard = browser.eval(state).await;
        browser.enter_frame().await;
        heard
    };
    browser.expect_text(LAMPS_NAME).await;
    let initial = outside("products").await;
    assert_eq!(initial[1], true);
    console.choose_product(LAMPS_NAME).await;
    assert_eq!(outside("the list").await, initial);
    let form = console.open_create().await;
    assert_eq!(outside("the form").await, initial);
    form.dialog.button(EN.cancel).click().await;
    let name = &pages::stopped_task(&browser).await;
    let question = console.open_confirmation(EN.start, name).await;
    assert_eq!(outside("a confirmation").await, initial);
    console.fill_confirmation(&question).await;
    question.button(EN.start).click().await;
    browser.expect_text(&format!("“{name}” is running.")).await;
    assert_eq!(outside("a toast").await, initial);
    console.open_details(name).await;
    assert_eq!(outside("details").await, initial);
    browser.finish().await;
}

/// T-EMB-6: the two documented `sandbox` tokens suffice.
#[tokio::test]
async fn everything_works_in_a_sandbox_without_forms_modals_and_popups() {
    let rig = Rig::start();
    rig.page(&json!({ "sandbox": "allow-scripts allow-same-origin" }));
    let browser = rig.open(&rig.page_url()).await;
    let sandbox = browser.eval("embedded.iframe.sandbox.value").await;
    assert_eq!(sandbox, "allow-scripts allow-same-origin");
    let console = Console::at_lamps_in_frame(&browser).await;

    let mut task = new_task("By the button", 2, 6);
    console
        .create_from_file(&mut task, &paths::firmware("htc_9271.fw"))
        .await;
    rig.platform.assert_stored(LAMPS, &task);

    let by_key = new_task("By the key", 4, 9);
    let form = console.open_create().await;
    form.fill(&by_key).await;
    form.field(FieldId::Name).press(Key::Enter).await;
    form.dialog.button(EN.create_task).click().await;
    form.dialog.expect_hidden().await;
    console.row(&by_key.name).expect_text(EN.stopped).await;
    rig.platform.assert_stored(LAMPS, &by_key);

    let details = console.open_details(&task.name).await;
    let target = details.find(Role::Region, EN.target_version);
    target.button("Copy MD5").click().await;
    browser.expect_text("Copied.").await;
    browser.press(Key::Escape).await;
    details.expect_hidden().await;

    console.start(&task.name).await;
    console.stop(&task.name).await;
    console.delete(&task.name).await;
    browser.finish().await;
}

/// Without `allow-same-origin` the frame shows the documented notice, and the SDK connects to no window.
#[tokio::test]
async fn a_sandbox_without_an_origin_shows_that_the_console_could_not_be_loaded() {
    let rig = Rig::start();
    rig.page(&json!({ "sandbox": "allow-scripts" }));
    let browser = rig.open(&rig.page_url()).await;
    // From an opaque origin every file of the console is cross-origin.
    browser.allow_log(&["CORS", "ERR_FAILED"]);
    browser.enter_frame().await;
    browser.expect_text("The console couldn’t be loaded.").await;
    browser.leave_frames().await;
    let state = "[embedded.connected, asked, events]";
    browser.expect_eval(state, json!([false, [], []])).await;
    browser.finish().await;
}

/// The console changes neither the portal's history nor its focus.
#[tokio::test]
async fn the_portal_keeps_its_history_and_focus() {
    let rig = Rig::start();
    let before = format!("{}/before", rig.portal.name());
    rig.portal.serve(
        "/before",
        Response::page("<!doctype html><title>x</title><p>The page before"),
    );
    let browser = rig.open(&before).await;
    browser.goto(&pages::no_sdk_portal(&rig)).await;
    browser.enter_frame().await;
    browser.expect_text(LAMPS_NAME).await;
    browser.leave_frames().await;
    let own = browser.find(Role::Field, "The portal's own");
    assert!(own.is_focused().await, "the console has taken the focus at its start");
    let entries = browser.eval("history.length").await;

    let console = Console::at_lamps_in_frame(&browser).await;
    let name = browser.eval("document.querySelector('tbody button').textContent").await;
    let name = name.as_str().unwrap();
    console.open_details(name).await;
    browser.press(Key::Escape).await;
    console.button(EN.change_product).click().await;
    browser.expect_text(EN.choose_product).await;
    console.choose_product(LAMPS_NAME).await;
    browser.leave_frames().await;
    let routes = browser.eval("said.filter(({ type }) => type === 'route').length").await;
    assert!(routes.as_u64() >= Some(5), "the console has had {routes} routes");
    assert_eq!(browser.eval("history.length").await, entries);
    browser.back().await.unwrap();
    browser.expect_text("The page before").await;
    assert_eq!(browser.url().await, before);
    browser.finish().await;
}

#[tokio::test]
async fn a_frame_with_auto_height_stops_growing_and_a_narrow_frame_shows_a_whole_dialog() {
    let rig = Rig::start();
    rig.page(&json!({ "autoHeight": { "min": 321, "max": 3900 } }));
    let browser = rig.open(&rig.page_url()).await;
    Console::at_lamps_in_frame(&browser).await;
    browser.set_width(390).await;
    let narrow = final_height(&browser).await;
    browser.set_width(1280).await;
    let wide = final_height(&browser).await;
    assert!(narrow > wide + 50.0, "{narrow}, then {wide}");

    rig.page(&json!({}));
    browser.set_width(390).await;
    browser.goto(&rig.page_url()).await;
    Console::at_lamps_in_frame(&browser).await.open_create().await;
    let inside = "const dialog = document.querySelector('dialog[open]');
        const { left, right, top, bottom, width } = dialog.getBoundingClientRect();
        return width > 300 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
            && document.documentElement.scrollWidth <= innerWidth && innerWidth <= 390";
    assert_eq!(browser.run(inside).await, true);
    browser.finish().await;
}

/// Observes the height of the frame for three seconds, checks that the last height is the content's, and returns it.
/// Called inside the frame.
async fn final_height(browser: &Browser) -> f64 {
    const HEIGHTS: &str = "return new Promise(resolve => {
        const heights = [];
        const observer = new ResizeObserver(() => heights.push(embedded.iframe.getBoundingClientRect().height));
        observer.observe(embedded.iframe);
        setTimeout(() => { observer.disconnect(); resolve(heights); }, 3000);
    })";
    let heights: Vec<f64> = serde_json::from_value(browser.run_in_portal(HEIGHTS).await).unwrap();
    let state = "Math.ceil(document.body.getBoundingClientRect().height)";
    let content = browser.eval(state).await;
    let content = content.as_f64().unwrap();
    let last = *heights.last().unwrap();
    assert!(content > 321.0 && content < 3900.0, "{content}");
    assert!(
        (last - content).abs() <= 2.0,
        "the frame is {last} high, its content {content}"
    );
    assert!(heights.len() <= 12, "{heights:?}");
    last
}
