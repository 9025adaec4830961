//! Names and ids with a meaning in JavaScript or in the page are treated as plain text.

use crate::markup::{TASKS, keeps, reads, task};
use e2e::console::Console;
use e2e::origin::Request;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::{Value, json};

const NAMES: [&str; 14] = [
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
];

/// T-XSS-4.
#[tokio::test]
async fn names_and_ids_with_a_special_meaning_are_plain_text() {
    let rig = Rig::start();
    let product = "__proto__";
    let products = json!([{ "id": product, "name": "constructor" }, { "id": "hasOwnProperty", "name": "body" }]);
    reads(&rig, "/v2/products", 200, products.to_string());
    let rows = NAMES.map(|name| {
        let mut task = task(name, name);
        task["status"] = json!("0");
        task["product_id"] = json!(product);
        task
    });
    keeps(&rig, rows.to_vec(), Value::Null);
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product("constructor").await;
    for name in NAMES {
        console.act(EN.start, name).await;
        let sent = rig.api.calls().into_iter().rfind(Request::writes).unwrap();
        let body: Value = serde_json::from_str(&sent.body).unwrap();
        assert_eq!(
            body,
            json!({ "product_id": product, "upgrade_task_id": name, "status": 1 })
        );
    }
    for name in ["__proto__", "constructor", "boot"] {
        console.stop(name).await;
        console.act(EN.delete, name).await;
        let sent = rig.api.calls().into_iter().rfind(Request::writes).unwrap();
        let body: Value = serde_json::from_str(&sent.body).unwrap();
        assert_eq!(body, json!({ "id": name, "product_id": product }));
    }
    let lists = rig
        .api
        .calls()
        .into_iter()
        .filter(|call| call.path() == TASKS && call.method == "POST");
    assert!(
        lists
            .map(|call| call.body)
            .all(|body| body.starts_with(r#"{"product_id":"__proto__","#))
    );

    // An address opens the details of the task with such an id.
    browser.out_of_frames().await;
    browser
        .run("embedded.navigate('/?product_id=__proto__&task=toString')")
        .await;
    browser.into_frame().await;
    browser.find(e2e::locate::Role::Dialog, "toString").appears().await;
    browser.finish().await;
}
