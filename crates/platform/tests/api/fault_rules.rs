//! Sources of rules: the control URL, the command line and the texts of tasks.

use crate::bench::{Bench, PRODUCT, list, new_task, with};
use crate::fault_wire::{names, send};
use crate::faults::{control, faulty, put, rules};
use axum::http::Method;
use serde_json::{Value, json};
use upgrade_api::paths::{CREATE_TASK, DELETE_TASK, TASK_STATUS, TASKS};

fn described(from: u32, description: &str) -> Value {
    with(new_task(from, 99), "description", description)
}

#[tokio::test]
async fn the_control_url_accepts_all_rules_or_none() {
    let bench = faulty("status=503@list*1\nrate=0.25").await;
    assert_eq!(bench.get(&list()).await.status, 503);
    let before = rules(&bench).await;
    let expected = "status=503@list*1 applied=1\nrate=0.25 applied=";
    assert!(before.starts_with(expected), "{before}");
    let wrong = put(&bench, "expire@list\ndelay@list").await;
    wrong.is(400, "line 2: use a number from 0 to 600000\n");
    let long = put(&bench, &"expire@list\n".repeat(6000)).await;
    long.is(400, "broken off, or over 65536 bytes\n");
    assert_eq!(rules(&bench).await, before);
    let accepted = put(&bench, "expire@list*1\n\n reorder@any \n").await;
    accepted.is(200, "expire@list*1 applied=0\nreorder@any applied=0\n");
    put(&bench, "").await.is(200, "");
    assert_eq!(bench.get(&list()).await.status, 200);
}

#[tokio::test]
async fn the_control_url_refuses_other_machines() {
    let bench = faulty("status=503@list").await;
    for from in ["192.0.2.7:1", "[2001:db8::1]:1", "10.0.0.1:80", "[::ffff:192.0.2.7]:1"] {
        for method in [Method::GET, Method::PUT] {
            control(&bench, from, method, "").await.refuses(4_031_001);
        }
    }
    // A request without a remote address is refused, too.
    bench.refuses("/faults", 4_031_001).await;
    for from in ["127.0.0.1:1", "127.8.8.8:1", "[::ffff:127.0.0.1]:1", "[::1]:1"] {
        assert_eq!(control(&bench, from, Method::GET, "").await.status, 200, "{from}");
    }
    let posted = control(&bench, "127.0.0.1:1", Method::POST, "").await;
    posted.refuses(4_041_001);
    assert_eq!(rules(&bench).await, "status=503@list applied=0\n");
}

#[tokio::test]
async fn rules_of_the_command_line_keep_their_order() {
    let bench = Bench::start(&["--empty", "--fault", "status=500@list*1", "--fault", "expire@create"]).await;
    let expected = "status=500@list*1 applied=0\nexpire@create applied=0\n";
    assert_eq!(rules(&bench).await, expected);
}

#[tokio::test]
async fn a_rule_in_a_description_applies_when_the_task_is_created() {
    let bench = faulty("").await;
    let plain = new_task(1, 99);
    bench.create(&plain).await;
    let lost = described(2, "试一试 fault:drop-after*1");
    assert!(send(&bench, "POST", CREATE_TASK, &lost.to_string()).await.is_silent());
    assert_eq!(names(&bench), ["1 to 99", "2 to 99"]);
    // The rule is counted by task name, so the second attempt reaches the handler, which refuses the name.
    bench.post(CREATE_TASK, &lost).await.refuses(4_001_035);
    let other = described(3, "fault:drop-before@create*1");
    assert!(send(&bench, "POST", CREATE_TASK, &other.to_string()).await.is_silent());
    assert_eq!(names(&bench).len(), 2);
    bench.create(&other).await;
    assert_eq!(rules(&bench).await, "");
}

#[tokio::test]
async fn rules_in_the_texts_of_a_task_apply_to_later_requests_about_it() {
    let bench = faulty("").await;
    let body = described(1, "fault:status=500@delete*1");
    let task = bench.create(&with(body, "name", "fault:status=503@status*2")).await;
    let other = bench.create(&new_task(2, 99)).await;
    assert_eq!(bench.set_status(&task, 1).await.status, 503);
    assert_eq!(bench.set_status(&task, 1).await.status, 503);
    bench.set_status(&other, 1).await.is_done();
    assert_eq!(bench.row(&task).await["status"], 0);
    bench.set_status(&task, 1).await.is_done();
    bench.delete(&other).await.is_done();
    assert_eq!(bench.delete(&task).await.status, 500);
    bench.delete(&task).await.is_done();
}

#[tokio::test]
async fn a_rule_in_a_task_can_apply_to_the_list_of_its_product() {
    let bench = faulty("").await;
    bench.create(&described(1, "fault:status=503@list*1")).await;
    bench.create(&described(2, "fault:odd=null@list*1")).await;
    assert_eq!(bench.get("/v2/products").await.status, 200);
    assert_eq!(bench.get(&list()).await.status, 503);
    let query = json!({"product_id": PRODUCT});
    assert_eq!(bench.post(TASKS, &query).await.body, b"null");
    assert_eq!(bench.post(TASKS, &query).await.json()["count"], 2);
    assert_eq!(bench.tasks_of(PRODUCT).await.len(), 2);
}

#[tokio::test]
async fn an_invalid_rule_in_a_task_is_plain_text() {
    let bench = faulty("").await;
    let texts = ["fault:", "fault:nonsense", "fault:field=name:null", "fault: status=503"];
    for (from, text) in (0..).zip(texts) {
        assert_eq!(bench.create(&described(from, text)).await["description"], text);
    }
}

#[tokio::test]
async fn fault_mode_refuses_invalid_bodies() {
    let bench = faulty("delay=1@any").await;
    let long = "x".repeat(70_000);
    for body in ["", "null", "[]", "{", "{\"product_id\":5,\"name\":[]}", &long] {
        for path in [CREATE_TASK, TASK_STATUS, DELETE_TASK, TASKS] {
            let json = [("content-type", "application/json")];
            let answer = bench.ask(Method::POST, path, &json, body.to_owned().into()).await;
            assert_eq!(answer.status, 400, "{path} {}", String::from_utf8_lossy(&answer.body));
            answer.error();
        }
    }
}
