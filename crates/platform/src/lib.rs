//! The embedded platform: a small real server that speaks the documented interface, with a real database and
//! simulated devices. One command shows the whole product working, and every test talks to something that behaves.
//!
//! | module | holds |
//! |---|---|
//! | [`options`] | the command line |
//! | [`platform`] | starting and stopping the whole |
//! | `ports`, [`origin`] | where it listens; origins of pages |
//! | [`http`] | which URL is answered by whom; strict reading of requests |
//! | [`store`] | the database: tasks, products, firmware library, devices, accounts |
//! | [`files`] | firmware files on the disk |
//! | [`simulator`] | devices that connect, upgrade and report |
//! | [`faults`] | failing on request, for tests and for curious people |
//! | [`demo`] | what the first start fills the database with |
//! | [`reject`] | refusals: a documented code and a sentence |
//! | [`state`], [`clock`], [`secrets`], [`prng`] | what the others share |
//!
//! Limits, values and rules come from `upgrade-api`: the console's form and this server follow the same ones.

pub mod clock;
pub mod demo;
pub mod faults;
pub mod files;
pub mod http;
pub mod options;
pub mod origin;
pub mod platform;
mod ports;
pub mod prng;
pub mod reject;
pub mod secrets;
pub mod simulator;
pub mod state;
pub mod store;

pub use options::Options;
pub use platform::Platform;
