//! Checks every screen with axe, and that nothing overflows: `cargo run -p e2e --example axe`. All rules apply in the light
//! colour scheme, the contrast in the dark one as well, in both languages, one browser per language. The console must be in `dist` or in the folder
//! `E2E_DIST`, axe where `cargo xtask test` installs it or at `E2E_AXE`. With `--gallery` it checks only the gallery of a
//! development build. The last line is that of a test: a screen is a test.

#![expect(clippy::expect_used, reason = "it panics if a screen cannot be reached")]

mod checker;
mod create;
mod list;
mod notices;
mod overview;
mod portal;
mod questions;

use checker::{Checker, Tally};
use e2e::{Browser, EN, LAMPS, LAMPS_NAME, Labels, Platform, THERMOSTATS, THERMOSTATS_NAME, ZH, paths};
use std::{env, fs, process};

/// Product of a language, and two of its tasks that lead to each other's from version.
struct Scene {
    labels: &'static Labels,
    product: &'static str,
    product_name: &'static str,
    forth: &'static str,
    back: &'static str,
}

const SCENES: [Scene; 2] = [
    Scene {
        labels: &EN,
        product: THERMOSTATS,
        product_name: THERMOSTATS_NAME,
        forth: "Power-cut fix",
        back: "Rollback to 7",
    },
    Scene {
        labels: &ZH,
        product: LAMPS,
        product_name: LAMPS_NAME,
        forth: "秋季版本 3 → 5",
        back: "回退 5 → 3",
    },
];

/// Name of a task whose from version no device runs, so that its start is a plain question. It is as long as a name may
/// be, in the widest characters.
const SMALL: &str = "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let axe = fs::read_to_string(paths::axe()).expect("axe");
    let tally = Tally::default();
    let is_gallery = env::args().any(|argument| argument == "--gallery");
    let screens = async |scene: &Scene| {
        let labels = scene.labels;
        let tally = &tally;
        let axe = &axe;
        let checker = Checker { labels, axe, tally };
        if is_gallery {
            return gallery(&checker).await;
        }
        list::check(&checker, scene).await;
        overview::check(&checker).await;
        notices::check(&checker).await;
        portal::check(&checker, scene).await;
    };
    tokio::join!(screens(&SCENES[0]), screens(&SCENES[1]));
    let (passed, failed) = (tally.passed.get(), tally.failed.get());
    println!("axe: {} screens, {} violations", passed + failed, tally.findings.get());
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {result}. {passed} passed; {failed} failed");
    process::exit(i32::from(failed > 0));
}

/// The gallery of the components.
async fn gallery(checker: &Checker<'_>) {
    let platform = Platform::start(&["--empty"]);
    let address = format!("{}?gallery&lang={}", platform.url(), checker.labels.tag);
    let browser = Browser::open(&address).await;
    browser.expect_css("main section").await;
    checker.check(&browser, "gallery").await;
    browser.finish().await;
}
