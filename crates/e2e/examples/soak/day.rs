//! The session: random steps with a comparison after each, and memory samples at intervals.

use crate::books::Bad;
use crate::deeds::is_own;
use crate::memory::Sample;
use crate::shift::Shift;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Maximum number of tasks per product that the script has created.
const MAX_OWN_TASKS: usize = 8;
/// Number of reloads at the end.
const FINAL_RELOADS: usize = 6;
/// Number of memory samples in a whole run.
const SAMPLES: f64 = 60.0;

/// Duration in seconds from which a step is slow and its requests are printed.
const SLOW: f64 = 15.0;

/// A step of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Create,
    Begin,
    Switch,
    Delete,
    Details,
    Refresh,
    Watch,
    Language,
    Product,
    Reload,
    ReloadWhileCreating,
}

/// Steps that do not reload the page, with their weights.
const USUAL: [(usize, Step); 9] = [
    (20, Step::Create),
    (8, Step::Begin),
    (24, Step::Switch),
    (16, Step::Delete),
    (10, Step::Details),
    (8, Step::Refresh),
    (5, Step::Watch),
    (4, Step::Language),
    (8, Step::Product),
];

/// Steps that reload the page, with their weights.
const LOADS: [(usize, Step); 2] = [(7, Step::Reload), (3, Step::ReloadWhileCreating)];

impl Shift<'_> {
    /// Performs random steps for this number of seconds. The page is reloaded only in the first sixth and after the
    /// last sample, so that the compared samples are from one page.
    pub async fn work(&mut self, seconds: f64) -> Vec<Sample> {
        let mut samples: Vec<Sample> = Vec::new();
        let mut steps = [USUAL.as_slice(), &LOADS].concat();
        while self.books.seconds() < seconds {
            let elapsed = self.books.seconds();
            if elapsed > seconds / 6.0 {
                steps.truncate(USUAL.len());
            }
            let step = self.chance.of(&steps).unwrap_or(Step::Refresh);
            self.step(step).await;
            if samples.last().is_none_or(|last| elapsed - last.at >= seconds / SAMPLES) {
                let started = self.books.seconds();
                samples.push(self.sample().await);
                let took = self.books.seconds() - started;
                if took > 5.0 {
                    eprintln!("    the memory sample took {took:.1} s");
                }
                eprintln!("{}", line(self, samples.last()));
            }
        }
        samples.push(self.sample().await);
        for _ in 0..FINAL_RELOADS {
            let step = self.chance.of(&LOADS).unwrap_or(Step::Reload);
            self.step(step).await;
        }
        samples
    }

    /// Performs a step and compares page and database. A time-out ends the step but not the session.
    async fn step(&mut self, step: Step) {
        let step = self.adjusted(step).await;
        let name = format!("{step:?}");
        let started = self.books.seconds();
        let done = caught(async {
            self.perform(step).await;
            self.come_home().await;
            self.agree().await;
            self.check_denials();
        });
        let failure = done.await.err();
        let took = self.books.seconds() - started;
        if took > SLOW {
            let log = self.platform.log();
            let lines: Vec<&str> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(20)..];
            let text = self.browser.text().await;
            eprintln!(
                "    {name} at {started:.1} s took {took:.1} s\n{}\n{text}",
                last.join("\n")
            );
        }
        self.books.count("steps");
        self.books.count(format!("step {name}"));
        if let Some(why) = failure {
            self.books.bad(Bad::Stuck, format!("{name}: {why}"));
            // The form's texts are compared when the form is opened again.
            let recovery = caught(async {
                self.browser.out_of_frames().await;
                self.load_again().await;
                if self.look().await.dialog().is_some() {
                    self.escape().await;
                }
                self.forget_what_exists().await;
            });
            if let Err(why) = recovery.await {
                self.books.bad(Bad::Stuck, format!("after {name}: {why}"));
            }
        }
    }

    /// Replaces a step that would leave too many or too few tasks, so that memory samples are comparable.
    async fn adjusted(&mut self, step: Step) -> Step {
        let own = self.tasks().iter().filter(|task| is_own(&task.name)).count();
        match step {
            Step::Create | Step::ReloadWhileCreating if own >= MAX_OWN_TASKS => Step::Delete,
            Step::Delete if own <= MAX_OWN_TASKS / 2 => Step::Create,
            other => other,
        }
    }

    async fn perform(&mut self, step: Step) {
        match step {
            Step::Create => self.create().await,
            Step::Begin => self.begin().await,
            Step::Switch => self.switch().await,
            Step::Delete => self.delete().await,
            Step::Details => self.details().await,
            Step::Refresh => self.refresh().await,
            Step::Watch => self.watch().await,
            Step::Language => self.switch_language().await,
            Step::Product => self.change_product().await,
            Step::Reload => self.reload().await,
            Step::ReloadWhileCreating => self.reload_while_creating().await,
        }
    }
}

/// Progress line with the last sample.
fn line(shift: &Shift<'_>, sample: Option<&Sample>) -> String {
    let Some(sample) = sample else { return String::new() };
    let [heap, wasm, renderer, nodes, listeners] = sample.values;
    let mib = |bytes: f64| bytes / f64::from(1 << 20);
    format!(
        "==> {:6.0} s, {} steps, {} bad; heap {:.2} MiB, wasm {:.2} MiB, renderer {:.1} MiB, {nodes} nodes, {listeners} listeners",
        sample.at,
        shift.books.counted("steps"),
        shift.books.all_bad().len(),
        mib(heap),
        mib(wasm),
        mib(renderer),
    )
}

/// Runs `work` and returns the first lines of its panic message if it panics, as the test library does after a
/// time-out.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        // The caller drops interrupted work and reloads the page.
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(panic) => Poll::Ready(Err(panic_message(panic.as_ref()))),
        }
    })
    .await
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic");
    let lines: Vec<&str> = text.lines().take(2).collect();
    lines.join("; ")
}
