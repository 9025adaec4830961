//! Validation of the create form: its messages and when they are shown.

use super::support::*;

/// An address of 251 characters, which is also too long for a description.
const TOO_LONG: &str = "https://x/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

/// A name of 33 characters.
const LONG_NAME: &str = "123456789012345678901234567890123";

/// Index of a field in [`FORM`], an invalid text, and part of its message in English and Chinese.
const PROBLEMS: [(usize, &str, &str, &str); 27] = [
    (0, " ", "Enter a name for the task.", "请填写任务名称。"),
    (0, LONG_NAME, "33 characters", "已输入 33 个字符"),
    (0, "Task a", "already has this name", "已有同名任务"),
    (1, "", "Describe what the task is for", "请描述任务用途"),
    (1, TOO_LONG, "251 characters", "已输入 251 个字符"),
    (2, "", "Enter the version.", "请填写版本号。"),
    (2, "v3", "Use only the digits 0 to 9;", "只能使用数字 0 到 9，"),
    (2, "二", "digits 0 to 9; “二” isn’t a digit.", "不能有“二”。"),
    (
        2,
        "2147483648",
        "Enter 2,147,483,647 or less.",
        "不能大于 2,147,483,647。",
    ),
    (
        2,
        "3",
        "task from this version already exists",
        "已有起始版本相同的任务",
    ),
    (3, "", "Enter the address", "请填写设备下载该文件的地址。"),
    (3, "ftp://x/7.bin", "Start the address with http://", "地址请以 http://"),
    (3, "https:///7.bin", "The address needs a host", "地址缺少主机名"),
    (3, "https://x/a b", "spaces in an address as %20.", "空格请写成 %20。"),
    (3, "https://x/固", "“固” must be percent-encoded", "需要百分号编码。"),
    (3, TOO_LONG, "251 characters", "已输入 251 个字符"),
    (4, "", "or enter its MD5.", "或填写其 MD5。"),
    (4, "abc", "An MD5 has 32 digits; this has 3.", "此处为 3 位。"),
    (4, "g", "“g” isn’t valid.", "不能有“g”。"),
    (5, "", "enter its size in bytes.", "填写其字节大小。"),
    (5, "0", "at least 1 byte.", "固件文件至少为 1 字节。"),
    (
        5,
        "9007199254740992",
        "Enter 9,007,199,254,740,991 or less.",
        "不能大于",
    ),
    (6, "", "Enter the version.", "请填写版本号。"),
    (6, "7", "keep reflashing in a loop.", "设备会反复刷写。"),
    (7, "", "Enter the address", "请填写设备下载该文件的地址。"),
    (8, "", "or enter its MD5.", "或填写其 MD5。"),
    (9, "", "enter its size in bytes.", "填写其字节大小。"),
];

/// Group and label of the fields of [`FORM`] in Chinese.
const CHINESE_LABELS: [(&str, &str); 10] = [
    ("", "名称"),
    ("", "描述"),
    ("起始版本", "版本号"),
    ("起始版本", "文件地址"),
    ("起始版本", "MD5"),
    ("起始版本", "大小（字节）"),
    ("目标版本", "版本号"),
    ("目标版本", "文件地址"),
    ("目标版本", "MD5"),
    ("目标版本", "大小（字节）"),
];

#[wasm_bindgen_test]
async fn each_problem_is_shown_when_the_field_is_left_and_not_before() {
    for (field, text, sentence, _) in PROBLEMS {
        let (_page, dialog) = Page::with_create_form(&[row("a")]).await;
        dialog.group("From version").field("Version").type_in("7");
        let (group, label, good) = FORM[field];
        let field = form_field(&dialog, group, label);
        field.type_in(text);
        settled().await;
        assert!(!field.is_invalid(), "{label}: not while “{text}” is typed");
        field.blur();
        field.wait_for_description(sentence).await;
        assert!(field.is_invalid(), "{label}");
        assert_eq!(field.value(), text, "the typed text is kept");
        // A shown problem disappears as soon as the text is valid, before the field is left.
        field.type_in(good);
        field.wait_until_valid().await;
    }
}

/// A message that appears during a press would move the pressed button.
#[wasm_bindgen_test]
async fn a_field_left_by_a_press_shows_its_problem_after_the_press() {
    let page = Page::with_rows(&[]).await;
    let name = page.open_create().await.field("Name");
    name.type_in("");
    let create = page.dialog().button("Review");
    create.pointer_down();
    name.blur();
    settled().await;
    assert!(!name.is_invalid());
    create.pointer_up();
    name.wait_until_invalid().await;
}

#[wasm_bindgen_test]
async fn each_problem_is_shown_in_chinese() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    for (field, text, _, sentence) in PROBLEMS {
        dialog.group("起始版本").field("版本号").type_in("7");
        let (group, label) = CHINESE_LABELS[field];
        let field = form_field(&dialog, group, label);
        field.enter(text);
        field.wait_for_description(sentence).await;
    }
}

#[wasm_bindgen_test]
async fn an_empty_form_reports_every_field_and_focuses_the_first() {
    let (page, dialog) = Page::with_create_form(&[]).await;
    // Leaving an empty field does not keep the review from reporting it.
    dialog.field("Name").blur();
    dialog.button("Review").press();
    for (group, label, _) in FORM {
        let field = form_field(&dialog, group, label);
        until(&format!("{group} {label} is reported"), || field.is_invalid()).await;
        assert_ne!(field.description(), "");
    }
    dialog.field("Name").wait_for_focus().await;
    page.platform.assert_sent(Op::Create, 0).await;
}

#[wasm_bindgen_test]
async fn identical_files_cause_a_warning() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    dialog.group("From version").field("MD5").type_in(MD5_A);
    let md5 = dialog.group("Target version").field("MD5");
    md5.type_in(&MD5_A.to_uppercase());
    md5.wait_for_description("the same MD5").await;
    assert!(!md5.is_invalid());
}

#[wasm_bindgen_test]
async fn length_limits_count_unicode_characters() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    let (name, about) = (dialog.field("Name"), dialog.field("Description"));
    for (text, count) in [("", 0), ("abc", 3), ("固件升级", 4), ("🚀🚀", 2), ("水表 3→5 🚀", 8)] {
        name.type_in(text);
        about.type_in(text);
        name.wait_for_description(&format!("{count} / 32")).await;
        about.wait_for_description(&format!("{count} / 250")).await;
    }
}
