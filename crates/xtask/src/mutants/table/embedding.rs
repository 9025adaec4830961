//! Who may frame the console, and who it talks to.

use crate::mutants::{Edit, Mutant, Suite};

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        id: "T-EMB-1",
        guard: "a platform without portals lets nobody frame the console",
        edits: &[Edit {
            file: "crates/platform/src/http/headers.rs",
            from: "[] => \"'none'\".to_owned(),",
            to: "[] => \"*\".to_owned(),",
        }],
        suite: Suite::Platform,
        tests: &["console::the_console_runs_under_a_strict_policy"],
    },
    Mutant {
        id: "T-EMB-1",
        guard: "only the named origins may frame the console",
        edits: &[Edit {
            file: "crates/platform/src/http/headers.rs",
            from: "some => some.iter().map(Origin::as_str).collect::<Vec<_>>().join(\" \"),",
            to: "some => format!(\"{} *\", some.iter().map(Origin::as_str).collect::<Vec<_>>().join(\" \")),",
        }],
        suite: Suite::Platform,
        tests: &["console::the_console_runs_under_a_strict_policy"],
    },
    Mutant {
        id: "T-EMB-1",
        guard: "framed without configured portals, the console refuses pages of other origins",
        edits: &[Edit {
            file: "src/app/framed.rs",
            from: "false => stranger(texts(language)),",
            to: "false => app::console(language, toasts, config, None),",
        }],
        suite: Suite::Browser,
        tests: &["portal::a_stranger_gets_a_refusal_at_once_where_no_portal_is_configured"],
    },
    Mutant {
        id: "T-EMB-1",
        guard: "only pages of the console's own origin may be around it without a handshake",
        edits: &[Edit {
            file: "src/session/portal/shake.rs",
            from: "if origin_of(&parent).as_deref() != Some(own.as_str()) {",
            to: "if origin_of(&parent).is_none() && own.is_empty() {",
        }],
        suite: Suite::Browser,
        tests: &["portal::a_stranger_gets_a_refusal_at_once_where_no_portal_is_configured"],
    },
    Mutant {
        id: "T-EMB-1",
        guard: "without an answer of a known portal the console does not start",
        edits: &[Edit {
            file: "src/app/framed.rs",
            from: "Shake::Unknown => stranger(texts(language)),",
            to: "Shake::Unknown => untrack(|| app::console(language, toasts, config.get_value(), None)),",
        }],
        suite: Suite::Browser,
        tests: &["portal::without_a_known_portal_the_page_says_so_and_asks_the_platform_nothing"],
    },
    Mutant {
        id: "T-EMB-1",
        guard: "the console notices that it is framed",
        edits: &[Edit {
            file: "src/browser.rs",
            from: ".is_some_and(|parent| parent != window())",
            to: ".is_some_and(|_| false)",
        }],
        suite: Suite::E2e,
        tests: &["engines::chromium::a_stranger_gets_nothing"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "a welcome comes from the page around the console",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if !arrival.source_is_parent {",
            to: "if !arrival.source_is_parent && arrival.origin.is_empty() {",
        }],
        suite: Suite::E2e,
        tests: &[
            "handshake::of_every_window_and_every_shape_exactly_one_connects",
            "handshake::with_a_stranger_around_it_nobody_connects_and_nothing_is_said",
        ],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "a welcome comes from a configured origin",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if !self.origins.iter().any(|origin| origin == arrival.origin) {",
            to: "if self.origins.is_empty() {",
        }],
        suite: Suite::E2e,
        tests: &["handshake::with_a_stranger_around_it_nobody_connects_and_nothing_is_said"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "another port of a known host is another origin",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if !self.origins.iter().any(|origin| origin == arrival.origin) {",
            to: "if !self.origins.iter().any(|origin| origin.rsplit(':').nth(1) == arrival.origin.rsplit(':').nth(1)) {",
        }],
        suite: Suite::E2e,
        tests: &["handshake::with_a_stranger_around_it_nobody_connects_and_nothing_is_said"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "an origin that only begins like a known one is another",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if !self.origins.iter().any(|origin| origin == arrival.origin) {",
            to: "if !self.origins.iter().any(|origin| arrival.origin.starts_with(origin.as_str())) {",
        }],
        suite: Suite::Browser,
        tests: &["portal::of_every_source_origin_and_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "a welcome repeats the nonce of this page load",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if string(&body, \"nonce\").as_deref() != Some(self.nonce.as_str()) {",
            to: "if self.nonce.is_empty() {",
        }],
        suite: Suite::E2e,
        tests: &["handshake::of_every_window_and_every_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "the nonce is random",
        edits: &[Edit {
            file: "src/session/portal/shake.rs",
            from: "crypto.get_random_values_with_u8_array(&mut bytes).ok()?;",
            to: "let _ = (&crypto, &mut bytes);",
        }],
        suite: Suite::E2e,
        tests: &[
            "handshake::of_every_window_and_every_shape_exactly_one_connects",
            "handshake::a_reload_of_the_frame_is_a_new_handshake_and_the_old_port_is_dead",
        ],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "a welcome is in the one version spoken here",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if body.raw(\"version\") != Some(VERSION) {",
            to: "if body.raw(\"version\") == Some(\"0\") {",
        }],
        suite: Suite::E2e,
        tests: &["handshake::of_every_window_and_every_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "exactly one port comes with a welcome",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if arrival.ports != 1 {",
            to: "if arrival.ports == 0 {",
        }],
        suite: Suite::E2e,
        tests: &["handshake::of_every_window_and_every_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "only a welcome is a welcome",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "if !matches!(envelope.kind.as_str(), \"welcome\" | \"refuse\") {",
            to: "if envelope.kind.is_empty() {",
        }],
        suite: Suite::E2e,
        tests: &["handshake::of_every_window_and_every_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "messages of other protocols are not ours",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "string(&object, \"ns\").as_deref() == Some(\"fwc\") && object.raw(\"v\") == Some(VERSION);",
            to: "object.raw(\"v\") == Some(VERSION);",
        }],
        suite: Suite::E2e,
        tests: &["handshake::of_every_window_and_every_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-2",
        guard: "another version of the envelope is not understood",
        edits: &[Edit {
            file: "src/session/portal/wire.rs",
            from: "string(&object, \"ns\").as_deref() == Some(\"fwc\") && object.raw(\"v\") == Some(VERSION);",
            to: "string(&object, \"ns\").as_deref() == Some(\"fwc\");",
        }],
        suite: Suite::E2e,
        tests: &["handshake::of_every_window_and_every_shape_exactly_one_connects"],
    },
    Mutant {
        id: "T-EMB-3",
        guard: "the SDK answers a hello of the console's own origin only",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "const hello = event.origin === this.#origin && envelope(event.data);",
            to: "const hello = envelope(event.data);",
        }],
        suite: Suite::E2e,
        tests: &["frames::whoever_is_in_the_frame_in_the_consoles_place_gets_nothing"],
    },
    Mutant {
        id: "T-EMB-3",
        guard: "the SDK answers a hello of the console's own origin only",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "const hello = event.origin === this.#origin && envelope(event.data);",
            to: "const hello = envelope(event.data);",
        }],
        suite: Suite::Sdk,
        tests: &[
            "of all origins, sources and shapes exactly one is answered",
            "a frame that went to another origin gets nothing",
        ],
    },
    Mutant {
        id: "T-EMB-3",
        guard: "the SDK posts to the console's exact origin",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "frame.postMessage({ ns: NAMESPACE, v: 1, type, body }, this.#origin, ports);",
            to: "frame.postMessage({ ns: NAMESPACE, v: 1, type, body }, \"*\", ports);",
        }],
        suite: Suite::Sdk,
        tests: &["a welcome that comes too late for the page in the frame reaches nobody"],
    },
    Mutant {
        id: "T-EMB-3",
        guard: "the SDK neither takes a hello of another origin nor posts to one",
        edits: &[
            Edit {
                file: "portal-sdk/index.js",
                from: "const hello = event.origin === this.#origin && envelope(event.data);",
                to: "const hello = envelope(event.data);",
            },
            Edit {
                file: "portal-sdk/index.js",
                from: "frame.postMessage({ ns: NAMESPACE, v: 1, type, body }, this.#origin, ports);",
                to: "frame.postMessage({ ns: NAMESPACE, v: 1, type, body }, \"*\", ports);",
            },
        ],
        suite: Suite::E2e,
        tests: &["frames::whoever_is_in_the_frame_in_the_consoles_place_gets_nothing"],
    },
    Mutant {
        id: "T-EMB-3",
        guard: "the SDK hears the frame's own window only",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "if (!frame || event.source !== frame || this.#destroyed) return;",
            to: "if (!frame || this.#destroyed) return;",
        }],
        suite: Suite::Sdk,
        tests: &["of all origins, sources and shapes exactly one is answered"],
    },
    Mutant {
        id: "T-EMB-3",
        guard: "the SDK answers a nonce once",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "if (!this.#nonces.add(nonce)) return;",
            to: "this.#nonces.add(nonce);",
        }],
        suite: Suite::Sdk,
        tests: &["the same hello again is answered once"],
    },
    Mutant {
        id: "T-EMB-4",
        guard: "the first welcome ends the listening",
        edits: &[Edit {
            file: "src/session/portal/shake.rs",
            from: "        if let Some(Some(listener)) = listener.try_update_value(Option::take) {\n            listener.remove();\n            state.set(shake);\n        }",
            to: "        if matches!(shake, Shake::Connected(..)) || matches!(state.try_get_untracked(), Some(Shake::Waiting)) {\n            state.set(shake);\n        }",
        }],
        suite: Suite::E2e,
        tests: &["handshake::a_second_welcome_with_another_token_changes_nothing"],
    },
    Mutant {
        id: "T-EMB-4",
        guard: "only the answer to the question that waits counts",
        edits: &[Edit {
            file: "src/session/portal/mod.rs",
            from: "pending.take_if(|(asked, _)| asked == id));",
            to: "pending.take_if(|(asked, _)| asked == id || !id.is_empty()));",
        }],
        suite: Suite::E2e,
        tests: &["handshake::a_second_welcome_with_another_token_changes_nothing"],
    },
    Mutant {
        id: "T-EMB-5",
        guard: "the hello goes to configured origins by name",
        edits: &[Edit {
            file: "src/session/portal/shake.rs",
            from: "let _ = parent.post_message(&message, origin);",
            to: "let _ = (origin, parent.post_message(&message, \"*\"));",
        }],
        suite: Suite::E2e,
        tests: &["handshake::with_a_stranger_around_it_nobody_connects_and_nothing_is_said"],
    },
    Mutant {
        id: "T-EMB-5",
        guard: "once it is answered the hello is not said again",
        edits: &[Edit {
            file: "src/session/portal/shake.rs",
            from: "if matches!(state.try_get_untracked(), Some(Shake::Waiting)) {",
            to: "if state.try_get_untracked().is_some() {",
        }],
        suite: Suite::Browser,
        tests: &["portal::a_known_portal_connects_and_its_token_is_sent"],
    },
    Mutant {
        id: "T-EMB-6",
        guard: "Enter in a field leads to the review without a form element",
        edits: &[Edit {
            file: "src/tasks/create/mod.rs",
            from: "in_field && key.key() == \"Enter\" && !key.is_composing()",
            to: "in_field && key.key() == \"Submit\" && !key.is_composing()",
        }],
        suite: Suite::E2e,
        tests: &["frames::a_sandbox_without_forms_modals_and_popups_takes_nothing_away"],
    },
    Mutant {
        id: "T-EMB-6",
        guard: "the SDK delegates the clipboard to the frame",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "allow = \"clipboard-write\", sandbox",
            to: "allow = \"\", sandbox",
        }],
        suite: Suite::E2e,
        tests: &["frames::a_sandbox_without_forms_modals_and_popups_takes_nothing_away"],
    },
    Mutant {
        id: "T-EMB-6",
        guard: "the SDK sets the sandbox it is given",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "if (sandbox !== undefined) frame.setAttribute(\"sandbox\", String(sandbox));",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &["frames::a_sandbox_without_forms_modals_and_popups_takes_nothing_away"],
    },
    Mutant {
        id: "frame",
        guard: "in a frame no place is a new entry of the history",
        edits: &[Edit {
            file: "src/browser.rs",
            from: "let _ = if new_entry && !is_framed() {",
            to: "let _ = if new_entry {",
        }],
        suite: Suite::E2e,
        tests: &["frames::history_and_focus_stay_the_portals"],
    },
    Mutant {
        id: "frame",
        guard: "the height told is the content's, not the frame's",
        edits: &[Edit {
            file: "src/browser.rs",
            from: "body.map_or(0, |body| body.get_bounding_client_rect().height().ceil() as u32)",
            to: "let root = body.and_then(|body| body.owner_document()).and_then(|document| document.document_element());\n    root.map_or(0, |root| root.scroll_height() as u32)",
        }],
        suite: Suite::E2e,
        tests: &["frames::a_frame_that_follows_its_content_stops_growing_and_a_narrow_one_shows_a_whole_dialog"],
    },
];
