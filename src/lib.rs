//! Web console for automatic firmware upgrades of a device fleet. `docs/architecture.md` describes the modules and two
//! walkthroughs.
//!
//! Imports point one way: [`app`] -> [`pages`] -> [`state`] -> [`api`] -> [`session`]. [`components`],
//! [`firmware_file`] and [`portal`] do not depend on these; [`web`], [`routing`], [`i18n`], [`config`],
//! [`console_event`] and [`token_reply`] are leaves.

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
pub mod token_reply;
pub mod web;
