//! An error says what to do next; a missing right makes the page read-only, and every control says why.

use crate::pages;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::origin::Reply;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::json;

const NEXT_STEP: &str = "Ask one to do it, or to give you the right.";

#[tokio::test]
async fn a_missing_right_makes_the_page_read_only_and_each_control_says_why() {
    let rig = Rig::start();
    let refusal = json!({ "error": { "code": 4_031_005, "msg": "" } }).to_string();
    let allowed = rig.console.name().to_owned();
    rig.api.answers(move |request| {
        let is_start = request.path() == "/v2/upgrade/firmware/task/status" && request.method == "POST";
        let reply = Reply::ok("application/json", refusal.clone()).with("access-control-allow-origin", &allowed);
        is_start.then_some(Reply { status: 403, ..reply })
    });
    let browser = rig.open(&rig.console.url()).await;
    browser.expect_in_log("status of 403");
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(rig.platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let name = &pages::stopped_task(&browser).await;
    let question = console.ask(EN.start, name).await;
    console.prove(&question).await;
    question.button(EN.start).click().await;
    question.shows(NEXT_STEP).await;
    question.shows("(code 4031005)").await;
    question.button(EN.cancel).click().await;
    question.goes_away().await;

    let row = console.row(name);
    for control in [
        row.button(EN.start),
        row.button(EN.delete),
        console.button(EN.create_task),
    ] {
        assert_eq!(control.attribute("aria-disabled").await.as_deref(), Some("true"));
        let why = control.attribute("title").await.unwrap_or_default();
        assert!(why.starts_with("Read only.") && why.contains(NEXT_STEP), "{why}");
        control.click().await;
    }
    assert_eq!(
        browser
            .run("return document.querySelectorAll('dialog[open]').length")
            .await,
        0
    );
    // Looking is still allowed.
    row.button(name).click().await;
    browser.find(Role::Dialog, name).appears().await;
    browser.finish().await;
}
