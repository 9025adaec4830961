//! End-to-end tests: the release console and the embedded platform in a real browser.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test panics at the first unexpected result and reports it"
)]

// The stand-alone console.
#[path = "e2e/address.rs"]
mod address;
#[path = "e2e/boot.rs"]
mod boot;
#[path = "e2e/changed.rs"]
mod changed;
#[path = "e2e/core.rs"]
mod core;
#[path = "e2e/digest.rs"]
mod digest;
#[path = "e2e/errors.rs"]
mod errors;
#[path = "e2e/keyboard.rs"]
mod keyboard;
#[path = "e2e/later.rs"]
mod later;
#[path = "e2e/life.rs"]
mod life;
#[path = "e2e/pages.rs"]
mod pages;
#[path = "e2e/screens.rs"]
mod screens;
#[path = "e2e/selected_files.rs"]
mod selected_files;
#[path = "e2e/sessions.rs"]
mod sessions;
#[path = "e2e/stopped.rs"]
mod stopped;
#[path = "e2e/worker.rs"]
mod worker;

// Faults, malformed answers and races (docs/reliability.md).
#[path = "e2e/reliability/drafts.rs"]
mod reliability_drafts;
#[path = "e2e/reliability/lists.rs"]
mod reliability_lists;
#[path = "e2e/reliability/page.rs"]
mod reliability_page;
#[path = "e2e/reliability/races.rs"]
mod reliability_races;
#[path = "e2e/reliability/stops.rs"]
mod reliability_stops;
#[path = "e2e/reliability/writes.rs"]
mod reliability_writes;

// Upgrade map and task table of a roll-out.
#[path = "e2e/rollout/flow.rs"]
mod rollout_flow;
#[path = "e2e/rollout/map.rs"]
mod rollout_map;
#[path = "e2e/rollout/table.rs"]
mod rollout_table;

// The console embedded in a portal.
#[path = "e2e/portal/demo_portal.rs"]
mod demo_portal;
#[path = "e2e/portal/embedded.rs"]
mod embedded;
#[path = "e2e/portal/engines.rs"]
mod engines;
#[path = "e2e/portal/frames.rs"]
mod frames;
#[path = "e2e/portal/handshake.rs"]
mod handshake;
#[path = "e2e/portal/portal_ends.rs"]
mod portal_ends;
#[path = "e2e/portal/portal_moves.rs"]
mod portal_moves;
#[path = "e2e/portal/same_origin.rs"]
mod same_origin;
#[path = "e2e/portal/tall_frames.rs"]
mod tall_frames;

// Attacks (docs/embedding.md).
#[path = "e2e/attacks/bases.rs"]
mod bases;
#[path = "e2e/attacks/forged.rs"]
mod forged;
#[path = "e2e/attacks/hostile.rs"]
mod hostile;
#[path = "e2e/attacks/injected.rs"]
mod injected;
#[path = "e2e/attacks/links.rs"]
mod links;
#[path = "e2e/attacks/markup.rs"]
mod markup;
#[path = "e2e/attacks/names.rs"]
mod names;
#[path = "e2e/attacks/policy.rs"]
mod policy;
#[path = "e2e/attacks/tampered.rs"]
mod tampered;
#[path = "e2e/attacks/token_texts.rs"]
mod token_texts;
#[path = "e2e/attacks/tokens.rs"]
mod tokens;
#[path = "e2e/attacks/uploads.rs"]
mod uploads;
