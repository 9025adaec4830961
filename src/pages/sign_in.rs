//! The sign-in panel: paste an access token; where the platform offers it, account and password.

use crate::api::{ApiError, Client};
use crate::components::{El, FieldKind, FieldMessages, NoteTone, TextField, Tone, button, dynamic, el, note, nothing};
use crate::i18n::Messages;
use crate::session::{Grant, Session, SignedOut, Token, TokenProblem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::profile::Profile;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The panel; `why` nobody is signed in.
pub(crate) fn sign_in_panel(m: &'static Messages, client: Client, session: Session, why: SignedOut) -> AnyView {
    let keep = RwSignal::new(false);
    let why = match why {
        SignedOut::ByOperator => Some((NoteTone::Info, m.signed_out_by_you.to_owned())),
        // The platform names a code; 401 is a gateway's.
        SignedOut::Refused(None) => Some((NoteTone::Warning, m.gateway_token.to_owned())),
        SignedOut::Refused(Some(code)) => {
            let code = ApiError::SignedOut(Some(code)).text(m);
            Some((NoteTone::Warning, format!("{} {code}", m.token_refused)))
        }
        SignedOut::NotYet | SignedOut::Portal(_) => None,
    };
    let keep_choice = session.can_keep().then(|| {
        let tick = el("input")
            .attr("type", "checkbox")
            .on("change", move |event| keep.set(event_target_checked(&event)));
        el("label").class("check").child(tick).child(m.keep_token)
    });
    el("main")
        .class("panel card")
        .child(el("h1").child(m.sign_in))
        .child(el("p").class("page-about").child(m.sign_in_about))
        .child(why.map(|(tone, text)| note(tone, text)))
        .child((client.profile() == Profile::Full).then(|| account_form(m, client, session, keep)))
        .child(token_form(m, session, keep))
        .child(keep_choice)
        .view()
}

/// A part of the panel that acts on Enter. Not a `<form>`: in a frame without `allow-forms` a form never submits and
/// never says so.
fn part(act: Callback<()>) -> El {
    el("section").class("panel-part").on("keydown", move |event| {
        let key = event.unchecked_ref::<KeyboardEvent>();
        // On a button Enter is a press already.
        let in_field = event_target::<web_sys::Element>(&event).class_list().contains("input");
        if in_field && key.key() == "Enter" && !key.is_composing() {
            event.prevent_default();
            act.run(());
        }
    })
}

fn token_form(m: &'static Messages, session: Session, keep: RwSignal<bool>) -> El {
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<TokenProblem>);
    let submit = Callback::new(move |()| match Token::parse(&text.get_untracked()) {
        Ok(token) => session.sign_in(Grant::new(token, None, None), keep.get_untracked()),
        Err(wrong) => problem.set(Some(wrong)),
    });
    let says = move || FieldMessages {
        error: problem.get().map(|problem| {
            match problem {
                TokenProblem::Empty => m.required,
                TokenProblem::TooLong => m.token_too_long,
                TokenProblem::Character => m.token_character,
            }
            .to_owned()
        }),
        hint: Some(m.token_hint.to_owned()),
        warning: None,
        good: None,
    };
    let input = TextField {
        id: "access-token".to_owned(),
        label: m.access_token,
        kind: FieldKind::Secret,
        autocomplete: "off",
        first_focus: false,
        required: true,
    };
    let typed = move |typed| {
        problem.set(None);
        text.set(typed);
    };
    part(submit)
        .child(input.view(move || text.get(), says, typed, || {}))
        .child(button(Tone::Primary, m.sign_in, move || submit.run(())))
}

/// What an account sign-in is made of.
#[derive(Clone, Copy)]
struct AccountForm {
    m: &'static Messages,
    client: Client,
    session: Session,
    keep: RwSignal<bool>,
    account: RwSignal<String>,
    password: RwSignal<String>,
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
}

impl AccountForm {
    fn submit(self) {
        self.tried.set(true);
        let (account, password) = (self.account.get_untracked(), self.password.get_untracked());
        if self.busy.get_untracked() || account.is_empty() || password.is_empty() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let answer = self.client.sign_in(&account, &password).await;
            self.busy.set(false);
            match answer {
                Ok(grant) => self.session.sign_in(grant, self.keep.get_untracked()),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    fn field(self, input: TextField, text: RwSignal<String>) -> AnyView {
        let m = self.m;
        let says = move || FieldMessages {
            error: (self.tried.get() && text.with(String::is_empty)).then(|| m.required.to_owned()),
            ..FieldMessages::default()
        };
        input.view(move || text.get(), says, move |typed| text.set(typed), || {})
    }
}

fn account_form(m: &'static Messages, client: Client, session: Session, keep: RwSignal<bool>) -> El {
    let form = AccountForm {
        m,
        client,
        session,
        keep,
        account: RwSignal::new(String::new()),
        password: RwSignal::new(String::new()),
        tried: RwSignal::new(false),
        busy: RwSignal::new(false),
        failed: RwSignal::new(None),
    };
    let account = TextField {
        id: "account".to_owned(),
        label: m.account,
        kind: FieldKind::Text,
        autocomplete: "username",
        first_focus: false,
        required: true,
    };
    let password = TextField {
        id: "password".to_owned(),
        label: m.password,
        kind: FieldKind::Secret,
        autocomplete: "current-password",
        first_focus: false,
        required: true,
    };
    let go = button(Tone::Plain, "", move || form.submit()).text_with(move || {
        if form.busy.get() {
            m.working
        } else {
            m.sign_in_with_account
        }
        .to_owned()
    });
    part(Callback::new(move |()| form.submit()))
        .child(form.field(account, form.account))
        .child(form.field(password, form.password))
        .child(dynamic(move || match form.failed.get() {
            Some(error) => note(NoteTone::Error, error.text(m)).view(),
            None => nothing(),
        }))
        .child(go)
}
