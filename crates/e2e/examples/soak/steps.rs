//! The session: random steps with a comparison after each, and memory samples at intervals.

use crate::actions::is_own;
use crate::journal::Failure;
use crate::memory::Sample;
use crate::operator::Operator;
use futures_util::FutureExt as _;
use rand::seq::IndexedRandom as _;
use std::panic::AssertUnwindSafe;

/// Maximum number of tasks per product that the script has created.
const MAX_OWN_TASKS: usize = 8;
const FINAL_RELOADS: usize = 6;
/// Number of memory samples in a whole run.
const SAMPLES: f64 = 60.0;

/// Duration in seconds from which a step is slow and its requests are printed.
const SLOW: f64 = 15.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Create,
    LeaveForm,
    StartOrStop,
    Delete,
    Details,
    Refresh,
    WatchPolls,
    Language,
    Product,
    Reload,
    ReloadWhileCreating,
}

/// Steps that do not reload the page, with their weights.
const USUAL: [(Step, u32); 9] = [
    (Step::Create, 20),
    (Step::LeaveForm, 8),
    (Step::StartOrStop, 24),
    (Step::Delete, 16),
    (Step::Details, 10),
    (Step::Refresh, 8),
    (Step::WatchPolls, 5),
    (Step::Language, 4),
    (Step::Product, 8),
];

const RELOADS: [(Step, u32); 2] = [(Step::Reload, 7), (Step::ReloadWhileCreating, 3)];

impl Operator<'_> {
    /// Performs random steps for this number of seconds. The page is reloaded only in the first sixth and after the
    /// last sample, so that the compared samples are from one page.
    pub async fn work(&mut self, seconds: f64) -> Vec<Sample> {
        let mut samples: Vec<Sample> = Vec::new();
        let mut steps = [USUAL.as_slice(), &RELOADS].concat();
        while self.journal.seconds() < seconds {
            let elapsed = self.journal.seconds();
            if elapsed > seconds / 6.0 {
                steps.truncate(USUAL.len());
            }
            self.random_step(&steps).await;
            if samples.last().is_none_or(|last| elapsed - last.at >= seconds / SAMPLES) {
                let sample = self.sample().await;
                let (steps, failures) = (&self.journal.counts["steps"], self.journal.failures.len());
                eprintln!("==> {sample}; {steps} steps, {failures} failures");
                samples.push(sample);
            }
        }
        samples.push(self.sample().await);
        for _ in 0..FINAL_RELOADS {
            self.random_step(&RELOADS).await;
        }
        samples
    }

    /// Performs one of these steps and compares page and database. A time-out ends the step but not the session.
    async fn random_step(&mut self, steps: &[(Step, u32)]) {
        let chosen = steps.choose_weighted(&mut self.rng, |(_, weight)| *weight);
        let step = self.adjusted(chosen.map_or(Step::Refresh, |(step, _)| *step));
        let started = self.journal.seconds();
        let done = caught(async {
            self.perform(step).await;
            self.come_home().await;
            self.compare().await;
        });
        let failure = done.await.err();
        let took = self.journal.seconds() - started;
        if took > SLOW {
            let log = self.platform.log();
            let lines: Vec<&str> = log.lines().collect();
            let last = lines[lines.len().saturating_sub(20)..].join("\n");
            let text = self.browser.text().await;
            eprintln!("    {step:?} at {started:.1} s took {took:.1} s\n{last}\n{text}");
        }
        self.journal.count("steps");
        self.journal.count(format!("step {step:?}"));
        if let Some(why) = failure {
            self.journal.fail(Failure::Stuck, format!("{step:?}: {why}"));
            // The form's texts are compared when the form is opened again.
            let recovery = caught(async {
                self.browser.leave_frames().await;
                self.load_again().await;
                if self.browser.snapshot().await.dialog.is_some() {
                    self.escape().await;
                }
                self.forget_created_draft().await;
            });
            if let Err(why) = recovery.await {
                self.journal.fail(Failure::Stuck, format!("after {step:?}: {why}"));
            }
        }
    }

    /// Replaces a step that would leave too many or too few tasks, so that memory samples are comparable.
    fn adjusted(&self, step: Step) -> Step {
        let own = self.tasks().iter().filter(|task| is_own(&task.typed.name)).count();
        match step {
            Step::Create | Step::ReloadWhileCreating if own >= MAX_OWN_TASKS => Step::Delete,
            Step::Delete if own <= MAX_OWN_TASKS / 2 => Step::Create,
            other => other,
        }
    }

    async fn perform(&mut self, step: Step) {
        match step {
            Step::Create => self.create().await,
            Step::LeaveForm => self.leave_form().await,
            Step::StartOrStop => self.start_or_stop().await,
            Step::Delete => self.delete().await,
            Step::Details => self.open_details().await,
            Step::Refresh => self.refresh().await,
            Step::WatchPolls => self.watch_polls().await,
            Step::Language => self.switch_language().await,
            Step::Product => self.change_product().await,
            Step::Reload => self.reload().await,
            Step::ReloadWhileCreating => self.reload_while_creating().await,
        }
    }
}

/// Runs `work` and returns the first lines of its panic message if it panics, as the test library does after a
/// time-out. The caller drops interrupted work and reloads the page.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let result = AssertUnwindSafe(work).catch_unwind().await;
    result.map_err(|panic| {
        let text = panic.downcast_ref::<String>().map_or("a panic", String::as_str);
        text.lines().take(2).collect::<Vec<_>>().join("; ")
    })
}
