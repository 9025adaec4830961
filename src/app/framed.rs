//! Inside another page: only with a portal that is known, or within pages of the console's own origin. Anybody else
//! gets a sentence, and the platform not one request.

use super::texts;
use crate::config::Config;
use crate::i18n::{Language, Messages};
use crate::reactive::{RwSignal, spawn, stored};
use crate::session::portal::{Shake, is_same_origin, shake};
use crate::session::{NoToken, Reason, Session, SignedOut};
use crate::ui::{El, NoteTone, Toasts, Tone, button, dynamic, el, note, nothing};
use crate::{app, browser};
use leptos::prelude::*;

/// The console, if it may stand where it stands.
pub(super) fn console_in_its_place(language: RwSignal<Language>, toasts: Toasts, config: Config) -> AnyView {
    if !browser::is_framed() {
        return app::console(language, toasts, config, None);
    }
    if config.portal_origins.is_empty() {
        return match is_same_origin() {
            true => app::console(language, toasts, config, None),
            false => stranger(texts(language)),
        };
    }
    let state = shake(&config.portal_origins);
    let config = stored(config);
    dynamic(move || match state.get() {
        Shake::Waiting => waiting(texts(language)).view(),
        Shake::Connected(portal, context) => {
            untrack(|| app::console(language, toasts, config.get_value(), Some((portal, context))))
        }
        Shake::Unsupported => {
            let m = texts(language);
            refusal(m, m.framed_version, m.framed_version_next)
        }
        Shake::Unknown => stranger(texts(language)),
    })
}

fn stranger(m: &Messages) -> AnyView {
    refusal(m, m.framed_unknown, m.framed_unknown_next)
}

fn refusal(m: &Messages, what: &str, next: &str) -> AnyView {
    page(m.framed_title)
        .attr("role", "alert")
        .child(el("p").child(what))
        .child(el("p").child(next))
        .view()
}

fn page(title: &str) -> El {
    el("main").class("panel card").child(el("h1").child(title))
}

/// While the portal is waited for.
pub(super) fn waiting(m: &Messages) -> El {
    el("p").class("boot").attr("role", "status").child(m.portal_waiting)
}

/// In place of the sign-in panel where the portal is the one that signs in: why there is no token.
pub(super) fn no_access(m: &'static Messages, session: Session, why: SignedOut) -> AnyView {
    let (text, again) = match why {
        SignedOut::Portal(NoToken::Denied) => (m.portal_denied, true),
        SignedOut::Portal(NoToken::Unavailable) => (m.portal_unavailable, true),
        SignedOut::Portal(NoToken::Malformed) => (m.portal_malformed, true),
        SignedOut::Portal(NoToken::Ended) => (m.portal_ended, false),
        // The platform names a code; 401 is a gateway's.
        SignedOut::Refused(None) => (m.gateway_token_portal, true),
        SignedOut::Refused(Some(_)) => (m.portal_refused, true),
        SignedOut::Portal(NoToken::SignedOut) | SignedOut::NotYet | SignedOut::ByOperator => {
            (m.portal_signed_out, true)
        }
    };
    let retry = button(Tone::Primary, m.retry, move || spawn(session.pull(Reason::Boot)));
    page(m.portal_title)
        .child(note(NoteTone::Warning, text))
        .child(if again { retry.view() } else { nothing() })
        .view()
}
