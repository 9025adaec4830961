//! Only the token's header authenticates a request, not a cookie, a storage or another page.

use e2e::{Console, EN, LAMPS, LAMPS_NAME, Response, Rig, create_body, new_task};
use serde_json::{Value, json};
use upgrade_api::paths::CREATE_TASK;

const CANARY: &str = "CANARY_not_a_token";

/// T-CSRF-1: cookies.
#[tokio::test]
async fn no_cookie_is_sent_to_the_api_and_cookies_and_storages_do_not_sign_in() {
    let rig = Rig::start();
    // Cookies ignore ports, so cookies of the console's host are also cookies of the API's.
    rig.api
        .edit(|_, response| response.set("set-cookie", &format!("from-api={CANARY}; Path=/")));
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser);
    console.button(EN.sign_in).expect_visible().await;
    let seed = format!(
        "document.cookie = 'Access-Token={CANARY}; Path=/';
         for (const key of ['token', 'access_token', 'jwt', 'Authorization']) localStorage[key] = sessionStorage[key] = '{CANARY}'"
    );
    browser.run(&seed).await;
    browser.goto(&rig.console.url()).await;
    console.button(EN.sign_in).expect_visible().await;
    assert_eq!(rig.api.requests(), [], "a cookie or a storage signs in");
    let requests = rig.console.requests();
    let has_cookie = requests.iter().any(|request| request.header("cookie").is_some());
    assert!(
        has_cookie,
        "the cookie is valid: requests for the console's files carry it"
    );

    console
        .sign_in_with_account(&rig.platform, EN.sign_in_with_account)
        .await;
    console.choose_product(LAMPS_NAME).await;
    console.create(&new_task("Without cookies", 2, 6)).await;
    let calls = rig.api.requests();
    assert!(calls.iter().any(|call| call.path() == CREATE_TASK));
    for call in calls {
        assert_eq!(call.header("cookie"), None, "{} {}", call.method, call.target);
        assert_eq!(call.header("authorization"), None);
        assert!(!format!("{call:?}").contains(CANARY));
    }
    browser.finish().await;
}

/// T-CSRF-1: storage, embedded in a portal.
#[tokio::test]
async fn storages_do_not_sign_in_within_a_portal() {
    let rig = Rig::start();
    rig.sign_out();
    let browser = rig.open(&rig.page_url()).await;
    browser.allow_log(&["status of 401"]);
    for expected in [0, 1] {
        browser.enter_frame().await;
        browser.expect_text("You’re signed out of the portal.").await;
        assert_eq!(rig.api.requests(), []);
        let entries = browser.eval("sessionStorage.length").await;
        assert_eq!(entries, expected, "the console does not remove foreign entries");
        let seed = format!("localStorage['Access-Token'] = sessionStorage['Access-Token'] = '{CANARY}'");
        browser.run(&seed).await;
        browser.goto(&rig.page_url()).await;
    }
    browser.finish().await;
}

/// T-CSRF-1: a page of another origin.
#[tokio::test]
async fn requests_of_a_page_of_another_origin_change_nothing() {
    let rig = Rig::start();
    rig.platform.create_task(LAMPS, &new_task("Mine", 2, 6));
    let database = rig.platform.database();
    let id = rig.platform.stored_task(LAMPS, "Mine").id;
    let forged = new_task("Forged", 4, 9);
    // The last field must be a text, so that an HTML form can send the body.
    let mut create: Value = serde_json::from_str(&create_body(&forged, LAMPS)).unwrap();
    let url = create.as_object_mut().unwrap().remove("target_version_url").unwrap();
    let create = create.to_string();
    let create = format!("{},\"target_version_url\":{url}}}", create.trim_end_matches('}'));
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
    rig.attacker.serve("/", Response::page(page));
    rig.attacker
        .serve("/forge.mjs", Response::script(include_str!("../pages/forge.mjs")));
    rig.attacker
        .serve("/targets.json", Response::json(&json!({ "targets": targets })));
    let before = database.tasks(LAMPS);
    let browser = rig.open(&rig.attacker.url()).await;
    browser.allow_log(&["status of 403"]);
    browser.expect_eval("window.done ?? 0", 24).await;
    let posted = async || {
        rig.api
            .api_requests()
            .iter()
            .filter(|call| call.method == "POST")
            .count()
    };
    // Four content types by `fetch`, a beacon and a form, for each of three operations.
    browser
        .wait_until("all requests have arrived", posted, |count| *count >= 18)
        .await;
    let is_unchanged = rig.api.api_requests().iter().any(|call| call.body == create);
    assert!(is_unchanged, "a body arrives unchanged");
    assert_eq!(database.tasks(LAMPS), before);
    // The same requests with a token succeed.
    rig.platform.set_running(LAMPS, "Mine", true);
    rig.platform.create_task(LAMPS, &forged);
    assert!(rig.platform.is_running(LAMPS, "Mine"));
    rig.platform.assert_stored(LAMPS, &forged);
    browser.finish().await;
}
