//! Built console: content types, compressed copies, caching and security headers.

use crate::bench::{Answer, Bench, refused_start, request};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; frame-src 'none'; \
    base-uri 'none'; form-action 'none'; frame-ancestors ";
const TRUSTED_TYPES: &str = "; require-trusted-types-for 'script'; trusted-types default";
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=(), \
    clipboard-write=(self)";

const HASHED: &str = "upgrade-console-1a2b3c4d5e6f7a8b_bg.wasm";
const WORKER: &str = "digest-9e9bbdeb9e2ac1b5.js";
const KERNEL: &str = "digest-71861363966de387.wasm";

pub(crate) async fn with_console(flags: &[&str]) -> Bench {
    let directory = TempDir::new().unwrap();
    let dist = directory.path().join("dist");
    std::fs::create_dir_all(dist.join("snippets")).unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html>"),
        ("index.html.br", "br html"),
        (HASHED, "plain wasm"),
        (&format!("{HASHED}.br"), "br wasm"),
        (&format!("{HASHED}.gz"), "gz wasm"),
        ("boot.js", "boot"),
        ("boot.js.gz", "gz boot"),
        ("tokens-01234567.css", "css"),
        (WORKER, "worker"),
        (KERNEL, "kernel"),
        ("icon.svg", "<svg/>"),
        ("snippets/a.js", "js"),
        ("config.json", "{\"never\": \"served\"}"),
        (".secret", "hidden"),
    ] {
        std::fs::write(dist.join(name), text).unwrap();
    }
    let dist = dist.to_string_lossy().into_owned();
    Bench::start_in(directory, &[&["--empty", "--console", &dist], flags].concat()).await
}

/// Sends a GET without a token, as a browser does.
async fn get(bench: &Bench, path: &str, accept: &str) -> Answer {
    let accept = [("accept-encoding", accept)];
    bench.send(request(Method::GET, path, &accept, Body::empty())).await
}

#[tokio::test]
async fn files_have_a_content_type_and_a_cache_policy() {
    let bench = with_console(&[]).await;
    let immutable = "public, max-age=31536000, immutable";
    let (html, script) = ("text/html; charset=utf-8", "text/javascript; charset=utf-8");
    for (path, body, mime, caching) in [
        ("/", "<!doctype html>", html, "no-store"),
        ("/?product_id=1&lang=zh", "<!doctype html>", html, "no-store"),
        ("/index.html", "<!doctype html>", html, "no-store"),
        (&format!("/{HASHED}"), "plain wasm", "application/wasm", immutable),
        (&format!("/{WORKER}"), "worker", script, immutable),
        (&format!("/{KERNEL}"), "kernel", "application/wasm", immutable),
        ("/boot.js", "boot", script, "no-cache"),
        ("/tokens-01234567.css", "css", "text/css; charset=utf-8", immutable),
        ("/icon.svg", "<svg/>", "image/svg+xml", "no-cache"),
        ("/snippets/a.js", "js", script, "no-cache"),
    ] {
        let answer = get(&bench, path, "").await;
        answer.is(200, body);
        assert_eq!(answer.header("content-type"), mime, "{path}");
        assert_eq!(answer.header("cache-control"), caching, "{path}");
        assert_eq!(answer.header("vary"), "Accept-Encoding", "{path}");
        assert_eq!(answer.header("content-encoding"), "", "{path}");
    }
}

#[tokio::test]
async fn compressed_copies_are_sent_to_clients_that_accept_them() {
    let bench = with_console(&[]).await;
    let wasm = format!("/{HASHED}");
    for (path, accept, body, encoding) in [
        ("/", "gzip, deflate, br, zstd", "br html", "br"),
        ("/", "gzip", "<!doctype html>", ""),
        (&wasm, "gzip, br", "br wasm", "br"),
        (&wasm, "gzip", "gz wasm", "gzip"),
        (&wasm, "br;q=0, gzip", "gz wasm", "gzip"),
        (&wasm, "br;q=0, gzip;q=0", "plain wasm", ""),
        (&wasm, "*", "br wasm", "br"),
        (&wasm, "BR; q=1.0", "br wasm", "br"),
        (&wasm, "br;q=0.000, gzip;q=0.5", "gz wasm", "gzip"),
        (&wasm, "identity", "plain wasm", ""),
        ("/boot.js", "br, gzip", "gz boot", "gzip"),
        ("/icon.svg", "br, gzip", "<svg/>", ""),
    ] {
        let answer = get(&bench, path, accept).await;
        assert_eq!(answer.body, body.as_bytes(), "{path} {accept}");
        assert_eq!(answer.header("content-encoding"), encoding, "{path} {accept}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
    }
    let compressed = get(&bench, &wasm, "br").await;
    assert_eq!(compressed.header("content-type"), "application/wasm");
}

#[tokio::test]
async fn the_console_runs_under_a_strict_policy() {
    let portals = "--portal-origin https://portal.example --portal-origin http://10.0.0.7:8443";
    let ancestor = "--frame-ancestors https://framer.example";
    for flags in ["", portals, ancestor, &format!("{portals} {ancestor}")] {
        let origins = flags.split_whitespace().filter(|word| word.starts_with("http"));
        let framed_by = match flags {
            "" => "'none'".to_owned(),
            _ => origins.collect::<Vec<_>>().join(" "),
        };
        let flags = ["--portal", "none"].into_iter().chain(flags.split_whitespace());
        let bench = with_console(&flags.collect::<Vec<_>>()).await;
        // A worker runs under the policy of its own script.
        let (worker, module) = (format!("/{WORKER}"), format!("/{HASHED}"));
        for path in ["/", "/boot.js", &worker, &module, "/config.json", "/missing.js"] {
            let answer = get(&bench, path, "").await;
            assert_eq!(
                answer.header("content-security-policy"),
                format!("{POLICY}{framed_by}{TRUSTED_TYPES}"),
                "{path}"
            );
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin-allow-popups");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("permissions-policy"), PERMISSIONS);
            for absent in ["x-frame-options", "access-control-allow-origin"] {
                assert_eq!(answer.header(absent), "", "{path} {absent}");
            }
        }
    }
}

async fn configuration(bench: &Bench) -> Value {
    let answer = get(bench, "/config.json", "br").await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn the_configuration_describes_this_platform() {
    for profile in ["core", "full"] {
        let bench = with_console(&["--profile", profile, "--portal", "none"]).await;
        assert_eq!(
            configuration(&bench).await,
            json!({"api": {"base": ".", "profile": profile}, "poll_seconds": 3})
        );
    }
}

#[tokio::test]
async fn the_configuration_lists_portals_but_no_other_frame_ancestors() {
    let (portal, ancestor) = ("https://portal.example", "https://framer.example");
    let bench = with_console(&["--portal-origin", portal, "--frame-ancestors", ancestor]).await;
    let demo = bench.platform.portal().unwrap().to_string();
    assert!(demo.starts_with("http://localhost:"), "{demo}");
    assert_eq!(configuration(&bench).await["portal_origins"], json!([demo, portal]));
    let policy = format!("{POLICY}{demo} {portal} {ancestor}{TRUSTED_TYPES}");
    assert_eq!(get(&bench, "/", "").await.header("content-security-policy"), policy);
}

#[tokio::test]
async fn files_outside_the_console_are_not_served() {
    let bench = with_console(&[]).await;
    for path in [
        "/.secret",
        "/../data/platform.sqlite",
        "/%2e%2e/data/platform.sqlite",
        "/snippets",
        "/snippets/",
        "/boot.js/x",
        "/missing.js",
        "/favicon.ico",
    ] {
        get(&bench, path, "br").await.refuses(4_041_001);
    }
    let posted = bench.ask(Method::POST, "/", &[], Body::empty()).await;
    posted.refuses(4_041_001);
}

#[tokio::test]
async fn a_head_request_gets_headers_and_no_body() {
    let bench = with_console(&[]).await;
    let answer = bench.ask(Method::HEAD, "/boot.js", &[], Body::empty()).await;
    answer.is(200, "");
    assert_eq!(answer.header("content-length"), "4");
}

#[tokio::test]
async fn without_a_console_the_page_explains_how_to_build_one() {
    let bench = Bench::full().await;
    let answer = get(&bench, "/", "").await;
    assert_eq!(answer.status, 200);
    assert!(String::from_utf8(answer.body).unwrap().contains("cargo xtask run"));
    get(&bench, "/config.json", "").await.refuses(4_041_001);
}

#[tokio::test]
async fn a_missing_console_prevents_the_start() {
    let error = refused_start(&["--empty", "--console", "/nowhere"]).await;
    assert!(error.contains("/nowhere"), "{error}");
}
