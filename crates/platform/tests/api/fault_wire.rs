//! Faults on a real connection.

use crate::bench::{Bench, PRODUCT, list, new_task, wait_for};
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use upgrade_api::paths::{CREATE_TASK, DELETE_TASK, TASK_STATUS};

/// Bytes received over a connection until its end.
pub(crate) struct Wire(Vec<u8>);

impl Wire {
    pub(crate) fn is_silent(&self) -> bool {
        self.0.is_empty()
    }

    fn head(&self) -> &str {
        let end = self.0.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        std::str::from_utf8(&self.0[..end]).unwrap()
    }

    fn body(&self) -> &[u8] {
        &self.0[self.head().len() + 4..]
    }

    fn status(&self) -> u16 {
        self.head().split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.head().lines().filter_map(|line| line.split_once(": "));
        fields.find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// Returns the announced and the received number of body bytes.
    fn lengths(&self) -> (usize, usize) {
        let announced = self.header("content-length").unwrap().parse().unwrap();
        (announced, self.body().len())
    }
}

fn request(bench: &Bench, method: &str, path: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {}\r\nAccess-Token: {}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        bench.platform.address(),
        bench.platform.token(),
        body.len()
    )
}

/// Reads until the server closes the connection.
async fn read(stream: &mut TcpStream) -> Wire {
    let mut bytes = Vec::new();
    // A reset also ends the connection.
    let _ = stream.read_to_end(&mut bytes).await;
    Wire(bytes)
}

pub(crate) async fn send(bench: &Bench, method: &str, path: &str, body: &str) -> Wire {
    let mut stream = TcpStream::connect(bench.platform.address()).await.unwrap();
    let text = request(bench, method, path, body);
    stream.write_all(text.as_bytes()).await.unwrap();
    read(&mut stream).await
}

async fn create(bench: &Bench, from: u32) -> Wire {
    send(bench, "POST", CREATE_TASK, &new_task(from, 99).to_string()).await
}

pub(crate) fn names(bench: &Bench) -> Vec<String> {
    bench.database(|db| {
        let mut statement = db.prepare("SELECT name FROM tasks ORDER BY seq")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect()
    })
}

async fn with(rules: &[&str]) -> Bench {
    let flags: Vec<&str> = rules.iter().flat_map(|rule| ["--fault", rule]).collect();
    Bench::start(&[&["--empty"], &flags[..]].concat()).await
}

#[tokio::test]
async fn drop_before_creates_nothing_and_closes_the_connection() {
    let bench = with(&["drop-before@create*2"]).await;
    assert!(create(&bench, 1).await.is_silent());
    assert!(create(&bench, 2).await.is_silent());
    assert_eq!(names(&bench).len(), 0);
    assert_eq!(create(&bench, 3).await.status(), 200);
    assert_eq!(names(&bench), ["3 to 99"]);
}

#[tokio::test]
async fn drop_after_commits_the_write_and_closes_the_connection() {
    let bench = with(&["drop-after@create*1", "drop-after@status*1", "drop-after@delete*1"]).await;
    assert!(create(&bench, 1).await.is_silent());
    assert_eq!(names(&bench), ["1 to 99"]);
    let row = bench.tasks_of(PRODUCT).await.remove(0);
    let id = row["id"].as_str().unwrap();
    let start = format!("{{\"product_id\":\"{PRODUCT}\",\"upgrade_task_id\":\"{id}\",\"status\":1}}");
    assert!(send(&bench, "POST", TASK_STATUS, &start).await.is_silent());
    assert_eq!(bench.row(&row).await["status"], 1);
    let delete = format!("{{\"product_id\":\"{PRODUCT}\",\"id\":\"{id}\"}}");
    assert!(send(&bench, "POST", DELETE_TASK, &delete).await.is_silent());
    assert_eq!(names(&bench).len(), 0);
}

#[tokio::test]
async fn a_drop_keeps_other_connections_open() {
    let bench = with(&["drop-before@create"]).await;
    let text = request(&bench, "GET", &list(), "");
    let (first, rest) = text.split_at(40);
    let mut other = TcpStream::connect(bench.platform.address()).await.unwrap();
    let mut idle = TcpStream::connect(bench.platform.address()).await.unwrap();
    other.write_all(first.as_bytes()).await.unwrap();
    assert!(create(&bench, 1).await.is_silent());
    other.write_all(rest.as_bytes()).await.unwrap();
    idle.write_all(text.as_bytes()).await.unwrap();
    for stream in [&mut other, &mut idle] {
        let answer = read(stream).await;
        assert_eq!((answer.status(), answer.body()), (200, &b"[]"[..]));
    }
}

#[tokio::test]
async fn every_answer_closes_its_connection_so_that_browsers_repeat_no_request() {
    let bench = with(&["drop-before@create"]).await;
    for path in ["/", "/v2/products", "/nothing"] {
        let answer = send(&bench, "GET", path, "").await;
        assert_eq!(answer.header("connection"), Some("close"), "{path}");
    }
}

#[tokio::test]
async fn a_truncated_answer_announces_more_bytes_than_it_sends() {
    let bench = with(&["truncate@list*1", "truncate=5@list*1", "truncate=99999@list*1"]).await;
    bench.create(&new_task(1, 2)).await;
    let started = Instant::now();
    let (whole, half) = send(&bench, "GET", &list(), "").await.lengths();
    assert_eq!(half, whole / 2);
    assert_eq!(send(&bench, "GET", &list(), "").await.lengths(), (whole, 5));
    assert_eq!(send(&bench, "GET", &list(), "").await.lengths(), (whole, whole - 1));
    // The connection closes once everything is written, without waiting for the timeout.
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    assert_eq!(send(&bench, "GET", &list(), "").await.lengths(), (whole, whole));
}

#[tokio::test]
async fn a_long_truncated_answer_is_sent_up_to_the_last_byte_but_one() {
    let rules = [
        "odd=long-name=3000000@list*1",
        "truncate=2000000@list",
        "field=name:absent@list",
    ];
    let bench = with(&rules).await;
    bench.create(&new_task(1, 2)).await;
    assert!(send(&bench, "GET", &list(), "").await.body().len() > 3_000_000);
    let (whole, received) = send(&bench, "GET", &list(), "").await.lengths();
    assert_eq!(received, whole - 1);
}

#[tokio::test]
async fn a_truncated_empty_answer_announces_one_byte_and_commits_the_write() {
    let bench = with(&["truncate@delete"]).await;
    let task = bench.create(&new_task(1, 2)).await;
    let body = format!("{{\"product_id\":\"{PRODUCT}\",\"id\":{}}}", task["id"]);
    assert_eq!(send(&bench, "POST", DELETE_TASK, &body).await.lengths(), (1, 0));
    assert_eq!(names(&bench).len(), 0);
}

#[tokio::test]
async fn a_status_is_answered_without_handling_the_request() {
    let rules = [
        "status=503,retry-after=7@create*1",
        "status=429@create*1",
        "status=204@create*1",
    ];
    let bench = with(&rules).await;
    let refused = create(&bench, 1).await;
    assert_eq!((refused.status(), refused.body()), (503, &b""[..]));
    assert_eq!(refused.header("retry-after"), Some("7"));
    let refused = create(&bench, 1).await;
    assert_eq!((refused.status(), refused.header("retry-after")), (429, None));
    let nothing = create(&bench, 1).await;
    assert_eq!((nothing.status(), nothing.body()), (204, &b""[..]));
    assert_eq!(names(&bench).len(), 0);
    assert_eq!(create(&bench, 1).await.status(), 200);
}

#[tokio::test]
async fn a_status_after_commits_the_write() {
    let bench = with(&["status-after=502@create"]).await;
    let answer = create(&bench, 1).await;
    assert_eq!(answer.status(), 502);
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(answer.body().starts_with(b"<!doctype html>"));
    assert_eq!(names(&bench), ["1 to 99"]);
}

#[tokio::test]
async fn a_reordered_answer_is_sent_after_the_next_one() {
    let bench = with(&["reorder@list*1"]).await;
    let held = || async {
        let listed = send(&bench, "GET", "/faults", "").await;
        listed.body().ends_with(b"applied=1\n").then_some(())
    };
    let order = std::sync::Mutex::new(Vec::new());
    let first = async {
        send(&bench, "GET", &list(), "").await;
        order.lock().unwrap().push("first");
    };
    let second = async {
        wait_for("the first is held", held).await;
        let answer = send(&bench, "GET", &list(), "").await;
        order.lock().unwrap().push("second");
        let rows: Value = serde_json::from_slice(answer.body()).unwrap();
        assert_eq!(rows.as_array().map(Vec::len), Some(0));
    };
    tokio::join!(first, second);
    assert_eq!(*order.lock().unwrap(), ["second", "first"]);
}

#[tokio::test]
async fn the_control_url_answers_this_machine_without_a_token() {
    let bench = Bench::start(&["--empty", "--faults"]).await;
    let mut stream = TcpStream::connect(bench.platform.address()).await.unwrap();
    let text = "PUT /faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: 13\r\n\r\nexpire@list*2";
    stream.write_all(text.as_bytes()).await.unwrap();
    let answer = read(&mut stream).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body(), b"expire@list*2 applied=0\n");
}
