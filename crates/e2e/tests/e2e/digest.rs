//! Digests of the worker: files of every length, two files at once, and cancelling.

use crate::progress::{MIB, all_is_read, progress, progress_after};
use e2e::{Browser, Console, EN, Origin, Part, Platform, Side, TempDir};
use rand::rngs::SmallRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;

/// Sizes around MD5's blocks and padding and around the kernel's buffer, and files that the browser reads in one,
/// several and many chunks.
fn sizes() -> Vec<usize> {
    let around = [64_usize << 10, 256 << 10, 4 << 20].map(|size| [size - 1, size, size + 1]);
    [&[1, 55, 56, 63, 64, 65][..], &around.concat(), &[LARGEST]].concat()
}

const LARGEST: usize = (40 << 20) + 3;

/// Script that disables reading files in the page, so that every digest is from a worker.
const ONLY_WORKERS_READ: &str = "Blob.prototype.arrayBuffer = () => Promise.reject(new Error('the page reads'))";

/// Script that records readings without a digest: names of errors in `failed`, and the milliseconds from the request to
/// stop to the worker's confirmation in `stopped`.
pub(crate) const LISTEN: &str = "
    window.failed = [];
    window.stopped = [];
    window.Worker = class extends Worker {
        constructor(...address) {
            super(...address);
            this.addEventListener('message', ({ data }) => {
                if (data.failed) window.failed.push(data.failed);
                if (data.stopped) window.stopped.push(performance.now() - this.sentAt);
            });
        }
        postMessage(message) {
            this.sentAt = performance.now();
            super.postMessage(message);
        }
    };";

/// Random bytes, the same in every run.
fn noise(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    SmallRng::seed_from_u64(1).fill_bytes(&mut bytes);
    bytes
}

/// Requested files of the worker, sorted and without duplicates.
fn fetched(recorder: &Origin) -> Vec<String> {
    let mut targets = recorder.paths();
    targets.retain(|target| target.starts_with("/digest"));
    targets.sort();
    targets.dedup();
    targets
}

/// Whether a path has the worker's name, a hash and this extension.
fn is_hashed(target: &str, extension: &str) -> bool {
    let name = target.strip_prefix("/digest-").and_then(|t| t.strip_suffix(extension));
    name.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[tokio::test]
async fn the_worker_is_loaded_with_the_dialog_and_digests_files_of_every_length_like_md5sum() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let recorder = Origin::proxy(&platform);
    let browser = Browser::open(&recorder.url()).await;
    let console = Console::at_lamps(&browser, &platform).await;
    let before = fetched(&recorder);
    assert!(before.is_empty(), "loaded before the dialog opens: {before:?}");
    let form = console.open_create().await;
    let are_both = |targets: &Vec<String>| {
        let fetched = |extension| targets.iter().any(|target| is_hashed(target, extension));
        targets.len() == 2 && fetched(".js") && fetched(".wasm")
    };
    let what = "script and kernel are fetched";
    browser.wait_until(what, async || fetched(&recorder), are_both).await;

    browser.run(ONLY_WORKERS_READ).await;
    let sides = [Side::From, Side::Target];
    let noise = noise(LARGEST);
    for (size, side) in sizes().into_iter().zip(sides.into_iter().cycle()) {
        let file = files.file(&format!("{size}.bin"), &noise[..size]);
        form.set_file(&form.group(side), &file).await;
        all_is_read(&browser).await;
        form.expect_digest_of(side, &file).await;
    }
    browser.finish().await;
}

#[tokio::test]
async fn two_large_files_are_read_at_once_and_each_can_be_cancelled() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    browser.run(LISTEN).await;
    let form = Console::at_lamps(&browser, &platform).await.open_create().await;
    browser.run(ONLY_WORKERS_READ).await;
    let (from, target) = (form.from(), form.target());
    let typed = "0123456789abcdef0123456789abcdef";
    form.part(Side::Target, Part::Md5).fill(typed).await;
    form.part(Side::Target, Part::Size).fill("77").await;
    // Too large to be read completely before they are cancelled.
    form.set_file(&from, &files.sparse_file("first.bin", 8192 * MIB)).await;
    form.set_file(&target, &files.sparse_file("second.bin", 8192 * MIB))
        .await;
    let seen = progress_after(&browser, &[0.0, 0.0]).await;
    progress_after(&browser, &seen).await;

    let third = files.file("third.bin", &noise(1000));
    form.set_file(&from, &third).await;
    form.expect_digest_of(Side::From, &third).await;
    have_stopped(&browser, 1).await;
    let seen = progress(&browser).await;
    assert_eq!(seen.len(), 1, "the second file is still being read");
    progress_after(&browser, &seen).await;

    target.button(EN.cancel).click().await;
    have_stopped(&browser, 2).await;
    assert_eq!(progress(&browser).await, Vec::<f64>::new());
    form.expect_digest(Side::Target, typed, 77).await;
    let fourth = files.file("fourth.bin", &noise(2000));
    form.set_file(&target, &fourth).await;
    form.expect_digest_of(Side::Target, &fourth).await;
    form.expect_digest_of(Side::From, &third).await;
    browser.finish().await;
}

/// Waits until `count` readings have stopped, and checks that each did within a second.
async fn have_stopped(browser: &Browser, count: usize) {
    browser.expect_eval("window.stopped.length", count).await;
    let times = browser.eval("window.stopped").await;
    let is_short = |time: &Value| time.as_f64() < Some(1000.0);
    assert!(times.as_array().unwrap().iter().all(is_short), "{times} ms");
}

#[tokio::test]
async fn a_file_over_4_gib_gets_a_digest_and_a_warning_if_it_is_all_zeros() {
    let (platform, files) = (Platform::start(&[]), TempDir::new("files"));
    let browser = Browser::open(platform.url()).await;
    let form = Console::at_lamps(&browser, &platform).await.open_create().await;
    browser.run(ONLY_WORKERS_READ).await;
    let file = files.sparse_file("zeros.bin", 4096 * MIB + 1);
    form.set_file(&form.from(), &file).await;
    all_is_read(&browser).await;
    // truncate -s 4294967297 zeros.bin && md5sum zeros.bin
    form.expect_digest(Side::From, "f18c798ff5d450dfe4d3acdc12b621ff", 4_294_967_297)
        .await;
    form.from()
        .expect_text("Every byte is 0x00: this is probably not firmware but an unfinished download.")
        .await;
    browser.finish().await;
}
