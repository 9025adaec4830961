//! The way through the console that the pictures are taken on.

use crate::album::Album;
use crate::scenes::Scene;
use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::Role;
use e2e::platform::Platform;
use e2e::typed::{Field, Part, Typed};
use std::time::Duration;
use thirtyfour::Key;

/// A point of the line of progress comes once a minute at most.
const SOME_MINUTES: Duration = Duration::from_secs(240);

async fn open(platform: &Platform, scene: &Scene) -> Browser {
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), scene.words.tag)).await;
    browser.be_wide(1280).await;
    browser.hide_scroll_bars().await;
    browser
}

/// Signs in and goes to the scene's list.
async fn enter<'b>(browser: &'b Browser, platform: &Platform, scene: &Scene) -> Console<'b> {
    let console = Console::new(browser, scene.words);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(scene.product_name).await;
    console.row(scene.running).shows(scene.words.running).await;
    counted(browser).await;
    console
}

/// Devices are counted by a request of their own.
async fn counted(browser: &Browser) {
    let script = "return Boolean(document.querySelector('.fleet'))";
    let look = async || match browser.script(script, Vec::new()).await? {
        serde_json::Value::Bool(true) => Ok(()),
        _ => Err("no devices by version".to_owned()),
    };
    browser.until("devices are counted", look).await;
}

/// What an operator does while nothing moves.
pub async fn standing(platform: &Platform, scene: &Scene, album: &Album) {
    let words = scene.words;
    let browser = open(platform, scene).await;
    Console::new(&browser, words).button(words.sign_in).appears().await;
    album.add(&browser, "sign-in").await;
    let console = enter(&browser, platform, scene).await;

    let form = console.open_create().await;
    fill(&console, &form, scene).await;
    album.add(&browser, "create").await;
    take_version(&browser, "target", scene.new.target).await;
    form.review().await;
    form.dialog.button(words.create_and_start).appears().await;
    album.add(&browser, "review").await;
    browser.press(Key::Escape).await;
    form.dialog.goes_away().await;

    // It closes a loop: its question has the most to say.
    console.ask(words.start, scene.asked).await;
    album.add(&browser, "start").await;
    browser.press(Key::Escape).await;
    console.question(words.start, scene.asked).goes_away().await;
    browser.finish().await;
}

/// The form filled in, with one mistake that is easily made: an MD5 with a digit missing.
async fn fill(console: &Console<'_>, form: &Form<'_>, scene: &Scene) {
    let (added, new) = (&scene.added, &scene.new);
    let mut task = Typed::task(new.name, added.version, new.target);
    new.description.clone_into(&mut task.description);
    task.target.md5 = "4b8e0d6fa2c95173e8b4d07c6f19a35".to_owned();
    task.target.size = new.size.to_string();
    for field in [Field::Name, Field::Description] {
        form.field(field).fill(task.text(field)).await;
    }
    take_version(console.browser, "from", added.version).await;
    form.field(Field::From(Part::Md5)).holds(added.md5).await;
    for part in [Part::Version, Part::Url, Part::Md5, Part::Size] {
        let field = Field::Target(part);
        form.field(field).fill(task.text(field)).await;
    }
    let md5 = form.field(Field::Target(Part::Md5));
    let named = async || match md5.attribute("aria-invalid").await {
        Some(_) => Ok(()),
        None => Err("nothing is said yet".to_owned()),
    };
    console.browser.until("the mistake is named", named).await;
}

/// Takes a version of the library for one side.
async fn take_version(browser: &Browser, side: &str, version: u32) {
    let script = "const picker = document.getElementById(`create-${arguments[0]}-library`);
        picker.open = true;
        const found = [...picker.querySelectorAll('button')]
            .find(b => b.querySelector('strong').innerText.trim().endsWith(arguments[1]));
        if (found) found.click();
        return Boolean(found)";
    let take = async || {
        let arguments = vec![side.into(), version.to_string().into()];
        match browser.script(script, arguments).await? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err(format!("no version {version} in the library")),
        }
    };
    browser.until(format!("version {version} is taken"), take).await;
}

/// The console as a part of another page.
pub async fn portal(platform: &Platform, scene: &Scene, album: &Album) {
    let words = scene.words;
    let language = if words.tag == "zh" { "zh-CN" } else { "en-US" };
    let browser = Browser::open_in(language, platform.portal()).await;
    browser.trusts(platform.url().trim_end_matches('/'));
    browser.be_wide(1280).await;
    browser.hide_scroll_bars().await;
    // The portal's form has the words of the console's.
    let outside = Console::new(&browser, words);
    outside.field(words.account).fill(platform.account()).await;
    outside.field(words.password).fill(platform.password()).await;
    outside.button(words.sign_in).click().await;
    outside.button(scene.product_name).appears().await;
    browser.into_frame().await;
    let inside = Console::new(&browser, words);
    inside.choose_product(scene.product_name).await;
    inside.row(scene.running).shows(words.running).await;
    counted(&browser).await;
    browser.out_of_frames().await;
    album.add_by_choice(&browser, words, "portal").await;
    browser.finish().await;
}

/// A task with a rate and a line, as this tab has seen them; then the list with that rate.
pub async fn moving(platform: &Platform, scene: &Scene, album: &Album) {
    let browser = open(platform, scene).await;
    browser.waits_up_to(SOME_MINUTES, Duration::from_millis(200));
    let console = enter(&browser, platform, scene).await;
    console.row(scene.running).button(scene.running).click().await;
    browser.find(Role::Dialog, scene.running).appears().await;
    let script = "return document.querySelector('.chart-line')?.points.numberOfItems ?? 0";
    let line = async || match browser.script(script, Vec::new()).await?.as_u64() {
        Some(points) if points >= album.extent.points => Ok(()),
        points => Err(format!("a line of {points:?} points")),
    };
    browser.until("progress is drawn", line).await;
    album.add(&browser, "details").await;
    browser.press(Key::Escape).await;
    browser.find(Role::Dialog, scene.running).goes_away().await;
    browser.run("document.querySelector('.fleet').open = true").await;
    album.add(&browser, "list").await;
    browser.finish().await;
}

/// Running tasks that form a loop: told over the list, and drawn.
pub async fn looping(platform: &Platform, scene: &Scene, album: &Album) {
    let browser = open(platform, scene).await;
    let console = enter(&browser, platform, scene).await;
    album.add(&browser, "list-loop").await;
    console.button(scene.words.upgrade_map).click().await;
    browser.find(Role::Region, scene.words.upgrade_map).appears().await;
    album.add(&browser, "map").await;
    browser.finish().await;
}
