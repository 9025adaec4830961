//! The gallery of the components, which only a development build of the console has.

use crate::album::{Album, prepare};
use crate::scenes::Scene;
use e2e::{Browser, Platform};
use std::path::Path;

/// Takes the gallery of the console in the folder `console`, in the language of each scene.
pub async fn take(console: &Path, scenes: &[Scene], album: impl Fn(&Scene) -> Album) {
    let platform = Platform::start_with_console(console, &["--empty"]);
    for scene in scenes {
        let address = format!("{}?gallery&lang={}", platform.url(), scene.labels.tag);
        let browser = Browser::open(&address).await;
        prepare(&browser).await;
        browser.expect_css("main section").await;
        album(scene).add(&browser, "gallery").await;
        browser.finish().await;
    }
}
