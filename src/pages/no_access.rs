//! Pages without access: why the console is not shown in this frame, or why the portal gives no token.

use crate::components::{El, NoteTone, Tone, button, el, note, nothing};
use crate::i18n::Messages;
use crate::session::{NoToken, Session, SignedOut, TokenReason};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Why the console is not shown in this frame, and what to do.
pub(crate) fn refusal(m: &Messages, what: &str, next: &str) -> AnyView {
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
pub(crate) fn waiting(m: &Messages) -> El {
    el("p").class("boot").attr("role", "status").child(m.portal_waiting)
}

/// In place of the sign-in panel where the portal is the one that signs in: why there is no token.
pub(crate) fn no_access(m: &'static Messages, session: Session, why: SignedOut) -> AnyView {
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
    let retry = button(Tone::Primary, m.retry, move || {
        spawn_local(session.request_token(TokenReason::Boot))
    });
    page(m.portal_title)
        .child(note(NoteTone::Warning, text))
        .child(if again { retry.view() } else { nothing() })
        .view()
}
