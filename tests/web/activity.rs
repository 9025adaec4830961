//! Activity log: the actions of this tab and their results.

use super::support::*;
use js_sys::{Function, Reflect};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_api::status::Action;
use upgrade_console::components::Toasts;
use upgrade_console::i18n::Language;
use upgrade_console::pages::activity::ActivityDialog;
use upgrade_console::state::activity_log::{ActivityLog, ENTRIES_MAX, Entry, Operation, Outcome};

/// Rows of the log: action, task and result.
fn entries(log: &Part) -> Vec<[String; 3]> {
    let cell = |row: &Part, at: usize| row.all("[role=cell]")[at].text();
    let rows = log.all("tbody [role=row]").into_iter();
    rows.map(|row| [1, 2, 3].map(|at| cell(&row, at))).collect()
}

#[wasm_bindgen_test]
async fn done_refused_and_unknown_actions_are_listed_newest_first() {
    let page = Page::with_rows(&[row("a")]).await;
    let empty = page.open_log().await;
    empty.assert_text("No actions yet.");
    empty.assert_text("cleared when you reload or sign out");
    assert!(!empty.has_button("Export CSV"));
    page.close_dialog("Close").await;

    page.act("Task a", "Start").await;
    page.set_rows(&[row("a")]);
    page.refresh().await;
    let gone = Answer::refused_with(ErrorCode::Other(4_041_004), "gone");
    page.platform.once(Op::Delete, gone);
    page.confirm("Task a", "Delete").await;
    page.wait_for_alert("gone").await;
    page.close_dialog("Cancel").await;
    page.platform.once(Op::Create, Answer::NetworkError);
    let form = page.open_filled_form().await;
    page.platform.always(Op::List, Answer::NetworkError);
    form.submit().await;
    page.end_lookup_pauses().await;
    form.wait_for_text("It isn’t known").await;
    page.set_rows(&[row("a")]);
    page.platform.once(Op::Create, Answer::ok(row("b").json()));
    page.create(&form).await;

    let log = page.open_log().await;
    assert_eq!(log.name(), "Activity");
    let [created, lost, refused, started] = &entries(&log)[..] else {
        panic!("{:?}", entries(&log));
    };
    assert_eq!(created[..2], ["Create", "Meter 7 to 9 b"]);
    assert!(created[2].starts_with("Done“Task b” was created"), "{created:?}");
    assert_eq!(lost[..2], ["Create", "Meter 7 to 9"]);
    assert!(lost[2].starts_with("UnknownThe platform can’t be"), "{lost:?}");
    assert_eq!(refused[..2], ["Delete", "Task a a"]);
    assert!(refused[2].starts_with("Refused") && refused[2].contains("gone"));
    assert_eq!(started[..2], ["Start", "Task a a"]);
    assert_eq!(started[2], "Done“Task a” is running.Request ID r-1");
}

#[wasm_bindgen_test]
async fn a_failure_stays_on_the_page_beside_any_number_of_other_messages() {
    let page = Page::with_rows(&[row("a")]).await;
    let start = page.confirm_and_hold("Task a", "Start", Op::SetStatus).await;
    page.close_dialog("Cancel").await;
    start.release(Answer::refused(ErrorCode::PrivateData));
    page.wait_for_toast("data is private").await;
    let log = page.open_log().await;
    for presses in 1..=4 {
        log.button("Copy CSV").press();
        until("the copy is reported", || {
            page.all("#toasts .toast:not(.toast-error)").len() == presses
        })
        .await;
    }
    assert!(page.toasts().contains("data is private"), "{}", page.toasts());
    let oldest = page.all("#toasts .toast:not(.toast-error)").remove(0);
    log.button("Copy CSV").press();
    until("the oldest success is replaced", || !oldest.0.is_connected()).await;
    assert_eq!(page.all("#toasts .toast").len(), 5);
}

#[wasm_bindgen_test]
async fn a_refused_copy_of_the_log_says_that_only_the_table_on_screen_is_selected() {
    let page = Page::with_rows(&[row("a")]).await;
    page.act("Task a", "Start").await;
    let log = page.open_log().await;
    let clipboard = Reflect::get(&global("navigator"), &"clipboard".into()).unwrap();
    let refuse = Function::new_no_args("return Promise.reject()");
    let _undo = Undo::replacing_in(clipboard, "writeText", &refuse);
    log.button("Copy CSV").press();
    page.wait_for_toast("Only the table on screen is selected").await;
}

#[wasm_bindgen_test]
async fn actions_that_are_not_sent_are_not_listed() {
    let page = Page::with_rows(&[row("a")]).await;
    page.open_confirmation("Task a", "Start").await.button("Cancel").press();
    page.wait_for_no_dialog().await;
    let form = page.open_create().await;
    form.press_and_see("Review", "Enter a name for the task.").await;
    page.close_dialog("Close").await;
    assert!(page.open_log().await.has_text("No actions yet."));
}

#[wasm_bindgen_test]
async fn signing_out_closes_and_clears_the_log_and_a_late_response_is_not_logged() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    page.act("Task a", "Start").await;
    let delete = page.confirm_and_hold("Task b", "Delete", Op::Delete).await;
    page.sign_out().await;
    assert!(!page.has_button("Activity"));
    delete.release(Answer::ok(""));
    settled().await;
    page.sign_in_and_see("tok-2", "Upgrade tasks").await;
    page.open_log().await.assert_text("No actions yet.");
    page.button("Sign out").press();
    page.wait_for_no_dialog().await;
}

#[wasm_bindgen_test]
async fn the_log_is_shown_in_chinese_and_returns_the_focus() {
    let page = Page::with_rows(&[row("a")]).await;
    page.act("Task a", "Start").await;
    page.field("Language").choose("中文");
    page.wait_for_button("操作记录").await.press();
    let log = page.wait_for_dialog().await;
    assert_eq!(log.name(), "操作记录");
    for text in [
        "时间",
        "操作",
        "任务",
        "结果",
        "启动",
        "成功",
        "刷新页面或退出登录后清除",
    ] {
        log.assert_text(text);
    }
    page.close_dialog("Escape").await;
    until("the button has the focus again", || page.button("操作记录").has_focus()).await;
}

#[wasm_bindgen_test]
async fn markup_in_a_name_or_a_response_is_shown_as_text() {
    const MARKUP: &str = "<img src=x onerror=alert(1)>";
    let page = Page::with_rows(&[row("a").named(MARKUP)]).await;
    let refused = Answer::refused_with(ErrorCode::Other(4_041_004), MARKUP);
    page.platform.once(Op::SetStatus, refused);
    page.confirm(MARKUP, "Start").await;
    page.wait_for_alert(MARKUP).await;
    page.close_dialog("Cancel").await;
    let log = page.open_log().await;
    assert_eq!(entries(&log)[0][1], format!("{MARKUP} a"));
    assert!(entries(&log)[0][2].contains(MARKUP));
    assert!(page.all("img").is_empty(), "neither the list nor the log parses it");
}

#[wasm_bindgen_test]
async fn the_log_is_exported_as_csv() {
    let downloads = Downloads::install();
    let page = Page::with_rows(&[row("a").with("name", r#""=Say \"hi\", 你好""#)]).await;
    page.act("你好", "Start").await;
    page.open_log().await.button("Export CSV").press();
    let text = String::from_utf8(downloads.take().await).unwrap();
    let (head, rows) = text.split_once("\r\n").unwrap();
    let columns = r#""Time","Action","Task","Task ID","Result","Message","Request ID""#;
    assert_eq!(head, format!("\u{feff}{columns}"));
    let (time, rest) = rows.split_once(',').unwrap();
    assert!(time.len() == 22 && time.ends_with("Z\""), "{time}");
    let row = r#""Start","'=Say ""hi"", 你好","a","Done","“=Say ""hi"", 你好” is running.","r-1""#;
    assert_eq!(rest, format!("{row}\r\n"));
}

#[wasm_bindgen_test]
async fn only_the_newest_entries_are_kept_and_request_ids_are_shown() {
    let part = Part::new_section();
    let handle = Rc::new(RefCell::new(None));
    let for_view = handle.clone();
    let mounted = mount_to(part.0.clone(), move || {
        let activity = ActivityLog::default();
        *for_view.borrow_mut() = Some(activity);
        provide_context(Language::En.messages());
        provide_context(activity);
        provide_context(Toasts::default());
        view! { <ActivityDialog /> }
    });
    let activity = handle.borrow_mut().take().unwrap();
    for n in 0..=ENTRIES_MAX {
        let operation = Operation::Action(Action::Stop);
        let (task, request_id) = (format!("Task {n}"), Some(format!("request-{n}")));
        let mut entry = Entry::now(operation, &task, None, Outcome::NotDone, String::new(), request_id);
        entry.at_ms = 1_700_000_000_000.0;
        activity.log(entry);
    }
    activity.open.set(true);
    part.wait_for_dialog().await;
    part.field("Rows per page").choose("All rows");
    until("all entries are shown", || {
        part.all("tbody [role=row]").len() == ENTRIES_MAX
    })
    .await;
    let entries = entries(&part);
    assert_eq!(entries[0], ["Stop", "Task 500", "Not doneRequest ID request-500"]);
    assert_eq!(entries[ENTRIES_MAX - 1][1], "Task 1");
    let time = part.all("tbody [role=cell]")[0].text();
    assert!(
        time.starts_with("Nov 1") && time.contains(", 2023, ") && time.contains(" GMT"),
        "{time}"
    );
    drop(mounted);
    part.0.remove();
}
