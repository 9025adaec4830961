//! The access token is only in its header to the API: the watch of every test detects it anywhere else, and no redirect
//! takes it to another origin.

use crate::reliability_page::WAITS_OF_A_WRITE;
use e2e::console::Console;
use e2e::operator::Operator;
use e2e::origin::{Reply, Request};
use e2e::platform::{LAMPS, LAMPS_NAME};
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::json;
use std::sync::{Arc, Mutex};

/// Script that leaks a token, the watch's message, and the script that removes the leak.
const LEAKS: [(&str, &str, &str); 12] = [
    ("console.log(token)", "in the browser's log", ""),
    (
        "localStorage.x = 'my ' + token",
        "a token in the localStorage",
        "localStorage.clear()",
    ),
    (
        "sessionStorage.setItem(token, 1)",
        "a token in the sessionStorage",
        "sessionStorage.clear()",
    ),
    (
        "document.body.setAttribute('data-x', token)",
        "a token in the page",
        "document.body.removeAttribute('data-x')",
    ),
    (
        "document.body.append(Object.assign(document.createElement('input'), { id: 'leak', value: token }))",
        "a token in the page",
        "document.getElementById('leak').remove()",
    ),
    ("document.title = token", "a token in the page", "document.title = 'x'"),
    (
        "window.before = location.href; history.replaceState(null, '', '?x=' + token)",
        "a token in the address",
        "history.replaceState(null, '', window.before)",
    ),
    ("window.name = token", "a token in the address", "window.name = ''"),
    (
        "await fetch('/sink?query=' + token)",
        "a token outside its header",
        "performance.clearResourceTimings()",
    ),
    (
        "await fetch('/sink?body', { method: 'POST', body: token })",
        "a token outside its header",
        "",
    ),
    (
        "await fetch('/sink?header', { headers: { 'X-Other': token } })",
        "a token outside its header",
        "",
    ),
    (
        "await fetch('/sink?origin', { headers: { 'Access-Token': token } })",
        "a token went to",
        "",
    ),
];

/// T-TOK-1.
#[tokio::test]
async fn the_watch_of_every_test_detects_every_leak_of_a_token() {
    let rig = Rig::start();
    rig.console.serves("/sink", Reply::status(204));
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    browser.sees(LAMPS_NAME).await;
    let mut before = browser.wrong().await;
    assert_eq!(before, Vec::<String>::new(), "no leak before the first script");
    let token = json!(rig.token().unwrap());
    for (leak, message, undo) in LEAKS {
        browser.into_frame().await;
        browser
            .run(&format!("const token = {token}; return (async () => {{ {leak} }})()"))
            .await;
        let after = browser.wrong().await;
        let new: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
        assert!(new.iter().any(|line| line.contains(message)), "{leak}: {new:#?}");
        browser.into_frame().await;
        browser.run(undo).await;
        before = browser.wrong().await;
    }
    // Cookies are blocked in the cross-site frame, but not in the page that embeds it.
    browser.run(&format!("document.cookie = 'x=' + {token}")).await;
    let after = browser.wrong().await;
    assert!(
        after.iter().any(|line| line.contains("a token in the page")),
        "{after:#?}"
    );
    browser.run("document.cookie = 'x=; Max-Age=0'").await;
    before = browser.wrong().await;
    let left = before.iter().filter(|line| !line.contains("/sink?")).count();
    assert_eq!(left, 1, "every leak but the log line is removed: {before:#?}");
    // `finish` must fail because of these leaks.
    let finish = std::panic::AssertUnwindSafe(browser.finish());
    assert!(fails(finish).await, "a test that leaks a token passes");
}

/// Whether a future panics.
async fn fails<F: Future<Output = ()>>(future: std::panic::AssertUnwindSafe<F>) -> bool {
    let mut future = Box::pin(future.0);
    std::future::poll_fn(move |context| {
        let poll = std::panic::AssertUnwindSafe(|| future.as_mut().poll(context));
        match std::panic::catch_unwind(poll) {
            Ok(std::task::Poll::Pending) => std::task::Poll::Pending,
            Ok(std::task::Poll::Ready(())) => std::task::Poll::Ready(false),
            Err(_) => std::task::Poll::Ready(true),
        }
    })
    .await
}

/// Redirect statuses.
pub(crate) const STATUSES: [u16; 4] = [301, 302, 307, 308];
/// Message for a request without a response.
pub(crate) const UNREACHABLE: &str = "The platform could not be reached.";
/// Message for a redirected `fetch`, which can be distinguished from a network error.
const REDIRECTED: &str = "A gateway in front of the platform refused the request (a redirect).";

/// Makes the API redirect the chosen requests to the attacker, with CORS headers, while the returned status is `Some`.
pub(crate) fn redirects(rig: &Rig, chosen: impl Fn(&Request) -> bool + Send + 'static) -> Arc<Mutex<Option<u16>>> {
    let status = Arc::new(Mutex::new(None));
    let (current, target, console) = (
        Arc::clone(&status),
        rig.attacker.name().to_owned(),
        rig.console.name().to_owned(),
    );
    rig.api.answers(move |request| {
        let status = (*current.lock().unwrap())?;
        (request.method != "OPTIONS" && chosen(request)).then(|| {
            Reply::redirect(status, &format!("{target}{}", request.target))
                .with("access-control-allow-origin", &console)
        })
    });
    status
}

/// Number of writes that the API has received.
fn write_count(rig: &Rig) -> usize {
    rig.api.calls().iter().filter(|call| call.writes()).count()
}

/// T-TOK-3: requests with the token.
#[tokio::test]
async fn no_redirect_of_a_list_or_of_an_action_takes_the_token_to_another_origin() {
    let rig = Rig::start();
    let operator = Operator::of(&rig.platform);
    operator.create(LAMPS, &Typed::task("Redirected", 2, 6));
    let browser = rig.open("about:blank").await;
    browser.shortens_waits_of(&WAITS_OF_A_WRITE).await;
    browser.go_to(&rig.page_url()).await;
    browser.expect_in_log("ERR_FAILED");
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let lists = redirects(&rig, Request::reads);
    let writes = redirects(&rig, Request::writes);
    for status in STATUSES {
        *lists.lock().unwrap() = Some(status);
        let before = rig.api.calls().len();
        console.button(EN.refresh).click().await;
        let requested = async || match rig.api.calls().len() {
            current if current > before => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("the list is requested", requested).await;
        browser.sees(REDIRECTED).await;
        *lists.lock().unwrap() = None;
        console.button(EN.refresh).click().await;
        let recovered = async || match browser.text().await {
            text if text.contains(REDIRECTED) => Err(REDIRECTED.to_owned()),
            _ => Ok(()),
        };
        browser.until("the list is read again", recovered).await;

        *writes.lock().unwrap() = Some(status);
        let question = console.ask(EN.delete, "Redirected").await;
        question.button(EN.delete).click().await;
        question.shows("does not show it done").await;
        question.button(EN.cancel).click().await;
        question.goes_away().await;
        *writes.lock().unwrap() = None;
    }
    let form = console.open_create().await;
    form.fill(&Typed::task("Never made", 4, 9)).await;
    for status in STATUSES {
        *writes.lock().unwrap() = Some(status);
        let before = write_count(&rig);
        form.submit().await;
        let sent = async || match write_count(&rig) {
            current if current > before => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("the task is sent", sent).await;
        form.dialog.shows("it was not created").await;
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
    let redirect = redirects(&rig, |request| {
        request.path() == "/v2/corp_auth" || request.path() == "/v2/corp/token/refresh"
    });
    let browser = rig.open(&rig.console.url()).await;
    browser.expect_in_log("ERR_FAILED");
    browser.expect_in_log("status of 401");
    let console = Console::new(&browser, &EN);
    for status in STATUSES {
        *redirect.lock().unwrap() = Some(status);
        let before = write_count(&rig);
        console.sign_in_with_account(&rig.platform).await;
        let sent = async || match write_count(&rig) {
            current if current > before => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("account and password are sent", sent).await;
        browser.sees(REDIRECTED).await;
    }
    *redirect.lock().unwrap() = None;
    console.button(EN.sign_in_with_account).click().await;
    console.choose_product(LAMPS_NAME).await;

    // A 401 without the platform's error body is a gateway's, so the console still tries to renew the token.
    let allowed = rig.console.name().to_owned();
    rig.api.answers(move |request| {
        let list = request.path() == "/v2/upgrade/firmware/tasks" && request.reads();
        let reply = Reply::ok("text/plain", String::new()).with("access-control-allow-origin", &allowed);
        list.then_some(Reply { status: 401, ..reply })
    });
    for status in STATUSES {
        *redirect.lock().unwrap() = Some(status);
        let before = write_count(&rig);
        console.button(EN.refresh).click().await;
        let sent = async || match write_count(&rig) {
            current if current > before => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("the refresh token is sent", sent).await;
        browser.sees("could not be renewed just now").await;
    }
    assert_eq!(rig.attacker.requests(), []);
    browser.finish().await;
}
