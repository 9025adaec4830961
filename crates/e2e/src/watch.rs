//! Checks at the end of every test: no unexpected error in the browser's log, and no access token outside the header of
//! requests to the API.

use crate::http::Request;
use crate::origin::Origin;
use serde_json::Value;

/// Log and requests of one browser, and what its test allows.
#[derive(Default)]
pub(crate) struct Watch {
    /// Lines of the browser's log, each with its level.
    pub(crate) log: Vec<String>,
    /// Parts of errors that are allowed in the log.
    pub(crate) allowed: Vec<&'static str>,
    /// Storages that may hold a token.
    pub(crate) storages: Vec<&'static str>,
    /// Servers whose recorded requests are checked.
    pub(crate) recorded: Vec<Origin>,
    sent: Vec<Sent>,
    trusted: Vec<String>,
}

/// A request from the browser's network log or from a recording [`Origin`].
#[derive(Clone, Debug)]
struct Sent {
    url: String,
    token: Option<String>,
    /// Everything but the token's header.
    rest: String,
}

impl Watch {
    /// Trusts the origin of this address: requests to it may carry a token.
    pub(crate) fn trust(&mut self, url: &str) {
        self.trusted.push(origin(url).to_owned());
    }

    /// HTTP origins that the test has opened or trusts.
    pub(crate) fn visited(&self) -> Vec<String> {
        let visited = self.trusted.iter().filter(|origin| origin.starts_with("http"));
        visited.cloned().collect()
    }

    /// Adds an event of chromedriver's performance log.
    pub(crate) fn add_event(&mut self, message: &str) {
        let event: Value = serde_json::from_str(message).expect("chromedriver writes JSON");
        let event = &event["message"];
        if event["method"] == "Network.requestWillBeSent" {
            self.sent.push(Sent::read(&event["params"]["request"]));
        }
    }

    /// Number of requests with a token in their header.
    pub(crate) fn requests_with_token(&self) -> usize {
        self.all_sent().iter().filter(|sent| sent.token.is_some()).count()
    }

    fn all_sent(&self) -> Vec<Sent> {
        let recorded = self.recorded.iter().flat_map(|origin| {
            let requests = origin.requests().into_iter();
            requests.map(|request| Sent::recorded(origin.name(), &request))
        });
        self.sent.iter().cloned().chain(recorded).collect()
    }

    /// Descriptions of all violations. `seen` holds the results of `checks::PAGE_CONTENTS`.
    pub(crate) fn violations(&self, seen: &[Value]) -> Vec<String> {
        let mut violations = Vec::new();
        for line in &self.log {
            if line.starts_with("SEVERE") && !self.allowed.iter().any(|part| line.contains(part)) {
                violations.push(format!("an error in the browser's log: {line}"));
            }
        }
        let all = self.all_sent();
        let mut tokens: Vec<&str> = all.iter().filter_map(|sent| sent.token.as_deref()).collect();
        tokens.sort_unstable();
        tokens.dedup();
        for sent in &all {
            if sent.token.is_some() && !self.trusted.iter().any(|trusted| trusted == origin(&sent.url)) {
                violations.push(format!("a token went to {}", sent.url));
            }
            if tokens.iter().any(|token| sent.rest.contains(token)) {
                violations.push(format!("a token outside its header: {}", sent.rest));
            }
        }
        if tokens
            .iter()
            .any(|token| self.log.iter().any(|line| line.contains(token)))
        {
            violations.push("a token in the browser's log".to_owned());
        }
        let places = seen.iter().filter_map(Value::as_object).flatten();
        for (place, content) in places.filter(|(place, _)| !self.storages.contains(&place.as_str())) {
            let content = content.as_str().unwrap_or_default();
            if tokens.iter().any(|token| content.contains(token)) {
                violations.push(format!("a token in the {place}: {content}"));
            }
        }
        violations
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

    /// A request of the browser's network log.
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

/// Origin (scheme, host and port) of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    &url[..end]
}
