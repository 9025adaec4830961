//! Inside another page: only with a portal that is known, or within pages of the console's own origin. Anybody else
//! gets a sentence, and the platform not one request.

use crate::app::console::console;
use crate::components::{Toasts, dynamic};
use crate::config::Config;
use crate::i18n::{Language, Messages};
use crate::pages::no_access::{refusal, waiting};
use crate::portal::{HandshakeState, handshake, is_same_origin};
use crate::web;
use leptos::prelude::*;

/// The console, if it may stand where it stands.
pub(crate) fn console_in_its_place(language: RwSignal<Language>, toasts: Toasts, config: Config) -> AnyView {
    if !web::is_framed() {
        return console(language, toasts, config, None);
    }
    if config.portal_origins.is_empty() {
        return match is_same_origin() {
            true => console(language, toasts, config, None),
            false => stranger(language.get_untracked().messages()),
        };
    }
    let state = handshake::shake(&config.portal_origins);
    let config = StoredValue::new(config);
    dynamic(move || match state.get() {
        HandshakeState::Waiting => waiting(language.get_untracked().messages()).view(),
        HandshakeState::Connected(portal, context) => {
            untrack(|| console(language, toasts, config.get_value(), Some((portal, context))))
        }
        HandshakeState::Unsupported => {
            let m = language.get_untracked().messages();
            refusal(m, m.framed_version, m.framed_version_next)
        }
        HandshakeState::Unknown => stranger(language.get_untracked().messages()),
    })
}

fn stranger(m: &Messages) -> AnyView {
    refusal(m, m.framed_unknown, m.framed_unknown_next)
}
