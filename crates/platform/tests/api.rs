//! Tests of the platform through its router, with the requests of a console, a device or a person.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

#[path = "api/access.rs"]
mod access;
#[path = "api/bench.rs"]
mod bench;
#[path = "api/connections.rs"]
mod connections;
#[path = "api/console.rs"]
mod console;
#[path = "api/contract.rs"]
mod contract;
#[path = "api/core.rs"]
mod core;
#[path = "api/demo.rs"]
mod demo;
#[path = "api/enterprises.rs"]
mod enterprises;
#[path = "api/fault_answers.rs"]
mod fault_answers;
#[path = "api/fault_rules.rs"]
mod fault_rules;
#[path = "api/fault_wire.rs"]
mod fault_wire;
#[path = "api/faults.rs"]
mod faults;
#[path = "api/library.rs"]
mod library;
#[path = "api/life.rs"]
mod life;
#[path = "api/lists.rs"]
mod lists;
#[path = "api/portal.rs"]
mod portal;
#[path = "api/portal_options.rs"]
mod portal_options;
#[path = "api/requests.rs"]
mod requests;
#[path = "api/simulator.rs"]
mod simulator;
#[path = "api/task_fields.rs"]
mod task_fields;
#[path = "api/uploads.rs"]
mod uploads;
