//! Products used lately in this browser, for a platform without a list of products (profile core).

use crate::web::{preference, set_preference};
use upgrade_api::products::Product;
use upgrade_api::values::ProductId;

/// Preference: the products, newest first, as JSON.
const PRODUCTS: &str = "products";

/// Largest number of products.
const PRODUCTS_MAX: usize = 10;

/// Products used lately, newest first.
pub(crate) fn recent_products() -> Vec<Product> {
    let stored = preference(PRODUCTS).and_then(|text| Product::read_list(&text).ok());
    stored.unwrap_or_default()
}

/// Puts a product first. A known name stays if the product comes without one.
pub(crate) fn remember(product: &Product) {
    store(&with_newest(recent_products(), product));
}

/// Removes a product.
pub(crate) fn forget(id: &ProductId) {
    let mut products = recent_products();
    products.retain(|product| product.id != *id);
    store(&products);
}

/// Removes all products: another user may sign in.
pub(crate) fn forget_all() {
    // A browser without recent products has no entry for them.
    if preference(PRODUCTS).is_some() {
        store(&[]);
    }
}

fn store(products: &[Product]) {
    // Serialising a product cannot fail.
    set_preference(PRODUCTS, &serde_json::to_string(products).unwrap_or_default());
}

fn with_newest(mut products: Vec<Product>, newest: &Product) -> Vec<Product> {
    let earlier = products.iter().position(|product| product.id == newest.id);
    let earlier = earlier.map(|at| products.remove(at));
    let is_nameless = newest.name == newest.id.as_str();
    let first = earlier.filter(|_| is_nameless).unwrap_or_else(|| newest.clone());
    products.insert(0, first);
    products.truncate(PRODUCTS_MAX);
    products
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn product(id: &str, name: &str) -> Product {
        Product {
            id: ProductId::parse(id).unwrap(),
            name: name.to_owned(),
            description: String::new(),
        }
    }

    fn names(products: &[Product]) -> Vec<&str> {
        products.iter().map(|product| product.name.as_str()).collect()
    }

    #[test]
    fn a_product_that_is_opened_again_moves_to_the_front_and_keeps_its_name() {
        let all = with_newest(Vec::new(), &product("a", "Lamp"));
        let all = with_newest(all, &product("b", "b"));
        assert_eq!(names(&all), ["b", "Lamp"]);
        let all = with_newest(all, &product("a", "a"));
        assert_eq!(names(&all), ["Lamp", "b"]);
        let all = with_newest(all, &product("a", "Lamp A9"));
        assert_eq!(names(&all), ["Lamp A9", "b"]);
    }

    #[test]
    fn the_eleventh_product_replaces_the_oldest_one() {
        let all = (0..11).fold(Vec::new(), |all, at| {
            let id = format!("p{at}");
            with_newest(all, &product(&id, &id))
        });
        assert_eq!(all.len(), PRODUCTS_MAX);
        assert_eq!((names(&all)[0], names(&all)[9]), ("p10", "p1"));
    }

    #[test]
    fn stored_products_are_read_back() {
        let all = [product("a", "灯 \"A9\""), product("b", "b")];
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(Product::read_list(&text).unwrap(), all);
    }
}
