//! Nothing but the header makes a request an operator's: no cookie, no storage, no page of somebody else.

use e2e::console::Console;
use e2e::operator::Operator;
use e2e::origin::Reply;
use e2e::platform::{LAMPS, LAMPS_NAME};
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::{Value, json};

const CANARY: &str = "CANARY_not_a_token";

/// T-CSRF-1: cookies.
#[tokio::test]
async fn no_cookie_is_sent_to_the_interface_and_none_signs_anybody_in() {
    let rig = Rig::start();
    // Cookies know no ports: one of the console's host is one of the interface's.
    rig.api
        .edits(|_, reply| reply.set("set-cookie", &format!("from-api={CANARY}; Path=/")));
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser, &EN);
    console.button(EN.sign_in).appears().await;
    let seed = format!(
        "document.cookie = 'Access-Token={CANARY}; Path=/';
         for (const key of ['token', 'access_token', 'jwt', 'Authorization']) localStorage[key] = sessionStorage[key] = '{CANARY}'"
    );
    browser.run(&seed).await;
    browser.go_to(&rig.console.url()).await;
    console.button(EN.sign_in).appears().await;
    assert_eq!(rig.api.requests(), [], "somebody is signed in by a cookie or a storage");
    let requests = rig.console.requests();
    let carried = requests.iter().any(|request| request.header("cookie").is_some());
    assert!(
        carried,
        "the cookie is a real one: the console's own files are asked for with it"
    );

    console.sign_in_with_account(&rig.platform).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    form.fill(&Typed::task("Without cookies", 2, 6)).await;
    form.create().await;
    let calls = rig.api.requests();
    assert!(calls.iter().any(|call| call.path() == "/v2/upgrade/firmware/task"));
    for call in calls {
        assert_eq!(call.header("cookie"), None, "{} {}", call.method, call.target);
        assert_eq!(call.header("authorization"), None);
        assert!(!format!("{call:?}").contains(CANARY));
    }
    browser.finish().await;
}

/// T-CSRF-1: storage, within a portal.
#[tokio::test]
async fn within_a_portal_no_storage_signs_anybody_in() {
    let rig = Rig::start();
    rig.sign_out();
    let browser = rig.open(&rig.page_url()).await;
    browser.expect_in_log("status of 401");
    for kept in [0, 1] {
        browser.into_frame().await;
        browser.sees("You are signed out of the portal.").await;
        assert_eq!(rig.api.requests(), []);
        let now = browser.run("return sessionStorage.length").await;
        assert_eq!(now, kept, "what lies there is neither read nor taken away");
        let seed = format!("localStorage['Access-Token'] = sessionStorage['Access-Token'] = '{CANARY}'");
        browser.run(&seed).await;
        browser.go_to(&rig.page_url()).await;
    }
    browser.finish().await;
}

/// T-CSRF-1: a page of somebody else.
#[tokio::test]
async fn what_a_page_of_somebody_else_can_send_changes_nothing() {
    let rig = Rig::start();
    let operator = Operator::of(&rig.platform);
    operator.create(LAMPS, &Typed::task("Mine", 2, 6));
    let database = rig.platform.database();
    let id = database.task(LAMPS, "Mine").unwrap().id;
    let forged = Typed::task("Forged", 4, 9);
    let mut create: Value = serde_json::from_str(&forged.body(LAMPS)).unwrap();
    // Last in the body, for the form's sake: a text.
    create.as_object_mut().unwrap().remove("target_version_url");
    let mut create = create.to_string();
    create.truncate(create.len() - 1);
    let create = format!("{create},\"target_version_url\":\"{}\"}}", forged.target.url);
    let delete = format!("{{\"product_id\":\"{LAMPS}\",\"id\":\"{id}\"}}");
    let start = format!("{{\"status\":1,\"product_id\":\"{LAMPS}\",\"upgrade_task_id\":\"{id}\"}}");
    let mut targets = Vec::new();
    for base in [rig.api.name().to_owned(), format!("http://{}", rig.platform.address())] {
        for (path, body) in [("", &create), ("/status", &start), ("/delete", &delete)] {
            targets.push(json!({ "url": format!("{base}/v2/upgrade/firmware/task{path}"), "body": body }));
        }
    }
    let page =
        "<!doctype html><title>x</title><iframe name=hidden></iframe><script type=module src=/forge.mjs></script>";
    rig.attacker.serves("/", Reply::page(page));
    rig.attacker
        .serves("/forge.mjs", Reply::script(include_str!("../pages/forge.mjs")));
    rig.attacker
        .serves("/targets.json", Reply::json(&json!({ "targets": targets })));
    let before = database.tasks(LAMPS);
    let browser = rig.open(&rig.attacker.url()).await;
    browser.expect_in_log("status of 403");
    let done = async || match browser.run("return window.done ?? 0").await {
        current if current == 24 => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until("all is sent", done).await;
    let arrived = async || match rig.api.calls().iter().filter(|call| call.method == "POST").count() {
        // Four kinds of content by fetch, a beacon and a form, for each of three operations.
        current if current >= 18 => Ok(()),
        current => Err(current.to_string()),
    };
    browser.until("all has arrived", arrived).await;
    assert!(
        rig.api.calls().iter().any(|call| call.body == create),
        "a body arrives as it should be"
    );
    assert_eq!(database.tasks(LAMPS), before);
    // Nothing was wrong with the requests but that nobody had signed them.
    operator.set_status(LAMPS, &id, 1);
    operator.create(LAMPS, &forged);
    assert_eq!(database.task(LAMPS, "Mine").unwrap().status, 1);
    assert!(database.task(LAMPS, "Forged").is_some());
    browser.finish().await;
}
