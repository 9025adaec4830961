//! The sign-in panel: an account, where the platform offers it, or a pasted access token.

use crate::api::{ApiError, Client};
use crate::components::{Button, FieldKind, FieldMessages, Note, NoteTone, TextField, Tone};
use crate::i18n::{Messages, use_messages};
use crate::pages::error_text::error_text;
use crate::session::{Grant, Session, SessionState, SignedOut, Token, TokenProblem};
use crate::web;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::error::ErrorCode;
use upgrade_api::profile::Profile;

/// Input of the panel, and the state of a sign-in with an account. The panel is built again in another language; this stays.
#[derive(Clone, Copy, Default)]
pub(crate) struct SignInInput {
    /// Whether the token is stored in this tab.
    keep: RwSignal<bool>,
    token: RwSignal<String>,
    token_problem: RwSignal<Option<TokenProblem>>,
    account: RwSignal<String>,
    password: RwSignal<String>,
    /// Whether a sign-in with an account was requested, so that empty fields show an error.
    is_submitted: RwSignal<bool>,
    /// Whether a sign-in with an account is in flight.
    is_busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
}

impl SignInInput {
    /// Empties the panel, after a sign-in.
    pub(crate) fn clear(self) {
        let Self {
            keep,
            token,
            token_problem,
            account,
            password,
            is_submitted,
            is_busy: _,
            failure,
        } = self;
        keep.set(false);
        for text in [token, account, password] {
            text.set(String::new());
        }
        token_problem.set(None);
        is_submitted.set(false);
        failure.set(None);
    }
}

/// The panel.
#[component]
pub(crate) fn SignIn(
    /// Client.
    client: Client,
    /// Reason why there is no token.
    reason: SignedOut,
    /// Input.
    input: SignInInput,
) -> impl IntoView {
    let m = use_messages();
    let session = client.session;
    let note = move || match reason {
        SignedOut::ByOperator if is_stored(session) => Some((NoteTone::Info, m.signed_out_stored().to_owned())),
        SignedOut::ByOperator | SignedOut::ByOtherPage => Some((NoteTone::Info, m.signed_out().to_owned())),
        // The platform names a code; a gateway answers 401 without one.
        SignedOut::Refused(None) => Some((NoteTone::Warning, m.gateway_token().to_owned())),
        SignedOut::Refused(Some(code)) => {
            let code = error_text(m, &ApiError::SignedOut(Some(code)));
            Some((NoteTone::Warning, m.sentences(&[m.token_refused(), &code])))
        }
        SignedOut::NotYet | SignedOut::Portal(_) => None,
    };
    let has_accounts = client.profile == Profile::Full;
    view! {
        <main class="panel card">
            <h1 id=web::PAGE_TITLE tabindex="-1">
                {m.sign_in()}
            </h1>
            <p class="page-about">{m.sign_in_about()}</p>
            {move || note().map(|(tone, text)| view! { <Note tone=tone text=text /> })}
            {has_accounts.then(|| view! { <AccountForm client=client input=input /> })}
            <TokenForm session=client.session input=input />
            {client
                .session
                .can_keep()
                .then(|| {
                    view! {
                        <label class="check">
                            <input type="checkbox" bind:checked=input.keep />
                            <span>{m.keep_token()}</span>
                        </label>
                    }
                })}
        </main>
    }
}

/// Whether the storage has a token after a sign-out. Tracked: the portal may remove it.
fn is_stored(session: Session) -> bool {
    session.token_changes();
    session.token().is_some()
}

const ACCOUNT: &str = "account";
const PASSWORD: &str = "password";
const TOKEN: &str = "access-token";

/// A form of the panel. Enter and the button do not depend on its `submit` event, which a frame without `allow-forms` never
/// gets.
#[component]
fn PanelForm(
    /// Called on Enter in a field, and by a password manager that submits.
    submit: Callback<()>,
    /// Content.
    children: Children,
) -> impl IntoView {
    let key_down = move |event: ev::KeyboardEvent| {
        // Enter on a button is a press already.
        let is_in_field = event_target::<web_sys::Element>(&event).class_list().contains("input");
        if is_in_field && event.key() == "Enter" {
            // Also where it ends a composition: the browser would submit the form.
            event.prevent_default();
            if web::is_enter(&event) {
                submit.run(());
            }
        }
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };
    view! {
        <form class="panel-part" on:keydown=key_down on:submit=on_submit>
            {children()}
        </form>
    }
}

/// Takes over the text of an input, which a password manager may have set without an event.
fn read_input(id: &str, text: RwSignal<String>) {
    if let Some(shown) = web::input_text(id) {
        text.set(shown);
    }
}

/// Text of a failed sign-in. A platform refuses a password of another length before it compares it, as a wrong value of a
/// field. Any other code stays in the text.
fn failure_text(m: &dyn Messages, error: &ApiError) -> String {
    let text = error_text(m, error);
    match error {
        ApiError::Refused(body) if matches!(body.code, ErrorCode::WrongCredentials | ErrorCode::ValidationFailed) => {
            m.code(ErrorCode::WrongCredentials).to_owned()
        }
        ApiError::Refused(body) if is_about_credentials(body.code) => {
            text.replace(m.code(body.code), m.code(ErrorCode::WrongCredentials))
        }
        _ => text,
    }
}

/// Whether a sign-in with another account or password may succeed: every 400 but a locked account and a used-up quota.
fn is_about_credentials(code: ErrorCode) -> bool {
    code.number() / 10_000 == 400 && !matches!(code, ErrorCode::AccountLocked | ErrorCode::QuotaReached)
}

/// Signs in with a pasted access token.
#[component]
fn TokenForm(
    /// Session.
    session: Session,
    /// Input.
    input: SignInInput,
) -> impl IntoView {
    let m = use_messages();
    let SignInInput {
        keep,
        token,
        token_problem: problem,
        ..
    } = input;
    let submit = Callback::new(move |()| {
        read_input(TOKEN, token);
        match Token::parse(&token.get_untracked()) {
            Ok(token) => session.sign_in(Grant::new(token, None, None), keep.get_untracked()),
            Err(error) => problem.set(Some(error)),
        }
    });
    let messages = move || FieldMessages {
        error: problem.get().map(|problem| {
            match problem {
                TokenProblem::Empty => m.required(),
                TokenProblem::TooLong => m.token_too_long(),
                TokenProblem::Character => m.token_character(),
            }
            .to_owned()
        }),
        hint: Some(m.token_hint().to_owned()),
        ..FieldMessages::default()
    };
    let input = move |text| {
        problem.set(None);
        token.set(text);
    };
    view! {
        <PanelForm submit=submit>
            <TextField
                id=TOKEN
                label=m.access_token()
                kind=FieldKind::Secret
                required=true
                value=token
                messages=messages
                on_input=input
            />
            <Button tone=Tone::Primary label=m.sign_in() submits=true on_press=move |_| submit.run(()) />
        </PanelForm>
    }
}

/// Signs in with an account.
#[component]
fn AccountForm(
    /// Client.
    client: Client,
    /// Input.
    input: SignInInput,
) -> impl IntoView {
    let m = use_messages();
    let SignInInput {
        keep,
        account,
        password,
        is_submitted,
        is_busy,
        failure,
        ..
    } = input;
    let submit = Callback::new(move |()| {
        is_submitted.set(true);
        read_input(ACCOUNT, account);
        read_input(PASSWORD, password);
        let (account, password) = (account.get_untracked(), password.get_untracked());
        if is_busy.get_untracked() || account.is_empty() || password.is_empty() {
            return;
        }
        is_busy.set(true);
        failure.set(None);
        let keep = keep.get_untracked();
        spawn_local(async move {
            let result = client.sign_in(&account, &password).await;
            is_busy.set(false);
            if untrack(|| client.session.state()) == SessionState::SignedIn {
                // A pasted token was faster.
                return;
            }
            match result {
                Ok(grant) => client.session.sign_in(grant, keep),
                Err(error) => failure.set(Some(error)),
            }
        });
    });
    let messages = move |text: RwSignal<String>| FieldMessages {
        error: (is_submitted.get() && text.with(String::is_empty)).then(|| m.required().to_owned()),
        ..FieldMessages::default()
    };
    let field = move |id, label, kind, autocomplete, value: RwSignal<String>| {
        view! {
            <TextField
                id=id
                label=label
                kind=kind
                autocomplete=autocomplete
                required=true
                value=value
                messages=move || messages(value)
                on_input=move |text| value.set(text)
            />
        }
    };
    view! {
        <PanelForm submit=submit>
            {field(ACCOUNT, m.account(), FieldKind::Account, "username", account)}
            {field(PASSWORD, m.password(), FieldKind::Secret, "current-password", password)}
            {move || {
                failure.get().map(|error| view! { <Note tone=NoteTone::Error text=failure_text(m, &error) /> })
            }}
            <Button
                label=move || if is_busy.get() { m.working() } else { m.sign_in_with_account() }
                submits=true
                on_press=move |_| submit.run(())
            />
        </PanelForm>
    }
}
