//! A guard of a start against simulated devices, compared with the database.

use e2e::{Browser, Console, EN, LAMPS, LAMPS_NAME, Platform, Role, new_task};

const NAME: &str = "Guarded release";
/// Limit of the guard, in devices.
const LIMIT: u64 = 60;
/// Whether the browser would ask before it leaves the page.
const ASKS: &str = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))";

#[tokio::test]
async fn a_guard_survives_a_reload_and_stops_the_task_after_its_number_of_devices() {
    // About 300 lamps run version 2, and 6 of them connect each second. The page reads the list every 3 seconds.
    let platform = Platform::start(&["--devices", "3000", "--connects-per-second", "60"]);
    platform.create_task(LAMPS, &new_task(NAME, 2, 6));
    let browser = Browser::open(platform.url()).await;
    let console = Console::at_lamps(&browser, &platform).await;
    let question = console.open_confirmation(EN.start, NAME).await;
    browser.click_css("dialog[open] summary", "Guard this start").await;
    question
        .expect_text("Works only while this page stays open; checks every 3 s")
        .await;
    let field = question.find(Role::Field, "Stop after (devices)");
    field.fill("６0").await;
    field.expect_description("Read as 60").await;
    console.accept(&question, EN.start).await;
    question.expect_hidden().await;
    console.row(NAME).expect_text("Guard: ").await;
    browser
        .expect_eval(
            "document.title",
            format!("Guarding 1 task · {LAMPS_NAME} · Firmware upgrade"),
        )
        .await;
    browser.expect_eval(ASKS, true).await;

    browser.refresh().await.unwrap();
    browser
        .expect_text("1 guard sees nothing until you sign in again.")
        .await;
    console.sign_in(platform.token()).await;
    browser.expect_text("The guards watch their tasks again.").await;
    console.row(NAME).expect_text("Guard: ").await;

    browser.expect_text(&format!("The guard has stopped “{NAME}”: ")).await;
    assert!(!platform.is_running(LAMPS, NAME));
    console.row(NAME).expect_text(EN.stopped).await;
    browser.expect_eval(ASKS, false).await;
    browser
        .expect_eval("document.title", format!("{LAMPS_NAME} · Firmware upgrade"))
        .await;
    let database = platform.database();
    let upgraded = database.upgraded(LAMPS, NAME);
    // One interval of devices, with room for a busy machine.
    assert!((LIMIT..2 * LIMIT).contains(&upgraded), "{upgraded}");
    assert!(database.devices_on(LAMPS, 2) > 0);
    browser.finish().await;
}
