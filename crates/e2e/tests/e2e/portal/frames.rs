//! The frame itself: who may be in it, what it may do, and that it leaves its portal alone.

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

/// What `pages/liar.js` says: nine hellos, three questions for a token.
const LIES: u64 = 12;

/// T-EMB-3: a frame that was led elsewhere says hello as the console does, and hears nothing.
#[tokio::test]
async fn whoever_is_in_the_frame_in_the_consoles_place_gets_nothing() {
    let rig = Rig::start();
    let liar = pages::liar(&rig.attacker);
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    Console::new(&browser, &EN).choose_product(LAMPS_NAME).await;
    browser.out_of_frames().await;
    browser.run(&format!("embedded.iframe.src = '{liar}'")).await;
    is(&browser, "embedded.ignored", LIES).await;
    assert_eq!(
        browser
            .run("return heard.filter(m => m.origin !== heard[0].origin).length")
            .await,
        LIES,
        "all that was said is ignored"
    );
    assert_eq!(browser.run("return asked").await, json!(["boot"]));
    assert_eq!(
        browser
            .run("return events.filter(e => e.type === 'connected').length")
            .await,
        1
    );
    // Nor does it hear what the portal has to say to its console.
    browser
        .run("embedded.navigate('/'); embedded.setContext({ theme: 'dark' }); embedded.tokenChanged()")
        .await;
    browser.into_frame().await;
    assert_eq!(browser.run("return got").await, json!([]));

    // From the start: the console's address leads elsewhere.
    rig.console.serves("/", Reply::redirect(302, &liar));
    browser.go_to(&rig.page_url()).await;
    is(&browser, "window.embedded?.ignored", LIES).await;
    assert_eq!(
        browser.run("return [embedded.connected, asked, events]").await,
        json!([false, [], []])
    );
    browser.into_frame().await;
    assert_eq!(browser.run("return got").await, json!([]));
    let to_attacker = rig.attacker.requests();
    assert_eq!(to_attacker.len(), 4, "its page and its script, twice");
    let token = rig.token().unwrap();
    assert!(!format!("{to_attacker:?}").contains(&token));
    browser.finish().await;
}

/// T-EMB-5: there are no frames to count in the console, and once connected it says nothing between windows.
#[tokio::test]
async fn nothing_can_be_counted_or_overheard_from_outside() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    let outside = async |what: &str| {
        assert_eq!(browser.run("return window.length").await, 0, "{what}");
        browser.out_of_frames().await;
        // As any page may that has a hand on the window.
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
    let at_first = outside("products").await;
    assert_eq!(at_first[1], true);
    console.choose_product(LAMPS_NAME).await;
    assert_eq!(outside("the list").await, at_first);
    let form = console.open_create().await;
    assert_eq!(outside("the form").await, at_first);
    form.dialog.button(EN.cancel).click().await;
    let name = &pages::stopped_task(&browser).await;
    let question = console.ask(EN.start, name).await;
    assert_eq!(outside("a question").await, at_first);
    console.prove(&question).await;
    question.button(EN.start).click().await;
    browser.sees(&format!("“{name}” is running.")).await;
    assert_eq!(outside("a toast").await, at_first);
    console.row(name).button(name).click().await;
    browser.find(Role::Dialog, name).appears().await;
    assert_eq!(outside("details").await, at_first);
    browser.finish().await;
}

/// T-EMB-6: with the two documented words in `sandbox` everything works.
#[tokio::test]
async fn a_sandbox_without_forms_modals_and_popups_takes_nothing_away() {
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

/// With half of the documented `sandbox` the frame says the documented sentence, and the SDK talks to no one.
#[tokio::test]
async fn a_sandbox_without_an_origin_says_that_the_console_could_not_be_loaded() {
    let rig = Rig::start();
    rig.page(&json!({ "sandbox": "allow-scripts" }));
    let browser = rig.open(&rig.page_url()).await;
    // Each file of an origin that is `null` is another origin's.
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

/// The history, the focus and the place of everything else on the page are the portal's.
#[tokio::test]
async fn history_and_focus_stay_the_portals() {
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
    assert!(own.is_focused().await, "the console took the focus while it started");
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
    let places = browser
        .run("return said.filter(({ type }) => type === 'route').length")
        .await;
    assert!(places.as_u64() >= Some(5), "the console has been in {places} places");
    assert_eq!(browser.run("return history.length").await, entries);
    browser.go_back().await;
    browser.sees("The page before").await;
    assert_eq!(browser.url().await, before);
    browser.finish().await;
}

/// A frame as high as its content has an end, and a narrow one shows a whole dialog.
#[tokio::test]
async fn a_frame_that_follows_its_content_stops_growing_and_a_narrow_one_shows_a_whole_dialog() {
    let rig = Rig::start();
    rig.page(&json!({ "autoHeight": { "min": 321, "max": 3900 } }));
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    browser.be_wide(390).await;
    let narrow = grown(&browser).await;
    browser.be_wide(1280).await;
    let wide = grown(&browser).await;
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

/// Watches every height of the frame for three seconds; gives the last, which is the content's. The frame is entered.
async fn grown(browser: &Browser) -> f64 {
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
    assert!((last - content).abs() <= 2.0, "{last} is as high as {content}");
    assert!(heights.len() <= 12, "{heights:?}");
    last
}
