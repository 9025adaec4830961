//! Takes the screenshots and writes them to files.

use crate::scenes::{SCENES, Scene};
use e2e::{Browser, Labels, Role};
use serde_json::json;
use std::path::PathBuf;

pub struct Extent {
    pub scenes: &'static [Scene],
    pub themes: &'static [&'static str],
    pub widths: &'static [u32],
    /// Minimum number of points in the progress chart.
    pub points: u64,
}

/// Both languages, both colour schemes, a desktop and a phone.
pub const ALL: Extent = Extent {
    scenes: &SCENES,
    themes: &["light", "dark"],
    widths: &[1280, 390],
    points: 3,
};

/// One screenshot of each screen, without waiting for progress.
pub const SHORT: Extent = Extent {
    scenes: SCENES.split_at(1).0,
    themes: &["light"],
    widths: &[1280],
    points: 0,
};

/// Hides scroll bars, as phones do, and sets the width of a desktop.
pub async fn prepare(browser: &Browser) {
    browser.set_width(ALL.widths[0]).await;
    browser
        .command("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
        .await;
}

pub struct Album {
    pub extent: &'static Extent,
    pub folder: PathBuf,
    /// Labels of the language. Its tag is part of the file names.
    pub labels: &'static Labels,
}

impl Album {
    /// Takes a screen in all colour schemes and widths. The page follows the browser's colour scheme.
    pub async fn add(&self, browser: &Browser, screen: &str) {
        for theme in self.extent.themes {
            browser.emulate_media(None, &[("prefers-color-scheme", theme)]).await;
            self.add_widths(browser, screen, theme).await;
        }
    }

    /// The same for a page with a theme list that applies to its frame as well.
    pub async fn add_by_choice(&self, browser: &Browser, screen: &str) {
        for theme in self.extent.themes {
            browser.find(Role::Select, self.labels.theme).select_option(theme).await;
            self.add_widths(browser, screen, theme).await;
        }
    }

    /// Takes a screen in all widths, from the top of the page.
    async fn add_widths(&self, browser: &Browser, screen: &str, theme: &str) {
        for width in self.extent.widths {
            browser.set_width(*width).await;
            // Removes caret, selection, focus ring and pointer, and finishes transitions.
            let corner = json!({ "type": "mouseMoved", "x": 0, "y": 0 });
            browser.command("Input.dispatchMouseEvent", corner).await;
            browser
                .run(
                    "document.activeElement?.blur(); getSelection().empty(); scrollTo(0, 0);
                    for (const part of document.querySelectorAll('dialog[open], dialog[open] *')) part.scrollTop = 0",
                )
                .await;
            browser.next_frame().await;
            browser
                .run("document.getAnimations().forEach(animation => animation.finish())")
                .await;
            browser.next_frame().await;
            let name = format!("{screen}-{}-{theme}-{width}.png", self.labels.tag);
            let file = self.folder.join(name);
            match browser.screenshot(&file).await {
                Ok(()) => println!("{}", file.display()),
                Err(error) => eprintln!("{}: {error}", file.display()),
            }
        }
        browser.set_width(self.extent.widths[0]).await;
    }
}
