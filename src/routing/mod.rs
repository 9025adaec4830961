//! What the query string carries: the product, the language, the open task, the view of the list. Never a token, never
//! an API base: nothing here reads those.

pub mod list_query;
pub(crate) mod route;

pub use route::Route;

use crate::web;
use js_sys::Array;
use list_query::{KEYS, ListView, MAP};
use upgrade_api::values::{ProductId, TaskId};

const PRODUCT: &str = "product_id";
const LANGUAGE: &str = "lang";
const TASK: &str = "task";

/// A parameter of the page's address.
#[must_use]
fn get(name: &str) -> Option<String> {
    web::url()?.search_params().get(name)
}

fn set(name: &'static str, value: Option<&str>, new_entry: bool) {
    set_all(&[(name, value.map(str::to_owned))], new_entry);
}

/// Several at once are one entry of the history.
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

/// The product the address names, if it can be one.
#[must_use]
pub fn product() -> Option<ProductId> {
    ProductId::parse(&get(PRODUCT)?).ok()
}

/// Names the product in the address, or no product. Another product means another task list: no task stays open, and
/// what was looked for in the one is not looked for in the other.
pub fn set_product(product: Option<&ProductId>, new_entry: bool) {
    let named = self::product();
    if named.is_some() && named.as_ref() != product {
        set(TASK, None, false);
        set_list(&ListView::default(), false);
        set_map(false, false);
    }
    set(PRODUCT, product.map(ProductId::as_str), new_entry);
}

/// The language tag the address names.
#[must_use]
pub fn language() -> Option<String> {
    get(LANGUAGE)
}

/// Names the language in the address.
pub fn set_language(tag: &str) {
    set(LANGUAGE, Some(tag), false);
}

/// The task whose details are open.
#[must_use]
pub fn task() -> Option<TaskId> {
    TaskId::parse(&get(TASK)?).ok()
}

/// Names the task whose details are open, or none.
pub fn set_task(task: Option<&TaskId>) {
    set(TASK, task.map(TaskId::as_str), false);
}

/// Adds an entry of the history for a dialog that has opened, unless the present entry is one: going back closes the
/// dialog. The entry below names no task. In a frame the portal is told instead.
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

/// The view of the list. A value that is none is as good as absent.
#[must_use]
pub fn list() -> ListView {
    let mut list = ListView::default();
    for key in KEYS {
        let _ = get(key).and_then(|value| list.take(key, &value));
    }
    list
}

/// Names the view of the list. Going back undoes what makes a new entry.
pub fn set_list(list: &ListView, new_entry: bool) {
    set_all(&list.pairs(), new_entry);
}

/// Whether the map stands in place of the list.
#[must_use]
pub fn map() -> bool {
    let (key, value) = MAP;
    get(key).as_deref() == Some(value)
}

/// Says whether the map stands in place of the list.
pub fn set_map(map: bool, new_entry: bool) {
    let (key, value) = MAP;
    if map || self::map() {
        set(key, map.then_some(value), new_entry);
    }
}

/// The address of what is on show, for somebody else: nothing else that stands in it, and in no language.
#[must_use]
pub fn link() -> Option<String> {
    let url = web::url()?;
    let is_for_all = |name: &str| [PRODUCT, TASK, MAP.0].contains(&name) || KEYS.contains(&name);
    let params = url.search_params();
    let entries = js_sys::try_iter(&params).ok().flatten();
    let entries = entries.into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| Array::from(&entry).get(0).as_string());
    let others: Vec<String> = names.filter(|name| !is_for_all(name)).collect();
    others.iter().for_each(|name| params.delete(name));
    url.set_hash("");
    Some(url.href())
}

/// Takes away what looks like a token: somebody's link carried it here, and an address is copied, logged and kept.
/// It was read by nobody.
pub fn drop_secrets() {
    let Some(url) = web::url() else { return };
    let hash = url.hash();
    let in_hash = hash.split(['#', '?', '&']).any(is_secret_pair);
    let params = url.search_params();
    let entries = js_sys::try_iter(&params).ok().flatten();
    let names = entries.into_iter().flatten().flatten();
    let names = names.filter_map(|entry| Array::from(&entry).get(0).as_string());
    let names: Vec<String> = names.filter(|name| is_secret_pair(name)).collect();
    if !in_hash && names.is_empty() {
        return;
    }
    names.iter().for_each(|name| params.delete(name));
    if in_hash {
        url.set_hash("");
    }
    web::show_url(&url, false);
}

/// Whether a `name=value` is named like a token: `token`, `access_token`, `Access-Token`, `jwt`.
fn is_secret_pair(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    letters.ends_with("token") || letters == "jwt" || letters == "authorization"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_like_a_token_is_a_secret() {
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
