//! Takes the screenshots and writes them to files.

use crate::scenes::{SCENES, Scene};
use e2e::browser::Browser;
use e2e::locate::Role;
use e2e::words::Words;
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// Extent of a run.
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

/// Screenshots of one language.
pub struct Album {
    pub extent: &'static Extent,
    /// Folder of the files.
    pub folder: PathBuf,
    /// Language tag in the file names.
    pub tag: &'static str,
}

impl Album {
    /// Takes a screen in all colour schemes and widths. The page follows the browser's colour scheme.
    pub async fn add(&self, browser: &Browser, screen: &str) {
        for theme in self.extent.themes {
            let feature = json!({ "name": "prefers-color-scheme", "value": theme });
            let result = browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] }));
            result.await.expect("a colour scheme that Chromium supports");
            for width in self.extent.widths {
                browser.be_wide(*width).await;
                self.take(browser, &format!("{screen}-{}-{theme}-{width}", self.tag))
                    .await;
            }
        }
        browser.be_wide(self.extent.widths[0]).await;
    }

    /// The same for a page with a theme list that applies to its frame as well.
    pub async fn add_by_choice(&self, browser: &Browser, words: &Words, screen: &str) {
        for theme in self.extent.themes {
            browser.find(Role::Choice, words.theme).choose(theme).await;
            for width in self.extent.widths {
                browser.be_wide(*width).await;
                self.take(browser, &format!("{screen}-{}-{theme}-{width}", self.tag))
                    .await;
            }
            browser.be_wide(self.extent.widths[0]).await;
        }
    }

    /// Takes one screenshot from the top of the page.
    async fn take(&self, browser: &Browser, name: &str) {
        // Removes caret, selection, focus ring and pointer, and finishes transitions.
        let corner = json!({ "type": "mouseMoved", "x": 0, "y": 0 });
        let moved = browser.devtools("Input.dispatchMouseEvent", corner).await;
        moved.expect("a mouse event");
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
        let file = self.folder.join(format!("{name}.png"));
        match fs::write(&file, browser.picture().await) {
            Ok(()) => println!("{}", file.display()),
            Err(error) => eprintln!("{}: {error}", file.display()),
        }
    }
}
