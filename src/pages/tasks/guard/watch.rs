//! Readings for the guards of all open products, and the stops that the guards decide on.

use crate::components::{Toasts, visible};
use crate::i18n::{Language, Messages};
use crate::pages::tasks::actions::{action_outcome, reason};
use crate::pages::tasks::notices::{Notices, name};
use crate::pages::workspaces::Workspaces;
use crate::session::SessionState;
use crate::state::activity_log::{ActivityLog, Entry, Operation, Outcome};
use crate::state::task_store::{ActionError, GuardPhase, GuardedTask, ListState, TaskStore, WriteResult};
use crate::web;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::guard::{GuardEnd, StopReason};
use upgrade_api::status::Action;

/// Longest pause between two stops, in milliseconds.
const PAUSE_MAX_MS: f64 = 60_000.0;
/// Pause after the first stop, in milliseconds. Each further one is twice as long. Also the pause until a stop is possible.
const PAUSE_MS: f64 = 2_000.0;
/// Subject of toasts about all guards.
const ALL_GUARDS: &str = "guards";

/// What the guards read and change.
#[derive(Clone, Copy)]
pub(crate) struct GuardWatch {
    pub workspaces: Workspaces,
    pub language: RwSignal<Language>,
    pub toasts: Toasts,
    pub activity: ActivityLog,
    pub notices: Notices,
}

impl GuardWatch {
    /// Resumes the guards of an earlier page, and watches all guards until the view is removed. The lists of guarded products
    /// are read at each interval also while the page is hidden, a dialog is open or another product is on show.
    pub(crate) fn start(self) {
        self.workspaces.restore_guards();
        web::every(1, move || {
            if untrack(|| self.workspaces.client.session.state()) != SessionState::SignedIn {
                return;
            }
            for store in untrack(|| self.workspaces.stores()) {
                // A list that was never read is due at once.
                let is_unread = untrack(|| store.state()) == ListState::Loading;
                let is_due = is_unread || store.next_poll_ms(self.workspaces.poll_seconds) <= 0.0;
                if store.is_guarding() && is_due && !store.is_busy() {
                    store.poll();
                }
            }
        });
        Effect::new(move |_| {
            for store in self.workspaces.stores() {
                if store.is_of_unknown_product() {
                    store.end_guards();
                }
                for guarded in store.guards() {
                    untrack(|| self.carry_out(store, &guarded));
                }
            }
        });
        Effect::new(move |was_told: Option<bool>| {
            let state = self.workspaces.client.session.state();
            let guards = untrack(|| self.workspaces.guards());
            if guards == 0 || state == SessionState::Asking || state.has_user_left() {
                return false;
            }
            let is_signed_in = state == SessionState::SignedIn;
            if !is_signed_in {
                let text = self.m().guard().without_token(guards);
                self.toasts.warn(Some(ALL_GUARDS), text);
            } else if was_told == Some(true) {
                let text = self.m().guard().watching_again().to_owned();
                self.toasts.notify(Some(ALL_GUARDS), text);
            }
            !is_signed_in
        });
    }

    fn m(self) -> &'static dyn Messages {
        self.language.get_untracked().messages()
    }

    /// Carries out a decision of a guard.
    fn carry_out(self, store: TaskStore, guarded: &GuardedTask) {
        match guarded.phase {
            GuardPhase::Watching | GuardPhase::Stopping(_) => {}
            GuardPhase::Due(_) => {
                if let Some(reason) = store.begin_guard_stop(&guarded.id) {
                    spawn_local(self.stop(store, guarded.clone(), reason));
                }
            }
            GuardPhase::Ended(end) => self.end(store, guarded, end),
        }
    }

    /// Sends stops until one is confirmed, the operator removes the guard, or the user leaves.
    async fn stop(self, store: TaskStore, guarded: GuardedTask, why: StopReason) {
        let mut pause = PAUSE_MS;
        let mut has_failed = false;
        while store.is_guard_stopping(&guarded.id) {
            let is_signed_in = untrack(|| self.workspaces.client.session.state() == SessionState::SignedIn);
            let mut wait = PAUSE_MS;
            // The operator may be stopping the task, too.
            if is_signed_in && !untrack(|| store.is_acting(&guarded.id)) {
                wait = pause;
                pause = (pause * 2.0).min(PAUSE_MAX_MS);
                let WriteResult { outcome, request_id } = store.stop(&guarded.id).await;
                if store.has_user_left() {
                    return;
                }
                match outcome {
                    Ok(()) => return self.stopped(store, &guarded, why, request_id),
                    Err(ActionError::Gone) => return self.end(store, &guarded, GuardEnd::Gone),
                    Err(error) if !has_failed => {
                        has_failed = true;
                        self.failed(store, &guarded, &error, request_id);
                    }
                    Err(_) => {}
                }
            }
            web::pause(wait).await;
        }
    }

    fn stopped(self, store: TaskStore, guarded: &GuardedTask, why: StopReason, request: Option<String>) {
        let m = self.m();
        let text = m.guard().stopped_by_guard(&visible(&guarded.name), why);
        // It stays until it is dismissed: the operator may be elsewhere.
        let notice = m.guard().stopped_by_guard(&name(&guarded.name), why);
        let subject = store.subject(&guarded.id);
        self.notices.notify(store, &notice, &subject);
        self.toasts.warn(Some(&subject), m.sentences(&[&text, m.stop_effect()]));
        let operation = Operation::Action(Action::Stop);
        let entry = Entry::now(
            operation,
            &guarded.name,
            Some(&guarded.id),
            Outcome::Done,
            text,
            request,
        );
        self.activity.log(entry);
        store.remove_guard(&guarded.id);
    }

    fn failed(self, store: TaskStore, guarded: &GuardedTask, error: &ActionError, request: Option<String>) {
        let m = self.m();
        let text = m.guard().stop_failed(&visible(&guarded.name), &reason(m, error));
        self.toasts.warn(Some(&store.subject(&guarded.id)), text.clone());
        let operation = Operation::Action(Action::Stop);
        let outcome = action_outcome(error);
        let entry = Entry::now(operation, &guarded.name, Some(&guarded.id), outcome, text, request);
        self.activity.log(entry);
    }

    /// Ends a guard that has not stopped its task.
    fn end(self, store: TaskStore, guarded: &GuardedTask, end: GuardEnd) {
        let text = self.m().guard().ended(end).to_owned();
        if end == GuardEnd::Lapsed {
            let text = format!("{}{}{text}", visible(&guarded.name), self.m().colon());
            self.toasts.warn(Some(&store.subject(&guarded.id)), text);
        }
        let (operation, outcome) = (Operation::Guard, Outcome::Done);
        let entry = Entry::now(operation, &guarded.name, Some(&guarded.id), outcome, text, None);
        self.activity.log(entry);
        store.remove_guard(&guarded.id);
    }
}
