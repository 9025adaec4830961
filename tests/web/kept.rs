//! The create form survives what happens to the page around it.

use super::support::{Answer, FORM, Op, Page, Row, Undo, fill_form, row, settled, typed, until};
use upgrade_console::web::session_storage;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const NOTE: &str = "The task you began before this page was loaded is still here";

fn everything() -> Vec<&'static str> {
    FORM.iter().map(|(_, _, text)| *text).collect()
}

fn wanted() -> Row {
    Row::of_form("new")
}

/// A page on which everything is typed, as it is after a reload.
async fn reloaded(rows: &[Row]) -> Page {
    let page = Page::with_rows(&[]).await;
    fill_form(&page.open_create().await);
    settled().await;
    Page::after(page).rows(rows).open_at_list().await
}

#[wasm_bindgen_test]
async fn what_was_typed_is_back_after_a_reload_and_says_so() {
    let page = reloaded(&[row("a")]).await;
    page.shows(NOTE).await;
    assert!(page.says("“Meter 7 to 9”"));
    assert!(!page.has_dialog(), "nobody is thrown into a form");
    page.button("Go on with it").press();
    until("the form is open", || page.has_dialog()).await;
    assert_eq!(typed(&page.dialog()), everything());
    page.platform.always(Op::Create, Answer::ok(wanted().json()));
    page.dialog().submit().await;
    page.no_dialog().await;
    settled().await;
    assert!(!page.says(NOTE));
    assert_eq!(
        session_storage().unwrap().length().unwrap(),
        1,
        "only the token is left"
    );
}

#[wasm_bindgen_test]
async fn what_is_back_can_be_discarded_at_once() {
    let page = reloaded(&[row("a")]).await;
    page.shows(NOTE).await;
    page.button("Discard").press();
    settled().await;
    assert!(!page.says(NOTE));
    let again = Page::after(page).rows(&[row("a")]).open_at_list().await;
    settled().await;
    assert!(!again.says(NOTE));
    assert!(typed(&again.open_create().await).iter().all(String::is_empty));
}

#[wasm_bindgen_test]
async fn each_product_has_its_own_and_another_sees_none_of_it() {
    let page = Page::with_rows(&[]).await;
    fill_form(&page.open_create().await);
    settled().await;
    let other = Page::after(page)
        .config(r#"{"product_id": "p2", "language": "en"}"#)
        .rows(&[row("a")])
        .open_at_list()
        .await;
    settled().await;
    assert!(!other.says(NOTE));
    let back = Page::after(other).rows(&[row("a")]).open_at_list().await;
    back.shows(NOTE).await;
}

#[wasm_bindgen_test]
async fn neither_the_token_nor_a_password_is_kept_with_it() {
    let page = reloaded(&[row("a")]).await;
    page.shows(NOTE).await;
    let storage = session_storage().unwrap();
    let keys: Vec<String> = (0..storage.length().unwrap())
        .map(|at| storage.key(at).unwrap().unwrap())
        .collect();
    let drafts: Vec<&String> = keys.iter().filter(|key| *key != "Access-Token").collect();
    assert_eq!(drafts, ["upgrade-draft p1"]);
    let kept = storage.get_item("upgrade-draft p1").unwrap().unwrap();
    assert!(kept.contains("Meter 7 to 9") && !kept.contains("tok-1"), "{kept}");
}

#[wasm_bindgen_test]
async fn signing_out_leaves_nothing_of_any_product() {
    let page = reloaded(&[row("a")]).await;
    page.shows(NOTE).await;
    session_storage()
        .unwrap()
        .set_item("upgrade-draft p9", "left by another visit")
        .unwrap();
    page.button("Sign out").press();
    page.shows("You are signed out.").await;
    settled().await;
    assert_eq!(session_storage().unwrap().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn a_token_that_runs_out_loses_nothing() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::refused(4_031_021, ""));
    dialog.submit().await;
    page.shows("The platform no longer takes this token.").await;
    settled().await;
    let again = Page::after(page).rows(&[row("a")]).open_at_list().await;
    again.shows(NOTE).await;
    again.button("Go on with it").press();
    until("the form is open", || again.has_dialog()).await;
    assert_eq!(typed(&again.dialog()), everything());
}

#[wasm_bindgen_test]
async fn a_storage_that_takes_nothing_is_not_offered() {
    let page = Page::builder().signed_out().rows(&[row("a")]).open().await;
    let refuse = Closure::<dyn FnMut() -> Result<(), JsValue>>::new(|| Err("QuotaExceededError".into()));
    let _full = Undo::replacing_method("Storage", "setItem", refuse.as_ref());
    page.sign_in("tok-1");
    page.shows("Task a").await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    dialog.shows("Kept until this page is reloaded").await;
    assert!(!dialog.says("Kept in this tab"));
}

#[wasm_bindgen_test]
async fn a_storage_somebody_else_wrote_to_is_no_draft() {
    for text in ["", "null", "{}", r#"{"texts":[]}"#, "<html>"] {
        let page = Page::builder()
            .rows(&[row("a")])
            .stored(session_storage(), "upgrade-draft p1", text)
            .open_at_list()
            .await;
        settled().await;
        assert!(!page.says(NOTE), "{text}");
    }
}

#[wasm_bindgen_test]
async fn a_create_that_was_on_its_way_when_the_page_was_reloaded_is_looked_for() {
    let cases: [(&[Row], &str); 2] = [(&[wanted()], "the task is in the list"), (&[], "it was not created")];
    for (rows, says) in cases {
        let page = Page::with_rows(&[]).await;
        let dialog = page.open_create().await;
        fill_form(&dialog);
        let _never = page.platform.hold(Op::Create);
        dialog.submit().await;
        page.platform.was_asked(Op::Create, 1).await;
        let again = Page::after(page).rows(rows).open_at_list().await;
        if rows.is_empty() {
            again.looks_twice_more().await;
        }
        until(says, || again.says(says) || again.toasts().contains(says)).await;
        if rows.is_empty() {
            assert!(again.says("The page was left before"));
            assert!(!again.has_dialog(), "nobody is thrown into a form");
            again.button("Go on with it").press();
            until("the form is open", || again.has_dialog()).await;
            assert_eq!(typed(&again.dialog()), everything());
            assert!(again.dialog().says(says));
        }
        assert!(
            again.platform.asked(Op::Create).is_empty(),
            "it is not sent again by itself"
        );
    }
}

#[wasm_bindgen_test]
async fn what_was_changed_after_it_was_sent_was_never_sent() {
    let page = Page::with_rows(&[]).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.once(Op::Create, Answer::NetworkError);
    dialog.submit().await;
    page.looks_twice_more().await;
    dialog.shows("it was not created").await;
    dialog.field("Name").type_in("Another");
    settled().await;
    let again = Page::after(page).rows(&[row("a")]).open_at_list().await;
    again.shows("“Another”").await;
    settled().await;
    assert!(!again.says("Looking in the list") && !again.says("The page was left before"));
    assert_eq!(again.platform.asked(Op::List).len(), 1);
}
