//! Picked files that are changed, moved or deleted while the page reads them.

use crate::digest::LISTEN;
use crate::progress::{MIB, progress_after};
use e2e::{Browser, Console, Part, Platform, Side, TempDir};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

const CHANGED: &str = "The file has changed since you chose it, or the browser can’t read it.";
const MISSING: &str = "The file has been moved or deleted since you chose it. Choose it again.";

/// Change of a file, as its name says.
type Change = fn(&Path);

/// Changes after which the browser refuses to read the file.
const CHANGES: [(&str, Change); 4] = [
    ("shortened", |file| opened(file).set_len(1000).unwrap()),
    ("emptied", |file| opened(file).set_len(0).unwrap()),
    ("written", |file| opened(file).write_all(b"other").unwrap()),
    ("replaced", replace),
];

/// Changes after which the browser finds no file.
const REMOVALS: [(&str, Change); 3] = [
    ("deleted", |file| fs::remove_file(file).unwrap()),
    ("renamed", |file| fs::rename(file, file.with_extension("old")).unwrap()),
    ("a folder", |file| {
        fs::remove_file(file).unwrap();
        fs::create_dir(file).unwrap();
    }),
];

fn opened(file: &Path) -> File {
    OpenOptions::new().write(true).open(file).unwrap()
}

/// Replaces a file with another of the same size, as a build does.
fn replace(file: &Path) {
    let new = file.with_extension("new");
    let size = fs::metadata(file).unwrap().len();
    File::create(&new).unwrap().set_len(size).unwrap();
    fs::rename(new, file).unwrap();
}

/// Script that picks the same `File` object again. It keeps the state of the first pick, regardless of later changes on
/// the disk.
const PICK_SAME_FILE: &str = "
    const input = document.getElementById('create-from-file');
    const transfer = new DataTransfer();
    transfer.items.add(window.picked);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));";
/// Script that stores the picked `File` object in `window.picked`.
const STORE_PICKED_FILE: &str = "
    document.addEventListener('change', ({ target }) => {
        if (target.files?.length) window.picked = target.files[0];
    }, true);";

#[tokio::test]
async fn a_changed_or_deleted_file_gets_no_digest_and_the_page_shows_the_reason() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    browser.run(LISTEN).await;
    browser.run(STORE_PICKED_FILE).await;
    let form = Console::at_lamps(&browser, &platform).await.open_create().await;
    let from = form.from();
    let fails_with = async |exception, message| {
        from.expect_text(message).await;
        let failed = browser.eval("window.failed.splice(0)").await;
        assert_eq!(failed, serde_json::json!([exception]));
        for part in [Part::Md5, Part::Size] {
            form.part(Side::From, part).expect_value("").await;
        }
    };
    let changes = CHANGES.map(|change| (change, "NotReadableError", CHANGED)).into_iter();
    let all = changes.chain(REMOVALS.map(|removal| (removal, "NotFoundError", MISSING)));
    for ((what, change), exception, message) in all {
        let file = files.sparse_file(&format!("{what}.bin"), 8192 * MIB);
        form.set_file(&from, &file).await;
        progress_after(&browser, &[0.0]).await;
        change(&file);
        fails_with(exception, message).await;
        // The same object must fail again, because the file on the disk differs from it.
        browser.run(PICK_SAME_FILE).await;
        fails_with(exception, message).await;
    }
    let file = files.file("again.bin", &[7; 1000]);
    form.set_file(&from, &file).await;
    form.expect_digest_of(Side::From, &file).await;
    opened(&file).set_len(500).unwrap();
    form.set_file(&from, &file).await;
    form.expect_digest_of(Side::From, &file).await;
    browser.finish().await;
}
