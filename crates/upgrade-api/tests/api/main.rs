//! Tests of the wire types, limits and rules.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod auth;
mod checks;
mod compare;
mod csv;
mod draft;
mod draft_properties;
mod errors;
mod fields;
mod file_url;
mod firmware_library;
mod golden;
mod graph;
mod graph_properties;
mod guard;
mod hostile_reading;
mod impact;
mod kit;
mod lenient_reading;
mod number_values;
mod overview;
mod paths;
mod products;
mod progress;
mod round_trip;
mod status_and_rules;
mod text;
mod text_values;
mod timeline;
