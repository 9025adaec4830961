//! Core functions in every engine, stand-alone and embedded in a cross-site portal.

use crate::pages::{self, is};
use crate::selected_files::md5sum;
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::engine::Engine;
use e2e::places;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::rig::Rig;
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;

async fn a_task_is_created_from_a_file(engine: Engine) {
    let platform = Platform::start(&["--portal", "none", "--connects-per-second", "0"]);
    let browser = Browser::open_with(engine, platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    create_from_file(&console, &platform, "From a file").await;
    console.act(EN.start, "From a file").await;
    console.row("From a file").shows(EN.running).await;
    console.act(EN.stop, "From a file").await;
    browser.finish().await;
}

/// Creates a task whose MD5 and size come from a picked file.
async fn create_from_file(console: &Console<'_>, platform: &Platform, name: &str) {
    let image = places::firmware("htc_9271.fw");
    let form = console.open_create().await;
    let mut task = Typed::task(name, 2, 6);
    form.fill(&task).await;
    form.field(Field::Target(Part::Md5)).fill("").await;
    form.pick(&form.target(), &image).await;
    task.target.md5 = md5sum(&image);
    task.target.size = std::fs::metadata(&image).unwrap().len().to_string();
    form.field(Field::Target(Part::Md5)).holds(&task.target.md5).await;
    form.create().await;
    console.row(name).shows(EN.stopped).await;
    assert!(task.is(&platform.database().task(LAMPS, name).unwrap(), LAMPS));
}

async fn a_portal_embeds_the_console_and_renews_its_token(engine: Engine) {
    let rig = Rig::start();
    let browser = rig.open_with(engine, &rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    create_from_file(&console, &rig.platform, "From a portal").await;

    rig.renew();
    browser.expect_in_log("status of 403");
    console.button(EN.refresh).click().await;
    let renewed = async || match rig.api.calls().last().and_then(|call| call.header("access-token")) {
        Some(token) if Some(token) == rig.token().as_deref() => Ok(()),
        other => Err(format!("{other:?}")),
    };
    browser.until("the new token is sent", renewed).await;
    console.row("From a portal").shows(EN.stopped).await;

    browser.out_of_frames().await;
    assert_eq!(
        browser.run("return asked").await,
        serde_json::json!(["boot", "rejected"])
    );
    let heard = browser.run("return [...new Set(heard.map(m => m.type))]").await;
    assert_eq!(heard, serde_json::json!(["hello"]), "the windows exchange only `hello`");
    let task_events = browser
        .run("return events.map(e => e.type).filter(t => t.startsWith('task'))")
        .await;
    assert_eq!(task_events, serde_json::json!(["task.created"]));
    assert!(browser.sent_with_token().await >= 4);
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
    rig.attacker.serves("/", e2e::origin::Reply::page(page));
    let browser = rig.open_with(engine, &rig.attacker.url()).await;
    let requested = async || {
        if rig.console.requests().is_empty() {
            Err(String::new())
        } else {
            Ok(())
        }
    };
    browser.until("the frame is requested", requested).await;
    browser.expect_in_log("frame-ancestors");
    assert_eq!(rig.console.requests().len(), 1, "a blocked frame loads no other file");

    rig.console.edits(|_, reply| reply.remove("content-security-policy"));
    pages::counts_arrivals(&rig.console, &[]);
    browser.go_to(&rig.attacker.url()).await;
    browser.into_frame().await;
    is(&browser, "typeof giveUp", "function").await;
    browser.run("giveUp()").await;
    browser.sees("that is not a portal this console knows").await;
    assert_eq!(rig.api.requests(), []);
    browser.finish().await;
}

macro_rules! in_engine {
    ($name:ident, $engine:expr, $($test:ident),+) => {
        mod $name {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test($engine).await;
                }
            )+
        }
    };
}

// For Chromium, `life` covers creating a task from files.
in_engine!(
    chromium,
    e2e::engine::Engine::Chromium,
    a_portal_embeds_the_console_and_renews_its_token,
    an_unknown_page_gets_nothing
);
in_engine!(
    firefox,
    e2e::engine::Engine::Firefox,
    a_task_is_created_from_a_file,
    a_portal_embeds_the_console_and_renews_its_token,
    an_unknown_page_gets_nothing
);
in_engine!(
    webkit,
    e2e::engine::Engine::WebKit,
    a_task_is_created_from_a_file,
    a_portal_embeds_the_console_and_renews_its_token,
    an_unknown_page_gets_nothing
);
