//! Picked files that are changed, moved or deleted while the page reads them.

use crate::digest::{LISTEN, has_digest};
use crate::selected_files::{MIB, bars_pass, form, md5sum};
use e2e::browser::Browser;
use e2e::platform::Platform;
use e2e::temp::TempDir;
use e2e::typed::{Field, Part};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

const CHANGED: &str = "The file was changed since it was picked, or the browser may not read it.";
const MISSING: &str = "The file was moved or deleted since it was picked. Pick it again.";

/// Name of the change, the change itself, the browser's error name, and the page's message.
type Change = (&'static str, fn(&Path), &'static str, &'static str);

const CHANGES: [Change; 7] = [
    (
        "shortened",
        |file| opened(file).set_len(1000).unwrap(),
        "NotReadableError",
        CHANGED,
    ),
    (
        "emptied",
        |file| opened(file).set_len(0).unwrap(),
        "NotReadableError",
        CHANGED,
    ),
    (
        "written",
        |file| opened(file).write_all(b"other").unwrap(),
        "NotReadableError",
        CHANGED,
    ),
    ("replaced", replace, "NotReadableError", CHANGED),
    (
        "deleted",
        |file| fs::remove_file(file).unwrap(),
        "NotFoundError",
        MISSING,
    ),
    (
        "renamed",
        |file| fs::rename(file, file.with_extension("old")).unwrap(),
        "NotFoundError",
        MISSING,
    ),
    (
        "a folder",
        |file| {
            fs::remove_file(file).unwrap();
            fs::create_dir(file).unwrap();
        },
        "NotFoundError",
        MISSING,
    ),
];

/// Opens a file for writing.
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
    let form = form(&browser, &platform).await;
    let from = form.from();
    let fails_with = async |exception, message| {
        from.shows(message).await;
        assert_eq!(
            browser.run("return window.failed.splice(0)").await,
            serde_json::json!([exception])
        );
        form.field(Field::From(Part::Md5)).holds("").await;
        form.field(Field::From(Part::Size)).holds("").await;
    };
    for (what, change, exception, message) in CHANGES {
        let file = files.sparse_file(&format!("{what}.bin"), 8192 * MIB);
        form.pick(&from, &file).await;
        bars_pass(&browser, &[0.0]).await;
        change(&file);
        fails_with(exception, message).await;
        // The same object must fail again, because the file on the disk differs from it.
        browser.run(PICK_SAME_FILE).await;
        fails_with(exception, message).await;
    }
    let file = files.file("again.bin", &[7; 1000]);
    form.pick(&from, &file).await;
    has_digest(&form, Field::From, &md5sum(&file), 1000).await;
    opened(&file).set_len(500).unwrap();
    form.pick(&from, &file).await;
    has_digest(&form, Field::From, &md5sum(&file), 500).await;
    browser.finish().await;
}
