//! The release console, a real browser and the real platform, together.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise, and says what it saw"
)]

#[path = "e2e/address.rs"]
mod address;
#[path = "e2e/bases.rs"]
mod bases;
#[path = "e2e/boot.rs"]
mod boot;
#[path = "e2e/changed.rs"]
mod changed;
#[path = "e2e/core.rs"]
mod core;
#[path = "e2e/digest.rs"]
mod digest;
#[path = "e2e/embedded.rs"]
mod embedded;
#[path = "e2e/engines.rs"]
mod engines;
#[path = "e2e/errors.rs"]
mod errors;
#[path = "e2e/files.rs"]
mod files;
#[path = "e2e/forged.rs"]
mod forged;
#[path = "e2e/frames.rs"]
mod frames;
#[path = "e2e/handshake.rs"]
mod handshake;
#[path = "e2e/hostile.rs"]
mod hostile;
#[path = "e2e/injected.rs"]
mod injected;
#[path = "e2e/keyboard.rs"]
mod keyboard;
#[path = "e2e/life.rs"]
mod life;
#[path = "e2e/links.rs"]
mod links;
#[path = "e2e/markup.rs"]
mod markup;
#[path = "e2e/names.rs"]
mod names;
#[path = "e2e/pages.rs"]
mod pages;
#[path = "e2e/policy.rs"]
mod policy;
#[path = "e2e/portal_ends.rs"]
mod portal_ends;
#[path = "e2e/portal_moves.rs"]
mod portal_moves;
#[path = "e2e/rules.rs"]
mod rules;
#[path = "e2e/same_origin.rs"]
mod same_origin;
#[path = "e2e/screens.rs"]
mod screens;
#[path = "e2e/session.rs"]
mod session;
#[path = "e2e/tampered.rs"]
mod tampered;
#[path = "e2e/token_texts.rs"]
mod token_texts;
#[path = "e2e/tokens.rs"]
mod tokens;
#[path = "e2e/worker.rs"]
mod worker;
