//! Rules in the texts of a task: `fault:RULE` in its name or description.

use crate::backend::Backend;
use crate::rule::{Operation, Rule};
use axum::body::{Body, to_bytes};
use axum::extract::{Query, Request};
use axum::http::Method;
use serde_json::Value;

/// Largest body that is inspected, in bytes. The platform refuses larger ones.
const BODY_MAX: usize = 64 * 1024;
/// Prefix of a rule in a text.
const MARK: &str = "fault:";

#[derive(Clone, Debug)]
pub(crate) struct TaskRule {
    /// Product and name: a task that is created again with the same name counts as the same task.
    pub(crate) task: String,
    pub(crate) rule: Rule,
}

/// Properties of a request that the faults depend on.
#[derive(Default)]
pub(crate) struct Subject {
    /// Product id as given; may be invalid.
    pub(crate) product: String,
    /// Whether the request asks for a page with a total.
    pub(crate) paged: bool,
    /// Rules in the texts of the tasks that the request concerns.
    pub(crate) rules: Vec<TaskRule>,
}

pub(crate) async fn inspect(backend: &impl Backend, call: Operation, request: Request) -> (Request, Subject) {
    if call == Operation::List && request.method() == Method::GET {
        let product = product_of_query(&request);
        let rules = stored_rules(backend, &product, None).await;
        let paged = false;
        return (request, Subject { product, paged, rules });
    }
    let task = match call {
        Operation::Create | Operation::List => None,
        Operation::Status => Some("upgrade_task_id"),
        Operation::Delete => Some("id"),
        _ => return (request, Subject::default()),
    };
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_MAX).await else {
        // The handler refuses an incomplete body with its own message.
        return (Request::from_parts(parts, crate::body::failing()), Subject::default());
    };
    let fields: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let text = |field: &str| fields[field].as_str().unwrap_or_default();
    let product = text("product_id").to_owned();
    let rules = match call {
        Operation::Create => rules_in_texts(&product, text("name"), text("description")),
        _ => stored_rules(backend, &product, task.map(text)).await,
    };
    let paged = call == Operation::List;
    let request = Request::from_parts(parts, Body::from(bytes));
    (request, Subject { product, paged, rules })
}

fn product_of_query(request: &Request) -> String {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(request.uri());
    let pairs = pairs.map(|Query(pairs)| pairs).unwrap_or_default();
    let found = pairs.into_iter().find(|(name, _)| name == "product_id");
    found.map(|(_, value)| value).unwrap_or_default()
}

async fn stored_rules(backend: &impl Backend, product: &str, task: Option<&str>) -> Vec<TaskRule> {
    let texts = backend.task_texts(product, task, MARK).await;
    let rules = texts
        .iter()
        .flat_map(|(name, description)| rules_in_texts(product, name, description));
    rules.collect()
}

fn rules_in_texts(product: &str, name: &str, description: &str) -> Vec<TaskRule> {
    let words = name.split_whitespace().chain(description.split_whitespace());
    let texts = words.filter_map(|word| word.split_once(MARK).map(|(_, rule)| rule));
    let rules = texts.filter_map(|text| {
        let rule = Rule::in_task(text);
        rule.inspect_err(|why| tracing::warn!(why, "invalid rule in a task"))
            .ok()
    });
    let task = format!("{product}\n{name}");
    rules
        .map(|rule| TaskRule {
            task: task.clone(),
            rule,
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
            let found = rules_in_texts("p", name, description);
            let found: Vec<String> = found.iter().map(|found| found.rule.to_string()).collect();
            assert_eq!(found, expected, "{name} {description}");
        }
    }
}
