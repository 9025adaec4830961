//! The program as a process: output, log and exit.

use crate::harness::{Process, answer, ask};
use serde_json::Value;
use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use tempfile::TempDir;

const PRODUCT: &str = platform::demo::EMPTY_PRODUCT;

#[test]
fn the_start_prints_addresses_account_and_token() {
    let directory = TempDir::new().unwrap();
    let process = Process::start(directory.path(), &["--empty"]);
    let lines = process.lines.iter();
    let keywords: Vec<&str> = lines.map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(keywords, ["console", "account", "password", "token", "data", "ready"]);
    assert_eq!(process.printed("data"), directory.path().to_str().unwrap());
    let token = process.printed("token");
    let path = format!("/v2/upgrade/firmware/tasks?product_id={PRODUCT}");
    let listed = ask(&process.address(), token, "GET", &path, "");
    assert_eq!(listed, Some((200, "[]".to_owned())));
    let (status, _) = ask(&process.address(), "", "POST", "/v2/corp_auth", &process.credentials()).unwrap();
    assert_eq!(status, 200);
}

#[test]
fn the_portal_is_announced_and_answers_on_its_own_port() {
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("index.html"), "<!doctype html>").unwrap();
    let dist = directory.path().to_str().unwrap();
    let process = Process::start(&directory.path().join("data"), &["--empty", "--console", dist]);
    assert!(process.printed("console").starts_with("http://127.0.0.1:"));
    let portal = process.printed("portal");
    assert!(portal.starts_with("http://localhost:"), "{portal}");
    let host = portal.trim_start_matches("http://").trim_end_matches('/');
    let (status, page) = ask(host, "", "GET", "/", "").unwrap();
    assert_eq!(status, 200);
    assert!(page.contains("/portal.mjs"), "{page}");
    let (status, _) = ask(host, "", "POST", "/portal/sign-in", &process.credentials()).unwrap();
    assert_eq!(status, 200);
    let password = process.printed("password").to_owned();
    let (success, log) = process.terminate();
    assert!(success, "{log}");
    assert!(!log.contains(&password), "the log contains a secret: {log}");
}

#[test]
fn the_log_contains_every_request_and_no_secret() {
    let directory = TempDir::new().unwrap();
    let process = Process::start(directory.path(), &["--empty"]);
    let (address, token) = (process.address(), process.printed("token").to_owned());
    let password = process.printed("password").to_owned();
    let (_, pair) = ask(&address, &token, "POST", "/v2/corp_auth", &process.credentials()).unwrap();
    let pair: Value = serde_json::from_str(&pair).unwrap();
    let access = pair["access_token"].as_str().unwrap().to_owned();
    let refresh = pair["refresh_token"].as_str().unwrap().to_owned();
    for path in [
        "/v2/products".to_owned(),
        format!("/v2/products?Access-Token={access}"),
        format!("/v2/upgrade/firmware/tasks?product_id={PRODUCT}&token={access}"),
        format!("/?token={access}"),
    ] {
        ask(&address, &access, "GET", &path, "").unwrap();
    }
    let body = format!("{{\"refresh_token\":\"{refresh}\"}}");
    let (status, newer) = ask(&address, &access, "POST", "/v2/corp/token/refresh", &body).unwrap();
    assert_eq!(status, 200);
    let newer: Value = serde_json::from_str(&newer).unwrap();
    ask(&address, "a-wrong-token", "GET", "/v2/products", "").unwrap();
    let wrong = r#"{"account":"x","password":"wrong-secret"}"#;
    ask(&address, &access, "POST", "/v2/corp_auth", wrong).unwrap();

    let (success, log) = process.terminate();
    assert!(success);
    assert_eq!(log.matches("path=\"/v2/products\"").count(), 3, "{log}");
    assert!(log.contains(&format!("query=\"product_id={PRODUCT}\"")), "{log}");
    let newer = newer["access_token"].as_str().unwrap();
    let wrong = ["a-wrong-token", "wrong-secret"];
    for secret in [&token, &password, &access, &refresh, newer].into_iter().chain(wrong) {
        assert!(!log.contains(secret), "the log contains a secret: {log}");
    }
}

#[test]
fn fault_mode_is_announced_and_faults_are_logged_with_their_request() {
    let directory = TempDir::new().unwrap();
    let flags = "--empty --fault drop-after@create*1 --fault status=503@list*1";
    let process = Process::start(directory.path(), &flags.split(' ').collect::<Vec<_>>());
    assert_eq!(process.printed("faults"), "on");
    let (address, token) = (process.address(), process.printed("token").to_owned());
    let body = r#"{"name":"secret name","description":"fault:expire@status*1 secret words"}"#;
    let created = ask(&address, &token, "POST", upgrade_api::paths::CREATE_TASK, body);
    assert_eq!(created, None);
    let path = format!("/v2/upgrade/firmware/tasks?product_id={PRODUCT}");
    assert_eq!(ask(&address, &token, "GET", &path, ""), Some((503, String::new())));
    let (success, log) = process.terminate();
    assert!(success, "{log}");
    for (rule, id) in [("drop-after@create*1", 1), ("status=503@list*1", 2)] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(rule)).collect();
        assert_eq!(lines.len(), 1, "{log}");
        assert!(lines[0].ends_with(&format!("id={id}")), "{}", lines[0]);
    }
    assert!(!log.contains("secret") && !log.contains(&token), "{log}");
}

#[test]
fn an_invalid_rule_prevents_the_start_and_prints_the_allowed_values() {
    let directory = TempDir::new().unwrap();
    for (flag, value, expected) in [
        ("--fault", "dorp@list", "no such kind: use delay=MS"),
        ("--fault", "expire@lists", "no such operation: use create"),
        ("--fault-rate", "0.6", "use a share from 0 to 0.5"),
    ] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_platform"));
        program.arg("--data").arg(directory.path()).args([flag, value]);
        let output = program.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(expected), "{stderr}");
    }
}

#[test]
fn a_second_platform_on_the_same_data_is_refused() {
    let directory = TempDir::new().unwrap();
    let process = Process::start(directory.path(), &["--empty"]);
    let upload = directory.path().join("incoming/half");
    std::fs::write(&upload, "half a file").unwrap();
    let mut second = Command::new("timeout");
    second.args([
        "20",
        env!("CARGO_BIN_EXE_platform"),
        "--listen",
        "127.0.0.1:0",
        "--data",
    ]);
    let output = second.arg(directory.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("another directory with --data"), "{stderr}");
    assert!(upload.exists());
    assert!(process.terminate().0);
    assert!(Process::start(directory.path(), &[]).terminate().0);
    assert!(!upload.exists(), "the next start deletes incomplete uploads");
}

#[test]
fn a_terminated_platform_leaves_a_single_database_file() {
    let directory = TempDir::new().unwrap();
    let process = Process::start(directory.path(), &["--devices", "50"]);
    // An idle connection does not delay the exit.
    let _idle = TcpStream::connect(process.address()).unwrap();
    let (success, log) = process.terminate();
    assert!(success, "{log}");
    let entries = std::fs::read_dir(directory.path()).unwrap();
    let names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!names.iter().any(|name| name.ends_with("-wal")), "{names:?}");
}

#[test]
fn a_refused_upload_still_gets_the_answer() {
    let directory = TempDir::new().unwrap();
    let process = Process::start(directory.path(), &["--empty", "--upload-limit", "1MB"]);
    let (address, token) = (process.address(), process.printed("token"));
    let size = 30_000_000;
    let length = &*format!("Content-Length: {size}");
    let chunked = "Transfer-Encoding: chunked";
    let raw = "application/octet-stream";
    for (product, token, content, framing, code) in [
        (PRODUCT, token, raw, length, 4_001_046),
        (PRODUCT, token, raw, chunked, 4_001_046),
        (PRODUCT, "a-wrong-token", raw, length, 4_031_003),
        (PRODUCT, "a-wrong-token", raw, chunked, 4_031_003),
        ("unknown", token, raw, length, 4_041_005),
        (PRODUCT, token, "multipart/form-data", length, 4_001_001),
    ] {
        // What is sent before each 100,000 bytes, after them, and at the end.
        let (before, after, end) = match framing == chunked {
            true => ("186a0\r\n", "\r\n", "0\r\n\r\n"),
            false => ("", "", ""),
        };
        let mut stream = TcpStream::connect(&address).unwrap();
        let request = format!(
            "POST /v2/upload/product/{product}/firmware HTTP/1.1\r\nHost: {address}\r\nAccess-Token: {token}\r\n\
             Content-Type: {content}\r\n{framing}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let piece = [before.as_bytes(), &[7; 100_000], after.as_bytes()].concat();
        for _ in 0..size / 100_000 {
            stream.write_all(&piece).unwrap();
        }
        stream.write_all(end.as_bytes()).unwrap();
        let (_, body) = answer(&mut stream).unwrap();
        assert!(body.contains(&code.to_string()), "{code}: {body}");
    }
}
