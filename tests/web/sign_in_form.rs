//! The forms of the sign-in panel: what a password manager finds, fills in and submits, and what a wrong password says.
//! Language and theme after a reload.

use super::support::{ACCOUNT, Answer, ENGLISH, Op, PASSWORD, Page, Part, row, settled, until};
use js_sys::{Function, Reflect};
use upgrade_api::error::ErrorCode;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

async fn panel() -> Page {
    let page = Page::builder().signed_out().full("{}", "[]").rows(&[row("a")]);
    page.open().await
}

/// Sets the value of a field without an event, as a password manager may.
fn fill_silently(field: &Part, text: &str) {
    field.0.unchecked_ref::<HtmlInputElement>().set_value(text);
}

fn attributes(field: &Part) -> [Option<String>; 5] {
    ["name", "autocomplete", "autocapitalize", "spellcheck", "inputmode"].map(|name| field.attr(name))
}

#[wasm_bindgen_test]
async fn a_removed_field_reports_no_change() {
    let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
    let field = page.field("Access token");
    page.sign_in("tok-2");
    page.wait_for_text("Task a").await;
    // Browsers do so when the focused field of a form is removed.
    field.dispatch("change");
    field.dispatch("blur");
    settled().await;
}

#[wasm_bindgen_test]
async fn the_panel_has_a_form_for_the_account_and_then_one_for_the_token() {
    let page = panel().await;
    let names = |form: &Part| {
        form.all("input")
            .iter()
            .map(|input| input.attr("name"))
            .collect::<Vec<_>>()
    };
    let [account, token] = &page.all("form")[..] else {
        panic!("two forms");
    };
    assert_eq!(
        names(account),
        ["account", "password"].map(|name| Some(name.to_owned()))
    );
    assert_eq!(names(token), [Some("access-token".to_owned())]);
    for (form, button) in [(account, "Sign in with account"), (token, "Sign in")] {
        assert_eq!(form.button(button).attr("type").as_deref(), Some("submit"));
    }
    let some = |text: &str| Some(text.to_owned());
    let [off, none] = [some("false"), some("none")];
    assert_eq!(
        attributes(&page.field("Account")),
        [
            some("account"),
            some("username"),
            none.clone(),
            off.clone(),
            some("email")
        ]
    );
    assert_eq!(
        attributes(&page.field("Password")),
        [some("password"), some("current-password"), none, off, None]
    );
}

#[wasm_bindgen_test]
async fn profile_core_has_no_accounts() {
    let page = Page::builder().signed_out().open().await;
    assert_eq!(page.all("form").len(), 1);
    assert!(!page.has_button("Sign in with account"));
}

#[wasm_bindgen_test]
async fn the_keyboards_of_the_form_fit_its_fields() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    let group = dialog.group("Target version");
    for (field, capitals, keyboard) in [
        (dialog.field("Name"), None, None),
        (group.field("Version"), Some("none"), Some("numeric")),
        (group.field("File address"), Some("none"), Some("url")),
        (group.field("MD5"), Some("none"), None),
        (group.field("Size (bytes)"), Some("none"), Some("numeric")),
    ] {
        let [_, _, capitalize, spelling, mode] = attributes(&field);
        assert_eq!((capitalize.as_deref(), mode.as_deref()), (capitals, keyboard));
        assert_eq!(spelling.as_deref(), Some("false"));
    }
}

#[wasm_bindgen_test]
async fn values_set_without_an_event_sign_in() {
    let page = panel().await;
    fill_silently(&page.field("Account"), ACCOUNT);
    fill_silently(&page.field("Password"), PASSWORD);
    page.button("Sign in with account").press();
    page.wait_for_text("Task a").await;

    let page = panel().await;
    fill_silently(&page.field("Access token"), "tok-2");
    page.button("Sign in").press();
    page.wait_for_text("Task a").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_value_reported_by_change_alone_replaces_an_error() {
    let page = panel().await;
    let field = page.field("Access token");
    field.press_key("Enter");
    until("the token is required", || field.is_invalid()).await;
    // Leaving the field with the same value keeps the error.
    field.dispatch("change");
    settled().await;
    assert!(field.is_invalid());
    fill_silently(&field, "tok-2");
    field.dispatch("change");
    until("the error is gone", || !field.is_invalid()).await;
}

#[wasm_bindgen_test]
async fn a_password_manager_can_submit_the_form() {
    let page = panel().await;
    fill_silently(&page.field("Account"), ACCOUNT);
    fill_silently(&page.field("Password"), PASSWORD);
    let form = page.all("form").remove(0);
    let submit: Function = Reflect::get(&form.0, &"requestSubmit".into()).unwrap().unchecked_into();
    submit.call0(&form.0).unwrap();
    page.wait_for_text("Task a").await;
    assert_eq!(page.platform.requests(Op::SignIn).len(), 1);
}

#[wasm_bindgen_test]
async fn a_press_signs_in_once() {
    let page = panel().await;
    page.field("Account").type_in(ACCOUNT);
    page.field("Password").type_in(PASSWORD);
    let answer = page.platform.hold(Op::SignIn);
    page.button("Sign in with account").press();
    page.platform.wait_for_requests(Op::SignIn, 1).await;
    page.button("Working…").press();
    page.field("Password").press_key("Enter");
    settled().await;
    answer.release(Answer::refused(ErrorCode::from_number(4_001_079)));
    page.wait_for_text("Wrong account or password.").await;
    assert_eq!(page.platform.requests(Op::SignIn).len(), 1);
}

#[wasm_bindgen_test]
async fn a_wrong_password_says_so_whatever_its_length() {
    let page = panel().await;
    page.field("Account").type_in(ACCOUNT);
    let attempt = async || {
        let asked = page.platform.requests(Op::SignIn).len();
        page.button("Sign in with account").press();
        page.platform.wait_for_requests(Op::SignIn, asked + 1).await;
        until("another attempt is possible", || {
            page.has_button("Sign in with account")
        })
        .await;
        page.alert()
    };
    let wrong = "Wrong account or password. Check both and try again.";
    // The platform refuses another length with 4001001.
    for (password, code) in [
        ("short", 4_001_001),
        ("longer than sixteen", 4_001_001),
        ("not it", 4_001_079),
    ] {
        page.field("Password").type_in(password);
        let says = attempt().await;
        assert!(says.contains(&format!("{wrong} (code {code})")), "{says}");
    }
    for (code, sentence) in [
        (4_001_002, wrong),
        (4_001_999, wrong),
        (4_001_061, "The account is locked"),
        (4_001_080, "A quota of your enterprise"),
        (4_041_001, "The platform does not offer this."),
    ] {
        page.platform.once(
            Op::SignIn,
            Answer::refused_with(ErrorCode::from_number(code), "its own words"),
        );
        let says = attempt().await;
        let end = format!("(code {code}) The platform says: its own words");
        assert!(says.contains(sentence) && says.ends_with(&end), "{says}");
    }
}

#[wasm_bindgen_test]
async fn language_and_theme_survive_a_reload() {
    let page = Page::with_rows(&[row("a")]).await;
    page.field("Theme").choose("Dark");
    page.field("Language").choose("中文");
    page.wait_for_text("已停止").await;
    // The new page has an address without the language, and a configuration in English.
    let page = Page::reload(page)
        .config(ENGLISH)
        .rows(&[row("a")])
        .open_at_list()
        .await;
    assert!(page.row("Task a").has_button("启动"));
    assert_eq!(Part::root().attr("data-theme").as_deref(), Some("dark"));
    assert_eq!(page.field("主题").value(), "dark");
    // An address names the language of its reader.
    let builder = Page::reload(page).query("?product_id=p1&lang=en");
    let page = builder.rows(&[row("a")]).open_at_list().await;
    assert!(page.row("Task a").has_button("Start"));
}
