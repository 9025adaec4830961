//! Files dropped onto the page: a version takes one file, other areas take none, and the browser never leaves the page
//! to open one.

use super::support::*;

const SEVERAL: &str = "You dropped several files. Drop one firmware file per version.";
const FOLDER: &str = "This is a folder. Drop the firmware file itself.";

#[wasm_bindgen_test]
async fn a_file_dropped_anywhere_on_a_version_is_read() {
    let (page, group) = Page::with_from_group().await;
    let places = [&group, &group.one("legend"), &group.field("File address")];
    for (place, len) in places.into_iter().zip(100..) {
        let bytes = bytes(len);
        let drag = Drag::files(&[&file("dropped.bin", &bytes)]);
        assert!(drag.drag_over(place), "the page accepts the drag");
        assert_ne!(drag.drop_effect(), "none");
        assert!(drag.drop_on(place), "the page handles the drop");
        until("the file is read", || group.field("MD5").value() == md5_of(&bytes)).await;
        group.assert_text(COMPUTED);
        group.assert_text("dropped.bin");
        assert_eq!(group.field("Size (bytes)").value(), bytes.len().to_string());
    }
    let other = page.dialog().group("Target version");
    assert_eq!(md5_and_size(&other), (String::new(), String::new()));
    assert_eq!(page.platform.all_requests().len(), 1, "the file isn’t uploaded");
}

#[wasm_bindgen_test]
async fn several_files_or_a_folder_are_refused_and_the_fields_are_kept() {
    let (page, group) = Page::with_from_group().await;
    let (one, two) = (file("one.bin", &[1]), file("two.bin", &[2]));
    group.field("MD5").type_in("my own");
    group.field("Size (bytes)").type_in("7");
    let typed = ("my own".to_owned(), "7".to_owned());

    assert!(Drag::files(&[&one, &two]).drop_on(&group));
    group.wait_for_text(SEVERAL).await;
    group.assert_no_text("one.bin");
    group.assert_no_text("two.bin");
    assert_eq!(md5_and_size(&group), typed);

    let folders = drag_folders();
    assert!(Drag::files(&[&one]).drop_on(&group));
    group.wait_for_text(FOLDER).await;
    assert!(!group.has_text(SEVERAL));
    assert!(Drag::files(&[&one, &two]).drop_on(&group));
    drop(folders);
    settled().await;
    group.assert_text(FOLDER);
    assert_eq!(md5_and_size(&group), typed);
    page.dialog().button("Review").assert_enabled();

    group.button("Remove").press();
    group.wait_for_no_text(FOLDER).await;
    assert!(Drag::files(&[&one]).drop_on(&group));
    group.wait_for_text(COMPUTED).await;
    assert_eq!(md5_and_size(&group), (md5_of(&[1]), "1".to_owned()));
}

#[wasm_bindgen_test]
async fn the_refusals_of_a_drop_are_shown_in_chinese() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    let group = dialog.group("起始版本");
    let (one, two) = (file("one.bin", &[1]), file("two.bin", &[2]));
    Drag::files(&[&one, &two]).drop_on(&group);
    group.wait_for_text("您拖入了多个文件").await;
    let _folders = drag_folders();
    Drag::files(&[&one]).drop_on(&group);
    group.wait_for_text("这是一个文件夹").await;
}

#[wasm_bindgen_test]
async fn a_refused_drop_replaces_the_file_being_read() {
    let workers = FakeWorkers::install();
    let (_page, group) = Page::with_from_group().await;
    pick_file(&group, &file("picked.bin", &[1]));
    let worker = workers.nth(0);
    let request = worker.request();
    Drag::files(&[&file("one.bin", &[1]), &file("two.bin", &[2])]).drop_on(&group);
    group.wait_for_text(SEVERAL).await;
    let (stop, posted_file) = worker.posted().pop().unwrap();
    assert!(stop == request + 1 && posted_file.is_none());
    worker.report_md5(request, &md5_of(&[1]));
    settled().await;
    group.assert_text(SEVERAL);
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn firmware_and_its_checksum_file_can_be_dropped_together_in_any_order() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    let firmware = file("x.bin", &bytes(500));
    let list = format!("{}  y.bin\n{}  x.bin\n", md5_of(&[1]), md5_of(&bytes(500)));
    let sums = file("x.bin.md5", list.as_bytes());
    for (name, files) in [
        ("From version", [&firmware, &sums]),
        ("Target version", [&sums, &firmware]),
    ] {
        let group = dialog.group(name);
        assert!(Drag::files(&files).drop_on(&group));
        group.wait_for_text("The chosen file has this MD5").await;
        assert!(group.has_text(COMPUTED) && !group.has_text(SEVERAL), "{}", group.text());
        assert_eq!(group.field("Checksum to compare").value(), md5_of(&bytes(500)));
        assert_eq!(md5_and_size(&group), (md5_of(&bytes(500)), "500".to_owned()));
    }
}

#[wasm_bindgen_test]
async fn a_file_dropped_outside_the_versions_is_not_opened() {
    let page = Page::with_rows(&[]).await;
    let assert_refused = |place: &Part| {
        let drag = Drag::files(&[&file("stray.bin", &[1])]);
        assert!(drag.drag_over(place), "{}", place.text());
        assert_eq!(drag.drop_effect(), "none", "{}", place.text());
        assert!(drag.drop_on(place), "{}", place.text());
    };
    assert_refused(&page.one("h1"));
    assert_refused(&Part::root());
    let dialog = page.open_create().await;
    dialog.field("Name").type_in("Meter 7 to 9");
    for place in [&dialog, &dialog.one("h2"), &dialog.field("Name"), &dialog.one("footer")] {
        assert_refused(place);
    }
    settled().await;
    assert!(!page.has_text("stray.bin"));
    assert_eq!(dialog.field("Name").value(), "Meter 7 to 9");
}

#[wasm_bindgen_test]
async fn dragged_text_is_left_to_the_browser() {
    let (page, dialog) = Page::with_create_form(&[]).await;
    let group = dialog.group("From version");
    let (heading, name) = (page.one("h1"), dialog.field("Name"));
    let (md5, picker) = (group.field("MD5"), group.field("Firmware file"));
    for place in [&heading, &dialog, &name, &group, &md5, &picker] {
        let drag = Drag::text("0123456789abcdef0123456789abcdef");
        assert!(!drag.drag_over(place), "{}", place.text());
        assert!(!drag.drop_on(place), "{}", place.text());
        assert_eq!(drag.drop_effect(), "copy");
    }
    settled().await;
    group.assert_no_text(COMPUTED);
    group.assert_no_text(SEVERAL);
}
