//! The measured pages and their list: a build of the console, and the page in plain JavaScript, with generated tasks.

use crate::Case;
use e2e::{LAMPS, Origin, Platform, Request, Response};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use upgrade_api::paths::TASKS;

/// A server of one build with one list. It answers the list itself and forwards everything else to the platform.
pub struct Server {
    pub origin: Origin,
    platform: Platform,
    lists: Arc<AtomicUsize>,
}

impl Server {
    /// Serves the build in a folder.
    pub fn start(console: &Path, case: Case) -> Self {
        let platform = Platform::start_quiet(console, &["--profile", case.profile]);
        let origin = Origin::proxy(&platform);
        origin.configure(&json!({ "api": { "profile": case.profile }, "poll_seconds": 3600 }));
        let tasks = Arc::new((0..case.tasks).map(task).collect::<Vec<_>>());
        let lists = Arc::new(AtomicUsize::new(0));
        let (all, whole, count) = (Arc::clone(&tasks), list(&tasks), Arc::clone(&lists));
        origin.handle(move |request| {
            let (body, is_last) = match (request.path(), request.method.as_str()) {
                (TASKS, "GET") => (whole.clone(), true),
                (TASKS, "POST") => page(&all, request),
                _ => return None,
            };
            count.fetch_add(usize::from(is_last), Ordering::Relaxed);
            Some(Response::ok("application/json", body))
        });
        origin.serve("/bench/list.html", Response::page(include_str!("page/list.html")));
        origin.serve("/bench/list.js", Response::script(include_str!("page/list.js")));
        origin.serve("/bench/tasks.json", Response::ok("application/json", list(&tasks)));
        Self {
            origin,
            platform,
            lists,
        }
    }

    pub fn console(&self) -> String {
        format!("{}?product_id={LAMPS}&lang=en", self.origin.url())
    }

    /// Address of the page in plain JavaScript, whose rows are copies of this one, in HTML.
    pub fn plain(&self, row: &str) -> String {
        self.origin.serve("/bench/row.html", Response::page(row));
        format!("{}bench/list.html", self.origin.url())
    }

    pub fn token(&self) -> &str {
        self.platform.token()
    }

    /// Number of complete lists sent so far.
    pub fn lists(&self) -> usize {
        self.lists.load(Ordering::Relaxed)
    }
}

/// A task in JSON. Tasks lead from each version to the next one. Every third one runs, and the first two form a loop.
fn task(number: usize) -> String {
    let from = number + 1;
    let target = if number == 1 { 1 } else { from + 1 };
    let url = |version: usize| format!("https://files.example/{version}.bin");
    let task = json!({
        "id": format!("160fa2b0{number:08}"), "product_id": LAMPS, "name": format!("Lamp firmware {number}"),
        "description": format!("Step {number} of the measured list"),
        "from_version": from, "from_version_url": url(from), "from_version_md5": format!("{from:032x}"),
        "from_version_size": 1000 + from, "target_version": target, "target_version_url": url(target),
        "target_version_md5": format!("{target:032x}"), "target_version_size": 1000 + target,
        "upgrade_count": number * 7, "status": u8::from(number.is_multiple_of(3) || number == 1),
    });
    task.to_string()
}

fn list(tasks: &[String]) -> String {
    format!("[{}]", tasks.join(","))
}

/// The page that a request asks for, and whether it is the last one.
fn page(tasks: &[String], request: &Request) -> (String, bool) {
    let query: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let number = |name: &str| query[name].as_u64().and_then(|number| usize::try_from(number).ok());
    let start = number("offset").unwrap_or(0).min(tasks.len());
    let end = tasks.len().min(start + number("limit").unwrap_or(10));
    let body = format!(r#"{{"count":{},"list":{}}}"#, tasks.len(), list(&tasks[start..end]));
    (body, end == tasks.len())
}
