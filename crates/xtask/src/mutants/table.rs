//! The guards.

use super::{Edit, Mutant, Suite};

/// Every guard, in the order of the threat list.
pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        id: "T-CSP-2",
        guard: "a module whose bytes are not the built ones is not started",
        edits: &[Edit {
            file: "boot.mjs",
            from: "fetch(wasm, { integrity: integrity(wasm) })",
            to: "fetch(wasm)",
        }],
        suite: Suite::E2e,
        tests: &["boot::a_changed_module_or_script_is_not_started"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "the SDK answers the frame's own window only",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "if (!frame || event.source !== frame || this.#destroyed) return;",
            to: "if (!frame || this.#destroyed) return;",
        }],
        suite: Suite::Sdk,
        tests: &["of all origins, sources and shapes exactly one is answered"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "the console takes a welcome from the page around it only",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if !arrival.source_is_parent {",
            to: "if false {",
        }],
        suite: Suite::Browser,
        tests: &["of_every_source_origin_and_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-1",
        guard: "nobody but the named portals may frame the console",
        edits: &[Edit {
            file: "crates/platform/src/http/headers.rs",
            from: "[] => \"'none'\".to_owned(),",
            to: "[] => \"*\".to_owned(),",
        }],
        suite: Suite::Platform,
        tests: &["the_console_runs_under_a_strict_policy"],
    },
];
