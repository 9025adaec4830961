//! The screens, in the order in which they are visited.

use crate::album::Album;
use crate::scenes::Scene;
use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::Role;
use e2e::platform::Platform;
use e2e::typed::{Field, Part, Typed};
use std::time::Duration;
use thirtyfour::Key;

/// Time-out for the progress chart, which gets at most one point per minute.
const CHART_TIMEOUT: Duration = Duration::from_secs(240);

/// Opens the console in the scene's language.
async fn open(platform: &Platform, scene: &Scene) -> Browser {
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), scene.words.tag)).await;
    browser.be_wide(1280).await;
    browser.hide_scroll_bars().await;
    browser
}

/// Signs in and opens the scene's list.
async fn enter<'b>(browser: &'b Browser, platform: &Platform, scene: &Scene) -> Console<'b> {
    let console = Console::new(browser, scene.words);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(scene.product_name).await;
    console.row(scene.running).shows(scene.words.running).await;
    devices_are_counted(browser).await;
    console
}

/// Waits until the page shows the devices by version, which it requests separately.
async fn devices_are_counted(browser: &Browser) {
    let script = "return Boolean(document.querySelector('.fleet'))";
    let look = async || match browser.script(script, Vec::new()).await? {
        serde_json::Value::Bool(true) => Ok(()),
        _ => Err("no devices by version".to_owned()),
    };
    browser.until("devices are counted", look).await;
}

/// Screens that do not depend on progress: sign-in, create form, review and the confirmation of a start.
pub async fn standing(platform: &Platform, scene: &Scene, album: &Album) {
    let words = scene.words;
    let browser = open(platform, scene).await;
    Console::new(&browser, words).button(words.sign_in).appears().await;
    album.add(&browser, "sign-in").await;
    let console = enter(&browser, platform, scene).await;

    let form = console.open_create().await;
    fill(&console, &form, scene).await;
    album.add(&browser, "create").await;
    pick_version(&browser, "target", scene.new.target).await;
    form.review().await;
    form.dialog.button(words.create_and_start).appears().await;
    album.add(&browser, "review").await;
    browser.press(Key::Escape).await;
    form.dialog.goes_away().await;

    // This start closes a loop, so its confirmation shows the most.
    console.ask(words.start, scene.asked).await;
    album.add(&browser, "start").await;
    browser.press(Key::Escape).await;
    console.question(words.start, scene.asked).goes_away().await;
    browser.finish().await;
}

/// Fills in the form, with a digit missing in an MD5.
async fn fill(console: &Console<'_>, form: &Form<'_>, scene: &Scene) {
    let (added, new) = (&scene.added, &scene.new);
    let mut task = Typed::task(new.name, added.version, new.target);
    new.description.clone_into(&mut task.description);
    task.target.md5 = "4b8e0d6fa2c95173e8b4d07c6f19a35".to_owned();
    task.target.size = new.size.to_string();
    for field in [Field::Name, Field::Description] {
        form.field(field).fill(task.text(field)).await;
    }
    pick_version(console.browser, "from", added.version).await;
    form.field(Field::From(Part::Md5)).holds(added.md5).await;
    for part in [Part::Version, Part::Url, Part::Md5, Part::Size] {
        let field = Field::Target(part);
        form.field(field).fill(task.text(field)).await;
    }
    let md5 = form.field(Field::Target(Part::Md5));
    let reported = async || match md5.attribute("aria-invalid").await {
        Some(_) => Ok(()),
        None => Err("the field is not invalid".to_owned()),
    };
    console.browser.until("the error is shown", reported).await;
}

/// Picks a version of the library for one side (`from` or `target`).
async fn pick_version(browser: &Browser, side: &str, version: u32) {
    let script = "const picker = document.getElementById(`create-${arguments[0]}-library`);
        picker.open = true;
        const found = [...picker.querySelectorAll('button')]
            .find(b => b.querySelector('strong').innerText.trim().endsWith(arguments[1]));
        if (found) found.click();
        return Boolean(found)";
    let pick = async || {
        let arguments = vec![side.into(), version.to_string().into()];
        match browser.script(script, arguments).await? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err(format!("no version {version} in the library")),
        }
    };
    browser.until(format!("version {version} is picked"), pick).await;
}

/// The console in the demo portal.
pub async fn portal(platform: &Platform, scene: &Scene, album: &Album) {
    let words = scene.words;
    let language = if words.tag == "zh" { "zh-CN" } else { "en-US" };
    let browser = Browser::open_in(language, platform.portal()).await;
    browser.trusts(platform.url().trim_end_matches('/'));
    browser.be_wide(1280).await;
    browser.hide_scroll_bars().await;
    // The portal's form has the same accessible names as the console's.
    let portal = Console::new(&browser, words);
    portal.field(words.account).fill(platform.account()).await;
    portal.field(words.password).fill(platform.password()).await;
    portal.button(words.sign_in).click().await;
    portal.button(scene.product_name).appears().await;
    browser.into_frame().await;
    let console = Console::new(&browser, words);
    console.choose_product(scene.product_name).await;
    console.row(scene.running).shows(words.running).await;
    devices_are_counted(&browser).await;
    browser.out_of_frames().await;
    album.add_by_choice(&browser, words, "portal").await;
    browser.finish().await;
}

/// Screens that show progress: a task's details with rate and chart, then the list.
pub async fn moving(platform: &Platform, scene: &Scene, album: &Album) {
    let browser = open(platform, scene).await;
    browser.waits_up_to(CHART_TIMEOUT, Duration::from_millis(200));
    let console = enter(&browser, platform, scene).await;
    console.row(scene.running).button(scene.running).click().await;
    browser.find(Role::Dialog, scene.running).appears().await;
    let script = "return document.querySelector('.chart-line')?.points.numberOfItems ?? 0";
    let has_chart = async || match browser.script(script, Vec::new()).await?.as_u64() {
        Some(points) if points >= album.extent.points => Ok(()),
        points => Err(format!("the chart has {points:?} points")),
    };
    browser.until("the chart shows the progress", has_chart).await;
    album.add(&browser, "details").await;
    browser.press(Key::Escape).await;
    browser.find(Role::Dialog, scene.running).goes_away().await;
    browser.run("document.querySelector('.fleet').open = true").await;
    album.add(&browser, "list").await;
    browser.finish().await;
}

/// Screens that show a loop of running tasks: the warning in the list, and the map.
pub async fn looping(platform: &Platform, scene: &Scene, album: &Album) {
    let browser = open(platform, scene).await;
    let console = enter(&browser, platform, scene).await;
    album.add(&browser, "list-loop").await;
    console.button(scene.words.upgrade_map).click().await;
    browser.find(Role::Region, scene.words.upgrade_map).appears().await;
    album.add(&browser, "map").await;
    browser.finish().await;
}
