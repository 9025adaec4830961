//! End-to-end tests: the release console and the embedded platform in a real browser.

#![expect(
    clippy::unwrap_used,
    reason = "a test panics at the first unexpected result and reports it"
)]

/// Runs tests with a browser engine.
macro_rules! in_engine {
    ($name:ident, Engine::$engine:ident, $($test:ident),+) => {
        mod $name {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(e2e::Engine::$engine).await;
                }
            )+
        }
    };
}

mod portal_pages;
mod progress;

// The stand-alone console.
mod accessibility_tree;
mod address;
mod boot;
mod changed_files;
mod core_profile;
mod digest;
mod guards;
mod hosting;
mod keyboard;
mod lazy_module;
mod lifecycle;
mod media;
mod menus;
mod new_version;
mod overview;
mod panic_notice;
mod platform_crash;
mod sessions;
mod small_window;
mod worker;

/// Faults and malformed answers (docs/reliability.md).
mod reliability {
    mod drafts;
    mod lists;
    pub mod support;
    mod writes;
}

/// Upgrade map and task table of a roll-out.
mod rollout {
    mod flow;
    mod map;
    mod table;
}

mod portal {
    mod demo_portal;
    mod embedded;
    mod engines;
    mod frames;
    mod handshake;
    mod same_origin;
    mod tall_frames;
    mod teardown;
}

/// Attacks (docs/embedding.md).
mod attacks {
    mod forged_requests;
    mod injected_script;
    mod malicious_links;
    pub mod markup;
    mod plain_text;
    mod policy;
    mod redirected_uploads;
    mod special_names;
    mod tampered_files;
    pub mod tokens;
}
