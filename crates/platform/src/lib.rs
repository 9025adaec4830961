//! The embedded platform: a small server that implements the documented interface with an SQLite database and simulated
//! devices. One command starts the complete product, and the tests run against it.
//!
//! | module | holds |
//! |---|---|
//! | `options` | command-line options |
//! | `platform` | start and stop of the server and the simulator |
//! | [`connections`] | time-outs and number of connections |
//! | `ports`, `origin`, `public_address` | listening sockets; origins of pages; address of the platform |
//! | `http` | router, handlers, strict parsing of requests |
//! | `service` | rules of tasks, devices and the firmware library |
//! | `store` | database: tasks, products, firmware library, devices, accounts |
//! | `files` | firmware files on disk |
//! | `simulator` | devices that connect, upgrade and report |
//! | `fault_backend` | what the fault mode (crate `fault-injection`) sees of the platform |
//! | [`demo`] | data of the first start |
//! | `api_error` | refusals: a documented code and a message |
//! | `state`, `clock`, `secrets` | shared state, time, tokens and passwords |
//!
//! Limits, value types and rules come from `upgrade-api`, so the console's form and this server apply the same ones.

mod api_error;
mod clock;
pub mod connections;
pub mod demo;
mod fault_backend;
mod files;
mod http;
mod options;
mod origin;
mod platform;
mod ports;
mod public_address;
mod secrets;
mod service;
mod simulator;
mod state;
mod store;

pub use options::Options;
pub use platform::Platform;
