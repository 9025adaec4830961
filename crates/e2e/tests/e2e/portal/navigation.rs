//! Navigation: a portal can only open the console's own routes, and ids with special characters stay intact.

use crate::attacks::markup::serve_tasks;
use crate::portal_pages as pages;
use e2e::{Console, Rig, create_body, new_task};
use serde_json::{Value, json};
use thirtyfour::Key;

/// T-NAV-1: by messages of the portal.
#[tokio::test]
async fn a_portal_can_navigate_the_console_only_to_its_own_routes() {
    let rig = Rig::start();
    let evil = rig.attacker.name().to_owned();
    let host = evil.trim_start_matches("http:").to_owned();
    let browser = rig.open(&pages::no_sdk_portal(&rig)).await;
    let console = Console::at_lamps_in_frame(&browser).await;
    let address = browser.eval("location.href").await;
    let calls = rig.api.requests().len();
    let paths = json!([
        evil, host, host.replace('/', "\\"), "//evil", "https://evil", "javascript:alert(1)", "data:text/html,x",
        "\\evil", "/\\evil", "/\t/evil", "/..//x", "/.", "", " /", "?product_id=a", "#/", "/#x", "/?", "/?x=1",
        "/?product_id=", "/?product_id=a&product_id=b", "/?product_id=a&x=1", "/?product_id=a#x", "/?product_id=a/b",
        "/?product_id=%zz", "/?product_id=%ff", "/?token=x", 7, true, ["/"], { "path": "/" }, null
    ]);
    let paths = paths.as_array().unwrap().iter();
    let mut bodies = vec![json!({}), json!(7), json!([]), json!("/"), Value::Null];
    bodies.extend(paths.map(|path| json!({ "path": path })));
    let script = format!("{}.forEach(body => tell(0, 'navigate', body))", json!(bodies));
    browser.run_in_portal(&script).await;
    // One more than the bodies: this portal also sends an answer without a request.
    let ignored = "document.documentElement.dataset.portalIgnored";
    browser.expect_eval(ignored, (1 + bodies.len()).to_string()).await;
    assert_eq!(browser.eval("location.href").await, address);
    console.table().expect_visible().await;
    assert_eq!(rig.api.requests().len(), calls);
    assert_eq!(rig.attacker.requests(), []);
    println!("{} invalid routes", bodies.len());
    browser.finish().await;
}

/// Ids with characters that have a meaning in paths, queries and fragments.
const PRODUCT: &str = "../../admin?x=#&product_id=z";
const TASK: &str = "../delete?id=1#&\"<'%00";

/// T-NAV-2: ids from the input field, from the address and from the platform's responses.
#[tokio::test]
async fn ids_reach_the_api_percent_encoded_and_complete() {
    let rig = Rig::start();
    rig.configure(&json!({ "api": { "base": rig.api.name(), "profile": "core" } }));
    let mut row = json!({ "id": TASK, "product_id": PRODUCT, "name": "Odd", "status": 0, "upgrade_count": 0 });
    let input: Value = serde_json::from_str(&create_body(&new_task("Odd", 2, 6), PRODUCT)).unwrap();
    row.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
    serve_tasks(&rig, vec![row.clone()], row);
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::signed_in(&browser, &rig.platform).await;
    console.open_product(PRODUCT).await;
    console.table().expect_visible().await;
    console.start("Odd").await;
    console.stop("Odd").await;
    console.delete("Odd").await;
    let task = new_task("Made", 4, 9);
    let form = console.open_create().await;
    form.fill(&task).await;
    form.create().await;
    console.open_details("Odd").await;
    let address = browser.url().await;
    browser.press(Key::Escape).await;

    // The address opens the same product and task in a new page.
    browser.goto("about:blank").await;
    browser.goto(&address).await;
    console.sign_in(rig.platform.token()).await;
    browser.dialog("Odd").expect_visible().await;

    let list = "/v2/upgrade/firmware/tasks?product_id=..%2F..%2Fadmin%3Fx%3D%23%26product_id%3Dz";
    let mut sent = rig.api.requests();
    sent.retain(|request| request.method != "OPTIONS");
    let (reads, writes): (Vec<_>, Vec<_>) = sent.iter().partition(|request| request.method == "GET");
    assert!(
        reads.len() >= 2 && reads.iter().all(|read| read.target == list),
        "{reads:#?}"
    );
    let id = json!(TASK).to_string();
    let status = |status: u8| format!("{{\"product_id\":\"{PRODUCT}\",\"upgrade_task_id\":{id},\"status\":{status}}}");
    let expected = [
        ("/status", status(1)),
        ("/status", status(0)),
        ("/delete", format!("{{\"id\":{id},\"product_id\":\"{PRODUCT}\"}}")),
        ("", create_body(&task, PRODUCT)),
    ];
    let expected = expected.map(|(path, body)| (format!("/v2/upgrade/firmware/task{path}"), body));
    let writes = writes.iter().map(|write| (write.target.clone(), write.body.clone()));
    let writes: Vec<_> = writes.collect();
    assert_eq!(writes, expected);
    browser.finish().await;
}
