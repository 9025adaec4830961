//! The page reads files itself if the worker is not available.

use crate::digest::has_digest;
use crate::selected_files::{MIB, all_is_read, bars_pass, form, md5sum};
use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::Role;
use e2e::origin::Origin;
use e2e::places;
use e2e::platform::Platform;
use e2e::temp::TempDir;
use e2e::typed::Field;
use e2e::words::EN;
use std::fs;

/// Script that counts the slices that the page itself reads.
const COUNT_SLICES: &str = "
    const read = Blob.prototype.arrayBuffer;
    window.slices = 0;
    Blob.prototype.arrayBuffer = function () {
        window.slices += 1;
        return read.call(this);
    };";

/// Copies the console without the worker's script.
fn console_without_the_worker() -> TempDir {
    let folder = TempDir::new("console");
    let mut omitted = 0;
    for entry in fs::read_dir(places::dist()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("digest-") && name.split('.').nth(1) == Some("js") {
            omitted += 1;
        } else {
            fs::copy(entry.path(), folder.path().join(name)).unwrap();
        }
    }
    assert_ne!(omitted, 0, "the console has no digest-*.js");
    folder
}

/// Checks that the page itself reads every slice of a picked file and computes its digest.
async fn the_page_reads_itself<'b>(browser: &'b Browser, platform: &Platform) -> Form<'b> {
    browser.run(COUNT_SLICES).await;
    let form = form(browser, platform).await;
    let image = places::firmware("OVMF_CODE.fd");
    form.pick(&form.from(), &image).await;
    let size = fs::metadata(&image).unwrap().len();
    has_digest(&form, Field::From, &md5sum(&image), size).await;
    let slices = browser.run("return window.slices").await;
    assert_eq!(slices, 2, "slices of 1 MiB that the page has read");
    form
}

#[tokio::test]
async fn without_the_workers_script_the_page_reads_files_itself() {
    let console = console_without_the_worker();
    let platform = Platform::start_with_console(console.path(), &[]);
    let browser = Browser::open(platform.url()).await;
    the_page_reads_itself(&browser, &platform).await;
    browser.finish().await;
}

#[tokio::test]
async fn under_a_policy_without_workers_the_page_reads_files_itself_and_stays_responsive() {
    let platform = Platform::start(&[]);
    let portal = Origin::before(&platform);
    portal.edits(|_, reply| reply.add("content-security-policy", "worker-src 'none'"));
    let browser = Browser::open(&portal.url()).await;
    browser.expect_in_log("violates the following Content Security Policy directive: \"worker-src 'none'\"");
    let form = the_page_reads_itself(&browser, &platform).await;

    // Too large to be read completely before a button is clicked.
    let (files, from) = (TempDir::new("files"), form.from());
    form.pick(&from, &files.sparse_file("huge.bin", 8192 * MIB)).await;
    let seen = bars_pass(&browser, &[0.0]).await;
    form.field(Field::Name).fill("typed").await;
    form.field(Field::Name).is_described_as("5 / 32").await;
    form.dialog.button("Close").click().await;
    form.dialog.goes_away().await;
    Console::new(&browser, &EN).open_create().await;
    bars_pass(&browser, &seen).await;
    from.button(EN.cancel).click().await;
    from.find(Role::Progress, "Computing MD5").goes_away().await;

    let large = files.sparse_file("large.bin", 40 * MIB + 3);
    form.pick(&from, &large).await;
    all_is_read(&browser).await;
    has_digest(&form, Field::From, &md5sum(&large), 40 * MIB + 3).await;
    browser.finish().await;
}
