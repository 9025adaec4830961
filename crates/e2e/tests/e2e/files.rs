//! Picking firmware files: progress, cancelling, whose digest counts, and the checksum it is compared with.

use e2e::browser::Browser;
use e2e::console::{Console, Form};
use e2e::locate::Role;
use e2e::origin::Origin;
use e2e::places;
use e2e::platform::{EMPTY_PRODUCT, LAMPS_NAME, Platform};
use e2e::temp::TempDir;
use e2e::typed::{Field, Part, Typed};
use e2e::words::EN;
use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) const MIB: u64 = 1 << 20;

pub(crate) async fn form<'b>(browser: &'b Browser, platform: &Platform) -> Form<'b> {
    let console = Console::new(browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    console.open_create().await
}

pub(crate) fn md5sum(file: &Path) -> String {
    let output = Command::new("md5sum").arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap()[..32].to_owned()
}

/// How many bytes of the files being read are digested: a number for each bar the page shows.
pub(crate) async fn bars(browser: &Browser) -> Vec<f64> {
    let bars = "return [...document.querySelectorAll('dialog[open] progress')].map(bar => bar.value)";
    let bars = browser.run(bars).await;
    let bars = bars.as_array().into_iter().flatten();
    bars.filter_map(serde_json::Value::as_f64).collect()
}

/// Waits until every bar is beyond what was seen of it before; gives what is seen now.
pub(crate) async fn bars_pass(browser: &Browser, seen: &[f64]) -> Vec<f64> {
    let beyond = async || {
        let now = bars(browser).await;
        let moved = now.len() == seen.len() && now.iter().zip(seen).all(|(now, seen)| now > seen);
        if moved { Ok(now) } else { Err(format!("{now:?}")) }
    };
    browser.until(format!("the bars go beyond {seen:?}"), beyond).await
}

/// Waits until nothing is being read, as long as it takes while the bars move.
pub(crate) async fn all_is_read(browser: &Browser) {
    let mut seen = bars(browser).await;
    while !seen.is_empty() {
        let other = async || match bars(browser).await {
            now if now == seen => Err(format!("{now:?}")),
            now => Ok(now),
        };
        seen = browser.until("reading goes on", other).await;
    }
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
    progress.appears().await;
    let seen = bars_pass(&browser, &[0.0]).await;
    bars_pass(&browser, &seen).await;
    form.review().await;
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
    all_is_read(&browser).await;
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
    all_is_read(&browser).await;
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

#[tokio::test]
async fn a_task_is_created_only_where_the_picked_file_has_the_checksum_it_is_compared_with() {
    const CHECKSUM: &str = "Checksum to compare";
    let (platform, files) = (
        Platform::start(&["--profile", "core", "--empty"]),
        TempDir::new("files"),
    );
    let recorder = Origin::before(&platform);
    let browser = Browser::open(&recorder.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.open_product(EMPTY_PRODUCT).await;
    let form = console.open_create().await;
    let target = form.target();
    let checksum = target.find(Role::Field, CHECKSUM);
    assert!(
        !checksum.is_there().await,
        "there is something to compare before a file is"
    );
    let mut task = Typed::task("Compared", 1, 2);
    form.fill(&task).await;
    let image = places::firmware("OVMF_CODE.fd");
    form.pick(&target, &image).await;
    task.target.md5 = md5sum(&image);
    task.target.size = fs::metadata(&image).unwrap().len().to_string();
    form.holds(&task).await;

    checksum.fill(&md5sum(&places::firmware("htc_9271.fw"))).await;
    let other = format!(
        "This is not the MD5 of the picked file, which is {}. Pick the right file, or correct or empty this field.",
        task.target.md5
    );
    checksum.is_described_as(&other).await;
    form.field(Field::Name).click().await;
    form.review().await;
    checksum.has_focus().await;
    assert_eq!(checksum.attribute("aria-invalid").await.as_deref(), Some("true"));
    form.holds(&task).await;
    let sent: Vec<_> = recorder.calls();
    assert!(sent.iter().all(|call| call.method == "GET"), "{sent:#?}");
    assert_eq!(platform.database().tasks(EMPTY_PRODUCT), []);

    let same = "✓ The picked file has this MD5";
    checksum.fill(&task.target.md5.to_uppercase()).await;
    checksum.is_described_as(same).await;
    checksum.fill("").await;
    let line = format!("{}  OVMF_CODE.fd\n", task.target.md5);
    form.pick(&target, &files.file("OVMF_CODE.fd.md5", line.as_bytes()))
        .await;
    checksum.holds(&task.target.md5).await;
    checksum.is_described_as(same).await;
    form.holds(&task).await;
    form.create().await;
    let made = platform.database().task(EMPTY_PRODUCT, "Compared").unwrap();
    assert!(task.is(&made, EMPTY_PRODUCT), "{made:#?} is not {task:#?}");
    browser.finish().await;
}
