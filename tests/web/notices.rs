//! Notices about tasks while the page is hidden.

use super::guards::start_guarded;
use super::polling::{hide, show};
use super::support::*;
use super::titles::wait_for_title;
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::web;
use wasm_bindgen::prelude::*;

/// Replacement of the browser's `Notification`. Asking for the permission gives `answer`.
struct FakeNotifications {
    shown: Rc<RefCell<Vec<String>>>,
    class: JsValue,
    _replaced: Undo,
}

impl FakeNotifications {
    fn install(permission: &str, answer: &str) -> Self {
        let code = "const show = (title, options) => shown(title + ' | ' + options.body);
            const Fake = function (title, options) { show(title, options); };
            Fake.permission = permission;
            Fake.asked = 0;
            Fake.requestPermission = async () => { Fake.asked += 1; Fake.permission = answer; return answer; };
            return Fake;";
        let shown = Rc::new(RefCell::new(Vec::new()));
        let for_class = shown.clone();
        let record = Closure::<dyn FnMut(String)>::new(move |text| for_class.borrow_mut().push(text)).into_js_value();
        let create = Function::new_with_args("shown, permission, answer", code);
        let arguments = Array::of3(&record, &permission.into(), &answer.into());
        let class = create.apply(&JsValue::NULL, &arguments).unwrap();
        let replaced = Undo::replacing("Notification", &class);
        Self {
            shown,
            class,
            _replaced: replaced,
        }
    }

    fn shown(&self) -> Vec<String> {
        self.shown.borrow().clone()
    }

    async fn wait_for(&self, texts: &[&str]) {
        until(&format!("the notifications are {texts:?}"), || self.shown() == texts).await;
    }

    /// Number of times that the permission was asked for.
    fn asked(&self) -> f64 {
        Reflect::get(&self.class, &"asked".into()).unwrap().as_f64().unwrap()
    }
}

/// Switches notifications on in the activity dialog and returns the dialog.
async fn switch_on(page: &Page) -> Part {
    let dialog = page.open_log().await;
    dialog.button("Notify me").press();
    dialog.wait_for_button("Stop notifying").await;
    dialog
}

/// A running task of profile full with these counts.
fn running(upgraded: u32, remaining: u32) -> Row {
    row("a").running().upgraded(upgraded).remaining(remaining)
}

#[wasm_bindgen_test]
async fn a_task_that_completes_or_stalls_while_the_page_is_hidden_is_notified() {
    for (remaining, text) in [
        (0, "“Task a” is complete."),
        (
            4,
            "“Task a” is stalled: devices remain, and none was upgraded for ten minutes.",
        ),
    ] {
        let notifications = FakeNotifications::install("default", "granted");
        let page = Page::with_device_counts(&[running(8, remaining)], "{}").await;
        assert_eq!(notifications.asked(), 0.0, "the page asks only on a press");
        let dialog = switch_on(&page).await;
        dialog.wait_for_text("it goes on reading the list").await;
        assert_eq!(notifications.asked(), 1.0);
        page.close_dialog("Close").await;
        let hidden = hide();
        page.clock.advance_with_timers_suspended(300);
        settled().await;
        assert_eq!(notifications.shown(), [""; 0]);
        page.clock.advance_with_timers_suspended(301);
        notifications.wait_for(&[&format!("Lamp A9 | {text}")]).await;
        wait_for_title("(1) Lamp A9 · Firmware upgrade").await;
        page.clock.advance_with_timers_suspended(60);
        settled().await;
        assert_eq!(notifications.shown().len(), 1, "it is notified once");
        show(hidden);
        wait_for_title("Lamp A9 · Firmware upgrade").await;
    }
}

#[wasm_bindgen_test]
async fn a_loop_that_appears_while_the_page_is_hidden_is_notified() {
    let notifications = FakeNotifications::install("granted", "granted");
    let page = Page::with_rows(&[task("a", 5, 7).running(), task("b", 7, 5)]).await;
    switch_on(&page).await;
    page.close_dialog("Close").await;
    let hidden = hide();
    page.set_rows(&[task("a", 5, 7).running(), task("b", 7, 5).running()]);
    page.advance_to_poll();
    let text = "p1 | Running tasks form a loop: 5 → 7 → 5. Devices keep reflashing.";
    notifications.wait_for(&[text]).await;
    show(hidden);
}

#[wasm_bindgen_test]
async fn a_stop_by_a_guard_is_marked_also_without_notifications() {
    for switched_on in [true, false] {
        let notifications = FakeNotifications::install("granted", "granted");
        let page = Page::with_rows(&[row("a")]).await;
        if switched_on {
            switch_on(&page).await;
            page.close_dialog("Close").await;
        }
        start_guarded(&page, "5", "").await;
        page.row("Task a").wait_for_text("Guard: 5 devices left").await;
        let hidden = hide();
        page.set_rows(&[row("a").running().upgraded(6)]);
        page.advance_to_poll();
        wait_for_title("(1) p1 · Firmware upgrade").await;
        let text = "p1 | The guard has stopped “Task a”: 6 devices were upgraded since the start.";
        assert_eq!(notifications.shown(), [text][..usize::from(switched_on)]);
        show(hidden);
        wait_for_title("p1 · Firmware upgrade").await;
    }
}

#[wasm_bindgen_test]
async fn a_refused_permission_is_said_beside_the_button_and_the_title_is_marked() {
    let notifications = FakeNotifications::install("default", "denied");
    let page = Page::with_rows(&[task("a", 5, 7).running(), task("b", 7, 5)]).await;
    let dialog = switch_on(&page).await;
    dialog
        .wait_for_text("The browser blocks notifications of this page")
        .await;
    page.close_dialog("Close").await;
    let hidden = hide();
    page.set_rows(&[task("a", 5, 7).running(), task("b", 7, 5).running()]);
    page.advance_to_poll();
    wait_for_title("(1) p1 · Firmware upgrade").await;
    assert_eq!(notifications.shown(), [""; 0]);
    show(hidden);
}

#[wasm_bindgen_test]
async fn the_choice_outlives_the_page() {
    let _notifications = FakeNotifications::install("granted", "granted");
    let page = Page::configured(NO_PRODUCT, &[row("a")]).await;
    switch_on(&page).await;
    let page = Page::reload(page).rows(&[row("a")]).open_at_list().await;
    let lists = page.platform.count(Op::List);
    let hidden = hide();
    page.advance_to_poll();
    page.platform.wait_for_requests(Op::List, lists + 1).await;
    show(hidden);
    let dialog = page.open_log().await;
    dialog.button("Stop notifying").press();
    dialog.wait_for_button("Notify me").await;
    page.close_dialog("Close").await;
    settled().await;
    let lists = page.platform.count(Op::List);
    let hidden = hide();
    page.advance_to_poll();
    page.platform.assert_sent(Op::List, lists).await;
    show(hidden);
}

#[wasm_bindgen_test]
async fn a_page_without_notifications_offers_none() {
    let name = JsValue::from("Notification");
    let real = Reflect::get(&web::window(), &name).unwrap();
    assert!(Reflect::delete_property(&web::window(), &name).unwrap());
    let _undo = Undo::on_drop(move || drop(Reflect::set(&web::window(), &"Notification".into(), &real)));
    let page = Page::with_rows(&[row("a")]).await;
    let dialog = page.open_log().await;
    settled().await;
    assert!(!dialog.has_button("Notify me"));
}
