//! The firmware auto-upgrade console: what an operator sees. `docs/architecture.md` has the map and two walkthroughs.
//!
//! Imports point one way: [`app`] -> [`tasks`] -> {[`api`] -> [`session`], [`files`], [`activity`]} -> `upgrade-api`;
//! [`ui`], [`i18n`] and [`time_zone`] know nobody but the browser.

pub mod activity;
pub mod address;
pub mod api;
pub mod app;
pub mod browser;
pub mod config;
pub mod files;
pub mod i18n;
pub mod reactive;
pub mod session;
pub mod tasks;
pub mod time_zone;
pub mod ui;
