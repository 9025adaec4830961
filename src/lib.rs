//! The firmware auto-upgrade console: what an operator sees. `docs/architecture.md` has the map and two walkthroughs.
//!
//! Imports point one way: [`app`] -> [`pages`] -> [`state`] -> [`api`] -> [`session`]. [`components`], [`firmware_file`] and
//! [`portal`] know none of these; [`web`], [`routing`], [`i18n`], [`config`] and [`console_event`] are leaves.

pub mod api;
pub mod app;
pub mod components;
pub mod config;
pub mod console_event;
pub mod firmware_file;
pub mod i18n;
pub mod pages;
pub mod portal;
pub mod routing;
pub mod session;
pub mod state;
pub mod web;
