//! The page reads files itself if the worker is not available.

use crate::progress::{MIB, all_is_read, progress_after};
use e2e::{Browser, Console, EN, FieldId, Origin, Platform, Role, Side, TempDir, paths};
use http::HeaderValue;

/// Script that counts the slices that the page itself reads.
const COUNT_SLICES: &str = "
    const read = Blob.prototype.arrayBuffer;
    window.slices = 0;
    Blob.prototype.arrayBuffer = function () {
        window.slices += 1;
        return read.call(this);
    };";

#[tokio::test]
async fn under_a_policy_without_workers_the_page_reads_files_itself_and_stays_responsive() {
    let platform = Platform::start(&[]);
    let server = Origin::proxy(&platform);
    server.edit(|_, response| {
        let second = HeaderValue::from_static("worker-src 'none'");
        response.headers.append("content-security-policy", second);
    });
    let browser = Browser::open(&server.url()).await;
    browser.allow_log(&["violates the following Content Security Policy directive: \"worker-src 'none'\""]);
    browser.run(COUNT_SLICES).await;
    let form = Console::at_lamps(&browser, &platform).await.open_create().await;
    let image = paths::firmware("OVMF_CODE.fd");
    form.set_file(&form.from(), &image).await;
    form.expect_digest_of(Side::From, &image).await;
    let slices = browser.eval("window.slices").await;
    let size = image.metadata().unwrap().len();
    assert_eq!(slices, size.div_ceil(MIB), "slices of 1 MiB that the page has read");

    // Too large to be read completely before a button is clicked.
    let (files, from) = (TempDir::new("files"), form.from());
    form.set_file(&from, &files.sparse_file("huge.bin", 8192 * MIB)).await;
    let seen = progress_after(&browser, &[0.0]).await;
    form.field(FieldId::Name).fill("typed").await;
    form.field(FieldId::Name).expect_description("5 / 32").await;
    form.dialog.button("Close").click().await;
    form.dialog.expect_hidden().await;
    Console::new(&browser).open_create().await;
    progress_after(&browser, &seen).await;
    from.button(EN.cancel).click().await;
    from.find(Role::Progress, "Computing MD5").expect_hidden().await;

    let large = files.sparse_file("large.bin", 40 * MIB + 3);
    form.set_file(&from, &large).await;
    all_is_read(&browser).await;
    form.expect_digest_of(Side::From, &large).await;
    browser.finish().await;
}
