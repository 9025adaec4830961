//! Signed in by account: the refresh token buys the next token when this one has grown old.

use super::support::{Answer, FULL, Op, Page, fill_form, row, settled, three_under_way};
use upgrade_console::browser::session_storage;
use wasm_bindgen_test::wasm_bindgen_test;

fn bought(token: &str, refresh: &str) -> Answer {
    Answer::ok(format!(
        r#"{{"access_token":"{token}","refresh_token":"{refresh}","expire_in":7200}}"#
    ))
}

async fn signed_in(keep: bool) -> Page {
    let builder = Page::builder().signed_out().config(FULL).rows(&[row("a")]);
    let products = Answer::ok(r#"[{"id":"p1","name":"Lamp"}]"#);
    let page = builder
        .answers(Op::Products, products)
        .answers(Op::SignIn, bought("tok-1", "refresh-1"))
        .open()
        .await;
    page.field("Account").type_in("me");
    page.field("Password").type_in("secret");
    if keep {
        page.field("Keep me signed in in this tab").press();
    }
    page.button("Sign in with account").press();
    page.shows("Task a").await;
    page
}

#[wasm_bindgen_test]
async fn one_refresh_serves_all_that_wait_and_a_read_is_sent_again_once() {
    let page = signed_in(false).await;
    page.platform.always(Op::Refresh, bought("tok-2", "refresh-2"));
    let gates = three_under_way(&page).await;
    gates
        .iter()
        .for_each(|gate| gate.release(Answer::refused(4_031_021, "")));
    page.platform.was_asked(Op::List, 4).await;
    settled().await;
    let refreshes = page.platform.asked(Op::Refresh);
    assert_eq!(refreshes.len(), 1);
    assert_eq!(refreshes[0].body, r#"{"refresh_token":"refresh-1"}"#);
    assert_eq!(refreshes[0].token(), None);
    assert!(
        page.platform.asked(Op::List)[3..]
            .iter()
            .all(|seen| seen.token() == Some("tok-2"))
    );

    page.platform.once(Op::List, Answer::html(401));
    page.platform.once(Op::Refresh, bought("tok-3", "refresh-3"));
    let before = page.platform.asked(Op::List).len();
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, before + 2).await;
    assert_eq!(page.platform.last(Op::Refresh).body, r#"{"refresh_token":"refresh-2"}"#);
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-3"));
    let kept = session_storage().unwrap().get_item("Access-Token").unwrap();
    assert_eq!(kept, None, "it was not to be kept");
}

#[wasm_bindgen_test]
async fn a_create_waits_for_the_operator() {
    let page = signed_in(true).await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    page.platform.always(Op::Refresh, bought("tok-2", "refresh-2"));
    page.platform.once(Op::Create, Answer::refused(4_031_022, ""));
    dialog.submit().await;
    dialog.shows("send it again").await;
    settled().await;
    assert_eq!(page.platform.asked(Op::Create).len(), 1);
    let kept = session_storage().unwrap().get_item("Access-Token").unwrap();
    assert_eq!(kept.as_deref(), Some("tok-2"), "what is kept is the token of now");
}

#[wasm_bindgen_test]
async fn a_refresh_that_got_lost_is_tried_again_and_one_that_was_refused_is_not() {
    let page = signed_in(false).await;
    for answer in [Answer::NetworkError, Answer::html(502)] {
        page.platform.once(Op::List, Answer::refused(4_031_021, ""));
        page.platform.once(Op::Refresh, answer);
        page.button("Refresh").press();
        page.shows("could not be renewed just now").await;
        assert!(page.says("Task a") && page.has_button("Sign out"));
        page.refresh().await;
        page.hides("could not be renewed just now").await;
    }
    page.platform.once(Op::List, Answer::refused(4_031_021, ""));
    page.platform.once(Op::Refresh, Answer::refused(4_031_003, ""));
    page.button("Refresh").press();
    page.shows("The platform no longer takes this token.").await;
    assert_eq!(page.platform.asked(Op::Refresh).len(), 3);
}

#[wasm_bindgen_test]
async fn signing_out_forgets_the_refresh_token_and_gives_up_what_is_on_its_way() {
    let page = signed_in(false).await;
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
    page.button("Sign out").press();
    page.shows("You are signed out.").await;
    assert!(page.platform.last(Op::List).is_aborted());
    list.release(Answer::refused(4_031_021, ""));
    settled().await;
    page.sign_in("pasted");
    page.shows("Task a").await;
    page.platform.once(Op::List, Answer::refused(4_031_021, ""));
    page.button("Refresh").press();
    page.shows("The platform no longer takes this token.").await;
    assert!(page.platform.asked(Op::Refresh).is_empty());
}
