//! Pasted values: the form shows what it reads, encodes an address at a press, and warns of a name that looks like another.

use super::support::*;

const MD5: &str = "0cc175b9c0f1b6a831c399e269772661";

#[wasm_bindgen_test]
async fn a_pasted_value_is_shown_as_it_is_read_beside_the_field_and_then_in_it() {
    let (page, group) = Page::with_from_group().await;
    for (label, pasted, read) in [
        ("Version", "１２", "12"),
        ("Version", "007", "7"),
        ("Size (bytes)", "1,531,904 B", "1531904"),
        ("MD5", "0CC175B9C0F1B6A831C399E269772661  fw-7.bin", MD5),
        ("File address", "Https://x/7.bin\u{200b}", "https://x/7.bin"),
    ] {
        let field = group.field(label);
        field.type_in(pasted);
        field.wait_for_description(&format!("Read as {read}")).await;
        assert_eq!(field.value(), pasted, "the text stays while the operator types");
        field.blur();
        until(&format!("{label} holds {read}"), || field.value() == read).await;
        until("the note is gone", || !field.description().contains("Read as")).await;
        assert!(!field.is_invalid(), "{label}");
    }
    let name = page.dialog().field("Name");
    name.type_in("\u{feff}Lamp\u{a0}");
    assert!(!name.description().contains("Read as"));
    name.blur();
    until("the name is trimmed", || name.value() == "Lamp").await;
}

#[wasm_bindgen_test]
async fn values_that_were_not_left_are_read_at_the_review_and_sent() {
    let (page, dialog) = Page::with_create_form(&[]).await;
    fill_form(&dialog);
    let group = dialog.group("From version");
    group.field("Size (bytes)").type_in("1 531 904 字节");
    let spaced = "0c c1 75 b9 c0 f1 b6 a8 31 c3 99 e2 69 77 26 61";
    group.field("MD5").type_in(spaced);
    dialog.submit().await;
    page.platform.wait_for_requests(Op::Create, 1).await;
    let body = page.platform.last_request(Op::Create).body;
    assert!(body.contains(r#""from_version_size":1531904"#), "{body}");
    assert!(body.contains(MD5), "{body}");
}

#[wasm_bindgen_test]
async fn a_refused_character_is_named_by_its_code() {
    let (page, group) = Page::with_from_group().await;
    for (label, text, sentence) in [
        ("Version", "1\u{a0}2", "a space isn’t a digit."),
        ("MD5", "\u{301}", "U+0301 isn’t valid."),
        ("Size (bytes)", "1\u{0}", "U+0000 isn’t a digit."),
    ] {
        let field = group.field(label);
        field.enter(text);
        field.wait_for_description(sentence).await;
    }
    let name = page.dialog().field("Name");
    name.enter("\u{3164}");
    name.wait_for_description("such as U+3164").await;
}

#[wasm_bindgen_test]
async fn a_button_encodes_an_address() {
    let (_page, group) = Page::with_from_group().await;
    let field = group.field("File address");
    for (typed, sentence, encoded) in [
        ("fw#3", "Write # in an address as %23", "fw%233"),
        ("100%", "Write % in an address as %25", "100%25"),
        ("a b", "Write spaces in an address as %20.", "a%20b"),
        ("固件", "“固” must be percent-encoded", "%E5%9B%BA%E4%BB%B6"),
    ] {
        field.enter(&format!("https://h/{typed}.bin"));
        field.wait_for_description(sentence).await;
        group.wait_for_button("Percent-encode the address").await.press();
        let encoded = format!("https://h/{encoded}.bin");
        until("the address is encoded", || field.value() == encoded).await;
        until("the field is valid", || !field.is_invalid() && field.has_focus()).await;
        assert!(!group.has_button("Percent-encode the address"));
    }
    field.enter("https://固件.example/x");
    field.wait_until_invalid().await;
    assert!(!group.has_button("Percent-encode the address"), "a host is not encoded");
}

#[wasm_bindgen_test]
async fn a_name_that_looks_like_another_causes_a_warning_with_a_link_to_its_task() {
    let (_page, dialog) = Page::with_create_form(&[row("a")]).await;
    let name = dialog.field("Name");
    for look_alike in ["TASK A", "Task  a", "Ｔａｓｋ　ａ", "Ta\u{200b}sk a"] {
        name.type_in(look_alike);
        name.wait_for_description("This name looks like “Task a”, another task")
            .await;
        assert!(!name.is_invalid(), "{look_alike}");
        assert!(dialog.has_button("Show “Task a”"), "{look_alike}");
        name.type_in("Task b");
        dialog.wait_for_no_button("Show “Task a”").await;
    }
    fill_form(&dialog);
    name.type_in("task A");
    dialog.open_review().await;
    dialog
        .wait_for_text("This name looks like “Task a”, another task")
        .await;
}

#[wasm_bindgen_test]
async fn a_checksum_that_is_not_compared_can_be_dismissed() {
    let (_page, group) = Page::with_from_group().await;
    read_file(&group, "x.bin", &bytes(500)).await;
    let checksum = group.field("Checksum to compare");
    checksum.type_in("see the release notes");
    group.wait_for_text("so nothing was compared").await;
    group.button("Dismiss").press();
    group.wait_for_no_text("so nothing was compared").await;
    assert_eq!(checksum.value(), "");
    checksum.wait_for_focus().await;
    assert!(!group.has_button("Dismiss"));
}

#[wasm_bindgen_test]
async fn a_utf_16_list_with_a_similar_name_gives_the_digest_of_the_file() {
    let (_page, group) = Page::with_from_group().await;
    read_file(&group, "Прошивка (1).bin", &bytes(500)).await;
    let list = format!("{MD5}  other.bin\r\n{}  прошивка.BIN\r\n", md5_of(&bytes(500)));
    let units = list.encode_utf16().flat_map(u16::to_be_bytes);
    let utf16: Vec<u8> = [0xfe, 0xff].into_iter().chain(units).collect();
    pick_file(&group, &file("MD5SUMS (1)", &utf16));
    group.wait_for_text("The chosen file has this MD5").await;
    assert_eq!(group.field("Checksum to compare").value(), md5_of(&bytes(500)));
}

#[wasm_bindgen_test]
async fn the_search_folds_case_and_width_of_all_scripts() {
    let names = ["ÄRGER", "Обновление", "ＡＢＣ１２", "Straße"];
    let page = Page::with_rows(&names.map(|name| row(name).named(name))).await;
    for (search, found) in [("ärger", 0), ("ОБНОВ", 1), ("abc12", 2), ("ａｂｃ", 2), ("strasse", 3)] {
        page.one("input[type=search]").type_in(search);
        until(search, || page.rows().len() == 1 && page.has_text(names[found])).await;
    }
}
