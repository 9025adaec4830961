//! The access token is only in its header to the API: the watch of every test detects it anywhere else, and no redirect
//! takes it to another origin.

use crate::reliability::support::WAITS_OF_A_WRITE;
use e2e::{Console, EN, LAMPS, LAMPS_NAME, Request, Response, Rig, Switch, new_task};
use futures_util::FutureExt as _;
use serde_json::json;
use std::panic::AssertUnwindSafe;
use upgrade_api::paths::{REFRESH_TOKEN, SIGN_IN, TASKS};

/// Messages of the watch, each with scripts that leak a token and scripts that remove the leak.
const LEAKS: [(&str, &[(&str, &str)]); 7] = [
    ("in the browser's log", &[("console.log(token)", "")]),
    (
        "a token in the localStorage",
        &[("localStorage.x = 'my ' + token", "localStorage.clear()")],
    ),
    (
        "a token in the sessionStorage",
        &[("sessionStorage.setItem(token, 1)", "sessionStorage.clear()")],
    ),
    (
        "a token in the page",
        &[
            ("document.body.dataset.x = token", "delete document.body.dataset.x"),
            (
                "document.body.append(Object.assign(document.createElement('input'), { id: 'leak', value: token }))",
                "document.getElementById('leak').remove()",
            ),
            ("document.title = token", "document.title = 'x'"),
        ],
    ),
    (
        "a token in the address",
        &[
            (
                "window.before = location.href; history.replaceState(null, '', '?x=' + token)",
                "history.replaceState(null, '', window.before)",
            ),
            ("window.name = token", "window.name = ''"),
        ],
    ),
    (
        "a token outside its header",
        &[
            (
                "await fetch('/sink?query=' + token)",
                "performance.clearResourceTimings()",
            ),
            ("await fetch('/sink?body', { method: 'POST', body: token })", ""),
            ("await fetch('/sink?header', { headers: { 'X-Other': token } })", ""),
        ],
    ),
    (
        "a token went to",
        &[(
            "await fetch('/sink?origin', { headers: { 'Access-Token': token } })",
            "",
        )],
    ),
];

/// T-TOK-1.
#[tokio::test]
async fn the_watch_of_every_test_detects_every_leak_of_a_token() {
    let rig = Rig::start();
    rig.console.serve("/sink", Response::status(204));
    let browser = rig.open(&rig.page_url()).await;
    browser.enter_frame().await;
    browser.expect_text(LAMPS_NAME).await;
    let mut before = browser.violations().await;
    assert_eq!(before, Vec::<String>::new(), "no leak before the first script");
    let token = json!(rig.token().unwrap());
    let leaks = LEAKS
        .iter()
        .flat_map(|(message, leaks)| leaks.iter().map(move |leak| (message, leak)));
    for (message, (leak, undo)) in leaks {
        browser.enter_frame().await;
        let script = format!("const token = {token}; return (async () => {{ {leak} }})()");
        browser.run(&script).await;
        let after = browser.violations().await;
        let new: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
        assert!(new.iter().any(|line| line.contains(*message)), "{leak}: {new:#?}");
        browser.enter_frame().await;
        browser.run(undo).await;
        before = browser.violations().await;
    }
    // Cookies are blocked in the cross-site frame, but not in the page that embeds it.
    browser.run(&format!("document.cookie = 'x=' + {token}")).await;
    let after = browser.violations().await;
    assert!(
        after.iter().any(|line| line.contains("a token in the page")),
        "{after:#?}"
    );
    browser.run("document.cookie = 'x=; Max-Age=0'").await;
    before = browser.violations().await;
    let left = before.iter().filter(|line| !line.contains("/sink?")).count();
    assert_eq!(left, 1, "every leak but the log line is removed: {before:#?}");
    let finish = AssertUnwindSafe(browser.finish()).catch_unwind();
    assert!(finish.await.is_err(), "a test that leaks a token passes");
}

pub const STATUSES: [u16; 4] = [301, 302, 307, 308];
/// Message for a request without a response.
pub const UNREACHABLE: &str = "The platform can’t be reached.";
/// Message for a redirected `fetch`, which can be distinguished from a network error.
const REDIRECTED: &str = "A gateway in front of the platform refused the request (a redirect).";

/// Makes the API redirect the chosen requests to the attacker with this status, with CORS headers.
pub fn redirect(rig: &Rig, status: u16, chosen: impl Fn(&Request) -> bool + Send + 'static) -> Switch {
    let (target, console) = (rig.attacker.name().to_owned(), rig.console.name().to_owned());
    rig.api.handle(move |request| {
        let is_redirected = request.method != "OPTIONS" && chosen(request);
        let to = format!("{target}{}", request.target);
        is_redirected.then(|| Response::redirect(status, &to).with("access-control-allow-origin", &console))
    })
}

/// T-TOK-3: requests with the token.
#[tokio::test]
async fn no_redirect_of_a_list_or_of_an_action_takes_the_token_to_another_origin() {
    let rig = Rig::start();
    rig.platform.create_task(LAMPS, &new_task("Redirected", 2, 6));
    let browser = rig.open("about:blank").await;
    browser.shorten_timers(&WAITS_OF_A_WRITE).await;
    browser.goto(&rig.page_url()).await;
    browser.allow_log(&["ERR_FAILED"]);
    let console = Console::at_lamps_in_frame(&browser).await;
    for status in STATUSES {
        let lists = redirect(&rig, status, Request::is_read);
        rig.expect_request(&browser, Request::is_read, console.button(EN.refresh).click())
            .await;
        browser.expect_text(REDIRECTED).await;
        lists.off();
        console.button(EN.refresh).click().await;
        let is_recovered = |text: &String| !text.contains(REDIRECTED);
        browser
            .wait_until("the list is read again", async || browser.text().await, is_recovered)
            .await;

        let writes = redirect(&rig, status, Request::is_write);
        let question = console.open_confirmation(EN.delete, "Redirected").await;
        question.button(EN.delete).click().await;
        question.expect_text("the task hasn’t changed").await;
        question.button(EN.cancel).click().await;
        question.expect_hidden().await;
        writes.off();
    }
    let form = console.open_create().await;
    form.fill(&new_task("Never made", 4, 9)).await;
    for status in STATUSES {
        redirect(&rig, status, Request::is_write);
        rig.expect_request(&browser, Request::is_write, form.submit()).await;
        form.dialog.expect_text("it wasn’t created").await;
    }
    assert_eq!(rig.attacker.requests(), []);
    assert!(rig.platform.database().task(LAMPS, "Redirected").is_some());
    assert_eq!(rig.platform.database().task(LAMPS, "Never made"), None);
    browser.finish().await;
}

/// T-TOK-3: requests that return a token.
#[tokio::test]
async fn no_redirect_takes_a_password_or_a_refresh_token_to_another_origin() {
    let rig = Rig::start();
    let returns_a_token = |request: &Request| [SIGN_IN, REFRESH_TOKEN].contains(&request.path());
    let browser = rig.open(&rig.console.url()).await;
    browser.allow_log(&["ERR_FAILED", "status of 401"]);
    let console = Console::new(&browser);
    for status in STATUSES {
        let redirected = redirect(&rig, status, returns_a_token);
        let sign_in = console.sign_in_with_account(&rig.platform, EN.sign_in_with_account);
        rig.expect_request(&browser, Request::is_write, sign_in).await;
        browser.expect_text(REDIRECTED).await;
        redirected.off();
    }
    console.button(EN.sign_in_with_account).click().await;
    console.choose_product(LAMPS_NAME).await;

    // A 401 without the platform's error body is a gateway's, so the console still tries to renew the token.
    let allowed = rig.console.name().to_owned();
    rig.api.handle(move |request| {
        let list = request.path() == TASKS && request.is_read();
        list.then(|| Response::status(401).with("access-control-allow-origin", &allowed))
    });
    for status in STATUSES {
        redirect(&rig, status, returns_a_token);
        rig.expect_request(&browser, Request::is_write, console.button(EN.refresh).click())
            .await;
        browser.expect_text("can’t be renewed right now").await;
    }
    assert_eq!(rig.attacker.requests(), []);
    browser.finish().await;
}
