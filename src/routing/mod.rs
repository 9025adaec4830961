//! Query string of the page: product, language, open task, view of the list. It never contains a token or an API base
//! address.

pub mod list_query;
pub(crate) mod route;

pub use route::Route;

use crate::web;
use list_query::{KEYS, ListView, MAP};
use upgrade_api::values::{ProductId, TaskId};
use web_sys::Url;

const PRODUCT: &str = "product_id";
const LANGUAGE: &str = "lang";
const TASK: &str = "task";

/// Value of a query parameter.
fn get(name: &str) -> Option<String> {
    web::url()?.search_params().get(name)
}

fn set(name: &'static str, value: Option<&str>, new_entry: bool) {
    set_all(&[(name, value.map(str::to_owned))], new_entry);
}

/// Sets or deletes query parameters together, with at most one new history entry.
fn set_all(pairs: &[(&'static str, Option<String>)], new_entry: bool) {
    let Some(url) = web::url() else { return };
    let params = url.search_params();
    let mut is_new = false;
    for (name, value) in pairs {
        if params.get(name) == *value {
            continue;
        }
        is_new = true;
        match value {
            Some(value) => params.set(name, value),
            None => params.delete(name),
        }
    }
    if is_new {
        web::show_url(&url, new_entry);
    }
}

/// Product in the query string, if its id is valid.
pub fn product() -> Option<ProductId> {
    ProductId::parse(&get(PRODUCT)?).ok()
}

/// Sets or removes the product in the query string. A change of the product also removes the open task, the view of the
/// list and the map.
pub fn set_product(product: Option<&ProductId>, new_entry: bool) {
    let named = self::product();
    let mut pairs = vec![(PRODUCT, product.map(ToString::to_string))];
    if named.is_some() && named.as_ref() != product {
        pairs.extend([(TASK, None), (MAP.0, None)]);
        pairs.extend(ListView::default().pairs());
    }
    // One change: the entry of the former product keeps its task, view and map, so that going back restores them.
    set_all(&pairs, new_entry);
}

/// Language tag in the query string.
pub fn language() -> Option<String> {
    get(LANGUAGE)
}

/// Sets the language tag in the query string.
pub fn set_language(tag: &str) {
    set(LANGUAGE, Some(tag), false);
}

/// Task in the query string, whose details are open.
pub fn task() -> Option<TaskId> {
    TaskId::parse(&get(TASK)?).ok()
}

/// Sets or removes the task whose details are open.
pub fn set_task(task: Option<&TaskId>) {
    set(TASK, task.map(TaskId::as_str), false);
}

/// Adds a history entry for an open dialog, unless the current entry belongs to a dialog, so that going back closes the
/// dialog. The task is removed from the entry before it. In a frame nothing changes: the portal owns the history.
pub fn open_dialog() {
    if web::is_framed() || web::is_dialog_entry() {
        return;
    }
    let Some(url) = web::url() else { return };
    let shown = url.href();
    url.search_params().delete(TASK);
    if url.href() != shown {
        web::show_url(&url, false);
    }
    web::push_dialog(&shown);
}

/// View of the list in the query string. Invalid values are ignored.
pub fn list() -> ListView {
    let mut list = ListView::default();
    for key in KEYS {
        let _ = get(key).and_then(|value| list.take(key, &value));
    }
    list
}

/// Sets the view of the list. With `new_entry`, going back undoes the change.
pub fn set_list(list: &ListView, new_entry: bool) {
    set_all(&list.pairs(), new_entry);
}

/// Whether the page shows the map and not the list.
pub fn map() -> bool {
    let (key, value) = MAP;
    get(key).as_deref() == Some(value)
}

/// Sets whether the page shows the map and not the list.
pub fn set_map(map: bool, new_entry: bool) {
    let (key, value) = MAP;
    if map || self::map() {
        set(key, map.then_some(value), new_entry);
    }
}

/// Shareable address of the current page: product, task, view and map, without the language and other parameters.
pub fn link() -> Option<String> {
    let url = web::url()?;
    let is_shareable = |name: &str| [PRODUCT, TASK, MAP.0].contains(&name) || KEYS.contains(&name);
    remove_params(&url, |name| !is_shareable(name));
    url.set_hash("");
    Some(url.href())
}

/// Removes parameters whose names look like tokens, unread: addresses are copied, logged and stored.
pub fn drop_secrets() {
    let Some(url) = web::url() else { return };
    let hash = url.hash();
    let in_hash = hash.split(['#', '?', '&']).any(is_secret_pair);
    if remove_params(&url, is_secret_pair) == 0 && !in_hash {
        return;
    }
    if in_hash {
        url.set_hash("");
    }
    web::show_url(&url, false);
}

/// Removes the parameters with these names and returns their number.
fn remove_params(url: &Url, is_unwanted: impl Fn(&str) -> bool) -> usize {
    let params = url.search_params();
    let names = params.keys().into_iter().flatten().filter_map(|name| name.as_string());
    let unwanted: Vec<String> = names.filter(|name| is_unwanted(name)).collect();
    unwanted.iter().for_each(|name| params.delete(name));
    unwanted.len()
}

/// Whether a `name=value` pair has the name of a token: `token`, `access_token`, `Access-Token`, `jwt`.
fn is_secret_pair(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    letters.ends_with("token") || letters == "jwt" || letters == "authorization"
}

/// Whether the address asks for the gallery of components.
#[cfg(debug_assertions)]
pub fn gallery() -> bool {
    get("gallery").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_with_the_name_of_a_token_is_secret() {
        for pair in [
            "token=x",
            "access_token=x",
            "Access-Token=x",
            "ID_TOKEN",
            "jwt=x",
            "authToken=",
        ] {
            assert!(is_secret_pair(pair), "{pair}");
        }
        for pair in ["product_id=token", "task=1", "lang=zh", "", "tokens=1"] {
            assert!(!is_secret_pair(pair), "{pair}");
        }
    }
}
