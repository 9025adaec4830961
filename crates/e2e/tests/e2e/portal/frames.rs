//! The frame: pages that replace the console in it, `sandbox`, and its effects on the portal's page.

use crate::pages::{self, is};
use crate::selected_files::md5sum;
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::origin::Reply;
use e2e::places;
use e2e::platform::{LAMPS, LAMPS_NAME};
use e2e::rig::Rig;
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;
use serde_json::json;
use thirtyfour::Key;

/// Number of messages that `pages/liar.js` posts: nine `hello`s and three requests for a token.
const FORGED_MESSAGES: u64 = 12;

/// T-EMB-3: the frame is navigated to another origin, whose page imitates the console.
#[tokio::test]
async fn a_page_that_replaces_the_console_in_the_frame_receives_nothing() {
    let rig = Rig::start();
    let liar = pages::liar(&rig.attacker);
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    Console::new(&browser, &EN).choose_product(LAMPS_NAME).await;
    browser.out_of_frames().await;
    browser.run(&format!("embedded.iframe.src = '{liar}'")).await;
    is(&browser, "embedded.ignored", FORGED_MESSAGES).await;
    assert_eq!(
        browser
            .run("return heard.filter(m => m.origin !== heard[0].origin).length")
            .await,
        FORGED_MESSAGES,
        "every forged message is ignored"
    );
    assert_eq!(browser.run("return asked").await, json!(["boot"]));
    assert_eq!(
        browser
            .run("return events.filter(e => e.type === 'connected').length")
            .await,
        1
    );
    // It does not receive the portal's messages to the console either.
    browser
        .run("embedded.navigate('/'); embedded.setContext({ theme: 'dark' }); embedded.tokenChanged()")
        .await;
    browser.into_frame().await;
    assert_eq!(browser.run("return got").await, json!([]));

    // The console's address redirects to the other origin at the first load.
    rig.console.serves("/", Reply::redirect(302, &liar));
    browser.go_to(&rig.page_url()).await;
    is(&browser, "window.embedded?.ignored", FORGED_MESSAGES).await;
    assert_eq!(
        browser.run("return [embedded.connected, asked, events]").await,
        json!([false, [], []])
    );
    browser.into_frame().await;
    assert_eq!(browser.run("return got").await, json!([]));
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
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    let outside = async |what: &str| {
        assert_eq!(browser.run("return window.length").await, 0, "{what}");
        browser.out_of_frames().await;
        // Every page with a reference to the window can read this.
        assert_eq!(
            browser.run("return embedded.iframe.contentWindow.length").await,
            0,
            "{what}"
        );
        let heard = browser
            .run("return [heard.length, heard.every(m => m.type === 'hello')]")
            .await;
        browser.into_frame().await;
        heard
    };
    browser.sees(LAMPS_NAME).await;
    let initial = outside("products").await;
    assert_eq!(initial[1], true);
    console.choose_product(LAMPS_NAME).await;
    assert_eq!(outside("the list").await, initial);
    let form = console.open_create().await;
    assert_eq!(outside("the form").await, initial);
    form.dialog.button(EN.cancel).click().await;
    let name = &pages::stopped_task(&browser).await;
    let question = console.ask(EN.start, name).await;
    assert_eq!(outside("a confirmation").await, initial);
    console.prove(&question).await;
    question.button(EN.start).click().await;
    browser.sees(&format!("“{name}” is running.")).await;
    assert_eq!(outside("a toast").await, initial);
    console.row(name).button(name).click().await;
    browser.find(Role::Dialog, name).appears().await;
    assert_eq!(outside("details").await, initial);
    browser.finish().await;
}

/// T-EMB-6: the two documented `sandbox` tokens suffice.
#[tokio::test]
async fn everything_works_in_a_sandbox_without_forms_modals_and_popups() {
    let rig = Rig::start();
    rig.page(&json!({ "sandbox": "allow-scripts allow-same-origin" }));
    let browser = rig.open(&rig.page_url()).await;
    let sandbox = browser.run("return embedded.iframe.sandbox.value").await;
    assert_eq!(sandbox, "allow-scripts allow-same-origin");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;

    let image = places::firmware("htc_9271.fw");
    let mut task = Typed::task("By the button", 2, 6);
    let form = console.open_create().await;
    form.fill(&task).await;
    form.field(Field::Target(Part::Md5)).fill("").await;
    form.pick(&form.target(), &image).await;
    task.target.md5 = md5sum(&image);
    task.target.size = std::fs::metadata(&image).unwrap().len().to_string();
    form.field(Field::Target(Part::Md5)).holds(&task.target.md5).await;
    form.create().await;
    console.row(&task.name).shows(EN.stopped).await;
    assert!(task.is(&rig.platform.database().task(LAMPS, &task.name).unwrap(), LAMPS));

    let by_key = Typed::task("By the key", 4, 9);
    let form = console.open_create().await;
    form.fill(&by_key).await;
    form.field(Field::Name).press(Key::Enter).await;
    form.dialog.button(EN.create_task).click().await;
    form.dialog.goes_away().await;
    console.row(&by_key.name).shows(EN.stopped).await;
    assert!(by_key.is(&rig.platform.database().task(LAMPS, &by_key.name).unwrap(), LAMPS));

    console.row(&task.name).button(&task.name).click().await;
    let details = browser.find(Role::Dialog, &task.name);
    let target = details.find(Role::Region, EN.target_version);
    target.button("Copy MD5").click().await;
    browser.sees("Copied.").await;
    browser.press(Key::Escape).await;
    details.goes_away().await;

    console.act(EN.start, &task.name).await;
    console.row(&task.name).shows(EN.running).await;
    console.act(EN.stop, &task.name).await;
    console.row(&task.name).shows(EN.stopped).await;
    console.act(EN.delete, &task.name).await;
    console.row(&task.name).goes_away().await;
    browser.finish().await;
}

/// Without `allow-same-origin` the frame shows the documented notice, and the SDK connects to no window.
#[tokio::test]
async fn a_sandbox_without_an_origin_shows_that_the_console_could_not_be_loaded() {
    let rig = Rig::start();
    rig.page(&json!({ "sandbox": "allow-scripts" }));
    let browser = rig.open(&rig.page_url()).await;
    // From an opaque origin every file of the console is cross-origin.
    for line in ["CORS", "ERR_FAILED"] {
        browser.expect_in_log(line);
    }
    browser.into_frame().await;
    browser.sees("The console could not be loaded.").await;
    browser.out_of_frames().await;
    assert_eq!(
        browser.run("return [embedded.connected, asked, events]").await,
        json!([false, [], []])
    );
    browser.finish().await;
}

/// The console changes neither the portal's history nor its focus.
#[tokio::test]
async fn the_portal_keeps_its_history_and_focus() {
    let rig = Rig::start();
    let before = format!("{}/before", rig.portal.name());
    rig.portal.serves(
        "/before",
        Reply::page("<!doctype html><title>x</title><p>The page before"),
    );
    let browser = rig.open(&before).await;
    browser.go_to(&pages::written_by_hand(&rig)).await;
    browser.into_frame().await;
    browser.sees(LAMPS_NAME).await;
    browser.out_of_frames().await;
    let own = browser.find(Role::Field, "The portal's own");
    assert!(own.is_focused().await, "the console has taken the focus at its start");
    let entries = browser.run("return history.length").await;

    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let name = browser
        .run("return document.querySelector('tbody button').textContent")
        .await;
    let name = name.as_str().unwrap();
    console.row(name).button(name).click().await;
    browser.find(Role::Dialog, name).appears().await;
    browser.press(Key::Escape).await;
    console.button("Change product").click().await;
    browser.sees(EN.choose_product).await;
    console.choose_product(LAMPS_NAME).await;
    browser.out_of_frames().await;
    let routes = browser
        .run("return said.filter(({ type }) => type === 'route').length")
        .await;
    assert!(routes.as_u64() >= Some(5), "the console has had {routes} routes");
    assert_eq!(browser.run("return history.length").await, entries);
    browser.go_back().await;
    browser.sees("The page before").await;
    assert_eq!(browser.url().await, before);
    browser.finish().await;
}

#[tokio::test]
async fn a_frame_with_auto_height_stops_growing_and_a_narrow_frame_shows_a_whole_dialog() {
    let rig = Rig::start();
    rig.page(&json!({ "autoHeight": { "min": 321, "max": 3900 } }));
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    browser.be_wide(390).await;
    let narrow = final_height(&browser).await;
    browser.be_wide(1280).await;
    let wide = final_height(&browser).await;
    assert!(narrow > wide + 50.0, "{narrow}, then {wide}");

    rig.page(&json!({}));
    browser.be_wide(390).await;
    browser.go_to(&rig.page_url()).await;
    browser.into_frame().await;
    console.choose_product(LAMPS_NAME).await;
    console.open_create().await;
    let inside =
        "const { left, right, top, bottom, width } = document.querySelector('dialog[open]').getBoundingClientRect();
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
    browser.out_of_frames().await;
    let heights: Vec<f64> = serde_json::from_value(browser.run(HEIGHTS).await).unwrap();
    browser.into_frame().await;
    let content = "return Math.ceil(document.body.getBoundingClientRect().height)";
    let content = browser.run(content).await.as_f64().unwrap();
    let last = *heights.last().unwrap();
    assert!(content > 321.0 && content < 3900.0, "{content}");
    assert!(
        (last - content).abs() <= 2.0,
        "the frame is {last} high, its content {content}"
    );
    assert!(heights.len() <= 12, "{heights:?}");
    last
}
