//! The Enter that ends a composition of an input method. In Safari it follows `compositionend`: only its key code, 229,
//! tells it from an Enter for the page.

use super::support::{ACCOUNT, Answer, FULL, Op, PASSWORD, Page, Part, fill_form, row, settled, task, until};
use upgrade_console::web::window;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{KeyboardEvent, KeyboardEventInit};

/// Presses the Enter of Safari and returns whether the browser does what it does on Enter, such as submitting a form.
fn end_composition(field: &Part) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key("Enter");
    init.set_key_code(229);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    assert!(event.key_code() == 229 && !event.is_composing());
    field.0.dispatch_event(&event).unwrap()
}

#[wasm_bindgen_test]
async fn it_does_not_sign_in() {
    let page = Page::builder().signed_out().config(FULL).open().await;
    page.field("Account").type_in(ACCOUNT);
    page.field("Password").type_in(PASSWORD);
    page.field("Access token").type_in("tok-2");
    for label in ["Account", "Password", "Access token"] {
        assert!(
            !end_composition(&page.field(label)),
            "{label}: the form is not submitted"
        );
        page.field(label).compose_with_enter();
    }
    settled().await;
    assert!(page.platform.seen().is_empty());
    assert!(page.has_button("Sign in"));
    page.field("Account").key("Enter");
    page.platform.was_asked(Op::SignIn, 1).await;
}

#[wasm_bindgen_test]
async fn it_does_not_open_a_product() {
    let builder = Page::builder().config(r#"{"language": "en"}"#).query("");
    let page = builder.rows(&[row("a")]).open().await;
    page.shows("Choose a product").await;
    page.field("Product id").type_in("p9");
    end_composition(&page.field("Product id"));
    settled().await;
    assert!(page.platform.seen().is_empty());
    page.field("Product id").key("Enter");
    page.shows("Task a").await;
}

#[wasm_bindgen_test]
async fn it_neither_opens_the_review_nor_chooses_a_version() {
    let library = r#"[{"id":"f9","mod":"A9","version":9,"file_url":"https://files.example/9.bin","file_md5":"0123456789abcdef0123456789abcdef","file_size":2048,"description":"","release_date":"","is_release":true}]"#;
    let page = Page::builder()
        .full("{}", library)
        .rows(&[row("a")])
        .open_at_list()
        .await;
    let dialog = page.open_create().await;
    let group = dialog.group("Target version");
    group.one("summary").press();
    until("the library lists a version", || {
        !group.all(".library-choice").is_empty()
    })
    .await;
    let search = group.one("input[type=search]");
    search.0.focus().unwrap();
    end_composition(&search);
    settled().await;
    assert_eq!(group.field("Version").value(), "");
    assert!(search.has_focus());
    fill_form(&dialog);
    for label in ["Name", "Description"] {
        end_composition(&dialog.field(label));
    }
    settled().await;
    assert!(!dialog.has_button("Create task"));
    dialog.field("Name").key("Enter");
    until("the review is shown", || dialog.has_button("Create task")).await;
}

#[wasm_bindgen_test]
async fn it_does_not_confirm_a_start() {
    let page = Page::builder().full(r#"{"3": 1001}"#, "[]").rows(&[task("a", 3, 5)]);
    let page = page.open_at_list().await;
    page.platform.always(Op::Status, Answer::ok(""));
    let question = page.ask("Task a", "Start").await;
    question.shows("type the target version: 5").await;
    let typed = question.one("#confirm-typed");
    typed.type_in("5");
    end_composition(&typed);
    settled().await;
    assert!(page.platform.asked(Op::Status).is_empty());
    assert!(page.has_dialog());
}

#[wasm_bindgen_test]
async fn shortcuts_ignore_the_presses_of_an_input_method() {
    let page = Page::with_rows(&[row("a")]).await;
    for key_code in [229, 0] {
        let init = KeyboardEventInit::new();
        init.set_key("n");
        init.set_key_code(key_code);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        window().dispatch_event(&event).unwrap();
        settled().await;
        assert!(key_code == 0 || !page.has_dialog());
    }
    until("the form is open", || page.has_dialog()).await;
}
