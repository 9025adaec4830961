//! What the query string carries: the product, the language, the open task. Never a token, never an API base:
//! nothing here reads those.

use crate::browser;
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
