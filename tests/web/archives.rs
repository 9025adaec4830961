//! Archives: an error page in one causes a warning, and the format of firmware is named.

use super::support::{COMPUTED, Page, file, md5_of, pick_file, until};
use wasm_bindgen_test::wasm_bindgen_test;

const PAGE: &str = "This archive holds a web page or JSON, probably an error page saved as a file, not firmware.";

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
    let page = Page::with_rows(&[]).await;
    let group = page.open_from_group().await;
    for content in [GZIP_OF_PAGE, ZIP_OF_PAGE, GZIP_OF_JSON] {
        pick_file(&group, &file("fw.bin", content));
        group.wait_for_text(PAGE).await;
        assert_eq!(group.field("MD5").value(), md5_of(content));
        group.button("Remove").press();
        group.wait_for_no_text(PAGE).await;
    }
}

#[wasm_bindgen_test]
async fn the_format_of_firmware_is_named_beside_its_size() {
    let page = Page::with_rows(&[]).await;
    let group = page.open_from_group().await;
    let (elf, uf2) = (b"\x7fELF\x01\x01\x01\0", b"UF2\nWQ]\x9e\0\0\0\0");
    for (content, name) in [(GZIP_OF_BYTES, "gzip"), (elf, "ELF"), (uf2, "UF2")] {
        pick_file(&group, &file("fw.bin", content));
        until("the file is read", || group.field("MD5").value() == md5_of(content)).await;
        group.wait_for_text(COMPUTED).await;
        group.wait_for_text(&format!(" B · {name}")).await;
        assert!(group.all(".picker .field-warning").is_empty(), "{}", group.text());
    }
}
