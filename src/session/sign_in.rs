//! The sign-in panel: paste an access token; where the platform offers it, account and password.

use super::{Session, SessionState, SignedOut, Token, TokenProblem};
use crate::api::{ApiError, Client};
use crate::config::Profile;
use crate::i18n::{Messages, messages};
use crate::ui::{Button, FieldKind, Note, NoteTone, TextField, Tone};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The panel.
#[component]
pub fn SignInPanel() -> impl IntoView {
    let m = messages();
    let client: Client = expect_context();
    let session: Session = expect_context();
    let keep = RwSignal::new(false);
    let why = match session.state() {
        SessionState::SignedOut(SignedOut::ByOperator) => Some((NoteTone::Info, m.signed_out_by_you.to_owned())),
        SessionState::SignedOut(SignedOut::Refused(code)) => Some((NoteTone::Warning, refused_text(m, code))),
        SessionState::SignedOut(SignedOut::NotYet) | SessionState::SignedIn => None,
    };
    view! {
        <main class="panel card">
            <h1>{m.sign_in}</h1>
            <p class="page-about">{m.sign_in_about}</p>
            {why.map(|(tone, text)| view! { <Note tone=tone>{text}</Note> })}
            {(client.profile() == Profile::Full).then(|| view! { <AccountForm keep=keep /> })}
            <TokenForm keep=keep />
            <Show when=move || session.can_keep()>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || keep.get()
                        on:change=move |event| keep.set(event_target_checked(&event))
                    />
                    {m.keep_token}
                </label>
            </Show>
        </main>
    }
}

fn refused_text(m: &Messages, code: Option<upgrade_api::error::ErrorCode>) -> String {
    match code {
        Some(_) => format!("{} {}", m.token_refused, ApiError::SignedOut(code).text(m)),
        None => m.token_refused.to_owned(),
    }
}

/// Runs `act` on Enter. Not a `<form>`: in a frame without `allow-forms` a form never submits and never says so.
fn on_enter(act: Callback<()>) -> impl Fn(ev::KeyboardEvent) + Copy {
    move |event| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            act.run(());
        }
    }
}

#[component]
fn TokenForm(
    /// Whether to keep the token for this tab.
    keep: RwSignal<bool>,
) -> impl IntoView {
    let m = messages();
    let session: Session = expect_context();
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<TokenProblem>);
    let submit = Callback::new(move |()| match Token::parse(&text.get_untracked()) {
        Ok(token) => session.sign_in(token, keep.get_untracked()),
        Err(wrong) => problem.set(Some(wrong)),
    });
    let error = move || {
        problem.get().map(|problem| {
            match problem {
                TokenProblem::Empty => m.required,
                TokenProblem::TooLong => m.token_too_long,
                TokenProblem::Character => m.token_character,
            }
            .to_owned()
        })
    };
    view! {
        <section class="panel-part" on:keydown=on_enter(submit)>
            <TextField
                id="access-token"
                label=m.access_token
                kind=FieldKind::Secret
                value=text
                hint=Signal::derive(move || Some(m.token_hint.to_owned()))
                error=Signal::derive(error)
                on_input=Callback::new(move |typed| {
                    problem.set(None);
                    text.set(typed);
                })
            />
            <Button label=m.sign_in.to_owned() tone=Tone::Primary on_press=submit />
        </section>
    }
}

#[component]
fn AccountForm(
    /// Whether to keep the token for this tab.
    keep: RwSignal<bool>,
) -> impl IntoView {
    let m = messages();
    let session: Session = expect_context();
    let client: Client = expect_context();
    let (account, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, tried) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<ApiError>);
    let submit = Callback::new(move |()| {
        tried.set(true);
        let (name, secret) = (account.get_untracked(), password.get_untracked());
        if busy.get_untracked() || name.is_empty() || secret.is_empty() {
            return;
        }
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let answer = client.sign_in(&name, &secret).await;
            busy.set(false);
            match answer {
                Ok(token) => session.sign_in(token, keep.get_untracked()),
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let missing = move |text: RwSignal<String>| {
        Signal::derive(move || (tried.get() && text.with(String::is_empty)).then(|| m.required.to_owned()))
    };
    let label = move || if busy.get() { m.working } else { m.sign_in_with_account }.to_owned();
    view! {
        <section class="panel-part" on:keydown=on_enter(submit)>
            <TextField
                id="account"
                label=m.account
                autocomplete="username"
                value=account
                error=missing(account)
                on_input=Callback::new(move |typed| account.set(typed))
            />
            <TextField
                id="password"
                label=m.password
                kind=FieldKind::Secret
                autocomplete="current-password"
                value=password
                error=missing(password)
                on_input=Callback::new(move |typed| password.set(typed))
            />
            {move || failed.get().map(|error| view! { <Note tone=NoteTone::Error>{error.text(m)}</Note> })}
            <Button label=Signal::derive(label) on_press=submit />
        </section>
    }
}
