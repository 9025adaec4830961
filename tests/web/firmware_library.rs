//! Picking a version from the firmware library in the create form.

use super::support::*;

fn library() -> String {
    let entries = [
        library_entry(9, MD5_A, ""),
        library_entry(10, MD5_B, ""),
        library_entry(4, MD5_B, r#","type":2,"identify":1"#),
    ];
    format!("[{}]", entries.join(","))
}

async fn open_with_library(library: &str) -> Page {
    Page::full(r#"{"9":1284,"7":3}"#, library, &[row("a")]).await
}

/// A page and the group *Target version* of its create form, with the firmware library open.
async fn open_target_library() -> (Page, Part) {
    let page = open_with_library(&library()).await;
    let group = page.open_create().await.group("Target version");
    group.open_library().await;
    (page, group)
}

#[wasm_bindgen_test]
async fn versions_are_listed_highest_first_with_device_count_and_file_details() {
    let page = open_with_library(&library()).await;
    let group = page.open_from_group().await;
    let choices = group.open_library().await;
    assert_eq!(choices.len(), 3, "{choices:?}");
    assert!(choices[0].starts_with("Version 10"), "{choices:?}");
    for fact in ["0 devices", "2.0 KiB", "MD5 fedcba98…", "Nov 20, 2026", "Release 10"] {
        assert!(choices[0].contains(fact), "{fact} in {}", choices[0]);
    }
    assert!(choices[0].contains("No devices are on version 10."));
    assert!(choices[1].contains("1,284 devices"));
    assert!(choices[2].starts_with("Version 7") && choices[2].contains("not in the firmware library"));
}

#[wasm_bindgen_test]
async fn library_file_and_typed_fields_follow_each_other_and_the_first_search_has_the_focus() {
    let page = open_with_library(&library()).await;
    let dialog = page.open_create().await;
    for name in ["From version", "Target version"] {
        let group = dialog.group(name);
        assert!(group.one("details").attr("open").is_some(), "{name}");
        let controls: Vec<_> = group.all("input").iter().map(|input| input.0.id()).collect();
        let side = &group.0.id()["create-".len()..];
        let typed = ["", "_url", "_md5", "_size"].map(|part| format!("create-{side}_version{part}"));
        let expected = [&[String::new(), format!("create-{side}-file")][..], &typed].concat();
        assert_eq!(controls, expected);
    }
    let search = |group: &str| dialog.group(group).one("input[type=search]");
    search("From version").wait_for_focus().await;
    page.close_dialog("Escape").await;
    page.open_menu("Task a").await.button("Create follow-up task").press();
    page.wait_for_dialog().await;
    search("Target version").wait_for_focus().await;
    let from = dialog.group("From version").one("details");
    assert!(from.attr("open").is_none(), "its version is chosen");
}

#[wasm_bindgen_test]
async fn choosing_a_version_fills_in_its_group_which_stays_editable() {
    let (_page, group) = open_target_library().await;
    group.all(".library-choice")[0].press();
    until("the version is filled in", || group.field("Version").value() == "10").await;
    assert_eq!(group.field("File address").value(), "https://files.example/10.bin");
    assert_eq!(group.field("MD5").value(), MD5_B);
    assert_eq!(group.field("Size (bytes)").value(), "2048");
    until("the picker is closed", || group.one("details").attr("open").is_none()).await;
    assert!(group.one("summary").has_focus());
    let pressed = group.all(".library-choice")[0].attr("aria-pressed");
    assert_eq!(pressed.as_deref(), Some("true"));
    group.field("Size (bytes)").type_in("4096");
    assert_eq!(group.field("Size (bytes)").value(), "4096");
}

#[wasm_bindgen_test]
async fn a_version_missing_from_the_library_fills_in_only_its_number() {
    let page = open_with_library(&library()).await;
    let group = page.open_from_group().await;
    group.field("File address").type_in("https://my.example/7.bin");
    group.open_library().await;
    group.all(".library-choice")[2].press();
    until("the version is filled in", || group.field("Version").value() == "7").await;
    assert_eq!(group.field("File address").value(), "https://my.example/7.bin");
}

#[wasm_bindgen_test]
async fn searching_narrows_the_choices_and_enter_picks_the_first() {
    let (page, group) = open_target_library().await;
    let dialog = page.dialog();
    let search = group.one("input[type=search]");
    assert_eq!(search.name(), "Search the firmware library");
    search.type_in("a9 0123");
    until("one choice is left", || group.all(".library-choice").len() == 1).await;
    search.press_key("Enter");
    until("the choice is filled in", || group.field("Version").value() == "9").await;
    let untouched = dialog.group("From version").field("Version");
    assert!(!untouched.is_invalid(), "Enter does not submit the form");
    search.type_in("nothing has this");
    group.wait_for_text("No versions found.").await;
}

#[wasm_bindgen_test]
async fn the_choices_match_the_selected_firmware_type() {
    let (page, group) = open_target_library().await;
    let dialog = page.dialog();
    dialog.field("Type").choose("MCU");
    dialog.wait_for_text("MCU or sub-device number").await;
    dialog.field("MCU or sub-device number").type_in("1");
    until("one version is listed", || group.all(".library-choice").len() == 1).await;
    assert!(group.one(".library-choice").text().starts_with("Version 4"));
}

#[wasm_bindgen_test]
async fn the_library_is_read_in_pages_until_one_is_empty() {
    let page = Page::full("{}", "[]", &[row("a")]).await;
    for entries in [library_entry(1, MD5_A, ""), library_entry(2, MD5_B, "") + ",{}"] {
        page.platform.once(Op::Library, Answer::ok(format!("[{entries}]")));
    }
    let group = page.open_from_group().await;
    page.platform.wait_for_requests(Op::Library, 3).await;
    let unreadable = "1 version in the firmware library couldn’t be read.";
    group.wait_for_text(unreadable).await;
    assert_eq!(group.open_library().await.len(), 2);
    let requests = page.platform.requests(Op::Library).into_iter();
    let urls: Vec<_> = requests.map(|request| request.url).collect();
    let url = |offset| format!("/v2/product/p1/firmwares?offset={offset}&limit=200");
    assert_eq!(urls, [url(0), url(1), url(3)]);
}

#[wasm_bindgen_test]
async fn a_page_of_unreadable_versions_does_not_end_the_library() {
    let page = Page::full("{}", "[]", &[row("a")]).await;
    for entries in ["{}".to_owned(), library_entry(2, MD5_B, "")] {
        page.platform.once(Op::Library, Answer::ok(format!("[{entries}]")));
    }
    let group = page.open_from_group().await;
    page.platform.wait_for_requests(Op::Library, 3).await;
    assert_eq!(group.open_library().await.len(), 1);
}

#[wasm_bindgen_test]
async fn an_unreadable_library_is_reported_and_the_fields_stay_editable() {
    let page = open_with_library(&library()).await;
    page.platform.refuse_once(Op::Library, ErrorCode::Forbidden);
    let dialog = page.open_create().await;
    let group = dialog.group("From version");
    group.wait_for_text("You can still enter everything by hand.").await;
    assert!(group.has_text("(code 4031001)"));
    group.field("Version").type_in("7");
    group.button("Try again").press();
    group.wait_for_no_text("You can still enter everything by hand.").await;
    assert_eq!(group.open_library().await.len(), 3);
    assert_eq!(group.field("Version").value(), "7");
}

#[wasm_bindgen_test]
async fn a_mismatch_with_the_library_is_warned_about() {
    let (_page, group) = open_target_library().await;
    group.field("Version").type_in("9");
    let md5 = group.field("MD5");
    md5.type_in(MD5_B);
    md5.wait_for_description("has a different MD5 for this version").await;
    group.field("Version").type_in("11");
    md5.wait_for_description("has this file as version 10.").await;
    settled().await;
}
