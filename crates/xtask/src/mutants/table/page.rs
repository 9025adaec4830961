//! What the page may do, what it makes of text, and where it can be led.

use crate::mutants::{Edit, Mutant, Suite};

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        id: "T-CSP-1",
        guard: "the platform allows no worker but its own",
        edits: &[Edit {
            file: "crates/platform/src/http/headers.rs",
            from: r#"worker-src 'self'; manifest-src"#,
            to: r#"worker-src 'self' blob:; manifest-src"#,
        }],
        suite: Suite::E2e,
        tests: &["policy::the_platform_sends_exactly_the_documented_policy_with_every_file"],
    },
    Mutant {
        id: "T-CSP-1",
        guard: "the platform forbids forms and other bases",
        edits: &[Edit {
            file: "crates/platform/src/http/headers.rs",
            from: r#"             frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {framed_by}""#,
            to: r#"             frame-src 'none'; frame-ancestors {framed_by}""#,
        }],
        suite: Suite::E2e,
        tests: &["policy::the_platform_sends_exactly_the_documented_policy_with_every_file"],
    },
    Mutant {
        id: "T-CSP-1",
        guard: "the console has no inline style",
        edits: &[Edit {
            file: "src/tasks/table/mod.rs",
            from: r#"        .class("tasks")
"#,
            to: r#"        .class("tasks")
        .attr("style", "color: red")
"#,
        }],
        suite: Suite::E2e,
        tests: &["policy::a_whole_session_breaks_no_policy_and_asks_no_other_origin"],
    },
    Mutant {
        id: "T-CSP-1",
        guard: "the worker's address goes through a policy of Trusted Types",
        edits: &[Edit {
            file: "boot.mjs",
            from: "globalThis.trustedTypes?.createPolicy",
            to: "globalThis.noTypes?.createPolicy",
        }],
        suite: Suite::E2e,
        tests: &["digest::the_worker_comes_with_the_dialog_and_digests_files_of_every_length_as_md5sum_does"],
    },
    Mutant {
        id: "T-REL-9",
        guard: "a program that has stopped can send and wake nothing",
        edits: &[Edit {
            file: "boot.mjs",
            from: "  silence();\n",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &["stopped::a_trap_without_a_panic_is_a_notice_too"],
    },
    Mutant {
        id: "T-REL-9",
        guard: "a portal hears nothing more after a panic",
        edits: &[Edit {
            file: "src/session/portal/mod.rs",
            from: "            port.close();\n",
            to: "",
        }],
        suite: Suite::E2e,
        tests: &["stopped::a_portal_hears_of_a_panic_and_then_nothing"],
    },
    Mutant {
        id: "T-CSP-2",
        guard: "the program runs only with its digest (needs the boot.mjs that checks)",
        edits: &[Edit {
            file: "boot.mjs",
            from: r#"  return preload?.integrity ?? "";"#,
            to: r#"  return preload === own ? "x" : "";"#,
        }],
        suite: Suite::E2e,
        tests: &["tampered::a_changed_program_does_not_run"],
    },
    Mutant {
        id: "T-CSP-2",
        guard: "a digest kernel whose bytes are not the built ones computes nothing",
        edits: &[Edit {
            file: "crates/digest-worker/worker.js",
            from: "await fetch(new URL(name, self.location.href), { integrity });",
            to: "await fetch(new URL(name, self.location.href));",
        }],
        suite: Suite::E2e,
        tests: &["tampered::a_changed_digest_kernel_gives_no_wrong_digest"],
    },
    Mutant {
        id: "T-CSP-3",
        guard: "the documented policy allows no inline script",
        edits: &[Edit {
            file: "docs/embedding.md",
            from: r#"add_header Content-Security-Policy "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"#,
            to: r#"add_header Content-Security-Policy "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'"#,
        }],
        suite: Suite::E2e,
        tests: &["injected::an_injected_script_reaches_nobody_and_without_the_policy_it_would"],
    },
    Mutant {
        id: "T-CSRF-1",
        guard: "requests carry no cookie",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: r#"RequestCredentials::Omit)"#,
            to: r#"RequestCredentials::Include)"#,
        }],
        suite: Suite::E2e,
        tests: &["forged::no_cookie_is_sent_to_the_interface_and_none_signs_anybody_in"],
    },
    Mutant {
        id: "T-CSRF-1",
        guard: "the platform does nothing without a token",
        edits: &[Edit {
            file: "crates/platform/src/http/auth.rs",
            from: r#"    let digest = secrets::digest(&token(request.headers())?);
"#,
            to: r#"    let Ok(given) = token(request.headers()) else {
        return Ok(next.run(request).await);
    };
    let digest = secrets::digest(&given);
"#,
        }],
        suite: Suite::Platform,
        tests: &["access::every_call_needs_a_token_that_is_known"],
    },
    Mutant {
        id: "T-CSRF-1",
        guard: "the platform does nothing for a page of somebody else",
        edits: &[Edit {
            file: "crates/platform/src/http/auth.rs",
            from: r#"    let digest = secrets::digest(&token(request.headers())?);
"#,
            to: r#"    let Ok(given) = token(request.headers()) else {
        return Ok(next.run(request).await);
    };
    let digest = secrets::digest(&given);
"#,
        }],
        suite: Suite::E2e,
        tests: &["forged::what_a_page_of_somebody_else_can_send_changes_nothing"],
    },
    Mutant {
        id: "T-CSRF-1",
        guard: "within a portal no storage is looked at",
        edits: &[Edit {
            file: "src/session/mod.rs",
            from: r#"            storage: portal.map_or(config.token_storage, |_| TokenStorage::None),
"#,
            to: r#"            storage: config.token_storage,
"#,
        }],
        suite: Suite::E2e,
        tests: &["forged::within_a_portal_no_storage_signs_anybody_in"],
    },
    Mutant {
        id: "T-NAV-1",
        guard: "a place has no parameter but the documented ones",
        edits: &[Edit {
            file: "src/address/route.rs",
            from: "                _ => route.list.take(name, &value)?,",
            to: "                _ => route.list.take(name, &value).unwrap_or_default(),",
        }],
        suite: Suite::E2e,
        tests: &["portal_moves::a_portal_can_lead_the_console_nowhere_but_to_its_own_places"],
    },
    Mutant {
        id: "T-NAV-1",
        guard: "a place starts with one slash",
        edits: &[Edit {
            file: "src/address/route.rs",
            from: "let rest = path.strip_prefix('/')?;",
            to: "let rest = path.trim_start_matches('/');",
        }],
        suite: Suite::E2e,
        tests: &["portal_moves::a_portal_can_lead_the_console_nowhere_but_to_its_own_places"],
    },
    Mutant {
        id: "T-NAV-1",
        guard: "a parameter stands once",
        edits: &[Edit {
            file: "src/address/route.rs",
            from: "            if names.contains(&name) {",
            to: "            if names.len() > 9 && names.contains(&name) {",
        }],
        suite: Suite::E2e,
        tests: &["portal_moves::a_portal_can_lead_the_console_nowhere_but_to_its_own_places"],
    },
    Mutant {
        id: "T-NAV-1",
        guard: "only unreserved characters stand for themselves",
        edits: &[Edit {
            file: "src/address/route.rs",
            from: "byte if byte.is_ascii_alphanumeric() || b\"-._~\".contains(&byte) => byte,\n            _ => return None,",
            to: "byte => byte,",
        }],
        suite: Suite::E2e,
        tests: &["portal_moves::a_portal_can_lead_the_console_nowhere_but_to_its_own_places"],
    },
    Mutant {
        id: "T-NAV-1",
        guard: "what is no place is counted",
        edits: &[Edit {
            file: "src/session/portal/down.rs",
            from: "route.map(Self::Navigate).ok_or(true)",
            to: "route.map(Self::Navigate).ok_or(false)",
        }],
        suite: Suite::Browser,
        tests: &["portal_down::anything_else_is_no_place"],
    },
    Mutant {
        id: "T-NAV-1",
        guard: "the interface is the configuration's, never the address's",
        edits: &[Edit {
            file: "src/api/client.rs",
            from: "base: stored(config.api_base.clone()),",
            to: "base: stored(crate::browser::url().and_then(|url| url.search_params().get(\"api\")).unwrap_or_else(|| config.api_base.clone())),",
        }],
        suite: Suite::E2e,
        tests: &["portal_moves::an_address_cannot_lead_the_console_or_its_token_elsewhere"],
    },
    Mutant {
        id: "T-NAV-2",
        guard: "a product's id is percent-encoded in the list's address",
        edits: &[Edit {
            file: "crates/upgrade-api/src/paths.rs",
            from: "let mut url = format_pair(TASKS, \"?product_id=\");\n    encode_into(&mut url, product.as_str());",
            to: "let mut url = format_pair(TASKS, \"?product_id=\");\n    url.push_str(product.as_str());",
        }],
        suite: Suite::E2e,
        tests: &["portal_moves::ids_reach_the_interface_percent_encoded_and_whole"],
    },
    Mutant {
        id: "T-XSS-1",
        guard: "attributes stay attributes, and text text",
        edits: &[Edit {
            file: "src/ui/el.rs",
            from: r#"    fn set(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
"#,
            to: r#"    fn set(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        if name == "title" {
            self.0.attributes.push(prop("innerHTML", value.into_owned()).into_any_attr());
            return self;
        }
"#,
        }],
        suite: Suite::E2e,
        tests: &["markup::every_field_of_a_list_is_text_letter_by_letter"],
    },
    Mutant {
        id: "T-XSS-2",
        guard: "an address is no link",
        edits: &[Edit {
            file: "src/ui/copy.rs",
            from: r#"el("code").attr("id", id)"#,
            to: r#"el("a").attr("href", text.clone()).attr("id", id)"#,
        }],
        suite: Suite::E2e,
        tests: &["links::no_address_becomes_a_link"],
    },
    Mutant {
        id: "T-XSS-3",
        guard: "what turns a sentence around is spelled out",
        edits: &[Edit {
            file: "src/ui/mod.rs",
            from: r#"            '\u{202a}'..='\u{202e}'
"#,
            to: r#"            '\u{202a}'
"#,
        }],
        suite: Suite::E2e,
        tests: &["hostile::names_like_markup_and_bidirectional_names_are_shown_as_text_everywhere"],
    },
    Mutant {
        id: "T-XSS-4",
        guard: "no id of the platform becomes an id of an element",
        edits: &[Edit {
            file: "src/tasks/table/row.rs",
            from: r#"    tr().child(cell("cell-pick")"#,
            to: r#"    tr().attr("id", task.id.to_string()).child(cell("cell-pick")"#,
        }],
        suite: Suite::E2e,
        tests: &["names::names_that_mean_something_to_a_program_are_names_and_ids"],
    },
];
