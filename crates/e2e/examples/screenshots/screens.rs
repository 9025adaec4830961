//! The screens, in the order in which they are visited.

use crate::album::{Album, prepare};
use crate::scenes::Scene;
use e2e::{Browser, Console, FieldId, Form, Part, Platform, Role, Settings, Side, new_task};
use serde_json::Value;
use std::time::Duration;
use thirtyfour::Key;

/// Time-out for the progress chart, which gets at most one point per minute.
const CHART_TIMEOUT: Duration = Duration::from_secs(240);

/// Opens the console in the scene's language.
async fn open(platform: &Platform, scene: &Scene) -> Browser {
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), scene.labels.tag)).await;
    prepare(&browser).await;
    browser
}

/// Signs in and opens the scene's list.
async fn enter<'b>(browser: &'b Browser, platform: &Platform, scene: &Scene) -> Console<'b> {
    let console = Console::in_language(browser, scene.labels);
    console.sign_in(platform.token()).await;
    open_list(&console, scene).await;
    console
}

/// Opens the scene's list and waits until the page shows the devices by version, which it requests separately.
async fn open_list(console: &Console<'_>, scene: &Scene) {
    console.choose_product(scene.product_name).await;
    console.row(scene.running).expect_text(scene.labels.running).await;
    console.browser.expect_css(".device-counts").await;
}

/// Screens that do not depend on progress: sign-in, products, create form, review and the confirmation of a start.
pub async fn standing(platform: &Platform, scene: &Scene, album: &Album) {
    let labels = scene.labels;
    let browser = open(platform, scene).await;
    browser.find(Role::Button, labels.sign_in).expect_visible().await;
    album.add(&browser, "sign-in").await;
    let console = Console::in_language(&browser, scene.labels);
    console.sign_in(platform.token()).await;
    browser.expect_css(".running-task").await;
    album.add(&browser, "products").await;
    open_list(&console, scene).await;

    let form = console.open_create().await;
    fill(&form, scene).await;
    album.add(&browser, "create").await;
    form.pick_version("target", scene.new.target).await;
    form.review().await;
    form.dialog.button(labels.create_and_start).expect_visible().await;
    album.add(&browser, "review").await;
    browser.press(Key::Escape).await;
    form.dialog.expect_hidden().await;

    // This start closes a loop, so its confirmation shows the most.
    console.open_confirmation(labels.start, scene.asked).await;
    album.add(&browser, "start").await;
    browser.press(Key::Escape).await;
    console.confirmation(labels.start, scene.asked).expect_hidden().await;
    browser.finish().await;
}

/// Fills in the form, with a digit missing in an MD5.
async fn fill(form: &Form<'_>, scene: &Scene) {
    let (added, new) = (&scene.added, &scene.new);
    let mut task = new_task(new.name, added.version, new.target);
    new.description.clone_into(&mut task.description);
    task.target.md5 = "4b8e0d6fa2c95173e8b4d07c6f19a35".to_owned();
    task.target.size = new.size.to_string();
    for field in [FieldId::Name, FieldId::Description] {
        form.field(field).fill(task.text(field)).await;
    }
    form.pick_version("from", added.version).await;
    form.part(Side::From, Part::Md5).expect_value(added.md5).await;
    for field in Part::ALL.map(|part| FieldId::Firmware(Side::Target, part)) {
        form.field(field).fill(task.text(field)).await;
    }
    form.part(Side::Target, Part::Md5).expect_invalid().await;
}

pub async fn portal(platform: &Platform, scene: &Scene, album: &Album) {
    let language = if scene.labels.tag == "zh" { "zh-CN" } else { "en-US" };
    let settings = Settings {
        language,
        ..Settings::default()
    };
    let browser = Browser::open_with(settings, platform.portal()).await;
    browser.allow_token_to(platform.url());
    prepare(&browser).await;
    let console = Console::in_language(&browser, scene.labels);
    console.sign_in_with_account(platform, scene.labels.sign_in).await;
    console.button(scene.product_name).expect_visible().await;
    browser.enter_frame().await;
    open_list(&console, scene).await;
    browser.leave_frames().await;
    album.add_by_choice(&browser, "portal").await;
    browser.finish().await;
}

/// Screens that show progress: a task's details with rate and chart, then the list.
pub async fn moving(platform: &Platform, scene: &Scene, album: &Album) {
    let browser = open(platform, scene).await;
    browser.set_timeout(CHART_TIMEOUT, Duration::from_millis(200));
    let console = enter(&browser, platform, scene).await;
    let details = console.open_details(scene.running).await;
    let points = async || {
        browser
            .eval("document.querySelector('.chart-line')?.points.numberOfItems")
            .await
    };
    let has_chart = |points: &Value| points.as_u64().unwrap_or_default() >= album.extent.points;
    browser
        .wait_until("the chart shows the progress", points, has_chart)
        .await;
    album.add(&browser, "details").await;
    browser.press(Key::Escape).await;
    details.expect_hidden().await;
    browser.click_css(".device-counts summary", "").await;
    album.add(&browser, "list").await;
    browser.finish().await;
}

/// Screens that show a loop of running tasks: the warning in the list, and the map.
pub async fn looping(platform: &Platform, scene: &Scene, album: &Album) {
    let browser = open(platform, scene).await;
    let console = enter(&browser, platform, scene).await;
    album.add(&browser, "list-loop").await;
    console.button(scene.labels.upgrade_map).click().await;
    browser
        .find(Role::Region, scene.labels.upgrade_map)
        .expect_visible()
        .await;
    album.add(&browser, "map").await;
    browser.finish().await;
}
