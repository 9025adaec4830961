//! Texts of guards outside the dialogs of a task, and of notices.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::GuardMessages;
use upgrade_api::guard::{GuardEnd, StopReason};

impl GuardMessages for English {
    texts! {
        blind: "Guard can’t see the list",
        stopping: "Guard: stopping…",
        watching_again: "The guards watch their tasks again.",

        stop_failed(name: &str, why: &str): "The guard couldn’t stop “{name}” yet and keeps trying. {why}",

        is_complete(name: &str): "“{name}” is complete.",
        is_stalled(name: &str): "“{name}” is stalled: devices remain, and none was upgraded for ten minutes.",
        is_loop(steps: &str): "Running tasks form a loop: {steps}. Devices keep reflashing.",
    }

    fn guarding(&self, tasks: usize) -> String {
        format!("Guarding {}", count(tasks, "task", "tasks"))
    }

    fn left(&self, devices: Option<&str>, minutes: Option<&str>) -> String {
        let devices = devices.map(|devices| count(devices, "device", "devices"));
        let minutes = minutes.map(|minutes| format!("{minutes} min"));
        let limits: Vec<String> = devices.into_iter().chain(minutes).collect();
        format!("Guard: {} left", limits.join(" or "))
    }

    fn stopped_by_guard(&self, name: &str, reason: StopReason) -> String {
        let number = |number| Language::En.number(number);
        let reason = match reason {
            StopReason::Devices(devices) => format!(
                "{} upgraded since the start",
                count(number(devices), "device was", "devices were")
            ),
            StopReason::Idle(minutes) => format!("no device was upgraded for {} min", number(minutes)),
            StopReason::CountFell => {
                "the platform reports fewer upgraded devices than before the start, so they can’t be counted".to_owned()
            }
        };
        format!("The guard has stopped “{name}”: {reason}.")
    }

    fn ended(&self, end: GuardEnd) -> &'static str {
        match end {
            GuardEnd::Stopped => "The guard ended: the task is stopped.",
            GuardEnd::Gone => "The guard ended: the task no longer exists.",
            GuardEnd::Complete => "The guard ended: the task is complete.",
            GuardEnd::NotStarted => "The guard ended: the task didn’t start.",
            GuardEnd::Lapsed => {
                "The guard ended: this page was closed for more than an hour. If the task is running, nothing stops it."
            }
        }
    }

    fn without_token(&self, guards: usize) -> String {
        let guards = count(guards, "guard sees", "guards see");
        format!("{guards} nothing until you sign in again. Until then nothing stops the guarded tasks.")
    }

    fn ended_at_sign_out(&self, guards: usize) -> String {
        let guards = count(guards, "guard", "guards");
        format!("{guards} ended at the sign-out. Tasks that are running go on without a guard.")
    }
}
