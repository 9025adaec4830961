//! Picking firmware files: progress, cancelling, and whose digest counts.

use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::Role;
use e2e::platform::{LAMPS_NAME, Platform};
use e2e::temp::TempDir;
use e2e::typed::{Field, Part};
use e2e::words::EN;
use std::path::Path;
use std::process::Command;

const MIB: u64 = 1 << 20;

async fn form<'b>(browser: &'b Browser, platform: &Platform) -> Form<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    console.open_create().await
}

fn md5sum(file: &Path) -> String {
    let output = Command::new("md5sum").arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap()[..32].to_owned()
}

#[tokio::test]
async fn reading_a_large_file_shows_its_progress_and_can_be_cancelled() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    let form = form(&browser, &platform).await;
    let (from, md5) = (form.from(), form.field(Field::From(Part::Md5)));
    // Too large to be over before somebody presses a button.
    form.pick(&from, &files.sparse_file("huge.bin", 8192 * MIB)).await;
    from.shows("huge.bin").await;
    let progress = from.find(Role::Progress, "Computing MD5");
    let done = async || match progress
        .attribute("value")
        .await
        .and_then(|value| value.parse::<u64>().ok())
    {
        Some(done) if done > 0 => Ok(done),
        other => Err(format!("{other:?}")),
    };
    let first = browser.until("the bar moves", &done).await;
    let more = async || {
        done().await.and_then(|now| {
            if now > first {
                Ok(())
            } else {
                Err("the same".to_owned())
            }
        })
    };
    browser.until("the bar goes on", more).await;
    form.submit().await;
    form.dialog.appears().await;
    assert_eq!(
        form.field(Field::Description).attribute("aria-invalid").await,
        None,
        "it waits for the file"
    );

    from.button(EN.cancel).click().await;
    progress.goes_away().await;
    from.find(Role::FileInput, EN.firmware_file).has_focus().await;
    md5.holds("").await;

    let large = files.sparse_file("large.bin", 300 * MIB);
    form.pick(&from, &large).await;
    md5.holds(&md5sum(&large)).await;
    form.field(Field::From(Part::Size)).holds("314572800").await;
    browser.finish().await;
}

#[tokio::test]
async fn the_file_picked_last_wins() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    let form = form(&browser, &platform).await;
    let (from, target) = (form.from(), form.target());
    let first = files.sparse_file("first.bin", 200 * MIB);
    let second = files.file("second.bin", b"the second file");
    form.pick(&from, &first).await;
    form.pick(&from, &second).await;
    let md5 = form.field(Field::From(Part::Md5));
    md5.holds(&md5sum(&second)).await;
    // Once a file as large as the first is read, the first would have been, too.
    form.pick(&target, &first).await;
    form.field(Field::Target(Part::Md5)).holds(&md5sum(&first)).await;
    md5.holds(&md5sum(&second)).await;
    form.field(Field::From(Part::Size)).holds("15").await;
    browser.finish().await;
}

#[tokio::test]
async fn an_edited_digest_is_warned_of_and_the_same_file_can_be_picked_again() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    let form = form(&browser, &platform).await;
    let (from, md5) = (form.from(), form.field(Field::From(Part::Md5)));
    let file = files.file("lamp-5.bin", b"firmware");
    let digest = md5sum(&file);
    form.pick(&from, &file).await;
    md5.holds(&digest).await;
    assert_eq!(md5.description().await, Vec::<String>::new());

    md5.fill("0123456789abcdef0123456789abcdef").await;
    md5.is_described_as(&format!("The picked file has another MD5: {digest}"))
        .await;

    form.pick(&from, &file).await;
    md5.holds(&digest).await;
    let says = async || match md5.description().await {
        lines if lines.is_empty() => Ok(()),
        lines => Err(format!("{lines:?}")),
    };
    browser.until("the warning is gone", says).await;
    browser.finish().await;
}

#[tokio::test]
async fn an_empty_file_is_refused_in_words() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    let form = form(&browser, &platform).await;
    form.pick(&form.from(), &files.file("empty.bin", b"")).await;
    form.from().shows("This file is empty. Pick a firmware file.").await;
    form.field(Field::From(Part::Md5)).holds("").await;
    form.field(Field::From(Part::Size)).holds("").await;
    browser.finish().await;
}
