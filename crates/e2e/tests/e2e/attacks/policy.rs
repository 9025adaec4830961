//! The content security policy: the platform sends exactly the documented one, and a whole session neither violates it
//! nor sends a request to another origin.

use crate::selected_files::md5sum;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::origin::Reply;
use e2e::places;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::rig::{Rig, documented_policy};
use e2e::typed::{Field, Part, Typed};
use e2e::words::{EN, ZH};
use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use thirtyfour::Key;

/// Head and body of the platform's response.
fn get(platform: &Platform, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(platform.address()).unwrap();
    let request = format!("GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", platform.address());
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
    let body = answer.split_off(end + 4);
    (String::from_utf8(answer).unwrap(), body)
}

/// All values of a header.
fn values<'h>(head: &'h str, name: &str) -> Vec<&'h str> {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let named = lines.filter(|(other, _)| other.eq_ignore_ascii_case(name));
    named.map(|(_, value)| value).collect()
}

/// T-CSP-1: the header.
#[tokio::test]
async fn the_platform_sends_exactly_the_documented_policy_with_every_file() {
    let documented = documented_policy().replace(" https://api.example", "");
    for args in [&["--portal", "none"][..], &[]] {
        let platform = Platform::start(args);
        let (_, config) = get(&platform, "/config.json");
        let config: Value = serde_json::from_slice(&config).unwrap();
        let portal = config["portal_origins"][0].as_str().unwrap_or("'none'");
        assert_eq!(portal == "'none'", !args.is_empty());
        let policy = documented.replace("https://portal.example", portal);
        let files = fs::read_dir(places::dist()).unwrap();
        let mut paths: Vec<String> = files
            .map(|file| format!("/{}", file.unwrap().file_name().to_string_lossy()))
            .filter(|path| !path.ends_with(".br") && !path.ends_with(".gz"))
            .collect();
        assert!(paths.len() >= 8, "{paths:?}");
        paths.extend(["/".to_owned(), "/no-such-page".to_owned()]);
        for path in paths {
            let (head, _) = get(&platform, &path);
            assert_eq!(values(&head, "content-security-policy"), [policy.as_str()], "{path}");
            assert_eq!(values(&head, "x-content-type-options"), ["nosniff"], "{path}");
            assert_eq!(values(&head, "referrer-policy"), ["no-referrer"], "{path}");
            assert_eq!(values(&head, "x-frame-options"), <[&str; 0]>::default(), "{path}");
            assert_eq!(
                values(&head, "content-security-policy-report-only"),
                ["require-trusted-types-for 'script'; trusted-types default"]
            );
        }
    }
}

/// Adds a script to the console's page that records violations of the policy, errors and messages.
fn add_spy(rig: &Rig) {
    let spy = Reply::script(include_str!("../pages/spy.js"));
    rig.console.serves("/spy.js", spy);
    rig.console.edits(|request, reply| {
        if request.path() == "/" {
            reply.replace("<title>", "<script src=/spy.js></script><title>");
        }
    });
}

/// T-CSP-1, T-CSP-2: typical use.
#[tokio::test]
async fn a_whole_session_violates_no_policy_and_requests_no_other_origin() {
    let rig = Rig::start();
    add_spy(&rig);
    let browser = rig.open(&rig.page_url()).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.choose_product(LAMPS_NAME).await;
    let (image, form) = (places::firmware("htc_9271.fw"), console.open_create().await);
    let mut task = Typed::task("A day's work", 2, 6);
    form.fill(&task).await;
    form.pick(&form.target(), &image).await;
    task.target.md5 = md5sum(&image);
    task.target.size = fs::metadata(&image).unwrap().len().to_string();
    form.field(Field::Target(Part::Md5)).holds(&task.target.md5).await;
    form.create().await;
    let row = console.row(&task.name);
    row.button(&task.name).click().await;
    let details = browser.find(Role::Dialog, &task.name);
    details.button(EN.copy_id).click().await;
    browser.press(Key::Escape).await;
    details.goes_away().await;
    console.act(EN.start, &task.name).await;
    row.shows(EN.running).await;
    console.act(EN.stop, &task.name).await;
    browser.find(Role::Choice, EN.theme).choose("dark").await;
    let chinese = console.switch_to(&ZH).await;
    chinese.act(ZH.delete, &task.name).await;
    assert_eq!(rig.platform.database().task(LAMPS, &task.name), None);

    let spied = browser.run("return spied").await;
    let welcome = format!("{} welcome", rig.portal.name());
    assert_eq!(spied, json!({ "violations": [], "errors": [], "messages": [welcome] }));
    assert_eq!(rig.attacker.requests(), []);
    let origins =
        browser.run("return [...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).origin))]");
    assert_eq!(origins.await, json!([rig.console.name(), rig.api.name()]));
    let worker = |request: &e2e::origin::Request| request.path().starts_with("/digest-");
    assert!(
        rig.console.requests().iter().any(worker),
        "the worker has run under this policy"
    );
    assert_eq!(browser.wrong().await, Vec::<String>::new());

    // The script does record a violation.
    browser.expect_in_log("Content Security Policy");
    browser.into_frame().await;
    browser
        .run(&format!("new Image().src = '{}/x.png'", rig.attacker.name()))
        .await;
    let recorded = async || match browser.run("return spied.violations").await {
        Value::Array(all) if !all.is_empty() => Ok(all),
        other => Err(other.to_string()),
    };
    let violations = browser.until("the violation is recorded", recorded).await;
    assert_eq!(violations, [json!(format!("img-src {}/x.png", rig.attacker.name()))]);
    assert_eq!(rig.attacker.requests(), []);
    browser.finish().await;
}
