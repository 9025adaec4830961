//! Rules in the texts of a task: `fault:RULE` in its name or description.

use super::plan::Sentinel;
use super::rule::{Operation, Rule};
use crate::state::Shared;
use crate::store::tasks;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Query;
use axum::http::Request;
use futures_util::stream;
use serde_json::Value;
use std::io;
use upgrade_api::values::{ProductId, TaskId};

/// Largest body that is inspected, in bytes. The platform refuses larger ones.
const BODY_MAX: usize = 64 * 1024;
/// Prefix of a rule in a text.
const MARK: &str = "fault:";

/// Properties of a request that the faults depend on.
#[derive(Default)]
pub(super) struct Asked {
    /// Product id as given; may be invalid.
    pub(super) product: String,
    /// Whether the request asks for a page with a total.
    pub(super) paged: bool,
    /// Rules in the texts of the tasks that the request concerns.
    pub(super) sentinels: Vec<Sentinel>,
}

/// Inspects a request and returns it complete.
pub(super) async fn look(shared: &Shared, call: Operation, request: Request<Body>) -> (Request<Body>, Asked) {
    if call == Operation::List && request.method() == axum::http::Method::GET {
        let product = product_of_query(&request);
        let asked = Asked {
            sentinels: rules_in_store(shared, &product, None).await,
            product,
            paged: false,
        };
        return (request, asked);
    }
    let task = match call {
        Operation::Create | Operation::List => None,
        Operation::Status => Some("upgrade_task_id"),
        Operation::Delete => Some("id"),
        _ => return (request, Asked::default()),
    };
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_MAX).await else {
        // The handler refuses an incomplete body with its own message.
        let broken = stream::once(async { Err::<Bytes, _>(io::Error::from(io::ErrorKind::UnexpectedEof)) });
        return (Request::from_parts(parts, Body::from_stream(broken)), Asked::default());
    };
    let fields: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let text = |field: &str| fields[field].as_str().unwrap_or_default();
    let product = text("product_id").to_owned();
    let sentinels = match call {
        Operation::Create => rules_in_texts(&product, text("name"), text("description")),
        _ => rules_in_store(shared, &product, task.map(text)).await,
    };
    let asked = Asked {
        product,
        paged: call == Operation::List,
        sentinels,
    };
    (Request::from_parts(parts, Body::from(bytes)), asked)
}

fn product_of_query(request: &Request<Body>) -> String {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(request.uri());
    let pairs = pairs.map(|Query(pairs)| pairs).unwrap_or_default();
    let found = pairs.into_iter().find(|(name, _)| name == "product_id");
    found.map(|(_, value)| value).unwrap_or_default()
}

/// Returns the rules in the texts of one task, or of all tasks of the product.
async fn rules_in_store(shared: &Shared, product: &str, task: Option<&str>) -> Vec<Sentinel> {
    let Ok(id) = ProductId::parse(product) else {
        return Vec::new();
    };
    let task = match task.map(TaskId::parse) {
        None => None,
        Some(Ok(task)) => Some(task),
        Some(Err(_)) => return Vec::new(),
    };
    let texts = shared
        .store
        .run(move |db| tasks::texts_with(db, &id, task.as_ref(), MARK))
        .await;
    let texts = texts.unwrap_or_default();
    texts
        .iter()
        .flat_map(|(name, description)| rules_in_texts(product, name, description))
        .collect()
}

/// Returns the rules in the name and description of a task.
fn rules_in_texts(product: &str, name: &str, description: &str) -> Vec<Sentinel> {
    let words = name.split_whitespace().chain(description.split_whitespace());
    let texts = words.filter_map(|word| word.split_once(MARK).map(|(_, rule)| rule));
    texts
        .filter_map(|text| {
            let read = Rule::in_task(text);
            let rule = read.inspect_err(|why| tracing::warn!(why, "a task carries what is no rule"));
            rule.ok().map(|rule| Sentinel {
                task: format!("{product}\n{name}"),
                rule,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_in_names_and_descriptions() {
        for (name, description, expected) in [
            ("a task", "fault", &[][..]),
            ("fault:drop-after*1", "", &["drop-after@create*1"]),
            (
                "x",
                "see fault:delay=5@list and\nfault:expire@status.",
                &["delay=5@list"],
            ),
            ("故障fault:reorder@list", "用于演示", &["reorder@list"]),
            ("fault:", "fault: drop-after", &[]),
        ] {
            let found: Vec<String> = rules_in_texts("p", name, description)
                .iter()
                .map(|sentinel| sentinel.rule.to_string())
                .collect();
            assert_eq!(found, expected, "{name} {description}");
        }
    }
}
