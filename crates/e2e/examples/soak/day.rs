//! The day: one thing after another, as chance has it, and a look at the memory every now and then.

use crate::books::Bad;
use crate::deeds::is_own;
use crate::memory::Sample;
use crate::shift::Shift;
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// How many tasks of its own a product has at most.
const OWN_MOST: usize = 8;
/// How many times the page is loaded again at the end.
const LAST_RELOADS: usize = 6;
/// Samples of the memory in a whole run.
const SAMPLES: f64 = 60.0;

/// Seconds after which a step is worth a look at what the platform was asked.
const SLOW: f64 = 15.0;

/// What an operator may do next.
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

const LOADS: [(usize, Step); 2] = [(7, Step::Reload), (3, Step::ReloadWhileCreating)];

impl Shift<'_> {
    /// Works for this number of seconds. The page is loaded again in the first sixth, and after the last sample: the
    /// memory that is compared is that of one page.
    pub async fn work(&mut self, seconds: f64) -> Vec<Sample> {
        let mut samples: Vec<Sample> = Vec::new();
        let mut after = [USUAL.as_slice(), &LOADS].concat();
        while self.books.seconds() < seconds {
            let now = self.books.seconds();
            if now > seconds / 6.0 {
                after.truncate(USUAL.len());
            }
            let step = self.chance.of(&after).unwrap_or(Step::Refresh);
            self.step(step).await;
            if samples.last().is_none_or(|last| now - last.at >= seconds / SAMPLES) {
                let started = self.books.seconds();
                samples.push(self.sample().await);
                let took = self.books.seconds() - started;
                if took > 5.0 {
                    eprintln!("    looking at the memory took {took:.1} s");
                }
                eprintln!("{}", line(self, samples.last()));
            }
        }
        samples.push(self.sample().await);
        for _ in 0..LAST_RELOADS {
            let step = self.chance.of(&LOADS).unwrap_or(Step::Reload);
            self.step(step).await;
        }
        samples
    }

    /// One step, and the comparison after it. A wait in vain ends the step and not the day.
    async fn step(&mut self, step: Step) {
        let step = self.sensible(step).await;
        let name = format!("{step:?}");
        let started = self.books.seconds();
        let done = caught(async {
            self.take(step).await;
            self.come_home().await;
            self.agree().await;
            self.check_denials();
        });
        let failed = done.await.err();
        let took = self.books.seconds() - started;
        if took > SLOW {
            let log = self.platform.log();
            let lines: Vec<&str> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(20)..];
            let said = self.browser.text().await;
            eprintln!(
                "    {name} at {started:.1} s took {took:.1} s\n{}\n{said}",
                last.join("\n")
            );
        }
        self.books.count("steps");
        self.books.count(format!("step {name}"));
        if let Some(why) = failed {
            self.books.bad(Bad::Stuck, format!("{name}: {why}"));
            // The form's text is compared when it is opened again.
            let again = caught(async {
                self.browser.out_of_frames().await;
                self.load_again().await;
                if self.look().await.dialog().is_some() {
                    self.escape().await;
                }
                self.forget_what_exists().await;
            });
            if let Err(why) = again.await {
                self.books.bad(Bad::Stuck, format!("after {name}: {why}"));
            }
        }
    }

    /// Neither too many tasks nor too few, so that the memory of one moment can be compared with that of another.
    async fn sensible(&mut self, step: Step) -> Step {
        let own = self.tasks().iter().filter(|task| is_own(&task.name)).count();
        match step {
            Step::Create | Step::ReloadWhileCreating if own >= OWN_MOST => Step::Delete,
            Step::Delete if own <= OWN_MOST / 2 => Step::Create,
            other => other,
        }
    }

    async fn take(&mut self, step: Step) {
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

/// Runs something of the kit, which panics where it waits in vain; gives its last words then.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        // Interrupted work is dropped, and the page is loaded again.
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(panic) => Poll::Ready(Err(last_words(panic.as_ref()))),
        }
    })
    .await
}

fn last_words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic");
    let lines: Vec<&str> = text.lines().take(2).collect();
    lines.join("; ")
}
