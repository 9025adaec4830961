//! Files and archives that are probably not firmware: they cause a warning and are never refused. The format of firmware is
//! named.

use super::support::*;

/// Contents of suspicious files, with their warnings in English and Chinese.
const SUSPICIOUS: [(&[u8], &str, &str); 6] = [
    (
        &[0; 300],
        "Every byte is 0x00: this is probably not firmware but an unfinished download.",
        "所有字节均为 0x00：很可能不是固件，而是未下载完的文件。",
    ),
    (
        &[0xff; 300],
        "Every byte is 0xFF: this is probably not firmware but erased memory.",
        "所有字节均为 0xFF：很可能不是固件，而是已擦除的存储内容。",
    ),
    (
        b"<!doctype html><title>502 Bad Gateway</title>",
        "This is a web page or XML, probably an error page saved as a file, not firmware.",
        "这是网页或 XML，很可能是被保存下来的错误页面，而不是固件。",
    ),
    (
        br#"{"error":{"code":4031003,"msg":"token expired"}}"#,
        "This is JSON, probably an error response saved as a file, not firmware.",
        "这是 JSON，很可能是被保存下来的错误响应，而不是固件。",
    ),
    (
        b"Version 7 fixes the clock.\n",
        "This file is text from beginning to end, probably not firmware.",
        "文件从头到尾都是文本，很可能不是固件。",
    ),
    (
        "固件说明\n".as_bytes(),
        "This file is text from beginning to end, probably not firmware.",
        "文件从头到尾都是文本，很可能不是固件。",
    ),
];

#[wasm_bindgen_test]
async fn a_suspicious_file_causes_a_warning_and_is_allowed() {
    let page = Page::with_rows(&[]).await;
    for (at, (content, sentence, _)) in SUSPICIOUS.into_iter().enumerate() {
        let dialog = page.open_filled_form().await;
        let group = dialog.group("From version");
        pick_file(&group, &file("x.bin", content));
        group.wait_for_text(sentence).await;
        assert_eq!(group.one(".picker .field-warning").text(), sentence);
        group.assert_text(COMPUTED);
        assert_eq!(group.field("MD5").value(), md5_of(content));
        assert_eq!(dialog.button("Review").disabled_reason(), None, "{sentence}");
        dialog.submit().await;
        page.platform.wait_for_requests(Op::Create, at + 1).await;
        assert!(page.platform.last_request(Op::Create).body.contains(&md5_of(content)));
        page.wait_for_no_dialog().await;
    }
}

#[wasm_bindgen_test]
async fn the_warnings_about_suspicious_files_are_shown_in_chinese() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    let group = dialog.group("起始版本");
    for (content, _, sentence) in SUSPICIOUS {
        group.field("固件文件").choose_file(&file("x.bin", content));
        group.wait_for_text(sentence).await;
        group.assert_text("已根据该文件填写 MD5 和大小");
    }
}

#[wasm_bindgen_test]
async fn firmware_causes_no_warning_even_in_a_text_format() {
    let (_page, group) = Page::with_from_group().await;
    let hex = b":10010000214601360121470136007EFE09D2190140\r\n:00000001FF\r\n".as_slice();
    let s_record = b"S00F000068656C6C6F202020202020003C\nS9030000FC\n".as_slice();
    let (random, mut late) = (bytes(5000), vec![0; 3 << 20]);
    // The only non-zero byte is in the last slice.
    *late.last_mut().unwrap() = 1;
    for content in [hex, s_record, &random, &late, &[0x7f, b'E', b'L', b'F']] {
        let content = content.to_vec();
        pick_file(&group, &file("x.bin", &content));
        until("the file is read", || group.field("MD5").value() == md5_of(&content)).await;
        group.wait_for_text(COMPUTED).await;
        assert!(group.all(".picker .field-warning").is_empty(), "{}", group.text());
    }
}

const ARCHIVED_PAGE: &str =
    "This archive holds a web page or JSON, probably an error page saved as a file, not firmware.";

/// `<!doctype html>…`, compressed by `gzip`.
const GZIP_OF_PAGE: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3QL\xc9O.\xa9,HU\xc8(\xc9\xcd\xb1\xb3)\xc9,\xc9I\xb5350RpJLQpO,I-O\xac\xb4\xd1\x87\x08\x03\x00g\xf2\xaa\xef-\x00\x00\x00";
/// The same, compressed by `zip` as `fw.bin`.
const ZIP_OF_PAGE: &[u8] = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00!\x5c\xd5s\xe3\xc3.\x00\x00\x00\x87\x00\x00\x00\x06\x00\x00\x00fw.bin\xb3QL\xc9O.\xa9,HU\xc8(\xc9\xcd\xb1\xb3)\xc9,\xc9I\xb5350RpJLQpO,I-O\xac\xb4\xd1\x87\x08\xdb\xd0L1\x00PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00!\x5c\xd5s\xe3\xc3.\x00\x00\x00\x87\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x01\x00\x00\x00\x00fw.binPK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x004\x00\x00\x00R\x00\x00\x00\x00\x00";
/// `{"error":…}`, compressed by `gzip`.
const GZIP_OF_JSON: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xabVJ-*\xca/R\xb2\xaaVJ\xceOIU\xb22106400\xae\xad\x05\x00&+\xfd\xba\x1a\x00\x00\x00";
/// Bytes that are no text, compressed by `gzip`.
const GZIP_OF_BYTES: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03c`dbfaec\xe7\xe0\xe4\xe2\xe6\xe1\xe5\xe3\x17\x10\x14\x12\x16\x11\x15\x13\x97\x90\x94\x92\x96\x91\x95\x93WPTRVQUS\xd7\xd0\xd4\xd2\xd6\xd1\xd5\xd370426153\xb7\xb0\xb4\xb2\xb6\xb1\xb5\xb3g\x18\xe2\xfa\x01L~6R\x00\x01\x00\x00";

#[wasm_bindgen_test]
async fn an_archive_that_holds_an_error_page_causes_a_warning() {
    let (_page, group) = Page::with_from_group().await;
    for content in [GZIP_OF_PAGE, ZIP_OF_PAGE, GZIP_OF_JSON] {
        pick_file(&group, &file("fw.bin", content));
        group.wait_for_text(ARCHIVED_PAGE).await;
        assert_eq!(group.field("MD5").value(), md5_of(content));
        group.button("Remove").press();
        group.wait_for_no_text(ARCHIVED_PAGE).await;
    }
}

#[wasm_bindgen_test]
async fn the_format_of_firmware_is_named_beside_its_size() {
    let (_page, group) = Page::with_from_group().await;
    let (elf, uf2) = (b"\x7fELF\x01\x01\x01\0", b"UF2\nWQ]\x9e\0\0\0\0");
    for (content, name) in [(GZIP_OF_BYTES, "gzip"), (elf, "ELF"), (uf2, "UF2")] {
        pick_file(&group, &file("fw.bin", content));
        until("the file is read", || group.field("MD5").value() == md5_of(content)).await;
        group.wait_for_text(COMPUTED).await;
        group.wait_for_text(&format!(" B · {name}")).await;
        assert!(group.all(".picker .field-warning").is_empty(), "{}", group.text());
    }
}
