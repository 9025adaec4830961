//! Fault mode without a socket: which faults apply, and that none applies by default.

use crate::bench::{Answer, Bench, list, new_task, with};
use crate::fault_wire::names;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use platform::demo::{ACCOUNT, PASSWORD};
use serde_json::json;
use std::net::SocketAddr;
use std::ops::Range;
use std::time::Duration;
use tokio::time::{Instant, timeout};
use upgrade_api::paths::{CREATE_TASK, SIGN_IN};

/// Just under the delay of 600 seconds.
const BEFORE_DELAY_ENDS: Duration = Duration::from_secs(599);

/// Sends a request to the control URL from this address.
pub(crate) async fn control(bench: &Bench, from: &str, method: Method, rules: &str) -> Answer {
    let mut request = Request::new(Body::from(rules.to_owned()));
    *request.method_mut() = method;
    *request.uri_mut() = "/faults".parse().unwrap();
    let from: SocketAddr = from.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(from));
    bench.send(request).await
}

pub(crate) async fn put(bench: &Bench, rules: &str) -> Answer {
    control(bench, "127.0.0.1:5000", Method::PUT, rules).await
}

pub(crate) async fn rules(bench: &Bench) -> String {
    let answer = control(bench, "[::1]:5000", Method::GET, "").await;
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body).unwrap()
}

/// Starts a platform in fault mode with these rules.
pub(crate) async fn faulty(rules: &str) -> Bench {
    let bench = Bench::start(&["--empty", "--faults"]).await;
    assert_eq!(put(&bench, rules).await.status, 200);
    bench
}

/// Asserts that this number of milliseconds has passed.
fn assert_took(started: Instant, expected: Range<u128>) {
    let millis = started.elapsed().as_millis();
    assert!(expected.contains(&millis), "{millis} ms, not {expected:?}");
}

#[tokio::test]
async fn fault_mode_is_off_by_default_and_rules_have_no_effect() {
    let bench = Bench::full().await;
    assert!(!bench.platform.startup_lines().contains("faults"));
    for method in [Method::GET, Method::PUT] {
        let answer = control(&bench, "127.0.0.1:5000", method, "status=503@any").await;
        answer.refuses(4_041_001);
    }
    let rules = [
        "status=503",
        "drop-before",
        "odd=html@any",
        "expire@any",
        "status=503@list",
    ];
    for (from, rule) in (0..).zip(rules) {
        let body = with(new_task(from, 99), "name", format!("fault:{rule}"));
        let task = bench.create(&with(body, "description", format!("fault:{rule}"))).await;
        bench.set_status(&task, 1).await.is_done();
        assert_eq!(bench.row(&task).await["status"], 1);
        bench.delete(&task).await.is_done();
    }
    let answer = bench.get("/v2/products").await;
    assert_eq!(answer.header("connection"), "");
}

#[tokio::test]
async fn each_fault_option_enables_the_mode_and_is_announced() {
    for flags in [&["--faults"][..], &["--fault", "expire@list"], &["--fault-rate", "0.5"]] {
        let bench = Bench::start(&[&["--empty"], flags].concat()).await;
        let startup_lines = bench.platform.startup_lines();
        assert!(startup_lines.ends_with("\nfaults    on\nready\n"), "{startup_lines}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_delay_applies_before_the_write_and_a_delay_after_behind_it() {
    let bench = faulty("delay=600000@create*1\ndelay-after=600000@create").await;
    let body = new_task(1, 2);
    assert!(timeout(BEFORE_DELAY_ENDS, bench.create(&body)).await.is_err());
    assert_eq!(names(&bench).len(), 0);
    assert!(timeout(BEFORE_DELAY_ENDS, bench.create(&body)).await.is_err());
    assert_eq!(names(&bench), ["1 to 2"]);
}

#[tokio::test(start_paused = true)]
async fn a_delay_and_a_status_combine_and_do_not_affect_other_operations() {
    let bench = faulty("delay=2000@list\nstatus=503@list*2").await;
    let started = Instant::now();
    assert_eq!(bench.get(&list()).await.status, 503);
    assert_took(started, 2000..2100);
    let started = Instant::now();
    bench.get("/v2/products").await.json();
    assert_took(started, 0..100);
    assert_eq!(bench.get(&list()).await.status, 503);
    assert_eq!(bench.get(&list()).await.status, 200);
    let applied = "delay=2000@list applied=3\nstatus=503@list*2 applied=2\n";
    assert_eq!(rules(&bench).await, applied);
}

#[tokio::test(start_paused = true)]
async fn a_slow_fault_limits_request_and_answer() {
    let bench = faulty("slow=100@upload\nslow=10@products").await;
    let started = Instant::now();
    let file = bench.upload(vec![7; 1000]).await.json();
    assert_eq!(file["size"], 1000);
    assert_took(started, 10_000..u128::MAX);
    let started = Instant::now();
    let answer = bench.get("/v2/products").await;
    answer.json();
    assert_took(started, 100 * answer.body.len() as u128..u128::MAX);
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
}

#[tokio::test(start_paused = true)]
async fn a_reordered_answer_without_a_next_one_waits_ten_seconds() {
    let bench = faulty("reorder@list").await;
    let started = Instant::now();
    bench.get(&list()).await.json();
    assert_took(started, 10_000..11_000);
}

#[tokio::test(start_paused = true)]
async fn two_reordered_answers_do_not_wait_for_each_other() {
    let bench = faulty("reorder@list").await;
    let (started, path) = (Instant::now(), list());
    tokio::join!(bench.get(&path), bench.get(&path));
    assert_took(started, 0..1000);
    assert_eq!(rules(&bench).await, "reorder@list applied=1\n");
}

#[tokio::test]
async fn an_expire_fault_makes_the_token_invalid() {
    let bench = faulty("expire@create*1").await;
    bench.post(CREATE_TASK, &new_task(1, 2)).await.refuses(4_031_021);
    assert_eq!(names(&bench).len(), 0);
    bench.get(&list()).await.refuses(4_031_021);
    bench.sign_in(ACCOUNT, PASSWORD).await.json();
}

#[tokio::test]
async fn a_rule_for_any_call_does_not_apply_to_pages() {
    let bench = faulty("status=500@any").await;
    assert_eq!(bench.get("/v2/products").await.status, 500);
    assert_eq!(bench.post(SIGN_IN, &json!({})).await.status, 500);
    assert_eq!(bench.get("/v2/nothing").await.status, 500);
    assert_eq!(bench.get("/").await.status, 200);
    bench.get("/files/nothing").await.refuses(4_041_001);
}

#[tokio::test]
async fn only_the_first_fault_that_determines_the_answer_applies() {
    let bench = faulty("status=503@create*1\nstatus=500@create\ndelay-after=600000@create*1").await;
    assert_eq!(bench.post(CREATE_TASK, &new_task(1, 2)).await.status, 503);
    assert_eq!(bench.post(CREATE_TASK, &new_task(1, 2)).await.status, 500);
    let expected = "status=503@create*1 applied=1\nstatus=500@create applied=1\n\
                    delay-after=600000@create*1 applied=0\n";
    assert_eq!(rules(&bench).await, expected);
}

#[tokio::test(start_paused = true)]
async fn a_rate_affects_its_share_of_calls_and_exempts_the_sign_in() {
    let bench = Bench::start(&["--empty", "--fault-rate", "0.5", "--seed", "7"]).await;
    for _ in 0..20 {
        let pair = bench.sign_in(ACCOUNT, PASSWORD).await.json();
        assert!(pair["access_token"].is_string());
    }
    let mut affected = 0;
    for _ in 0..200 {
        let started = Instant::now();
        let request = Request::get("/v2/products").header("Access-Token", bench.platform.token());
        let router = bench.platform.router();
        let answer = tower::ServiceExt::oneshot(router, request.body(Body::empty()).unwrap()).await;
        let (parts, body) = answer.unwrap().into_parts();
        let whole = axum::body::to_bytes(body, usize::MAX).await.is_ok();
        affected += usize::from(parts.status != 200 || !whole || started.elapsed() >= Duration::from_millis(500));
    }
    assert_eq!(rules(&bench).await, format!("rate=0.5 applied={affected}\n"));
    assert!((80..=120).contains(&affected), "{affected}");
}
