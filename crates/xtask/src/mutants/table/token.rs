//! Where the token goes, and when it is gone.

use crate::mutants::{Edit, Mutant, Suite};

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        id: "T-TOK-1",
        guard: "a portal's token is never stored",
        edits: &[Edit {
            file: "src/session/mod.rs",
            from: r#"        self.memory.set_value(Some(token));
"#,
            to: r#"        if let Some(place) = browser::session_storage() {
            let _ = place.set_item("last", token.reveal());
        }
        self.memory.set_value(Some(token));
"#,
        }],
        suite: Suite::Browser,
        tests: &["secrets::the_portals_token_is_seen_in_the_header_and_nowhere_else"],
    },
    Mutant {
        id: "T-TOK-1",
        guard: "a token is never stored (seen by the watch of every test)",
        edits: &[Edit {
            file: "src/session/mod.rs",
            from: r#"        self.memory.set_value(Some(token));
"#,
            to: r#"        if let Some(place) = browser::session_storage() {
            let _ = place.set_item("last", token.reveal());
        }
        self.memory.set_value(Some(token));
"#,
        }],
        suite: Suite::E2e,
        tests: &["embedded::a_portal_written_from_the_documentation_alone_works_first_time"],
    },
    Mutant {
        id: "T-TOK-1",
        guard: "a token is never logged",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: r#"        headers.set("Access-Token", token.reveal())?;
"#,
            to: r#"        headers.set("Access-Token", token.reveal())?;
        leptos::logging::log!("{}", token.reveal());
"#,
        }],
        suite: Suite::Browser,
        tests: &["secrets::the_portals_token_is_seen_in_the_header_and_nowhere_else"],
    },
    Mutant {
        id: "T-TOK-1",
        guard: "a token is in one header",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: r#"        headers.set("Access-Token", token.reveal())?;
"#,
            to: r#"        headers.set("Access-Token", token.reveal())?;
        headers.set("Authorization", token.reveal())?;
"#,
        }],
        suite: Suite::Browser,
        tests: &["secrets::the_portals_token_is_seen_in_the_header_and_nowhere_else"],
    },
    Mutant {
        id: "T-TOK-1",
        guard: "a token is never in an address",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: r#"try_with_value(|base| format!("{base}{path}"));"#,
            to: r#"try_with_value(|base| {
            let token = token.map_or_else(String::new, |token| format!("&t={}", token.reveal()));
            format!("{base}{path}{token}")
        });"#,
        }],
        suite: Suite::Browser,
        tests: &["secrets::the_portals_token_is_seen_in_the_header_and_nowhere_else"],
    },
    Mutant {
        id: "T-TOK-2",
        guard: "a token does not print itself",
        edits: &[Edit {
            file: "src/session/token.rs",
            from: "f.write_str(\"Token(redacted)\")",
            to: "f.write_str(&self.0)",
        }],
        suite: Suite::Console,
        tests: &["session::token::tests::a_token_does_not_print_itself"],
    },
    Mutant {
        id: "T-TOK-3",
        guard: "no redirect is followed",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: r#"RequestRedirect::Error)"#,
            to: r#"RequestRedirect::Follow)"#,
        }],
        suite: Suite::E2e,
        tests: &[
            "tokens::no_redirect_of_a_list_or_of_an_action_takes_the_token_to_another_origin",
            "tokens::no_redirect_takes_a_password_or_a_refresh_token_to_another_origin",
        ],
    },
    Mutant {
        id: "T-TOK-4",
        guard: "only the configuration names the interface",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: r#"            base: stored(config.api_base.clone()),
"#,
            to: r#"            base: stored(
                crate::browser::url()
                    .and_then(|url| url.search_params().get("api"))
                    .unwrap_or_else(|| config.api_base.clone()),
            ),
"#,
        }],
        suite: Suite::E2e,
        tests: &[
            "bases::an_address_names_no_other_interface_and_no_token",
            "bases::a_frames_address_names_no_other_interface_portal_or_token",
        ],
    },
    Mutant {
        id: "T-TOK-4",
        guard: "what looks like a token is dropped from the address",
        edits: &[Edit {
            file: "src/app.rs",
            from: r#"    address::drop_secrets();
"#,
            to: r#"    let _ = address::drop_secrets as fn();
"#,
        }],
        suite: Suite::Browser,
        tests: &["secrets::what_looks_like_a_token_in_the_address_is_dropped_and_never_sent"],
    },
    Mutant {
        id: "T-TOK-5",
        guard: "a token is of visible ASCII characters",
        edits: &[Edit {
            file: "src/session/token.rs",
            from: r#"            _ if !text.bytes().all(|b| b.is_ascii_graphic()) => Err(TokenProblem::Character),
"#,
            to: r#""#,
        }],
        suite: Suite::Browser,
        tests: &["portal_token::what_is_no_token_is_not_sent_and_said"],
    },
    Mutant {
        id: "T-TOK-5",
        guard: "a token has 8192 characters at most",
        edits: &[Edit {
            file: "src/session/token.rs",
            from: r#"            1..=MAX => Ok("#,
            to: r#"            1.. if MAX > 0 => Ok("#,
        }],
        suite: Suite::Browser,
        tests: &["portal_token::what_is_no_token_is_not_sent_and_said"],
    },
    Mutant {
        id: "T-TOK-5",
        guard: "a token is a text",
        edits: &[Edit {
            file: "src/session/portal/down.rs",
            from: r#"let token = string(&body, "token").ok_or(TokenProblem::Character);"#,
            to: r#"let token = body.raw("token").map(|raw| raw.trim_matches('"').to_owned());
                let token = token.ok_or(TokenProblem::Character);"#,
        }],
        suite: Suite::Browser,
        tests: &["portal_token::what_is_no_token_is_not_sent_and_said"],
    },
    Mutant {
        id: "T-TOK-5",
        guard: "the SDK hands on only what is a token",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: r#"    if (typeof token !== "string" || !TOKEN.test(token)) return undefined;
"#,
            to: r#""#,
        }],
        suite: Suite::E2e,
        tests: &["token_texts::what_a_portal_gives_the_sdk_is_sent_only_where_it_is_a_token"],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "a teardown ends the session",
        edits: &[Edit {
            file: "src/app/link.rs",
            from: "self.session.end();\n",
            to: "\n",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::a_teardown_leaves_nothing_behind_even_where_the_frame_stays"],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "whoever leaves takes what is under way along",
        edits: &[Edit {
            file: "src/session/mod.rs",
            from: "        if state.is_over() {\n            self.abort();\n        }",
            to: "        let _ = Self::abort;",
        }],
        suite: Suite::E2e,
        tests: &[
            "portal_ends::a_teardown_leaves_nothing_behind_even_where_the_frame_stays",
            "portal_ends::a_sign_out_at_the_portal_clears_the_console",
        ],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "a sign-out at the portal is an end, too",
        edits: &[Edit {
            file: "src/session/state.rs",
            from: "SignedOut::Portal(NoToken::SignedOut | NoToken::Ended)",
            to: "SignedOut::Portal(NoToken::Ended)",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::a_sign_out_at_the_portal_clears_the_console"],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "an end discards what was typed",
        edits: &[Edit {
            file: "src/app.rs",
            from: "            workspaces.clear(state == SessionState::SignedOut(SignedOut::Portal(NoToken::Ended)));\n",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::a_sign_out_at_the_portal_clears_the_console"],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "an end takes the notices away",
        edits: &[Edit {
            file: "src/app.rs",
            from: "            toasts.clear();\n",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &[
            "portal_ends::a_teardown_leaves_nothing_behind_even_where_the_frame_stays",
            "portal_ends::a_sign_out_at_the_portal_clears_the_console",
        ],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "after a teardown nothing is heard",
        edits: &[Edit {
            file: "src/app/link.rs",
            from: "                self.portal.hang_up();\n",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::a_teardown_leaves_nothing_behind_even_where_the_frame_stays"],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "destroy takes the frame away",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "    this.#frame.remove();\n",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::destroy_says_what_is_lost_gives_up_what_is_under_way_and_takes_the_frame_away"],
    },
    Mutant {
        id: "T-TOK-6",
        guard: "destroy is told what is unsaved by the console",
        edits: &[Edit {
            file: "portal-sdk/index.js",
            from: "        resolve(answer.body.unsaved);",
            to: "        resolve(false);",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::destroy_says_what_is_lost_gives_up_what_is_under_way_and_takes_the_frame_away"],
    },
    Mutant {
        id: "renewal",
        guard: "all who need a new token share one question",
        edits: &[Edit {
            file: "src/session/mod.rs",
            from: "let under_way = self.renewal.try_get_value().flatten().unwrap_or_else(|| {",
            to: "let under_way = None::<Promise>.unwrap_or_else(|| {",
        }],
        suite: Suite::Browser,
        tests: &["portal_token::all_that_wait_share_one_new_token_and_a_read_is_sent_again_once"],
    },
    Mutant {
        id: "renewal",
        guard: "a write is never sent again by itself",
        edits: &[Edit {
            file: "src/api/renewal.rs",
            from: "if call == Call::Write {",
            to: "if path.is_empty() {",
        }],
        suite: Suite::E2e,
        tests: &["portal_ends::a_create_refused_for_an_old_token_keeps_the_form_and_is_sent_again_by_hand_only"],
    },
];
