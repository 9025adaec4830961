//! Slow, idle and too many connections, on sockets.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::routing::{get, post};
use futures_util::future::join_all;
use futures_util::{StreamExt, stream};
use platform::connections::{Connections, Limits};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Time-out of the server under test: longer than a busy machine suspends a test.
const LIMIT: Duration = Duration::from_secs(2);
/// Time after which an expected event counts as missing.
const PATIENCE: Duration = Duration::from_secs(20);
const CONNECTIONS: usize = 20;
const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";

struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
    /// Clones are held by the answers to `/endless` that are still being sent.
    endless: Arc<()>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let endless = Arc::new(());
        let held = Arc::clone(&endless);
        let slow = async || {
            tokio::time::sleep(2 * LIMIT).await;
            "answered late"
        };
        let body = async |body: Result<Bytes, BytesRejection>| match body {
            Ok(body) => format!("{} bytes", body.len()),
            Err(_) => "too slow".to_owned(),
        };
        let endless_answer = async move || {
            let held = Arc::clone(&held);
            let chunks = stream::repeat_with(move || {
                let _ = &held;
                Ok::<_, Infallible>(vec![0; 65_536])
            });
            Body::from_stream(chunks.boxed())
        };
        let router = Router::new()
            .route("/", get(async || "answered"))
            .route("/slow", get(slow))
            .route("/body", post(body))
            .route("/endless", get(endless_answer));
        let limits = Limits {
            head: LIMIT,
            body: LIMIT,
            write: LIMIT,
            ..Limits::new(CONNECTIONS)
        };
        let (stop, stopped) = watch::channel(false);
        let serve = Connections::new(limits).serve(listener, router, stopped);
        Self {
            address,
            stop,
            task: tokio::spawn(serve),
            endless,
        }
    }

    async fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream
    }

    /// Asserts that an ordinary request is answered.
    async fn answers(&self) {
        let request = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        let mut stream = self.send(request).await;
        let text = until_closed(&mut stream).await;
        assert!(text.ends_with("answered"), "{text}");
    }
}

/// Reads until the server closes the connection.
async fn until_closed(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is also an end.
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut bytes)).await;
    assert!(read.is_ok(), "the connection is still open");
    String::from_utf8(bytes).unwrap()
}

async fn read_some(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut buffer = [0; 1000];
    let read = tokio::time::timeout(PATIENCE, stream.read(&mut buffer)).await;
    let length = read.unwrap().unwrap();
    String::from_utf8(buffer[..length].to_vec()).unwrap()
}

#[tokio::test]
async fn a_connection_without_a_whole_head_closes() {
    let server = Server::start().await;
    let silent = ["", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n"];
    let silent = join_all(silent.map(|start| server.send(start.as_bytes()))).await;
    // One byte now and then does not extend the time.
    let mut stream = server.send(b"G").await;
    let started = Instant::now();
    while stream.write_all(b"X").await.is_ok() {
        assert!(started.elapsed() < PATIENCE, "the connection is still open");
        tokio::time::sleep(LIMIT / 6).await;
    }
    for mut stream in silent {
        assert_eq!(until_closed(&mut stream).await, "");
    }
}

#[tokio::test]
async fn an_idle_connection_closes_after_its_answer() {
    let server = Server::start().await;
    let mut stream = server.send(GET).await;
    assert!(read_some(&mut stream).await.ends_with("answered"));
    stream.write_all(GET).await.unwrap();
    let second = until_closed(&mut stream).await;
    assert!(second.ends_with("answered"), "a second request on the same connection");
}

#[tokio::test]
async fn a_body_that_arrives_too_slowly_is_refused() {
    let server = Server::start().await;
    let head = b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n";
    let mut silent = server.send(head).await;
    assert!(until_closed(&mut silent).await.ends_with("too slow"));
    let (mut reader, mut writer) = server.send(head).await.into_split();
    let trickle = tokio::spawn(async move {
        while writer.write_all(b"x").await.is_ok() {
            tokio::time::sleep(LIMIT / 6).await;
        }
    });
    assert!(read_some(&mut reader).await.ends_with("too slow"));
    tokio::time::timeout(PATIENCE, trickle).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_slow_but_steady_body_is_accepted() {
    let server = Server::start().await;
    let head = "POST /body HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 20000\r\n\r\n";
    let mut stream = server.send(head.as_bytes()).await;
    for _ in 0..20 {
        stream.write_all(&[b'x'; 1000]).await.unwrap();
        tokio::time::sleep(LIMIT / 10).await;
    }
    assert!(until_closed(&mut stream).await.ends_with("20000 bytes"));
}

#[tokio::test]
async fn an_answer_that_is_not_read_is_cut_off() {
    let server = Server::start().await;
    let mut stream = server.send(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await;
    read_some(&mut stream).await;
    assert_eq!(Arc::strong_count(&server.endless), 3);
    let started = Instant::now();
    while Arc::strong_count(&server.endless) > 2 {
        assert!(started.elapsed() < PATIENCE, "the answer is still being sent");
        tokio::time::sleep(LIMIT / 6).await;
    }
}

#[tokio::test]
async fn waiting_connections_make_room_for_new_ones() {
    let server = Server::start().await;
    let slow = b"GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let mut busy = server.send(slow).await;
    let mut held = Vec::new();
    for round in 0..5 {
        for number in 0..2 * CONNECTIONS {
            // Half of them have had an answer and wait for the next request.
            held.push(server.send(if number % 2 == 0 { GET } else { b"GET / HT" }).await);
        }
        let started = Instant::now();
        server.answers().await;
        assert!(started.elapsed() < PATIENCE / 2, "round {round}");
    }
    let late = until_closed(&mut busy).await;
    assert!(late.ends_with("answered late"), "a running request is not closed");
}

#[tokio::test]
async fn a_stop_finishes_running_requests_and_closes_the_others() {
    let server = Server::start().await;
    let mut running = server.send(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let mut half_open = server.send(b"GET / HT").await;
    server.answers().await;
    server.stop.send_replace(true);
    assert_eq!(until_closed(&mut half_open).await, "");
    assert!(until_closed(&mut running).await.ends_with("answered late"));
    tokio::time::timeout(PATIENCE, server.task).await.unwrap().unwrap();
}
