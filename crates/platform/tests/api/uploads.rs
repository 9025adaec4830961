//! Upload and download of firmware files.

use crate::bench::{Answer, Bench, PRODUCT, request};
use axum::body::Body;
use axum::http::Method;
use serde_json::Value;
use tempfile::TempDir;

const RAW: (&str, &str) = ("content-type", "application/octet-stream");

fn path() -> String {
    format!("/v2/upload/product/{PRODUCT}/firmware")
}

/// Sends a GET without a token, as devices do.
async fn download(bench: &Bench, path: &str, headers: &[(&str, &str)]) -> Answer {
    bench.send(request(Method::GET, path, headers, Body::empty())).await
}

/// Asserts that an upload with these headers is refused.
async fn refuses(bench: &Bench, path: &str, headers: &[(&str, &str)], code: u32) {
    let answer = bench.ask(Method::POST, path, headers, "x".into()).await;
    answer.refuses(code);
}

fn path_in(url: &Value) -> String {
    let url = url.as_str().unwrap();
    url.strip_prefix("http://localhost:8080").unwrap().to_owned()
}

/// Returns the numbers of stored and of incoming files.
fn files(bench: &Bench) -> [usize; 2] {
    let data = bench.directory.path().join("data");
    ["files", "incoming"].map(|directory| std::fs::read_dir(data.join(directory)).unwrap().count())
}

#[tokio::test]
async fn an_uploaded_file_is_stored_and_served_unchanged() {
    let bench = Bench::full().await;
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| (n * 7 % 251) as u8).collect();
    let uploaded = bench.upload(bytes.clone()).await.json();
    assert_eq!(uploaded["md5"], format!("{:x}", md5::compute(&bytes)));
    assert_eq!(uploaded["size"], 300_000);
    let answer = download(&bench, &path_in(&uploaded["url"]), &[]).await;
    assert_eq!((answer.status, &answer.body), (200, &bytes));
    assert_eq!(answer.header("content-length"), "300000");
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    // Uploading the same bytes again gives the same file.
    assert_eq!(bench.upload(bytes).await.json(), uploaded);
    assert_eq!(files(&bench), [1, 0]);
}

#[tokio::test]
async fn parts_are_served_by_range() {
    let bench = Bench::full().await;
    let uploaded = bench.upload("0123456789").await.json();
    let path = path_in(&uploaded["url"]);
    let etag = download(&bench, &path, &[]).await.header("etag").to_owned();
    for (wanted, if_range, status, body, range) in [
        ("bytes=0-3", "", 206, "0123", "bytes 0-3/10"),
        ("bytes=7-", "", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", "", 206, "89", "bytes 8-9/10"),
        ("bytes=5-99", "", 206, "56789", "bytes 5-9/10"),
        ("bytes=10-", "", 416, "", "bytes */10"),
        ("bytes=-0", "", 416, "", "bytes */10"),
        ("bytes=0-1,3-4", "", 200, "0123456789", ""),
        ("bytes=3-1", "", 200, "0123456789", ""),
        ("bytes=0-0", "", 206, "0", "bytes 0-0/10"),
        ("bytes=9-9", "", 206, "9", "bytes 9-9/10"),
        ("bytes=-1000", "", 200, "0123456789", ""),
        ("bytes=99999999999999999999999-", "", 416, "", "bytes */10"),
        ("bytes=-", "", 200, "0123456789", ""),
        ("bytes=a-b", "", 200, "0123456789", ""),
        ("lines=0-1", "", 200, "0123456789", ""),
        ("bytes=0-3", &*etag, 206, "0123", "bytes 0-3/10"),
        ("bytes=0-3", "\"other\"", 200, "0123456789", ""),
    ] {
        let headers = [("range", wanted), ("if-range", if_range)];
        let sent = if if_range.is_empty() { &headers[..1] } else { &headers };
        let answer = download(&bench, &path, sent).await;
        answer.is(status, body);
        assert_eq!(answer.header("content-range"), range, "{headers:?}");
        assert_eq!(answer.header("content-length"), body.len().to_string(), "{headers:?}");
        assert_eq!(answer.header("accept-ranges"), "bytes");
    }
}

#[tokio::test]
async fn a_head_request_returns_the_length_and_a_preflight_is_answered() {
    let bench = Bench::full().await;
    let path = path_in(&bench.upload("0123456789").await.json()["url"]);
    let head = bench.ask(Method::HEAD, &path, &[], Body::empty()).await;
    head.is(200, "");
    assert_eq!(head.header("content-length"), "10");
    let origin = [("origin", "https://a.example")];
    let preflight = bench.ask(Method::OPTIONS, &path, &origin, Body::empty()).await;
    preflight.is(200, "");
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert!(preflight.header("access-control-allow-headers").contains("range"));
    refuses(&bench, &path, &[], 4_041_001).await;
}

#[tokio::test]
async fn no_name_leaves_the_directory() {
    let bench = Bench::full().await;
    for name in [
        "..",
        "../platform.sqlite",
        "..%2fplatform.sqlite",
        "%2e%2e%2fplatform.sqlite",
        "....//platform.sqlite",
        "%2fetc%2fpasswd",
        "0123456789abcdef0123456789abcdef-10",
        "%ff",
        "",
    ] {
        bench.refuses(&format!("/files/{name}"), 4_041_001).await;
    }
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_and_not_stored() {
    let bench = Bench::start(&["--empty", "--upload-limit", "1000"]).await;
    bench.upload(vec![1; 1000]).await.json();
    bench.upload(vec![1; 1001]).await.refuses(4_001_046);
    // The announced length is refused before a byte is read.
    refuses(&bench, &path(), &[RAW, ("content-length", "1001")], 4_001_046).await;
    assert_eq!(files(&bench), [1, 0]);
}

#[tokio::test]
async fn an_interrupted_upload_is_not_stored() {
    let bench = Bench::full().await;
    let chunks = [Ok("some bytes"), Err(std::io::Error::other("the cable"))];
    let broken = Body::from_stream(futures_util::stream::iter(chunks));
    bench.upload(broken).await.refuses(4_001_001);
    assert_eq!(files(&bench), [0, 0]);
}

#[tokio::test]
async fn the_start_deletes_incomplete_uploads() {
    let directory = TempDir::new().unwrap();
    let incoming = directory.path().join("data/incoming");
    std::fs::create_dir_all(&incoming).unwrap();
    std::fs::write(incoming.join("half"), "half a file").unwrap();
    let bench = Bench::start_in(directory, &["--empty"]).await;
    assert_eq!(files(&bench), [0, 0]);
}

#[tokio::test]
async fn an_upload_needs_raw_bytes_and_an_existing_product() {
    let bench = Bench::full().await;
    bench.upload("").await.refuses(4_001_002);
    refuses(&bench, &path(), &[], 4_001_001).await;
    let form = [("content-type", "multipart/form-data; boundary=x")];
    refuses(&bench, &path(), &form, 4_001_001).await;
    refuses(&bench, "/v2/upload/product/unknown/firmware", &[RAW], 4_041_005).await;
}

async fn upload_to(bench: &Bench, host: Option<&str>) -> Answer {
    let mut headers = vec![("access-token", bench.platform.token()), RAW];
    headers.extend(host.map(|host| ("host", host)));
    bench.send(request(Method::POST, &path(), &headers, "x".into())).await
}

fn address(answer: &Answer) -> String {
    let url = answer.json()["url"].as_str().unwrap().to_owned();
    url.split("/files/").next().unwrap().to_owned()
}

#[tokio::test]
async fn the_file_address_starts_with_an_allowed_host() {
    let bench = Bench::full().await;
    let own = bench.platform.address().to_string();
    for host in ["localhost:1", "127.0.0.1:8080", "[::1]:8080", own.as_str()] {
        assert_eq!(address(&upload_to(&bench, Some(host)).await), format!("http://{host}"));
    }
    assert_eq!(address(&upload_to(&bench, None).await), format!("http://{own}"));
    for host in ["evil.example", "evil.example/x?", "localhost@evil.example", ""] {
        upload_to(&bench, Some(host)).await.refuses(4_031_001);
    }
}

#[tokio::test]
async fn the_file_address_starts_with_the_public_address() {
    let bench = Bench::start(&["--empty", "--public-url", "https://ota.example/iot/"]).await;
    for host in [None, Some("localhost:1"), Some("ota.example")] {
        assert_eq!(address(&upload_to(&bench, host).await), "https://ota.example/iot");
    }
    upload_to(&bench, Some("evil.example")).await.refuses(4_031_001);
}

#[tokio::test]
async fn another_host_reaches_neither_console_nor_files() {
    let bench = Bench::full().await;
    for path in ["/", "/files/x", "/v2/products", "/config.json"] {
        let answer = download(&bench, path, &[("host", "evil.example:8080")]).await;
        answer.refuses(4_031_001);
    }
}
