//! Pictures of the console with the demo's data: `cargo run -p e2e --example screenshots -- FOLDER`. The console must be
//! in `dist`, or be named in `E2E_DIST`.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::typed::{Field, Part, Typed};
use e2e::words::{EN, Words, ZH};
use std::path::{Path, PathBuf};
use std::{env, fs, process};
use thirtyfour::Key;

const AUTUMN: &str = "秋季版本 3 → 5";
/// Enough upgraded devices that progress is to be seen, and enough left.
const UPGRADED: u64 = 170;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: screenshots FOLDER");
        process::exit(2);
    };
    if let Err(error) = fs::create_dir_all(&folder) {
        eprintln!("{}: {error}", folder.display());
        process::exit(1);
    }
    let platform = Platform::start(&["--connects-per-second", "40"]);
    for words in [&EN, &ZH] {
        for theme in ["light", "dark"] {
            for width in [1280, 390] {
                let name = format!("{}-{theme}-{width}", words.tag);
                all_screens(&platform, words, theme, width, &Album { folder: &folder, name }).await;
            }
        }
    }
}

/// Where the pictures of one language, theme and width go.
struct Album<'f> {
    folder: &'f Path,
    name: String,
}

impl Album<'_> {
    async fn add(&self, browser: &Browser, screen: &str) {
        let file = self.folder.join(format!("{screen}-{}.png", self.name));
        match fs::write(&file, browser.picture().await) {
            Ok(()) => println!("{}", file.display()),
            Err(error) => eprintln!("{}: {error}", file.display()),
        }
    }
}

async fn all_screens(platform: &Platform, words: &'static Words, theme: &str, width: u32, album: &Album<'_>) {
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), words.tag)).await;
    browser.be_wide(width).await;
    browser.find(Role::Choice, words.theme).choose(theme).await;
    let console = Console::new(&browser, words);
    console.button(words.sign_in).appears().await;
    without_focus(&browser).await;
    album.add(&browser, "sign-in").await;
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    console
        .upgraded_is(AUTUMN, "worth a picture", |count| count >= UPGRADED)
        .await;
    without_focus(&browser).await;
    album.add(&browser, "list").await;

    create(&console).await;
    album.add(&browser, "create").await;
    browser.press(Key::Escape).await;
    console.form().dialog.goes_away().await;

    // The rollback: its question has the most to say.
    let rollback = platform
        .database()
        .tasks(LAMPS)
        .into_iter()
        .find(|task| task.status == 0);
    if let Some(task) = rollback {
        console.ask(words.start, &task.name).await;
        album.add(&browser, "start").await;
        browser.press(Key::Escape).await;
        console.question(words.start, &task.name).goes_away().await;
    }
    console.row(AUTUMN).button(AUTUMN).click().await;
    browser.find(Role::Dialog, AUTUMN).appears().await;
    album.add(&browser, "details").await;
    browser.finish().await;
}

/// The form filled in, with one mistake that is easily made: an MD5 with a digit missing.
async fn create(console: &Console<'_>) {
    let zh = console.words.tag == "zh";
    let mut task = Typed::task(if zh { "夏季版本" } else { "Summer release" }, 2, 5);
    task.description = if zh {
        "修复断网后定时不执行；配网更快"
    } else {
        "Timers survive a lost network; faster pairing"
    }
    .to_owned();
    task.from.url = "https://files.example.com/lamp-a9/2.bin".to_owned();
    task.from.md5 = "9d7f3c1ab04e2856d1f0c3a7b85e6429".to_owned();
    task.from.size = "1482752".to_owned();
    task.target.url = "https://files.example.com/lamp-a9/5.bin".to_owned();
    task.target.md5 = "4b8e0d6fa2c95173e8b4d07c6f19a35".to_owned();
    task.target.size = "1531904".to_owned();
    let form = console.open_create().await;
    form.fill(&task).await;
    form.field(Field::Target(Part::Md5)).press(Key::Tab).await;
    let invalid = async || match form.field(Field::Target(Part::Md5)).attribute("aria-invalid").await {
        Some(_) => Ok(()),
        None => Err("nothing is said yet".to_owned()),
    };
    console.browser.until("the mistake is named", invalid).await;
}

/// A caret or a focus ring says nothing in a picture.
async fn without_focus(browser: &Browser) {
    browser.run("document.activeElement?.blur()").await;
}
