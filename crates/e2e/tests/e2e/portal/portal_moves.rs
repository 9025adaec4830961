//! Navigation: a portal can only open the console's own routes, and ids with special characters stay intact.

use crate::markup::keeps;
use crate::pages::{self, is};
use e2e::console::Console;
use e2e::locate::Role;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::{Value, json};
use thirtyfour::Key;

/// T-NAV-1: by messages of the portal.
#[tokio::test]
async fn a_portal_can_navigate_the_console_only_to_its_own_routes() {
    let rig = Rig::start();
    let evil = rig.attacker.name().to_owned();
    let host = evil.trim_start_matches("http:").to_owned();
    let browser = rig.open(&pages::written_by_hand(&rig)).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let address = browser.run("return location.href").await;
    let calls = rig.api.requests().len();
    let mut bodies: Vec<Value> = vec![json!({}), json!(7), json!([]), json!("/"), Value::Null];
    let paths = [
        json!(evil),
        json!(host),
        json!(host.replace('/', "\\")),
        json!("//evil"),
        json!("https://evil"),
        json!("javascript:alert(1)"),
        json!("data:text/html,x"),
        json!("\\evil"),
        json!("/\\evil"),
        json!("/\t/evil"),
        json!("/..//x"),
        json!("/."),
        json!(""),
        json!(" /"),
        json!("?product_id=a"),
        json!("#/"),
        json!("/#x"),
        json!("/?"),
        json!("/?x=1"),
        json!("/?product_id="),
        json!("/?product_id=a&product_id=b"),
        json!("/?product_id=a&x=1"),
        json!("/?product_id=a#x"),
        json!("/?product_id=a/b"),
        json!("/?product_id=%zz"),
        json!("/?product_id=%ff"),
        json!("/?token=x"),
        json!(7),
        json!(true),
        json!(["/"]),
        json!({ "path": "/" }),
        Value::Null,
    ];
    bodies.extend(paths.map(|path| json!({ "path": path })));
    browser.out_of_frames().await;
    let script = format!("{}.forEach(body => tell(0, 'navigate', body))", json!(bodies));
    browser.run(&script).await;
    browser.into_frame().await;
    // One more than the bodies: this portal also sends an answer without a request.
    let ignored = "document.documentElement.dataset.portalIgnored";
    is(&browser, ignored, (1 + bodies.len()).to_string()).await;
    assert_eq!(browser.run("return location.href").await, address);
    console.table().appears().await;
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
    let typed: Value = serde_json::from_str(&Typed::task("Odd", 2, 6).body(PRODUCT)).unwrap();
    for (key, value) in typed.as_object().unwrap() {
        row[key] = value.clone();
    }
    keeps(&rig, vec![row.clone()], row);
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(rig.platform.token()).await;
    console.open_product(PRODUCT).await;
    console.table().appears().await;
    console.act(EN.start, "Odd").await;
    console.stop("Odd").await;
    console.act(EN.delete, "Odd").await;
    let form = console.open_create().await;
    let task = Typed::task("Made", 4, 9);
    form.fill(&task).await;
    form.create().await;
    console.row("Odd").button("Odd").click().await;
    browser.find(Role::Dialog, "Odd").appears().await;
    let address = browser.url().await;
    browser.press(Key::Escape).await;

    // The address opens the same product and task in a new page.
    browser.go_to("about:blank").await;
    browser.go_to(&address).await;
    console.sign_in_with_token(rig.platform.token()).await;
    browser.find(Role::Dialog, "Odd").appears().await;

    let list = "/v2/upgrade/firmware/tasks?product_id=..%2F..%2Fadmin%3Fx%3D%23%26product_id%3Dz";
    let mut sent = rig.api.requests();
    sent.retain(|request| request.method != "OPTIONS");
    let (reads, writes): (Vec<_>, Vec<_>) = sent.iter().partition(|request| request.method == "GET");
    assert!(
        reads.len() >= 2 && reads.iter().all(|read| read.target == list),
        "{reads:#?}"
    );
    let id = json!(TASK).to_string();
    let set_status = |status: u8| {
        (
            "/v2/upgrade/firmware/task/status",
            format!("{{\"product_id\":\"{PRODUCT}\",\"upgrade_task_id\":{id},\"status\":{status}}}"),
        )
    };
    let expected = [
        set_status(1),
        set_status(0),
        (
            "/v2/upgrade/firmware/task/delete",
            format!("{{\"id\":{id},\"product_id\":\"{PRODUCT}\"}}"),
        ),
        ("/v2/upgrade/firmware/task", task.body(PRODUCT)),
    ];
    let writes: Vec<_> = writes
        .iter()
        .map(|write| (write.target.as_str(), write.body.clone()))
        .collect();
    assert_eq!(writes, expected);
    browser.finish().await;
}
