//! Reading of products.

use crate::kit::{missing, wrong};
use upgrade_api::{Product, ReadError};

#[test]
fn a_product_requires_an_id_and_a_name() {
    let product = Product::read(r#"{"id":9007199254740993,"name":"网关","mode":"x","is_release":1}"#).unwrap();
    assert_eq!(product.id.as_str(), "9007199254740993");
    assert_eq!((&*product.name, &*product.description), ("网关", ""));
    let described = Product::read(r#"{"id":"p","name":"n","description":"d"}"#).unwrap();
    assert_eq!(described.description, "d");
    assert_eq!(Product::read(r#"{"name":"n"}"#), missing("id"));
    assert_eq!(Product::read(r#"{"id":"p"}"#), missing("name"));
    assert_eq!(Product::read(r#"{"id":" ","name":"n"}"#), wrong("id", " "));
}

#[test]
fn a_product_list_keeps_its_order() {
    let products = Product::read_list(r#"[{"id":"b","name":"B"},{"id":"a","name":"A"}]"#).unwrap();
    let ids: Vec<_> = products.iter().map(|product| product.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
    assert_eq!(Product::read_list("[]"), Ok(Vec::new()));
    assert_eq!(Product::read_list(r#"[{"id":"b","name":"B"},{}]"#), missing("id"));
    assert_eq!(Product::read_list("{}"), Err(ReadError::Shape { expected: "an array" }));
}
