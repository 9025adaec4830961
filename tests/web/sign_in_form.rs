//! The forms of the sign-in panel: what a password manager finds, fills in and submits, and what a wrong password says.
//! Language and theme after a reload.

use super::support::*;
use js_sys::{Function, Reflect};
use upgrade_api::error::ErrorCode;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

async fn panel() -> Page {
    let builder = Page::builder().signed_out().full("{}", "[]");
    builder.rows(&[row("a")]).open().await
}

/// Sets the value of a field without an event, as a password manager may.
fn fill_silently(field: &Part, text: &str) {
    field.0.unchecked_ref::<HtmlInputElement>().set_value(text);
}

/// What a field tells password managers and keyboards. An absent attribute is empty.
fn attributes(field: &Part) -> [String; 5] {
    let names = ["name", "autocomplete", "autocapitalize", "spellcheck", "inputmode"];
    names.map(|name| field.attr(name).unwrap_or_default())
}

#[wasm_bindgen_test]
async fn a_removed_field_reports_no_change() {
    let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
    let field = page.field("Access token");
    page.sign_in_and_see("tok-2", "Task a").await;
    // Browsers do so when the focused field of a form is removed.
    field.dispatch("change");
    field.dispatch("blur");
    settled().await;
}

#[wasm_bindgen_test]
async fn the_panel_has_a_form_for_the_account_and_then_one_for_the_token() {
    let page = panel().await;
    let [account, token] = &page.all("form")[..] else {
        panic!("two forms");
    };
    assert!(account.all("input") == [page.field("Account"), page.field("Password")]);
    assert_eq!(attributes(&token.one("input"))[0], "access-token");
    for (form, button) in [(account, "Sign in with account"), (token, "Sign in")] {
        assert_eq!(form.button(button).attr("type").as_deref(), Some("submit"));
    }
    let (account, password) = (page.field("Account"), page.field("Password"));
    assert_eq!(attributes(&account), ["account", "username", "none", "false", "email"]);
    let expected = ["password", "current-password", "none", "false", ""];
    assert_eq!(attributes(&password), expected);
}

#[wasm_bindgen_test]
async fn profile_core_has_no_accounts() {
    let page = Page::builder().signed_out().open().await;
    assert_eq!(page.all("form").len(), 1);
    assert!(!page.has_button("Sign in with account"));
}

#[wasm_bindgen_test]
async fn the_keyboards_of_the_form_fit_its_fields() {
    let (_page, dialog) = Page::with_create_form(&[]).await;
    let group = dialog.group("Target version");
    for (field, capitals, keyboard) in [
        (dialog.field("Name"), "", ""),
        (group.field("Version"), "none", "numeric"),
        (group.field("File address"), "none", "url"),
        (group.field("MD5"), "none", ""),
        (group.field("Size (bytes)"), "none", "numeric"),
    ] {
        assert_eq!(attributes(&field)[2..], [capitals, "false", keyboard]);
    }
}

#[wasm_bindgen_test]
async fn values_set_by_a_password_manager_sign_in() {
    let submits: [fn(&Part); 2] = [
        |form| form.button("Sign in with account").press(),
        |form| {
            let submit: Function = Reflect::get(&form.0, &"requestSubmit".into()).unwrap().unchecked_into();
            submit.call0(&form.0).unwrap();
        },
    ];
    for submit in submits {
        let page = panel().await;
        fill_silently(&page.field("Account"), ACCOUNT);
        fill_silently(&page.field("Password"), PASSWORD);
        submit(&page.all("form")[0]);
        page.wait_for_text("Task a").await;
        assert_eq!(page.platform.count(Op::SignIn), 1);
    }
    let page = panel().await;
    fill_silently(&page.field("Access token"), "tok-2");
    page.press_and_see("Sign in", "Task a").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
}

#[wasm_bindgen_test]
async fn a_value_reported_by_change_alone_replaces_an_error() {
    let page = panel().await;
    let field = page.field("Access token");
    field.press_key("Enter");
    field.wait_until_invalid().await;
    // Leaving the field with the same value keeps the error.
    field.dispatch("change");
    settled().await;
    assert!(field.is_invalid());
    fill_silently(&field, "tok-2");
    field.dispatch("change");
    field.wait_until_valid().await;
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
        page.wait_for_button("Sign in with account").await;
        page.alert()
    };
    let wrong = "Wrong account or password.";
    // The platform refuses another length with 4001001.
    for password in ["short", "longer than sixteen", "not it"] {
        page.field("Password").type_in(password);
        let says = attempt().await;
        assert!(says.ends_with(wrong), "{says}");
    }
    for (code, sentence) in [
        (4_001_002, wrong),
        (4_001_999, wrong),
        (4_001_061, "The account is locked"),
        (4_001_080, "Your enterprise has reached a quota"),
        (4_041_001, "The platform doesn’t offer this."),
    ] {
        let refusal = Answer::refused_with(ErrorCode::from_number(code), "its own words");
        page.platform.once(Op::SignIn, refusal);
        let says = attempt().await;
        let end = format!("(code {code}) The platform says: its own words");
        assert!(says.contains(sentence) && says.ends_with(&end), "{says}");
    }
}

#[wasm_bindgen_test]
async fn language_and_theme_survive_a_reload() {
    let page = Page::with_rows(&[row("a")]).await;
    page.field("Theme").choose("Dark");
    page.choose_language("中文", "已停止").await;
    // The new page has an address without the language, and a configuration in English.
    let builder = Page::reload(page).rows(&[row("a")]);
    let page = builder.open_at_list().await;
    assert!(page.row("Task a").has_button("启动"));
    assert_eq!(Part::root().attr("data-theme").as_deref(), Some("dark"));
    assert_eq!(page.field("主题").value(), "dark");
    // An address names the language of its reader.
    let builder = Page::reload(page).query("?product_id=p1&lang=en");
    let page = builder.rows(&[row("a")]).open_at_list().await;
    assert!(page.row("Task a").has_button("Start"));
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_what_was_typed_and_a_sign_in_empties_it() {
    let page = panel().await;
    let typed = [
        ("#account", ACCOUNT),
        ("#password", "half a pass"),
        ("#access-token", "tok-2"),
    ];
    for (field, text) in typed {
        page.one(field).type_in(text);
    }
    page.choose_language("中文", "登录").await;
    for (field, text) in typed {
        assert_eq!(page.one(field).value(), text);
    }
    page.choose_language("English", "Sign in with account").await;
    page.press_and_see("Sign in", "Task a").await;
    page.sign_out().await;
    for (field, _) in typed {
        assert_eq!(page.one(field).value(), "");
    }
}

#[wasm_bindgen_test]
async fn a_late_answer_to_a_sign_in_does_not_replace_a_pasted_token() {
    let grant = Answer::ok(r#"{"access_token":"tok-late","refresh_token":"r","expire_in":7200}"#);
    for answer in [grant, Answer::refused(ErrorCode::WrongCredentials)] {
        let page = panel().await;
        page.field("Account").type_in(ACCOUNT);
        page.field("Password").type_in(PASSWORD);
        let press = async { page.button("Sign in with account").press() };
        let late = page.hold_next(Op::SignIn, press).await;
        page.sign_in_and_see("tok-2", "Task a").await;
        late.release(answer);
        settled().await;
        page.assert_token("tok-2").await;
        page.sign_out().await;
        page.assert_no_text("Wrong account or password.");
    }
}
