//! Published checksum: it is compared with the picked file and blocks the task only if it differs.

use super::support::*;

const LABEL: &str = "Checksum to compare";
const SAME: &str = "The chosen file has this MD5";
const OTHER: &str = "00000000000000000000000000000000";
const SHA_256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A page, its completed form and the group *From version*, which has read the file `x.bin` of 500 bytes.
async fn filled_form() -> (Page, Part, Part) {
    let (page, dialog) = Page::with_filled_form(&[]).await;
    let group = dialog.group("From version");
    read_file(&group, "x.bin", &bytes(500)).await;
    (page, dialog, group)
}

fn checksum(group: &Part) -> Part {
    group.field(LABEL)
}

/// Checksum list of three files, with `x.bin` in the middle.
fn list() -> String {
    let (first, middle, last) = (md5_of(&[1]), md5_of(&bytes(500)), md5_of(&[2]));
    format!("{first}  other.bin\n{middle} *x.bin\n{last}  out/third.bin\n")
}

#[wasm_bindgen_test]
async fn the_checksum_field_appears_once_a_file_is_picked() {
    let (page, group) = Page::with_from_group().await;
    group.assert_no_text(LABEL);
    pick_file(&group, &file("x.bin", &bytes(500)));
    group.wait_for_text(LABEL).await;
    group.wait_for_text(COMPUTED).await;
    let checksum = checksum(&group);
    assert_eq!(checksum.value(), "");
    let hint = "Optional: paste the published MD5, or drop its .md5 file here.";
    assert_eq!(checksum.description(), hint);
    assert!(!checksum.is_invalid());
    assert!(!page.dialog().group("Target version").has_text(LABEL));
    group.button("Remove").press();
    group.wait_for_no_text(LABEL).await;
}

#[wasm_bindgen_test]
async fn the_md5_of_the_file_is_recognised_and_the_typed_text_is_kept() {
    let (_page, _dialog, group) = filled_form().await;
    let (checksum, md5) = (checksum(&group), md5_of(&bytes(500)));
    for text in [
        md5.clone(),
        format!(" {md5}  renamed.bin"),
        format!("MD5: {}", md5.to_uppercase()),
    ] {
        checksum.type_in(OTHER);
        group.wait_for_no_text(SAME).await;
        checksum.type_in(&text);
        group.wait_for_text(SAME).await;
        assert!(!checksum.is_invalid(), "{text}");
        assert_eq!(checksum.value(), text);
    }
}

#[wasm_bindgen_test]
async fn a_different_md5_blocks_the_task_until_the_field_is_emptied() {
    let (page, dialog, group) = filled_form().await;
    let checksum = checksum(&group);
    checksum.type_in(OTHER);
    let sentence = format!(
        "This doesn’t match the chosen file, whose MD5 is {}. Choose the right file, or correct or clear this field.",
        md5_of(&bytes(500))
    );
    group.wait_for_text(&sentence).await;
    assert!(checksum.is_invalid());
    assert_eq!(checksum.description(), sentence);
    for trigger in ["Review", "Enter"] {
        match trigger {
            "Enter" => dialog.field("Name").press_key("Enter"),
            button => dialog.button(button).press(),
        }
        until(&format!("{trigger} focuses the checksum"), || checksum.has_focus()).await;
        settled().await;
        assert!(page.platform.requests(Op::Create).is_empty(), "{trigger}");
        dialog.field("Name").0.focus().unwrap();
    }
    assert_eq!(group.field("MD5").value(), md5_of(&bytes(500)));
    checksum.type_in("");
    group.wait_for_no_text(&sentence).await;
    dialog.submit().await;
    page.platform.wait_for_requests(Op::Create, 1).await;
    page.wait_for_no_dialog().await;
    let group = page.open_from_group().await;
    assert!(!group.has_text(LABEL), "the next form is empty");
}

#[wasm_bindgen_test]
async fn an_invalid_field_is_focused_before_the_checksum() {
    let (_page, dialog, group) = filled_form().await;
    checksum(&group).type_in(OTHER);
    dialog.field("Description").type_in("");
    dialog.button("Review").press();
    dialog.field("Description").wait_for_focus().await;
}

#[wasm_bindgen_test]
async fn picking_the_matching_file_resolves_the_difference() {
    let (page, dialog, group) = filled_form().await;
    checksum(&group).type_in(&md5_of(&bytes(600)));
    group.wait_for_text("This doesn’t match the chosen file").await;
    pick_file(&group, &file("right.bin", &bytes(600)));
    group.wait_for_text(SAME).await;
    dialog.submit().await;
    page.platform.wait_for_requests(Op::Create, 1).await;
    let body = page.platform.last_request(Op::Create).body;
    assert!(body.contains(&md5_of(&bytes(600))), "{body}");
}

#[wasm_bindgen_test]
async fn a_checksum_that_is_no_md5_is_explained_and_does_not_block_the_task() {
    let (_page, dialog, group) = filled_form().await;
    let checksum = checksum(&group);
    let other_kind = |digits| {
        format!(
            "This checksum has {digits} digits, so it isn’t an MD5, which has 32. Nothing was compared. Paste the MD5, or dismiss it."
        )
    };
    let no_md5 =
        "This isn’t a valid MD5 (32 digits, 0 to 9 and a to f), so nothing was compared. Correct it, or dismiss it.";
    for (text, sentence) in [
        (SHA_256, &*other_kind(64)),
        (&SHA_256[..40], &*other_kind(40)),
        ("not a digest", no_md5),
        (&OTHER[1..], no_md5),
    ] {
        checksum.type_in(text);
        until(sentence, || checksum.description() == sentence).await;
        assert!(!checksum.is_invalid(), "{text}");
        dialog.button("Review").press();
        let line = format!("From version · {LABEL}: {sentence}");
        dialog.wait_for_text(&line).await;
        dialog.button("Back").press();
        dialog.wait_for_button("Review").await;
    }
}

#[wasm_bindgen_test]
async fn the_results_of_the_comparison_are_shown_in_chinese() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    let group = dialog.group("起始版本");
    let md5 = md5_of(&bytes(500));
    group.field("固件文件").choose_file(&file("x.bin", &bytes(500)));
    group.wait_for_text("已根据该文件填写 MD5 和大小").await;
    let checksum = group.field("对照校验值");
    let other_kind = "该校验值有 64 位，不是 MD5（32 位），未作比较。请粘贴 MD5，或忽略。";
    let other = format!("与所选文件不一致，该文件的 MD5 为 {md5}。请选择正确的文件，或更正、清空此项。");
    for (text, sentence) in [
        ("", "可选：粘贴发布方给出的 MD5，或将 .md5 文件拖到此处。"),
        (&*md5, "✓ 所选文件的 MD5 与此一致"),
        (OTHER, &*other),
        (SHA_256, other_kind),
        (
            "x",
            "这不是有效的 MD5（32 位，0 到 9、a 到 f），未作比较。请更正，或忽略。",
        ),
    ] {
        checksum.type_in(text);
        until(sentence, || checksum.description() == sentence).await;
    }
}

#[wasm_bindgen_test]
async fn a_checksum_file_can_be_picked_or_dropped_before_the_firmware() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    let md5 = md5_of(&bytes(500));
    let sums = file("x.bin.MD5", format!("{md5}  x.bin\n").as_bytes());
    for (name, is_dropped) in [("From version", false), ("Target version", true)] {
        let group = dialog.group(name);
        match is_dropped {
            true => assert!(Drag::files(&[&sums]).drop_on(&group)),
            false => pick_file(&group, &sums),
        }
        group.wait_for_text(LABEL).await;
        assert_eq!(checksum(&group).value(), md5);
        assert!(!checksum(&group).is_invalid(), "there is nothing to compare yet");
        group.assert_no_text("x.bin");
        assert_eq!(group.field("MD5").value(), "", "no firmware is read");
        pick_file(&group, &file("x.bin", &bytes(500)));
        group.wait_for_text(SAME).await;
    }
}

#[wasm_bindgen_test]
async fn a_checksum_list_also_applies_to_a_file_picked_later() {
    let (_page, dialog) = Page::with_filled_form(&[]).await;
    let group = dialog.group("From version");
    Drag::files(&[&file("MD5SUMS", list().as_bytes())]).drop_on(&group);
    group.wait_for_text("This list contains several checksums").await;
    pick_file(&group, &file("x.bin", &bytes(500)));
    group.wait_for_text(SAME).await;
    assert!(!checksum(&group).is_invalid());
    pick_file(&group, &file("third.bin", &bytes(500)));
    group.wait_for_text("This doesn’t match the chosen file").await;
    pick_file(&group, &file("missing.bin", &bytes(500)));
    group.wait_for_text("This list has no line for the chosen file").await;
    group.wait_for_text(COMPUTED).await;
    assert!(!checksum(&group).is_invalid());
}

#[wasm_bindgen_test]
async fn the_last_checksum_file_wins_and_typed_text_overrides_it() {
    let (_page, dialog, group) = filled_form().await;
    let (reads, sums) = (HeldReads::install(), file("x.md5", b"held back"));
    pick_file(&group, &sums);
    pick_file(&group, &sums);
    reads.wait_for_pending(2).await;
    reads.complete(OTHER.as_bytes());
    settled().await;
    assert_eq!(checksum(&group).value(), "");
    reads.complete(md5_of(&bytes(500)).as_bytes());
    group.wait_for_text(SAME).await;

    pick_file(&group, &sums);
    reads.wait_for_pending(1).await;
    checksum(&group).type_in("my own");
    reads.complete(OTHER.as_bytes());
    settled().await;
    assert_eq!(checksum(&group).value(), "my own");

    pick_file(&group, &sums);
    reads.wait_for_pending(1).await;
    dialog.button("Discard").press();
    reads.complete(OTHER.as_bytes());
    settled().await;
    group.wait_for_no_text(LABEL).await;
}

#[wasm_bindgen_test]
async fn an_unreadable_checksum_file_is_reported() {
    let (_page, _dialog, group) = filled_form().await;
    let reads = HeldReads::install();
    pick_file(&group, &file("x.md5", b"unreadable"));
    reads.wait_for_pending(1).await;
    reads.fail("NotReadableError");
    group.wait_for_text("This isn’t a valid MD5 (32 digits").await;
    assert!(group.has_text(COMPUTED), "the firmware is unchanged");
}

#[wasm_bindgen_test]
async fn without_a_file_the_checksum_is_compared_with_the_entered_md5() {
    let (page, dialog, group) = filled_form().await;
    checksum(&group).type_in(OTHER);
    group.button("Remove").press();
    group.wait_for_text("This doesn’t match the MD5 entered below.").await;
    settled().await;
    dialog.button("Review").press();
    checksum(&group).wait_for_focus().await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    page.wait_for_button("Continue").await;
    page.button("Continue").press();
    let dialog = page.wait_for_dialog().await;
    let group = dialog.group("From version");
    group.wait_for_text("This doesn’t match the MD5 entered below.").await;
    dialog.button("Review").press();
    checksum(&group).wait_for_focus().await;
    checksum(&group).type_in(&md5_of(&bytes(500)));
    group.wait_for_text("Same as the MD5 entered below").await;
}
