//! Options of the demo portal: its address, and the reasons for refusing to start.

use crate::bench::{Bench, options, refused_start};
use crate::console::with_console;
use platform::{Options, Platform};
use std::net::TcpListener;
use tempfile::TempDir;

#[tokio::test]
async fn a_portal_needs_a_console_and_may_be_disabled() {
    let bench = with_console(&["--portal", "none"]).await;
    assert_eq!(bench.platform.portal(), None);
    assert!(bench.platform.portal_router().is_none());
    assert!(!bench.platform.startup_lines().contains("portal"));
    let bench = Bench::full().await;
    assert_eq!(bench.platform.portal(), None, "without a console there is no portal");
}

#[tokio::test]
async fn the_portal_listens_on_the_next_port() {
    // Two adjacent free ports. Another process may take one of them after the listeners close, so the test tries
    // repeatedly.
    for _ in 0..20 {
        let first = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = first.local_addr().unwrap();
        let port = listen.port();
        let Ok(second) = TcpListener::bind(("127.0.0.1", port.saturating_add(1))) else {
            continue;
        };
        drop((first, second));
        let directory = TempDir::new().unwrap();
        std::fs::write(directory.path().join("index.html"), "").unwrap();
        let console = directory.path().to_string_lossy();
        let options = options(&directory, &["--empty", "--console", &console]);
        let Ok(platform) = Platform::start(&Options { listen, ..options }).await else {
            continue;
        };
        let next = format!("http://localhost:{}", port + 1);
        assert_eq!(platform.portal().unwrap().as_str(), next);
        return platform.stop().await.unwrap();
    }
    unreachable!("no two adjacent free ports");
}

#[tokio::test]
async fn a_requested_portal_port_must_be_free() {
    let occupied = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = occupied.local_addr().unwrap().to_string();
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("index.html"), "").unwrap();
    let console = directory.path().to_string_lossy().into_owned();
    let reason = refused_start(&["--console", &console, "--portal", &address]).await;
    assert!(reason.contains(&address), "{reason}");
}

#[tokio::test]
async fn a_portal_without_a_console_and_too_many_portals_are_refused() {
    let reason = refused_start(&["--portal", "127.0.0.1:0"]).await;
    assert!(reason.contains("--console"), "{reason}");
    let many: Vec<String> = (0..9).map(|n| format!("https://p{n}.example")).collect();
    let flags: Vec<&str> = many.iter().flat_map(|origin| ["--portal-origin", origin]).collect();
    let reason = refused_start(&flags).await;
    assert!(reason.contains("at most 8"), "{reason}");
}
