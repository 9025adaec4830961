//! Where the pictures go, and how they are taken.

use crate::scenes::{SCENES, Scene};
use e2e::browser::Browser;
use e2e::locate::Role;
use e2e::words::Words;
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// The extent of a run.
pub struct Extent {
    pub scenes: &'static [Scene],
    pub themes: &'static [&'static str],
    pub widths: &'static [u32],
    /// The points that the line of progress has at least.
    pub points: u64,
}

/// Both languages, both schemes, a desktop and a phone.
pub const ALL: Extent = Extent {
    scenes: &SCENES,
    themes: &["light", "dark"],
    widths: &[1280, 390],
    points: 3,
};

/// One picture of each screen, and no waiting for progress.
pub const SHORT: Extent = Extent {
    scenes: SCENES.split_at(1).0,
    themes: &["light"],
    widths: &[1280],
    points: 0,
};

/// The pictures of one language.
pub struct Album {
    pub extent: &'static Extent,
    /// Where they go.
    pub folder: PathBuf,
    /// The language, in their names.
    pub tag: &'static str,
}

impl Album {
    /// Takes the screen in all schemes and widths, from its top. The page follows the reader's scheme.
    pub async fn add(&self, browser: &Browser, screen: &str) {
        for theme in self.extent.themes {
            let feature = json!({ "name": "prefers-color-scheme", "value": theme });
            let told = browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] }));
            told.await.expect("a scheme Chromium knows");
            for width in self.extent.widths {
                browser.be_wide(*width).await;
                self.take(browser, &format!("{screen}-{}-{theme}-{width}", self.tag))
                    .await;
            }
        }
        browser.be_wide(self.extent.widths[0]).await;
    }

    /// The same of a page that has a list of themes for itself and a frame.
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

    async fn take(&self, browser: &Browser, name: &str) {
        // A caret, a selection, a focus ring, a pointer or half a transition says nothing in a picture.
        let corner = json!({ "type": "mouseMoved", "x": 0, "y": 0 });
        let moved = browser.devtools("Input.dispatchMouseEvent", corner).await;
        moved.expect("a pointer");
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
