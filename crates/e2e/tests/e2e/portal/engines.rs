//! Core functions in every engine, stand-alone and embedded in a cross-site portal.

use crate::portal_pages as pages;
use e2e::{Browser, Console, EN, Engine, LAMPS, Platform, Response, Rig, Settings, TempDir, new_task, paths};
use serde_json::json;

async fn a_task_is_created_from_a_file(engine: Engine) {
    let platform = Platform::start(&["--portal", "none", "--connects-per-second", "0"]);
    let settings = Settings {
        engine,
        ..Settings::default()
    };
    let browser = Browser::open_with(settings, platform.url()).await;
    let console = Console::at_lamps(&browser, &platform).await;
    let mut task = new_task("From a file", 2, 6);
    let form = console.open_create().await;
    form.fill(&task).await;
    form.set_target_file(&mut task.target, &paths::firmware("htc_9271.fw"))
        .await;
    let (files, line) = (
        TempDir::new("checksum"),
        format!("\u{feff}{}  htc_9271.fw\r\n", task.target.md5),
    );
    let utf_16: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
    form.set_file(&form.target(), &files.file("htc_9271.fw.md5", &utf_16))
        .await;
    form.target().expect_text("The chosen file has this MD5").await;
    form.create().await;
    console.row(&task.name).expect_text(EN.stopped).await;
    platform.assert_stored(LAMPS, &task);
    console.start(&task.name).await;
    console.stop(&task.name).await;
    browser.finish().await;
}

async fn a_portal_embeds_the_console_and_renews_its_token(engine: Engine) {
    let rig = Rig::start();
    let browser = rig.open_in(engine, &rig.page_url()).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    let mut task = new_task("From a portal", 2, 6);
    console
        .create_from_file(&mut task, &paths::firmware("htc_9271.fw"))
        .await;
    rig.platform.assert_stored(LAMPS, &task);

    rig.renew();
    browser.allow_log(&["status of 403"]);
    console.button(EN.refresh).click().await;
    let last_token = async || {
        let last = rig.api.api_requests().pop();
        last.and_then(|request| request.header("access-token").map(str::to_owned))
    };
    let is_new = |token: &Option<String>| *token == rig.token();
    browser.wait_until("the new token is sent", last_token, is_new).await;
    console.row(&task.name).expect_text(EN.stopped).await;

    browser.leave_frames().await;
    assert_eq!(browser.eval("asked").await, json!(["boot", "rejected"]));
    let heard = browser.eval("[...new Set(heard.map(m => m.type))]").await;
    assert_eq!(heard, json!(["hello"]), "the windows exchange only `hello`");
    let state = "events.map(e => e.type).filter(t => t.startsWith('task'))";
    let task_events = browser.eval(state).await;
    assert_eq!(task_events, json!(["task.created"]));
    assert!(browser.requests_with_token().await >= 4);
    assert_eq!(rig.attacker.requests(), []);
    browser.finish().await;
}

/// An unknown page embeds the console: the browser blocks the frame because of the policy, and without the policy the
/// console refuses to start.
async fn an_unknown_page_gets_nothing(engine: Engine) {
    let rig = Rig::start();
    let page = format!(
        "<!doctype html><title>x</title><iframe src=\"{}\"></iframe>",
        rig.console.url()
    );
    rig.attacker.serve("/", Response::page(page));
    let browser = rig.open_in(engine, &rig.attacker.url()).await;
    let requests = async || rig.console.requests().len();
    browser
        .wait_until("the frame is requested", requests, |count| *count > 0)
        .await;
    browser.allow_log(&["frame-ancestors"]);
    assert_eq!(rig.console.requests().len(), 1, "a blocked frame loads no other file");

    rig.remove_policy();
    pages::count_arrivals(&rig.console);
    browser.goto(&rig.attacker.url()).await;
    browser.enter_frame().await;
    browser.expect_eval("typeof giveUp", "function").await;
    browser.run("giveUp()").await;
    browser
        .expect_text("embedded in a site that isn’t set up as a portal")
        .await;
    assert_eq!(rig.api.requests(), []);
    browser.finish().await;
}

// For Chromium, `lifecycle` covers creating a task from files.
in_engine!(
    chromium,
    Engine::Chromium,
    a_portal_embeds_the_console_and_renews_its_token,
    an_unknown_page_gets_nothing
);
in_engine!(
    firefox,
    Engine::Firefox,
    a_task_is_created_from_a_file,
    a_portal_embeds_the_console_and_renews_its_token,
    an_unknown_page_gets_nothing
);
in_engine!(
    webkit,
    Engine::WebKit,
    a_task_is_created_from_a_file,
    a_portal_embeds_the_console_and_renews_its_token,
    an_unknown_page_gets_nothing
);
