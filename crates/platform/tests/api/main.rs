//! Tests of the platform through its router, with the requests of a console, a device or a person.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod access;
mod bench;
mod connections;
mod console;
mod contract;
mod core;
mod demo;
mod enterprises;
mod fault_answers;
mod fault_rules;
mod fault_wire;
mod faults;
mod library;
mod life;
mod lists;
mod portal;
mod portal_options;
mod requests;
mod simulator;
mod task_fields;
mod uploads;
