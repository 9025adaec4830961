//! Name and description that the create form proposes.

use super::support::*;

/// Buttons that offer a text.
fn offers(dialog: &Part) -> Vec<String> {
    let buttons = dialog.all("button").into_iter().map(|button| button.name());
    buttons.filter(|name| name.starts_with("Use “")).collect()
}

fn type_versions(dialog: &Part, from: &str, target: &str) {
    form_field(dialog, "From version", "Version").type_in(from);
    form_field(dialog, "Target version", "Version").type_in(target);
}

#[wasm_bindgen_test]
async fn a_free_name_and_a_description_are_offered_and_never_filled_in_unasked() {
    let (_page, dialog) = Page::with_create_form(&[row("a").named("Version 7 to 9")]).await;
    type_versions(&dialog, "7", "");
    settled().await;
    assert_eq!(offers(&dialog), [""; 0]);
    type_versions(&dialog, "7", "9");
    dialog.wait_for_button("Use “Version 7 to 9 (2)”").await;
    let (name, description) = (dialog.field("Name"), dialog.field("Description"));
    assert_eq!((name.value(), description.value()), (String::new(), String::new()));
    dialog.button("Use “Version 7 to 9 (2)”").press();
    until("the name is filled in", || name.value() == "Version 7 to 9 (2)").await;
    name.wait_for_focus().await;
    let sentence = "Moves devices from version 7 to version 9.";
    assert_eq!(offers(&dialog), [format!("Use “{sentence}”")]);
    description.type_in("Own words");
    dialog.wait_for_no_button(&format!("Use “{sentence}”")).await;
    assert_eq!(offers(&dialog), [""; 0], "a filled field has no offer");
    description.type_in("");
    dialog.wait_for_button(&format!("Use “{sentence}”")).await;
}

#[wasm_bindgen_test]
async fn the_release_notes_of_the_chosen_target_are_the_proposed_description() {
    let library = format!("[{}]", library_entry(9, MD5_B, ""));
    let page = Page::full("{}", &library, &[row("a")]).await;
    let dialog = page.open_create().await;
    form_field(&dialog, "From version", "Version").type_in("7");
    let target = dialog.group("Target version");
    target.open_library().await;
    target.one(".library-choice").press();
    dialog.wait_for_button("Use “Release 9”").await;
    form_field(&dialog, "Target version", "MD5").type_in(&"0".repeat(32));
    dialog
        .wait_for_button("Use “Moves devices from version 7 to version 9.”")
        .await;
}

#[wasm_bindgen_test]
async fn proposals_are_in_the_language_of_the_page() {
    let (_page, dialog) = Page::with_chinese_create_form().await;
    for (group, version) in [("起始版本", "7"), ("目标版本", "9")] {
        form_field(&dialog, group, "版本号").type_in(version);
    }
    dialog.wait_for_button("采用“版本 7 到 9”").await;
    dialog.wait_for_button("采用“将设备从版本 7 更新到版本 9。”").await;
}
