//! What no test may bring about unnoticed, looked at when it ends: errors in the browser's log, and a token anywhere
//! but in the header that carries it to the interface.

use crate::origin::{Origin, Request};
use serde_json::Value;

/// What a page shows and keeps: markup, what was typed, its storages, its address. A password field may hold a token
/// somebody is about to give.
pub(crate) const LOOK: &str = "
    const kept = name => { try { return JSON.stringify({...window[name]}) } catch { return '' } };
    return {
        page: document.documentElement.outerHTML + document.title + document.cookie
            + [...document.querySelectorAll('input:not([type=password]), textarea')].map(i => i.value).join('\\n'),
        address: location.href + JSON.stringify(history.state) + window.name + document.referrer
            + performance.getEntries().map(entry => entry.name).join('\\n'),
        localStorage: kept('localStorage'),
        sessionStorage: kept('sessionStorage'),
    };";

/// What happened in one browser.
#[derive(Default)]
pub(crate) struct Watch {
    log: Vec<String>,
    allowed: Vec<&'static str>,
    sent: Vec<Sent>,
    trusted: Vec<String>,
    recorded: Vec<Origin>,
    storages: Vec<&'static str>,
}

/// A request as the browser's own network log has it.
#[derive(Clone, Debug)]
struct Sent {
    url: String,
    token: Option<String>,
    rest: String,
}

impl Watch {
    /// The test has opened this address: its origin may be the interface.
    pub(crate) fn visits(&mut self, url: &str) {
        self.trusted.push(origin(url).to_owned());
    }

    /// The origins that were opened.
    pub(crate) fn visited(&self) -> Vec<String> {
        let visited = self.trusted.iter().filter(|origin| origin.starts_with("http"));
        visited.cloned().collect()
    }

    /// What this origin is asked counts, too: the browser's log does not reach into frames of other sites.
    pub(crate) fn records(&mut self, origin: &Origin) {
        self.recorded.push(origin.clone());
    }

    pub(crate) fn expects(&mut self, part: &'static str) {
        self.allowed.push(part);
    }

    pub(crate) fn keeps(&mut self, storage: &'static str) {
        self.storages.push(storage);
    }

    pub(crate) fn logged(&mut self, level: &str, message: &str) {
        self.log.push(format!("{level} {message}"));
    }

    pub(crate) fn log(&self) -> String {
        self.log.join("\n")
    }

    /// An event of the browser's protocol, as chromedriver writes it down.
    pub(crate) fn happened(&mut self, _level: &str, message: &str) {
        let event: Value = serde_json::from_str(message).expect("chromedriver writes JSON");
        let event = &event["message"];
        if event["method"] == "Network.requestWillBeSent" {
            self.sent.push(Sent::read(&event["params"]["request"]));
        }
    }

    pub(crate) fn sent_with_token(&self) -> usize {
        self.all_sent().iter().filter(|sent| sent.token.is_some()).count()
    }

    fn all_sent(&self) -> Vec<Sent> {
        let recorded = self.recorded.iter().flat_map(|origin| {
            let requests = origin.requests().into_iter();
            requests.map(|request| Sent::recorded(origin.name(), &request))
        });
        self.sent.iter().cloned().chain(recorded).collect()
    }

    /// Everything that should not have happened, in words.
    pub(crate) fn wrong(&self, seen: &[Value]) -> Vec<String> {
        let mut wrong = Vec::new();
        for line in &self.log {
            // What Trusted Types only report is no error to Chromium.
            let is_bad = line.starts_with("SEVERE") || line.contains("The policy is report-only");
            if is_bad && !self.allowed.iter().any(|part| line.contains(part)) {
                wrong.push(format!("an error in the browser's log: {line}"));
            }
        }
        let all = self.all_sent();
        let mut tokens: Vec<&str> = all.iter().filter_map(|sent| sent.token.as_deref()).collect();
        tokens.sort_unstable();
        tokens.dedup();
        for sent in &all {
            if sent.token.is_some() && !self.trusted.iter().any(|trusted| trusted == origin(&sent.url)) {
                wrong.push(format!("a token went to {}", sent.url));
            }
            if tokens.iter().any(|token| sent.rest.contains(token)) {
                wrong.push(format!("a token outside of its header: {}", sent.rest));
            }
        }
        if tokens.iter().any(|token| self.log().contains(token)) {
            wrong.push("a token in the browser's log".to_owned());
        }
        let places = seen.iter().filter_map(Value::as_object).flatten();
        for (place, content) in places.filter(|(place, _)| !self.storages.contains(&place.as_str())) {
            let content = content.as_str().unwrap_or_default();
            if tokens.iter().any(|token| content.contains(token)) {
                wrong.push(format!("a token in the {place}: {content}"));
            }
        }
        wrong
    }
}

impl Sent {
    fn recorded(origin: &str, request: &Request) -> Self {
        Self {
            url: format!("{origin}{}", request.target),
            token: request.header("access-token").map(str::to_owned),
            rest: request.without_header("access-token"),
        }
    }

    fn read(request: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (mut token, mut rest) = (None, text(&request["url"]));
        rest.push_str(&text(&request["urlFragment"]));
        for (name, value) in request["headers"].as_object().into_iter().flatten() {
            if name.eq_ignore_ascii_case("access-token") {
                token = Some(text(value));
            } else {
                rest.push_str(&format!("\n{name}: {}", text(value)));
            }
        }
        rest.push_str(&text(&request["postData"]));
        Self {
            url: text(&request["url"]),
            token,
            rest,
        }
    }
}

/// Scheme, host and port of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    &url[..end]
}
