//! Route of the console and its text form.

use crate::routing;
use crate::routing::list_query::{ListView, MAP};
use crate::routing::{PRODUCT, TASK};
use upgrade_api::paths::encode_into;
use upgrade_api::values::{ProductId, TaskId};

/// Route of the console, as a portal may set it. Every part is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Product.
    pub product: Option<ProductId>,
    /// Task whose details are open.
    pub task: Option<TaskId>,
    /// View of the list.
    pub list: ListView,
    /// Whether the page shows the map and not the list.
    pub map: bool,
}

impl Route {
    /// Route of the page, from its query string.
    pub fn here() -> Self {
        Self {
            product: routing::product(),
            task: routing::task(),
            list: routing::list(),
            map: routing::map(),
        }
    }

    /// Parses `/?product_id=..&task=..` with the keys of a view. `None` for any other path, an unknown or repeated key
    /// or an invalid value. The SDK has the same grammar (`portal-sdk/test/places.json`).
    pub fn parse(path: &str) -> Option<Self> {
        let mut route = Self::default();
        let rest = path.strip_prefix('/')?;
        if rest.is_empty() {
            return Some(route);
        }
        let mut names = Vec::new();
        for pair in rest.strip_prefix('?')?.split('&') {
            let (name, value) = pair.split_once('=')?;
            if names.contains(&name) {
                return None;
            }
            names.push(name);
            let value = decode(value)?;
            match name {
                PRODUCT => route.product = Some(ProductId::parse(&value).ok()?),
                TASK => route.task = Some(TaskId::parse(&value).ok()?),
                _ if (name, value.as_str()) == MAP => route.map = true,
                _ => route.list.take(name, &value)?,
            }
        }
        Some(route)
    }

    /// Text form of the route, which [`parse`](Self::parse) reads.
    pub fn path(&self) -> String {
        let mut path = "/".to_owned();
        let product = self.product.as_ref().map(ToString::to_string);
        let task = self.task.as_ref().map(ToString::to_string);
        let map = self.map.then(|| MAP.1.to_owned());
        let pairs = [(PRODUCT, product), (TASK, task)].into_iter();
        for (name, value) in pairs.chain(self.list.pairs()).chain([(MAP.0, map)]) {
            let Some(value) = value else { continue };
            path.push(if path.len() == 1 { '?' } else { '&' });
            path.push_str(name);
            path.push('=');
            encode_into(&mut path, &value);
        }
        path
    }

    /// Writes the route to the query string of the page.
    pub fn show(&self) {
        routing::set_product(self.product.as_ref(), true);
        routing::set_list(&self.list, false);
        routing::set_map(self.map, false);
        routing::set_task(self.task.as_ref());
    }
}

/// Decodes a value of `encodeURIComponent` or `URLSearchParams`: percent-encoded, with `+` for a space.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut input = text.bytes();
    while let Some(byte) = input.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(input.next()?).to_digit(16);
                let (high, low) = (digit()?, digit()?);
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' => b' ',
            byte if byte.is_ascii_alphanumeric() || b"-._~!'()*,".contains(&byte) => byte,
            _ => return None,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::routing::list_query::{Column, KEYS, PageSize, StatusFilter};
    use serde_json::Value;
    use std::collections::BTreeSet;
    use upgrade_api::task::FirmwareType;

    #[test]
    fn a_route_survives_a_round_trip_through_its_path() {
        let id = "../a b&c=d#%?固件";
        let route = Route {
            product: ProductId::parse(id).ok(),
            task: TaskId::parse("7").ok(),
            ..Route::default()
        };
        let path = route.path();
        assert_eq!(
            path,
            "/?product_id=..%2Fa%20b%26c%3Dd%23%25%3F%E5%9B%BA%E4%BB%B6&task=7"
        );
        assert_eq!(Route::parse(&path).unwrap(), route);
        assert_eq!(Route::parse("/"), Some(Route::default()));
        assert_eq!(Route::default().path(), "/");
    }

    /// Grammar that the tests of the SDK use, too.
    fn grammar() -> Value {
        serde_json::from_str(include_str!("../../portal-sdk/test/places.json")).unwrap()
    }

    fn texts(list: &Value) -> Vec<&str> {
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    #[test]
    fn exactly_the_paths_of_the_grammar_are_routes() {
        let grammar = grammar();
        for path in texts(&grammar["places"]) {
            assert!(Route::parse(path).is_some(), "{path}");
        }
        for path in texts(&grammar["none"]) {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn exactly_the_keys_and_values_of_the_grammar_are_accepted() {
        let grammar = grammar();
        let keys = grammar["keys"].as_object().unwrap();
        let route_keys = [PRODUCT, TASK, MAP.0].into_iter().chain(KEYS);
        assert_eq!(
            route_keys.collect::<BTreeSet<_>>(),
            keys.keys().map(String::as_str).collect()
        );
        let listed = |rules: &Value| [texts(&rules["only"]), texts(&rules["each"])].concat().join(" ");
        let words = keys.values().map(listed).collect::<Vec<_>>().join(" ");
        let is_accepted = |key: &str, value: &str| Route::parse(&format!("/?{key}={value}")).is_some();
        for (key, rules) in keys {
            let only = texts(&rules["only"]);
            for value in ["only", "each", "good"].iter().flat_map(|kind| texts(&rules[*kind])) {
                assert!(is_accepted(key, value), "{key}={value}");
            }
            for value in texts(&rules["bad"]) {
                assert!(!is_accepted(key, value), "{key}={value}");
            }
            let foreign = words.split(' ').filter(|word| !only.is_empty() && !only.contains(word));
            foreign.for_each(|value| assert!(!is_accepted(key, value), "{key}={value}"));
        }
    }

    #[test]
    fn every_value_the_console_writes_is_in_the_grammar() {
        let grammar = grammar();
        let listed = |key: &str, kind: &str| texts(&grammar["keys"][key][kind]).into_iter().collect::<BTreeSet<_>>();
        let statuses = StatusFilter::ALL.map(StatusFilter::name);
        let sorts = Column::ALL.map(Column::name);
        assert_eq!(listed("status", "only"), statuses.into());
        assert_eq!(listed("rows", "only"), PageSize::ALL.map(PageSize::name).into());
        let numbers = FirmwareType::ALL.map(|known| known.number().to_string());
        assert_eq!(listed("type", "only"), numbers.iter().map(String::as_str).collect());
        let columns = Column::ALL.into_iter().filter(|column| column.can_be_hidden());
        assert_eq!(listed("columns", "each"), columns.map(Column::name).collect());
        let down: Vec<_> = sorts.iter().map(|name| format!("-{name}")).collect();
        let both = sorts.into_iter().chain(down.iter().map(String::as_str));
        assert_eq!(listed("sort", "only"), both.collect());
    }

    #[test]
    fn every_value_of_the_grammar_is_in_the_document_for_portals() {
        let grammar = grammar();
        let document = include_str!("../../docs/embedding.md");
        for key in ["status", "sort", "columns"] {
            let row = document
                .lines()
                .find(|line| line.starts_with(&format!("| `{key}` |")))
                .unwrap();
            let keys = &grammar["keys"][key];
            for value in ["only", "each"].into_iter().flat_map(|kind| texts(&keys[kind])) {
                let name = value.trim_start_matches('-');
                assert!(row.contains(&format!("`{name}`")), "{key}={name}");
            }
        }
    }

    #[test]
    fn a_value_that_a_browser_encodes_is_decoded() {
        let search = |path: &str| Route::parse(path).map(|route| route.list.search);
        for path in ["/?q=a+b%2Bc", "/?q=a%20b%2Bc", "/?q=a%20b%2bc"] {
            assert_eq!(search(path).as_deref(), Some("a b+c"), "{path}");
        }
        assert_eq!(search("/?q=(new)*'!~-._,").as_deref(), Some("(new)*'!~-._,"));
    }

    #[test]
    fn a_route_includes_the_view() {
        let path = "/?product_id=p&task=7&q=%E7%81%AF%20%26&status=running&type=2&version=5&sort=-rate&columns=versions%2Ctype&page=3&rows=100&view=map";
        let route = Route::parse(path).unwrap();
        assert_eq!(route.path(), path);
        assert_eq!((route.list.search.as_str(), route.map), ("灯 &", true));
        let search = |count| format!("/?q={}", "x".repeat(count));
        assert!(Route::parse(&search(100)).is_some());
        assert_eq!(Route::parse(&search(101)), None);
    }
}
