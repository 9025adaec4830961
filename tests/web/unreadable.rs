//! Files without a digest: why is said, in both languages, and nothing that was typed is lost.

use super::support::{
    COMPUTED, HeldDisk, Page, bytes, chinese_from_group, file, from_group, md5_and_size, md5_of, now_says, pick,
    settled, until,
};
use upgrade_api::values::SIZE_MAX;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

const LIMITED: &str = r#"{"product_id": "p1", "language": "en", "file_limit_bytes": 1000}"#;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    Empty,
    OverLimit,
    /// The browser fails with an error of this name.
    Fails(&'static str),
    Shrunk,
    /// Afterwards the browser says something else about it.
    Says(&'static str),
}

/// Everything that can be wrong, and how it is said.
const WRONG: [(Wrong, &str, &str); 8] = [
    (
        Wrong::Empty,
        "This file is empty. Pick a firmware file.",
        "文件为空，请选择固件文件。",
    ),
    (
        Wrong::OverLimit,
        "This file is over the limit of 1000 bytes set for this console. Pick a smaller one.",
        "文件超过本管理台设定的上限 1000 字节，请选择较小的文件。",
    ),
    (Wrong::Fails("NotReadableError"), CHANGED, CHANGED_ZH),
    (
        Wrong::Fails("NotFoundError"),
        "The file was moved or deleted since it was picked. Pick it again.",
        "文件在选择之后被移动或删除，请重新选择。",
    ),
    (
        Wrong::Fails("SecurityError"),
        "The browser cannot read this file. Copy it to another place and pick it there.",
        "浏览器无法读取该文件。请将其复制到其他位置后再选择。",
    ),
    (Wrong::Shrunk, CHANGED, CHANGED_ZH),
    (Wrong::Says("lastModified"), CHANGED, CHANGED_ZH),
    (Wrong::Says("size"), CHANGED, CHANGED_ZH),
];

const CHANGED: &str = "The file was changed since it was picked, or the browser may not read it.";
const CHANGED_ZH: &str = "文件在选择之后被修改，或浏览器无权读取。请重新选择；若仍不行，请检查文件权限。";

/// The file that is picked.
fn wrong_file(wrong: Wrong) -> File {
    match wrong {
        Wrong::Empty => file("wrong.bin", &[]),
        Wrong::OverLimit => file("wrong.bin", &bytes(1001)),
        _ => file("wrong.bin", &bytes(500)),
    }
}

/// What happens to it while it is read.
async fn read(wrong: Wrong, file: &File, disk: &HeldDisk) {
    if let Wrong::Empty | Wrong::OverLimit = wrong {
        settled().await;
        assert_eq!(disk.waiting(), 0, "{wrong:?}: it is not read at all");
        return;
    }
    until("it is being read", || disk.waiting() == 1).await;
    match wrong {
        Wrong::Fails(error) => return disk.fail(error),
        Wrong::Shrunk => return disk.give(&bytes(499)),
        Wrong::Says(property) => now_says(file, property, 501.0),
        Wrong::Empty | Wrong::OverLimit => {}
    }
    disk.give(&bytes(500));
}

#[wasm_bindgen_test]
async fn a_file_without_a_digest_says_why_leaves_the_fields_alone_and_the_next_can_be_picked() {
    let page = Page::builder().config(LIMITED).open_at_list().await;
    let group = from_group(&page).await;
    for (wrong, sentence, _) in WRONG {
        group.field("MD5").type_in("my own");
        group.field("Size (bytes)").type_in("7");
        let disk = HeldDisk::install();
        let picked = wrong_file(wrong);
        pick(&group, &picked);
        read(wrong, &picked, &disk).await;
        until(&format!("{wrong:?} says “{sentence}”"), || group.says(sentence)).await;
        assert!(group.says("wrong.bin") && !group.says(COMPUTED), "{}", group.text());
        assert_eq!(md5_and_size(&group), ("my own".to_owned(), "7".to_owned()), "{wrong:?}");
        let submit = page.dialog().button("Review");
        assert_eq!(submit.refusal(), None, "{wrong:?}: the fields can still be typed");
        drop(disk);

        let whole = bytes(1000);
        pick(&group, &file("right.bin", &whole));
        group.shows(COMPUTED).await;
        assert!(!group.says(sentence), "{wrong:?}");
        assert_eq!(md5_and_size(&group), (md5_of(&whole), "1000".to_owned()), "{wrong:?}");
    }
}

#[wasm_bindgen_test]
async fn a_file_without_a_digest_says_why_in_chinese_too() {
    let (_page, group) = chinese_from_group().await;
    for (wrong, _, sentence) in WRONG {
        let (disk, picked) = (HeldDisk::install(), wrong_file(wrong));
        group.field("固件文件").choose_file(&picked);
        read(wrong, &picked, &disk).await;
        until(&format!("{wrong:?} says “{sentence}”"), || group.says(sentence)).await;
    }
}

#[wasm_bindgen_test]
async fn a_size_no_task_can_name_is_refused() {
    let page = Page::with_rows(&[]).await;
    let group = from_group(&page).await;
    let (disk, huge) = (HeldDisk::install(), file("huge.bin", &[1]));
    now_says(&huge, "size", SIZE_MAX as f64 + 1.0);
    pick(&group, &huge);
    group.shows("This file is larger than the interface can name.").await;
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
    assert_eq!(disk.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_read_takes_the_place_of_the_one_being_read() {
    let page = Page::builder().config(LIMITED).open_at_list().await;
    let group = from_group(&page).await;
    let disk = HeldDisk::install();
    pick(&group, &file("good.bin", &bytes(500)));
    until("it is being read", || disk.waiting() == 1).await;
    pick(&group, &file("huge.bin", &bytes(1001)));
    group.shows("over the limit of 1000 bytes").await;
    disk.give(&bytes(500));
    settled().await;
    assert!(
        group.says("huge.bin") && group.says("over the limit"),
        "{}",
        group.text()
    );
    assert_eq!(md5_and_size(&group), (String::new(), String::new()));
}

#[wasm_bindgen_test]
async fn a_file_that_fails_while_it_is_no_longer_wanted_says_nothing() {
    let page = Page::with_rows(&[]).await;
    let group = from_group(&page).await;
    let (disk, second) = (HeldDisk::install(), bytes(600));
    pick(&group, &file("first.bin", &bytes(500)));
    until("the first is being read", || disk.waiting() == 1).await;
    pick(&group, &file("second.bin", &second));
    until("the second too", || disk.waiting() == 2).await;
    disk.fail("NotReadableError");
    settled().await;
    assert!(group.says("second.bin") && !group.says(CHANGED), "{}", group.text());
    disk.give(&second);
    group.shows(COMPUTED).await;
    assert_eq!(md5_and_size(&group), (md5_of(&second), "600".to_owned()));
}
