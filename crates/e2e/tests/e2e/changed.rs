//! Picked files that change on the disk, or go away, before they are read to their end.

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
const GONE: &str = "The file was moved or deleted since it was picked. Pick it again.";

/// What happens to a file, what the browser calls it, and what the page says.
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
    ("deleted", |file| fs::remove_file(file).unwrap(), "NotFoundError", GONE),
    (
        "renamed",
        |file| fs::rename(file, file.with_extension("old")).unwrap(),
        "NotFoundError",
        GONE,
    ),
    (
        "a folder",
        |file| {
            fs::remove_file(file).unwrap();
            fs::create_dir(file).unwrap();
        },
        "NotFoundError",
        GONE,
    ),
];

fn opened(file: &Path) -> File {
    OpenOptions::new().write(true).open(file).unwrap()
}

/// As a build does that writes a new image of the same size.
fn replace(file: &Path) {
    let new = file.with_extension("new");
    let size = fs::metadata(file).unwrap().len();
    File::create(&new).unwrap().set_len(size).unwrap();
    fs::rename(new, file).unwrap();
}

/// Picks again the very file that was picked last, as it was then: its name on the disk may mean another by now.
const PICK_THE_SAME: &str = "
    const input = document.getElementById('create-from-file');
    const transfer = new DataTransfer();
    transfer.items.add(window.picked);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));";
const KEEP_WHAT_IS_PICKED: &str = "
    document.addEventListener('change', ({ target }) => {
        if (target.files?.length) window.picked = target.files[0];
    }, true);";

#[tokio::test]
async fn a_file_that_changes_or_goes_away_has_no_digest_and_the_page_says_which() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    browser.run(LISTEN).await;
    browser.run(KEEP_WHAT_IS_PICKED).await;
    let form = form(&browser, &platform).await;
    let from = form.from();
    let ends = async |exception, said| {
        from.shows(said).await;
        assert_eq!(
            browser.run("return window.failed.splice(0)").await,
            serde_json::json!([exception])
        );
        form.field(Field::From(Part::Md5)).holds("").await;
        form.field(Field::From(Part::Size)).holds("").await;
    };
    for (what, change, exception, said) in CHANGES {
        let file = files.sparse_file(&format!("{what}.bin"), 8192 * MIB);
        form.pick(&from, &file).await;
        bars_pass(&browser, &[0.0]).await;
        change(&file);
        ends(exception, said).await;
        // Not a moment too soon: the file as it is now is not the one that was picked.
        browser.run(PICK_THE_SAME).await;
        ends(exception, said).await;
    }
    let file = files.file("again.bin", &[7; 1000]);
    form.pick(&from, &file).await;
    has_digest(&form, Field::From, &md5sum(&file), 1000).await;
    opened(&file).set_len(500).unwrap();
    form.pick(&from, &file).await;
    has_digest(&form, Field::From, &md5sum(&file), 500).await;
    browser.finish().await;
}
