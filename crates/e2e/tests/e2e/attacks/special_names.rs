//! Names and ids with a meaning in JavaScript, in the page or in a sentence are treated as plain text.

use super::markup::{BIDI, as_name, serve_read, serve_tasks, task};
use e2e::{Console, Request, Response, Rig};
use serde_json::{Value, json};
use upgrade_api::paths::{PRODUCTS, TASKS};

const NAMES: [&str; 16] = [
    "__proto__",
    "constructor",
    "prototype",
    "body",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "boot",
    "events",
    "confirm",
    "details-title",
    "null",
    "undefined",
    "page-title",
    "<img src=x onerror=alert(1)>",
    BIDI,
];

/// T-XSS-3, T-XSS-4.
#[tokio::test]
async fn names_and_ids_with_a_special_meaning_are_plain_text() {
    let rig = Rig::start();
    let product = "__proto__";
    let products = json!([{ "id": product, "name": "constructor" }, { "id": "hasOwnProperty", "name": "body" }]);
    serve_read(&rig, PRODUCTS, Response::json(&products));
    let rows = NAMES.map(|name| {
        let mut task = task(name, name);
        task["status"] = json!("0");
        task["product_id"] = json!(product);
        task
    });
    serve_tasks(&rig, rows.to_vec());
    let browser = rig.open(&rig.page_url()).await;
    browser.enter_frame().await;
    let console = Console::new(&browser);
    console.choose_product("constructor").await;
    // The overview has read the tasks of both products.
    let of_overview = rig.api.api_requests().len();
    let last_write = || {
        let sent = rig.api.api_requests().into_iter().rfind(Request::is_write).unwrap();
        serde_json::from_str::<Value>(&sent.body).unwrap()
    };
    for name in NAMES {
        console.start(&as_name(name)).await;
        let expected = json!({ "product_id": product, "upgrade_task_id": name, "status": 1 });
        assert_eq!(last_write(), expected);
    }
    for name in ["__proto__", "constructor", "boot", BIDI] {
        console.stop(&as_name(name)).await;
        console.delete(&as_name(name)).await;
        browser.expect_text(&format!("“{}” was deleted.", as_name(name))).await;
        assert_eq!(last_write(), json!({ "id": name, "product_id": product }));
    }
    browser.expect_eval("document.querySelectorAll('img').length", 0).await;
    for request in rig.api.api_requests().into_iter().skip(of_overview) {
        if request.path() == TASKS && request.method == "POST" {
            assert!(
                request.body.starts_with(r#"{"product_id":"__proto__","#),
                "{}",
                request.body
            );
        }
    }

    // An address opens the details of the task with such an id.
    let script = "embedded.navigate('/?product_id=__proto__&task=toString')";
    browser.run_in_portal(script).await;
    browser.dialog("toString").expect_visible().await;
    browser.finish().await;
}
