//! Choosing from the firmware library.

use super::support::{Answer, Op, Page, Part, row, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

const A: &str = "0123456789abcdef0123456789abcdef";
const B: &str = "fedcba9876543210fedcba9876543210";

fn entry(version: u32, md5: &str, more: &str) -> String {
    format!(
        r#"{{"id":"f{version}","mod":"A9","version":{version},"file_url":"https://files.example/{version}.bin","file_md5":"{md5}","file_size":2048,"description":"Release {version}","release_date":"2026-11-20T08:00:00Z","is_release":true{more}}}"#
    )
}

fn library() -> String {
    let entries = [
        entry(9, A, ""),
        entry(10, B, ""),
        entry(4, B, r#","type":2,"identify":1"#),
    ];
    format!("[{}]", entries.join(","))
}

async fn page_with(library: &str) -> Page {
    let page = Page::builder().full(r#"{"9":1284,"7":3}"#, library);
    page.rows(&[row("a")]).open_at_list().await
}

/// The versions on offer in a group, opened.
async fn offered(group: &Part) -> Vec<String> {
    let picker = group.one("details");
    if picker.attr("open").is_none() {
        picker.one("summary").press();
    }
    until("something is on offer", || !group.all(".library-choice").is_empty()).await;
    group.all(".library-choice").iter().map(Part::text).collect()
}

#[wasm_bindgen_test]
async fn versions_are_offered_highest_first_with_what_is_known_of_each() {
    let page = page_with(&library()).await;
    let group = page.open_create().await.group("From version");
    let offered = offered(&group).await;
    assert_eq!(offered.len(), 3, "{offered:?}");
    assert!(offered[0].starts_with("Version 10"), "{offered:?}");
    for fact in [
        "0 devices",
        "2.0 KiB",
        "MD5 fedcba98…",
        "2026-11-20",
        "A9",
        "Release 10",
    ] {
        assert!(offered[0].contains(fact), "{fact} in {}", offered[0]);
    }
    assert!(offered[0].contains("No device is on version 10 now."));
    assert!(offered[1].contains("1,284 devices"));
    assert!(offered[2].starts_with("Version 7") && offered[2].contains("not in the firmware library"));
}

#[wasm_bindgen_test]
async fn choosing_fills_in_the_whole_side_and_it_can_still_be_edited() {
    let page = page_with(&library()).await;
    let group = page.open_create().await.group("Target version");
    offered(&group).await;
    group.all(".library-choice")[0].press();
    until("it is filled in", || group.field("Version").value() == "10").await;
    assert_eq!(group.field("File address").value(), "https://files.example/10.bin");
    assert_eq!(group.field("MD5").value(), B);
    assert_eq!(group.field("Size (bytes)").value(), "2048");
    until("the picker is closed", || group.one("details").attr("open").is_none()).await;
    assert!(group.one("summary").has_focus());
    assert_eq!(
        group.all(".library-choice")[0].attr("aria-pressed").as_deref(),
        Some("true")
    );
    group.field("Size (bytes)").type_in("4096");
    assert_eq!(group.field("Size (bytes)").value(), "4096");
}

#[wasm_bindgen_test]
async fn a_version_only_devices_have_fills_in_nothing_but_its_number() {
    let page = page_with(&library()).await;
    let group = page.open_create().await.group("From version");
    group.field("File address").type_in("https://my.example/7.bin");
    offered(&group).await;
    group.all(".library-choice")[2].press();
    until("it is filled in", || group.field("Version").value() == "7").await;
    assert_eq!(group.field("File address").value(), "https://my.example/7.bin");
}

#[wasm_bindgen_test]
async fn a_search_narrows_it_and_enter_takes_the_first() {
    let page = page_with(&library()).await;
    let dialog = page.open_create().await;
    let group = dialog.group("Target version");
    offered(&group).await;
    let search = group.one("input[type=search]");
    assert_eq!(search.name(), "Search the firmware library");
    search.type_in("a9 0123");
    until("one is left", || group.all(".library-choice").len() == 1).await;
    search.key("Enter");
    until("it is taken", || group.field("Version").value() == "9").await;
    let untouched = dialog.group("From version").field("Version");
    assert!(!untouched.is_invalid(), "that Enter was not the form's");
    search.type_in("nothing has this");
    group.shows("No version is found.").await;
}

#[wasm_bindgen_test]
async fn another_firmware_has_its_own_versions() {
    let page = page_with(&library()).await;
    let dialog = page.open_create().await;
    let group = dialog.group("Target version");
    offered(&group).await;
    dialog.field("Type").choose("MCU");
    until("a number is asked for", || dialog.says("Identify number")).await;
    dialog.field("Identify number").type_in("1");
    until("its own are offered", || {
        let all = group.all(".library-choice");
        all.len() == 1 && all[0].text().starts_with("Version 4")
    })
    .await;
}

#[wasm_bindgen_test]
async fn it_is_read_page_by_page_until_nothing_new_comes() {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    page.platform
        .once(Op::Library, Answer::ok(format!("[{}]", entry(1, A, ""))));
    page.platform
        .once(Op::Library, Answer::ok(format!("[{},{{}}]", entry(2, B, ""))));
    let group = page.open_create().await.group("From version");
    page.platform.was_asked(Op::Library, 3).await;
    group
        .shows("1 version of the firmware library could not be read.")
        .await;
    assert_eq!(offered(&group).await.len(), 2);
    let urls: Vec<_> = page
        .platform
        .asked(Op::Library)
        .into_iter()
        .map(|seen| seen.url)
        .collect();
    let url = |offset| format!("/v2/product/p1/firmwares?offset={offset}&limit=200");
    assert_eq!(urls, [url(0), url(1), url(3)]);
}

#[wasm_bindgen_test]
async fn where_it_cannot_be_read_that_is_said_and_everything_can_be_typed() {
    let page = page_with(&library()).await;
    page.platform.once(Op::Library, Answer::refused(4_031_001, ""));
    let dialog = page.open_create().await;
    let group = dialog.group("From version");
    group.shows("Everything can still be entered by hand.").await;
    assert!(group.says("(code 4031001)"));
    group.field("Version").type_in("7");
    group.button("Try again").press();
    group.hides("Everything can still be entered by hand.").await;
    assert_eq!(offered(&group).await.len(), 3);
    assert_eq!(group.field("Version").value(), "7");
}

#[wasm_bindgen_test]
async fn what_the_library_has_otherwise_is_warned_of() {
    let page = page_with(&library()).await;
    let group = page.open_create().await.group("Target version");
    offered(&group).await;
    group.field("Version").type_in("9");
    let md5 = group.field("MD5");
    md5.type_in(B);
    until("another MD5", || {
        md5.described().contains("has this version with another MD5")
    })
    .await;
    group.field("Version").type_in("11");
    until("another version", || {
        md5.described().contains("has this file as version 10.")
    })
    .await;
    settled().await;
}
