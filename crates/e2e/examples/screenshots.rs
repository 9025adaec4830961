//! Pictures of the console with the demo's data: `cargo run -p e2e --example screenshots -- FOLDER`. The console must be
//! in `dist`, or be named in `E2E_DIST`.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::operator::Operator;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform, THERMOSTATS, THERMOSTATS_NAME};
use e2e::typed::{Field, Part, Typed};
use e2e::words::{EN, Words, ZH};
use std::path::{Path, PathBuf};
use std::{env, fs, process};
use thirtyfour::Key;

/// What the pictures of one language show: a product whose tasks are named in it.
struct Scene {
    words: &'static Words,
    product: &'static str,
    product_name: &'static str,
    /// A task that runs.
    running: &'static str,
    /// A task whose start is asked about.
    asked: &'static str,
    /// Tasks the demo does not have: name, description, versions. None of them runs: most have no devices.
    more: [(&'static str, &'static str, u32, u32); 2],
    /// Name and description of the one that is being created.
    new: (&'static str, &'static str),
}

const SCENES: [Scene; 2] = [
    Scene {
        words: &EN,
        product: THERMOSTATS,
        product_name: THERMOSTATS_NAME,
        running: "Power-cut fix",
        asked: "Rollback to 7",
        more: [
            (
                "Window-open detection",
                "Units from the spring batch that were never updated.",
                6,
                8,
            ),
            (
                "Field trial units",
                "Units of the trial in Lund. Ask the team before you start it.",
                5,
                8,
            ),
        ],
        new: ("First batch to 8", "Units that left the factory before May"),
    },
    Scene {
        words: &ZH,
        product: LAMPS,
        product_name: LAMPS_NAME,
        running: "秋季版本 3 → 5",
        asked: "回退 5 → 3",
        more: [
            ("早期版本 2 → 5", "量产前出厂的设备，直接升级到秋季版本", 2, 5),
            ("试点设备 1 → 5", "试点小区的设备，启动前请先通知物业", 1, 5),
        ],
        new: ("夏季版本 4 → 5", "修复断网后定时不执行；配网更快"),
    },
];

/// Enough upgraded devices that progress is to be seen, and enough left.
const UPGRADED: u64 = 120;

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
    let platform = demo().await;
    for scene in &SCENES {
        for theme in ["light", "dark"] {
            for width in [1280, 390] {
                let name = format!("{}-{theme}-{width}", scene.words.tag);
                let album = Album { folder: &folder, name };
                all_screens(&platform, scene, theme, width, &album).await;
            }
        }
    }
}

/// The demo, some way into its upgrades. Then the devices are stopped, so that all pictures show the same moment.
async fn demo() -> Platform {
    let mut platform = Platform::start(&["--connects-per-second", "60"]);
    let browser = Browser::open(platform.url()).await;
    for scene in &SCENES {
        let operator = Operator::of(&platform);
        for (name, description, from, target) in scene.more {
            let mut task = Typed::task(name, from, target);
            description.clone_into(&mut task.description);
            operator.create(scene.product, &task);
        }
        let database = platform.database();
        let running = database.task(scene.product, scene.running).map(|task| task.id);
        operator.set_status(scene.product, &running.unwrap_or_default(), 1);
        let far_enough = async || match database.upgraded(scene.product, scene.running) {
            count if count >= UPGRADED => Ok(()),
            count => Err(format!("{count} devices upgraded")),
        };
        browser.until("the demo is worth a picture", far_enough).await;
    }
    browser.finish().await;
    platform.restart_with(&["--connects-per-second", "0"]);
    platform
}

/// Where the pictures of one language, theme and width go.
struct Album<'f> {
    folder: &'f Path,
    name: String,
}

impl Album<'_> {
    async fn add(&self, browser: &Browser, screen: &str) {
        // A caret, a selection or a focus ring says nothing in a picture.
        browser
            .run("document.activeElement?.blur(); getSelection().empty()")
            .await;
        let file = self.folder.join(format!("{screen}-{}.png", self.name));
        match fs::write(&file, browser.picture().await) {
            Ok(()) => println!("{}", file.display()),
            Err(error) => eprintln!("{}: {error}", file.display()),
        }
    }
}

async fn all_screens(platform: &Platform, scene: &Scene, theme: &str, width: u32, album: &Album<'_>) {
    let words = scene.words;
    let browser = Browser::open(&format!("{}?lang={}", platform.url(), words.tag)).await;
    browser.be_wide(width).await;
    browser.hide_scroll_bars().await;
    browser.find(Role::Choice, words.theme).choose(theme).await;
    let console = Console::new(&browser, words);
    console.button(words.sign_in).appears().await;
    album.add(&browser, "sign-in").await;
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(scene.product_name).await;
    console.row(scene.running).shows(words.running).await;
    album.add(&browser, "list").await;

    create(&console, scene).await;
    album.add(&browser, "create").await;
    browser.press(Key::Escape).await;
    console.form().dialog.goes_away().await;

    // A downgrade: its question has the most to say.
    console.ask(words.start, scene.asked).await;
    album.add(&browser, "start").await;
    browser.press(Key::Escape).await;
    console.question(words.start, scene.asked).goes_away().await;

    console.row(scene.running).button(scene.running).click().await;
    browser.find(Role::Dialog, scene.running).appears().await;
    album.add(&browser, "details").await;
    browser.finish().await;
}

/// The form filled in, with one mistake that is easily made: an MD5 with a digit missing.
async fn create(console: &Console<'_>, scene: &Scene) {
    let (from, target) = (4, if scene.words.tag == "zh" { 5 } else { 8 });
    let mut task = Typed::task(scene.new.0, from, target);
    scene.new.1.clone_into(&mut task.description);
    task.from.md5 = "9d7f3c1ab04e2856d1f0c3a7b85e6429".to_owned();
    task.from.size = "1482752".to_owned();
    task.target.md5 = "4b8e0d6fa2c95173e8b4d07c6f19a35".to_owned();
    task.target.size = "1531904".to_owned();
    let form = console.open_create().await;
    form.fill(&task).await;
    let md5 = form.field(Field::Target(Part::Md5));
    let named = async || match md5.attribute("aria-invalid").await {
        Some(_) => Ok(()),
        None => Err("nothing is said yet".to_owned()),
    };
    console.browser.until("the mistake is named", named).await;
}
