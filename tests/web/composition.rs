//! The Enter that ends a composition of an input method. In Safari it follows `compositionend`: only its key code, 229,
//! tells it from an Enter for the page.

use super::products::open_picker;
use super::support::*;
use upgrade_console::web::window;

/// Presses the Enter of Safari and returns whether the browser does what it does on Enter, such as submitting a form.
fn end_composition(field: &Part) -> bool {
    field.0.dispatch_event(&key_down("Enter", 229, false)).unwrap()
}

#[wasm_bindgen_test]
async fn it_does_not_sign_in() {
    let page = Page::builder().signed_out().config(FULL).open().await;
    page.field("Account").type_in(ACCOUNT);
    page.field("Password").type_in(PASSWORD);
    page.field("Access token").type_in("tok-2");
    for label in ["Account", "Password", "Access token"] {
        assert!(!end_composition(&page.field(label)), "{label}");
        page.field(label).press_enter_while_composing();
    }
    page.platform.assert_silent().await;
    assert!(page.has_button("Sign in"));
    page.field("Account").press_key("Enter");
    page.platform.wait_for_requests(Op::SignIn, 1).await;
}

#[wasm_bindgen_test]
async fn it_does_not_open_a_product() {
    let page = open_picker().await;
    page.field("Product ID").type_in("p9");
    end_composition(&page.field("Product ID"));
    page.platform.assert_silent().await;
    page.field("Product ID").press_key("Enter");
    page.wait_for_text("Task a").await;
}

#[wasm_bindgen_test]
async fn it_neither_opens_the_review_nor_chooses_a_version() {
    let library = format!("[{}]", library_entry(9, MD5_A, ""));
    let page = Page::full("{}", &library, &[row("a")]).await;
    let dialog = page.open_create().await;
    let group = dialog.group("Target version");
    group.open_library().await;
    let search = group.one("input[type=search]");
    search.0.focus().unwrap();
    end_composition(&search);
    settled().await;
    assert_eq!(group.field("Version").value(), "");
    assert!(search.has_focus());
    fill_form(&dialog);
    for label in ["Name", "Description"] {
        end_composition(&dialog.field(label));
        dialog.field(label).press_enter_while_composing();
    }
    settled().await;
    assert!(!dialog.has_button("Create task"));
    dialog.field("Name").press_key("Enter");
    dialog.wait_for_button("Create task").await;
    page.platform.assert_sent(Op::Create, 0).await;
}

#[wasm_bindgen_test]
async fn shortcuts_ignore_the_presses_of_an_input_method() {
    let page = Page::with_rows(&[row("a")]).await;
    for key_code in [229, 0] {
        window().dispatch_event(&key_down("n", key_code, false)).unwrap();
        settled().await;
        assert!(key_code == 0 || !page.has_dialog());
    }
    page.wait_for_dialog().await;
}
