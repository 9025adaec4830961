//! Names and addresses from others are shown as text, never as a link.

use crate::markup::{TASKS, has_nothing_around, nothing_ran, payloads, reads, task, texts};
use e2e::console::Console;
use e2e::locate::Role;
use e2e::rig::Rig;
use e2e::temp::TempDir;
use e2e::words::EN;
use serde_json::{Value, json};
use thirtyfour::Key;

/// T-XSS-1: names of products and files, the title that the portal receives, and the frame's title.
#[tokio::test]
async fn names_of_products_frames_and_files_are_shown_literally() {
    let (rig, files) = (Rig::start(), TempDir::new("files"));
    let payloads = payloads();
    let products = payloads.iter().enumerate();
    let products = products.map(|(at, text)| json!({ "id": format!("p{at}"), "name": text, "description": text }));
    reads(
        &rig,
        "/v2/products",
        200,
        Value::from(products.collect::<Vec<_>>()).to_string(),
    );
    reads(&rig, TASKS, 200, "[]");
    has_nothing_around(&rig);
    rig.page(&json!({ "title": payloads[2] }));
    let browser = rig.open(&rig.page_url()).await;
    assert_eq!(
        browser.run("return document.querySelector('iframe').title").await,
        payloads[2].as_str()
    );
    browser.into_frame().await;
    browser.sees("{{7*7}}").await;
    assert_eq!(texts(&browser, ".product strong").await, payloads);
    assert_eq!(texts(&browser, ".product span").await, payloads);
    // The only `<link>` in the body is the console's stylesheet.
    let foreign = "return document.querySelectorAll('img, svg, math, iframe, form, template, base, meta[http-equiv], body link:not([rel=stylesheet]), body script').length";
    assert_eq!(browser.run(foreign).await, 0);
    let sheets = "return document.querySelectorAll('body link').length";
    assert_eq!(browser.run(sheets).await, 1);
    let console = Console::new(&browser, &EN);
    browser.run("document.querySelectorAll('.product')[2].click()").await;
    let form = console.open_create().await;
    assert_eq!(texts(&browser, ".bar-product").await, [payloads[2].as_str()]);
    let title = format!("{} · Firmware upgrade", payloads[2]);
    assert_eq!(browser.run("return document.title").await, title);
    // Skips payloads that are not valid file names.
    for name in payloads
        .iter()
        .filter(|name| !name.contains('/') && name.len() < 255)
        .step_by(2)
    {
        form.pick(&form.from(), &files.file(name, b"firmware")).await;
        let picked = async || match texts(&browser, ".picked-name bdi").await {
            current if current == [name.as_str()] => Ok(()),
            current => Err(format!("{current:?}")),
        };
        browser.until("the name of the picked file is shown", picked).await;
        assert_eq!(browser.run(foreign).await, 0, "{name}");
    }
    nothing_ran(&rig, &browser).await;
    browser.out_of_frames().await;
    let title_event = browser
        .run("return events.filter(e => e.type === 'title').at(-1).text")
        .await;
    assert_eq!(title_event, title);
    browser.finish().await;
}

/// Addresses with dangerous, unusual and ordinary schemes.
const URLS: [&str; 20] = [
    "javascript:window.__pwn=1",
    "JaVaScRiPt:window.__pwn=1",
    "java\tscript:window.__pwn=1",
    "java\nscript:window.__pwn=1",
    " javascript:window.__pwn=1",
    "\u{1}javascript:window.__pwn=1",
    "javascript://%0awindow.__pwn=1",
    "data:text/html,<script>parent.__pwn=1</script>",
    "data:text/html;base64,PHNjcmlwdD4xPC9zY3JpcHQ+",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:http://localhost/1",
    "view-source:http://localhost/",
    "filesystem:http://localhost/x",
    "http://user:secret@files.example.com/1.bin",
    "//evil.example/1.bin",
    "\\\\evil.example\\1.bin",
    "ftp://files.example.com/1.bin",
    "http://files.example.com/1.bin",
    "https://files.example.com/1.bin",
];

/// T-XSS-2: an address is shown as text to copy.
#[tokio::test]
async fn no_address_becomes_a_link() {
    let rig = Rig::start();
    let pairs: Vec<&[&str]> = URLS.chunks(2).collect();
    let rows = pairs.iter().enumerate().map(|(at, pair)| {
        let mut task = task(&at.to_string(), &format!("task {at}"));
        task["from_version_url"] = json!(pair[0]);
        task["target_version_url"] = json!(pair[1]);
        task
    });
    reads(&rig, TASKS, 200, Value::from(rows.collect::<Vec<_>>()).to_string());
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(rig.platform.token()).await;
    console.choose_product(e2e::platform::LAMPS_NAME).await;
    for (at, pair) in pairs.iter().enumerate() {
        let name = format!("task {at}");
        console.row(&name).button(&name).click().await;
        browser.find(Role::Dialog, &name).appears().await;
        let shown = [
            texts(&browser, "#d-from-url").await,
            texts(&browser, "#d-target-url").await,
        ]
        .concat();
        assert_eq!(shown, *pair);
        let links = "return document.querySelectorAll('a, area, form, [href]:not(link), [formaction], [ping]').length";
        assert_eq!(browser.run(links).await, 0, "{pair:?}");
        browser.press(Key::Escape).await;
        browser.find(Role::Dialog, &name).goes_away().await;
    }
    nothing_ran(&rig, &browser).await;
    browser.finish().await;
}
