//! What the query string carries: the product, the language, the open task. Never a token, never an API base:
//! nothing here reads those.

use crate::browser;
use js_sys::Array;
use upgrade_api::paths::encode_into;
use upgrade_api::values::{ProductId, TaskId};

const PRODUCT: &str = "product_id";
const LANGUAGE: &str = "lang";
const TASK: &str = "task";

/// A parameter of the page's address.
#[must_use]
fn get(name: &str) -> Option<String> {
    browser::url()?.search_params().get(name)
}

fn set(name: &str, value: Option<&str>, new_entry: bool) {
    let Some(url) = browser::url() else { return };
    let params = url.search_params();
    if params.get(name).as_deref() == value {
        return;
    }
    match value {
        Some(value) => params.set(name, value),
        None => params.delete(name),
    }
    browser::show_url(&url, new_entry);
}

/// The product the address names, if it can be one.
#[must_use]
pub fn product() -> Option<ProductId> {
    ProductId::parse(&get(PRODUCT)?).ok()
}

/// Names the product in the address, or no product. Another product means another task list: no task stays open.
pub fn set_product(product: Option<&ProductId>) {
    let named = self::product();
    if named.is_some() && named.as_ref() != product {
        set(TASK, None, false);
    }
    set(PRODUCT, product.map(ProductId::as_str), true);
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
    set(TASK, task.map(TaskId::as_str), task.is_some());
}

/// Takes away what looks like a token: somebody's link carried it here, and an address is copied, logged and kept.
/// It was read by nobody.
pub fn drop_secrets() {
    let Some(url) = browser::url() else { return };
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
    browser::show_url(&url, false);
}

/// Whether a `name=value` is named like a token: `token`, `access_token`, `Access-Token`, `jwt`.
fn is_secret_pair(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    letters.ends_with("token") || letters == "jwt" || letters == "authorization"
}

/// A place in the console, as a portal may name it: a product and a task, each or neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The product.
    pub product: Option<ProductId>,
    /// The task whose details are open.
    pub task: Option<TaskId>,
}

impl Route {
    /// Where the page is.
    #[must_use]
    pub fn here() -> Self {
        Self {
            product: product(),
            task: task(),
        }
    }

    /// Reads `/?product_id=..&task=..`. Nothing else is a place: not another path, not another key, no address of
    /// another site.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut route = Self::default();
        let rest = path.strip_prefix('/')?;
        if rest.is_empty() {
            return Some(route);
        }
        for pair in rest.strip_prefix('?')?.split('&') {
            let (name, value) = pair.split_once('=')?;
            let value = decoded(value)?;
            match name {
                PRODUCT if route.product.is_none() => route.product = Some(ProductId::parse(&value).ok()?),
                TASK if route.task.is_none() => route.task = Some(TaskId::parse(&value).ok()?),
                _ => return None,
            }
        }
        Some(route)
    }

    /// The place as text.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = "/".to_owned();
        let product = self.product.as_ref().map(|id| (PRODUCT, id.as_str()));
        let task = self.task.as_ref().map(|id| (TASK, id.as_str()));
        for (name, value) in [product, task].into_iter().flatten() {
            path.push(if path.len() == 1 { '?' } else { '&' });
            path.push_str(name);
            path.push('=');
            encode_into(&mut path, value);
        }
        path
    }

    /// Names this place in the page's address.
    pub fn show(&self) {
        set_product(self.product.as_ref());
        set_task(self.task.as_ref());
    }
}

/// A percent-encoded value; only unreserved characters may stand for themselves.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut left = text.bytes();
    while let Some(byte) = left.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(left.next()?).to_digit(16);
                let (high, low) = (digit()?, digit()?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => byte,
            _ => return None,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back_as_it_was_written() {
        let id = "../a b&c=d#%?固件";
        let route = Route {
            product: ProductId::parse(id).ok(),
            task: TaskId::parse("7").ok(),
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

    #[test]
    fn nothing_else_is_a_place() {
        let wrong = [
            "",
            "//evil",
            "//evil.example/?task=1",
            "https://evil",
            "javascript:alert(1)",
            "\\evil",
            "\\\\evil",
            "/\\evil",
            "/../evil",
            "/evil",
            "/?",
            "/?task",
            "/?task=",
            "/?task=1&",
            "/?task=1&task=2",
            "/?task=1#x",
            "/?task=a+b",
            "/?task=%",
            "/?task=%2",
            "/?task=%zz",
            "/?task=%ff",
            "/?task=a/b",
            "/?lang=en",
            "/?token=x",
            "/?task=1&api=https%3A%2F%2Fevil",
            "?task=1",
            " /?task=1",
        ];
        for path in wrong {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

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
