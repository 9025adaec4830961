//! Guessed passwords, all at once: how many are judged, and how much memory that takes.

use crate::harness::{Process, answer, send};
use platform::demo::{ACCOUNT, PASSWORD};
use std::net::TcpStream;
use tempfile::TempDir;

/// Largest growth of the memory, in MiB. Two simultaneous hashes take 38; 150 would take 2,850.
const GROWTH_MAX: u64 = 150;

/// Sends a sign-in without waiting for the answer.
fn sign_in(address: &str, account: &str, password: &str) -> TcpStream {
    let body = format!("{{\"account\":\"{account}\",\"password\":\"{password}\"}}");
    send(
        address,
        "POST",
        "/v2/corp_auth",
        "Content-Type: application/json",
        &body,
    )
    .unwrap()
}

/// Returns the documented code of the answer, or the status without one.
fn code(mut stream: TcpStream) -> u64 {
    let (status, body) = answer(&mut stream).unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    body["error"]["code"].as_u64().unwrap_or_else(|| status.into())
}

/// Sends 150 wrong passwords at once. Returns how many were judged, and the answer to the right one after them.
fn guess(address: &str, account: &str) -> (usize, u64) {
    let guesses = (0..150).map(|number| sign_in(address, account, &format!("guess-{number:03}")));
    let guesses: Vec<_> = guesses.collect();
    let codes: Vec<u64> = guesses.into_iter().map(code).collect();
    let known = codes.iter().all(|code| [4_001_079, 4_001_061].contains(code));
    assert!(known, "{codes:?}");
    let judged = codes.iter().filter(|code| **code == 4_001_079).count();
    (judged, code(sign_in(address, account, PASSWORD)))
}

#[test]
fn guesses_at_once_are_counted_like_guesses_in_turn() {
    let directory = TempDir::new().unwrap();
    let process = Process::start(directory.path(), &["--empty"]);
    let (address, before) = (process.address(), process.peak_memory());
    assert_eq!(guess(&address, ACCOUNT), (5, 4_001_061));
    // A name without an account answers in the same way.
    assert_eq!(guess(&address, "absent@example.com"), (5, 4_001_061));
    let names: Vec<_> = (0..40)
        .map(|number| sign_in(&address, &format!("name-{number}"), "a-guess"))
        .collect();
    assert!(names.into_iter().map(code).all(|code| code == 4_001_079));
    let grown = process.peak_memory() - before;
    assert!(grown < GROWTH_MAX, "the memory grew by {grown} MiB");
}
