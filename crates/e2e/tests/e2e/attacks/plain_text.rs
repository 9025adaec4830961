//! Names and addresses from others are shown as text, never as a link.

use super::markup::{as_name, nothing_ran, payloads, serve_no_devices, serve_read, task, texts};
use e2e::{Console, Response, Rig, TempDir};
use serde_json::json;
use thirtyfour::Key;
use upgrade_api::paths::{PRODUCTS, TASKS};
use upgrade_api::text::shortened;

/// T-XSS-1: names of products and files, the title that the portal receives, and the frame's title.
#[tokio::test]
async fn names_of_products_frames_and_files_are_shown_literally() {
    let (rig, files) = (Rig::start(), TempDir::new("files"));
    let payloads = payloads();
    let products = payloads.iter().enumerate();
    let products = products.map(|(at, text)| json!({ "id": format!("p{at}"), "name": text, "description": text }));
    serve_read(&rig, PRODUCTS, Response::json(&products.collect()));
    serve_read(&rig, TASKS, Response::json(&json!([])));
    serve_no_devices(&rig);
    rig.page(&json!({ "title": payloads[2] }));
    let browser = rig.open(&rig.page_url()).await;
    let state = "document.querySelector('iframe').title";
    browser.expect_eval(state, payloads[2].as_str()).await;
    browser.enter_frame().await;
    browser.expect_text("{{7*7}}").await;
    let names: Vec<String> = payloads.iter().map(|payload| as_name(payload)).collect();
    assert_eq!(texts(&browser, ".product strong").await, names);
    assert_eq!(texts(&browser, ".product span").await, payloads);
    // The only `<link>` in the body is the console's stylesheet.
    let foreign = "document.querySelectorAll('img, svg, math, iframe, form, template, base, meta[http-equiv], \
                   body link:not([rel=stylesheet]), body script').length";
    assert_eq!(browser.eval(foreign).await, 0);
    assert_eq!(browser.eval("document.querySelectorAll('body link').length").await, 1);
    browser.run("document.querySelectorAll('.product')[2].click()").await;
    let form = Console::new(&browser).open_create().await;
    assert_eq!(texts(&browser, ".bar-product").await, [payloads[2].as_str()]);
    let title = format!("Create task · {} · Firmware upgrade", shortened(&payloads[2], 24));
    assert_eq!(browser.eval("document.title").await, title.as_str());
    // Skips payloads that are not valid file names.
    let is_file_name = |name: &&String| !name.contains('/') && name.len() < 255;
    for name in payloads.iter().filter(is_file_name).step_by(2) {
        form.set_file(&form.from(), &files.file(name, b"firmware")).await;
        let picked = async || texts(&browser, ".picked-name bdi").await;
        let is_shown = |names: &Vec<String>| *names == [as_name(name)];
        browser
            .wait_until("the name of the picked file is shown", picked, is_shown)
            .await;
        assert_eq!(browser.eval(foreign).await, 0, "{name}");
    }
    nothing_ran(&rig, &browser).await;
    browser.leave_frames().await;
    let title_event = "events.filter(e => e.type === 'title').at(-1).text";
    browser.expect_eval(title_event, title).await;
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
    serve_read(&rig, TASKS, Response::json(&rows.collect()));
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::at_lamps(&browser, &rig.platform).await;
    for (at, pair) in pairs.iter().enumerate() {
        let name = format!("task {at}");
        let details = console.open_details(&name).await;
        assert_eq!(texts(&browser, "#d-from-url, #d-target-url").await, *pair);
        let links = "document.querySelectorAll('a:not(.skip), area, form, [href]:not(link, .skip), [formaction], [ping]').length";
        assert_eq!(browser.eval(links).await, 0, "{pair:?}");
        browser.press(Key::Escape).await;
        details.expect_hidden().await;
    }
    nothing_ran(&rig, &browser).await;
    browser.finish().await;
}
