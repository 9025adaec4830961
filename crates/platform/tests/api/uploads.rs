//! Upload and download of firmware files.

use crate::bench::{Answer, Bench, PRODUCT};
use crate::directory::Directory;
use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::Value;
use std::path::Path;

const RAW: (&str, &str) = ("content-type", "application/octet-stream");

fn path() -> String {
    format!("/v2/upload/product/{PRODUCT}/firmware")
}

/// Sends a GET without a token, as devices do.
async fn download(bench: &Bench, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    bench.send(request.body(Body::empty()).unwrap()).await
}

fn path_in(url: &Value) -> String {
    let url = url.as_str().unwrap();
    url.strip_prefix("http://localhost:8080").unwrap().to_owned()
}

fn files_in(directory: &Path) -> usize {
    std::fs::read_dir(directory).unwrap().count()
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
    let data = bench.directory.path().join("data");
    assert_eq!(
        (files_in(&data.join("files")), files_in(&data.join("incoming"))),
        (1, 0)
    );
}

#[tokio::test]
async fn parts_are_served_by_range() {
    let bench = Bench::full().await;
    let uploaded = bench.upload("0123456789").await.json();
    let path = path_in(&uploaded["url"]);
    let etag = download(&bench, &path, &[]).await.header("etag").to_owned();
    for (headers, status, body, range) in [
        (vec![("range", "bytes=0-3")], 206, "0123", "bytes 0-3/10"),
        (vec![("range", "bytes=7-")], 206, "789", "bytes 7-9/10"),
        (vec![("range", "bytes=-2")], 206, "89", "bytes 8-9/10"),
        (vec![("range", "bytes=5-99")], 206, "56789", "bytes 5-9/10"),
        (vec![("range", "bytes=10-")], 416, "", "bytes */10"),
        (vec![("range", "bytes=-0")], 416, "", "bytes */10"),
        (vec![("range", "bytes=0-1,3-4")], 200, "0123456789", ""),
        (vec![("range", "bytes=3-1")], 200, "0123456789", ""),
        (vec![("range", "bytes=0-0")], 206, "0", "bytes 0-0/10"),
        (vec![("range", "bytes=9-9")], 206, "9", "bytes 9-9/10"),
        (vec![("range", "bytes=-1000")], 200, "0123456789", ""),
        (vec![("range", "bytes=99999999999999999999999-")], 416, "", "bytes */10"),
        (vec![("range", "bytes=-")], 200, "0123456789", ""),
        (vec![("range", "bytes=a-b")], 200, "0123456789", ""),
        (vec![("range", "lines=0-1")], 200, "0123456789", ""),
        (
            vec![("range", "bytes=0-3"), ("if-range", &etag)],
            206,
            "0123",
            "bytes 0-3/10",
        ),
        (
            vec![("range", "bytes=0-3"), ("if-range", "\"other\"")],
            200,
            "0123456789",
            "",
        ),
    ] {
        let answer = download(&bench, &path, &headers).await;
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (status, body.as_bytes()),
            "{headers:?}"
        );
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
    assert_eq!(
        (head.status, head.header("content-length"), head.body.len()),
        (200, "10", 0)
    );
    let preflight = bench
        .ask(
            Method::OPTIONS,
            &path,
            &[("origin", "https://a.example")],
            Body::empty(),
        )
        .await;
    assert_eq!(
        (preflight.status, preflight.header("access-control-allow-origin")),
        (204, "*")
    );
    assert!(preflight.header("access-control-allow-headers").contains("Range"));
    bench
        .ask(Method::POST, &path, &[], Body::empty())
        .await
        .refuses(4_041_001);
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
        download(&bench, &format!("/files/{name}"), &[])
            .await
            .refuses(4_041_001);
    }
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused_and_not_stored() {
    let bench = Bench::start(&["--empty", "--upload-limit", "1000"]).await;
    bench.upload(vec![1; 1000]).await.json();
    bench.upload(vec![1; 1001]).await.refuses(4_001_046);
    // The announced length is refused before a byte is read.
    let announced = [RAW, ("content-length", "1001")];
    bench
        .ask(Method::POST, &path(), &announced, Body::from("x"))
        .await
        .refuses(4_001_046);
    assert_eq!(files_in(&bench.directory.path().join("data/incoming")), 0);
}

#[tokio::test]
async fn an_interrupted_upload_is_not_stored() {
    let bench = Bench::full().await;
    let chunks = [Ok("some bytes"), Err(std::io::Error::other("the cable"))];
    let broken = Body::from_stream(futures_util::stream::iter(chunks));
    bench.upload(broken).await.refuses(4_001_001);
    let data = bench.directory.path().join("data");
    assert_eq!(
        (files_in(&data.join("files")), files_in(&data.join("incoming"))),
        (0, 0)
    );
}

#[tokio::test]
async fn the_start_deletes_incomplete_uploads() {
    let directory = Directory::new();
    let incoming = directory.path().join("data/incoming");
    std::fs::create_dir_all(&incoming).unwrap();
    std::fs::write(incoming.join("half"), "half a file").unwrap();
    let bench = Bench::start_in(directory, &["--empty"]).await;
    assert_eq!(files_in(&bench.directory.path().join("data/incoming")), 0);
}

#[tokio::test]
async fn an_upload_needs_raw_bytes_and_an_existing_product() {
    let bench = Bench::full().await;
    bench.upload("").await.refuses(4_001_002);
    bench
        .ask(Method::POST, &path(), &[], Body::from("x"))
        .await
        .refuses(4_001_001);
    let form = [("content-type", "multipart/form-data; boundary=x")];
    bench
        .ask(Method::POST, &path(), &form, Body::from("x"))
        .await
        .refuses(4_001_001);
    let other = "/v2/upload/product/unknown/firmware";
    bench
        .ask(Method::POST, other, &[RAW], Body::from("x"))
        .await
        .refuses(4_041_005);
}

async fn upload_to(bench: &Bench, host: Option<&str>) -> Answer {
    let mut request = Request::builder().method("POST").uri(path());
    if let Some(host) = host {
        request = request.header("host", host);
    }
    let request = request
        .header("access-token", bench.platform.token())
        .header(RAW.0, RAW.1);
    bench.send(request.body(Body::from("x")).unwrap()).await
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
        let request = Request::builder().uri(path).header("host", "evil.example:8080");
        bench
            .send(request.body(Body::empty()).unwrap())
            .await
            .refuses(4_031_001);
    }
}
