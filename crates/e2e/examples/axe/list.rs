//! The console from the sign-in to an empty list: the list in its states, its menus, details, map, activity and shortcuts.

use crate::checker::Checker;
use crate::{SMALL, Scene, create, questions};
use e2e::{Browser, Console, Origin, Platform, Response, Role, new_task};
use serde_json::json;
use thirtyfour::Key;
use upgrade_api::paths::{TASK_STATUS, TASKS};

/// Checks all screens of the console that stands alone.
pub async fn check(checker: &Checker<'_>, scene: &Scene) {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    // In every browser, no device runs the from version of this task.
    let mut small = new_task(SMALL, 90, 91);
    small.target.url = format!("https://files.example.com/{}", "x".repeat(224));
    platform.create_task(scene.product, &small);
    platform.set_running(scene.product, scene.forth, false);
    let origin = Origin::proxy(&platform);
    origin.configure(&json!({ "api": { "profile": "full" }, "poll_seconds": 600 }));
    let browser = Browser::open(&format!("{}?lang={}", origin.url(), checker.labels.tag)).await;
    browser.allow_log(&["status of 403", "status of 503"]);
    let console = Console::in_language(&browser, checker.labels);
    let state = State {
        checker,
        scene,
        platform: &platform,
        console,
    };
    state.enter().await;
    state.views().await;
    state.menus().await;
    let details = console.open_details(scene.forth).await;
    checker.check(&browser, "details").await;
    browser.press(Key::Escape).await;
    details.expect_hidden().await;
    create::check(checker, &console, scene).await;
    questions::check(&state).await;
    state.map_and_dialogs().await;
    state.failures(&origin).await;
    state.end().await;
    browser.finish().await;
}

/// What the parts of the visit share.
#[derive(Clone, Copy)]
pub struct State<'a> {
    pub checker: &'a Checker<'a>,
    pub scene: &'a Scene,
    pub platform: &'a Platform,
    pub console: Console<'a>,
}

impl State<'_> {
    fn browser(&self) -> &Browser {
        self.console.browser
    }

    pub async fn screen(&self, name: &str) {
        self.checker.check(self.browser(), name).await;
    }

    /// Sign-in, products, and the list with the devices by version.
    async fn enter(&self) {
        let Self { console, scene, .. } = self;
        console.button(console.labels.sign_in).expect_visible().await;
        self.screen("sign-in").await;
        self.checker.finds_what_is_wrong(self.browser()).await;
        console.button(console.labels.sign_in_with_account).click().await;
        console.button(console.labels.sign_in).click().await;
        console.field(console.labels.access_token).expect_invalid().await;
        self.screen("sign-in with errors").await;
        console.sign_in(self.platform.token()).await;
        self.browser().expect_text(scene.product_name).await;
        self.screen("products").await;
        console.choose_product(scene.product_name).await;
        self.browser().expect_css(".device-counts").await;
        self.screen("list").await;
        self.browser().click_css(".device-counts summary", "").await;
        self.screen("devices by version").await;
        self.browser().click_css(".device-counts summary", "").await;
    }

    /// The list with filters, without a match, and with selected tasks.
    async fn views(&self) {
        let Self { console, scene, .. } = self;
        let search = console.field(console.labels.search);
        search.fill(SMALL).await;
        console.row(scene.forth).expect_hidden().await;
        self.screen("filtered list").await;
        search.fill("no such task").await;
        console.table().expect_hidden().await;
        self.screen("list without a match").await;
        search.fill("").await;
        console.row(scene.forth).expect_visible().await;
        self.browser().click_css("#select-all", "").await;
        self.browser().expect_css(".selection").await;
        self.screen("selected tasks").await;
        self.browser().click_css("#select-all", "").await;
    }

    /// Each menu, open.
    async fn menus(&self) {
        let (browser, labels) = (self.browser(), self.console.labels);
        for (screen, selector, label) in [
            ("export menu", ".filters button", labels.export),
            ("columns menu", ".filters button", labels.columns),
            ("menu of a row", ".cell-actions .button-icon", ""),
        ] {
            browser.click_css(selector, label).await;
            browser.expect_css(".menu-panel button, .menu-panel select").await;
            self.screen(screen).await;
            browser.click_css(selector, label).await;
            browser.expect_no_css(".menu-panel button, .menu-panel select").await;
        }
    }

    /// The map, and dialogs of every page. A loop of running tasks is on the map and above the list.
    async fn map_and_dialogs(&self) {
        let Self { console, scene, .. } = self;
        for name in [scene.forth, scene.back] {
            self.platform.set_running(scene.product, name, true);
        }
        console.button(console.labels.refresh).click().await;
        self.browser().expect_css(".map-warnings .note-error").await;
        self.screen("list with a loop").await;
        console.button(console.labels.upgrade_map).click().await;
        let map = self.browser().find(Role::Region, console.labels.upgrade_map);
        map.expect_visible().await;
        self.screen("map").await;
        self.browser().back().await.expect("the list");
        console.stop(scene.back).await;
        self.screen("toast").await;
        for (screen, label) in [
            ("activity", console.labels.activity),
            ("shortcuts", console.labels.keyboard_shortcuts),
        ] {
            console.button(label).click().await;
            let dialog = self.browser().dialog(label);
            dialog.expect_visible().await;
            self.screen(screen).await;
            self.browser().press(Key::Escape).await;
            dialog.expect_hidden().await;
        }
    }

    /// The list after a failed reading, and without the right to change anything.
    async fn failures(&self, origin: &Origin) {
        let Self { console, scene, .. } = self;
        let refused = origin.serve(TASKS, Response::status(503));
        console.button(console.labels.refresh).click().await;
        self.browser().expect_css(".stale").await;
        self.screen("stale list").await;
        refused.off();
        console.button(console.labels.refresh).click().await;
        self.browser().expect_no_css(".stale").await;
        let body = json!({ "error": { "code": 4_031_005, "msg": "an administrator is required" } });
        let refusal = Response {
            status: 403,
            ..Response::json(&body)
        };
        let refused = origin.serve(TASK_STATUS, refusal);
        console.row(scene.forth).button(console.labels.stop).click().await;
        let question = console.confirmation(console.labels.stop, scene.forth);
        question.expect_text("4031005").await;
        self.screen("refused stop").await;
        question.button(console.labels.cancel).click().await;
        question.expect_hidden().await;
        self.screen("read-only list").await;
        refused.off();
    }

    /// A product without tasks, and the sign-in panel after a sign-out.
    async fn end(&self) {
        let Self { console, scene, .. } = self;
        self.platform.set_running(scene.product, scene.forth, false);
        for task in self.platform.database().tasks(scene.product) {
            self.platform.delete_task(scene.product, &task.typed.name);
        }
        console.button(console.labels.refresh).click().await;
        console.table().expect_hidden().await;
        self.screen("empty list").await;
        console.button(console.labels.sign_out).click().await;
        console.button(console.labels.sign_in).expect_visible().await;
        self.screen("sign-in after a sign-out").await;
    }
}
