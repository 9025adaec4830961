//! Choice of the faults that apply to a request.

use crate::kind::Kind;
use crate::rule::{Operation, Rule};
use crate::task_rules::TaskRule;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use std::collections::HashMap;
use std::fmt::Write;
use std::mem::discriminant;

/// Stream of the random generator, so that other users of the same seed get other numbers.
const STREAM: u64 = 1;

#[derive(Debug, Default)]
pub(crate) struct Chosen(pub(crate) Vec<Rule>);

impl Chosen {
    pub(crate) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.0.iter().map(|rule| rule.kind)
    }

    pub(crate) fn answer(&self) -> Option<Kind> {
        self.kinds().find(|kind| kind.is_answer())
    }

    pub(crate) fn handles(&self) -> bool {
        self.answer().is_none_or(Kind::lets_handle)
    }

    /// Whether the answer is held until the next one is sent.
    pub(crate) fn reorders(&self) -> bool {
        self.kinds().any(|kind| kind == Kind::Reorder)
    }
}

/// Origin of a rule, for counting.
enum Source {
    Plan(usize),
    Task(String),
}

/// Active rules and their counts.
pub(crate) struct Plan {
    /// Each rule with the number of times it was applied.
    rules: Vec<(Rule, u32)>,
    /// Share of the answers that get a random fault.
    rate: f64,
    random_count: u64,
    random: ChaCha8Rng,
    /// Number of times each limited rule of a task was applied, by task and rule.
    task_counts: HashMap<String, u32>,
}

impl Plan {
    pub(crate) fn new(rules: &[Rule], rate: f64, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(STREAM);
        let mut plan = Self {
            rules: Vec::new(),
            rate,
            random_count: 0,
            random,
            task_counts: HashMap::new(),
        };
        plan.replace(rules, rate);
        plan
    }

    /// Replaces the rules and resets their counts. The counts of rules in tasks stay.
    pub(crate) fn replace(&mut self, rules: &[Rule], rate: f64) {
        self.rules = rules.iter().map(|rule| (rule.clone(), 0)).collect();
        self.rate = rate;
        self.random_count = 0;
    }

    /// Returns a line per rule, `RULE applied=N`, and one for the rate if it is set.
    pub(crate) fn listing(&self) -> String {
        let mut text = String::new();
        for (rule, applied) in &self.rules {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{rule} applied={applied}");
        }
        if self.rate > 0.0 {
            let _ = writeln!(text, "rate={} applied={}", self.rate, self.random_count);
        }
        text
    }

    /// Chooses the faults of a request and counts them. `may_hold` states whether its answer may be held.
    pub(crate) fn choose(&mut self, call: Operation, task_rules: &[TaskRule], may_hold: bool) -> Chosen {
        let random_fault = self.random_fault(call);
        let candidates = self.candidates(call, task_rules);
        let answer = candidates.iter().find(|(rule, _)| rule.kind.is_answer());
        let answer = answer.map(|(rule, _)| rule.kind);
        let mut chosen: Vec<Rule> = Vec::new();
        for (rule, source) in candidates {
            let fits = if rule.kind.is_answer() {
                !chosen.iter().any(|other| other.kind.is_answer())
            } else {
                let same_kind = |other: &Rule| discriminant(&other.kind) == discriminant(&rule.kind);
                rule.kind.goes_with(answer)
                    && (may_hold || rule.kind != Kind::Reorder)
                    && (matches!(rule.kind, Kind::Field(..)) || !chosen.iter().any(same_kind))
            };
            if fits {
                self.count(&rule, source);
                chosen.push(rule);
            }
        }
        if chosen.is_empty()
            && let Some(rule) = random_fault
        {
            self.random_count += 1;
            chosen.push(rule);
        }
        Chosen(chosen)
    }

    /// Returns the rules for this call that are not used up, in their order; rules of tasks come last.
    fn candidates(&self, call: Operation, task_rules: &[TaskRule]) -> Vec<(Rule, Source)> {
        let planned = self.rules.iter().enumerate();
        let planned = planned.map(|(index, (rule, applied))| (rule, Source::Plan(index), *applied));
        let carried = task_rules.iter().map(|TaskRule { task, rule }| {
            let key = format!("{task}\n{rule}");
            let applied = self.task_counts.get(&key).copied().unwrap_or(0);
            (rule, Source::Task(key), applied)
        });
        planned
            .chain(carried)
            .filter(|(rule, _, applied)| {
                rule.operation.covers(call) && rule.count.is_none_or(|most| *applied < most.get())
            })
            .map(|(rule, source, _)| (rule.clone(), source))
            .collect()
    }

    fn count(&mut self, rule: &Rule, source: Source) {
        match source {
            Source::Plan(index) => self.rules[index].1 += 1,
            // A rule without a limit needs no count.
            Source::Task(key) if rule.count.is_some() => *self.task_counts.entry(key).or_default() += 1,
            Source::Task(_) => {}
        }
    }

    /// Returns a random fault for the configured share of calls. Sign-in and refresh are exempt.
    fn random_fault(&mut self, call: Operation) -> Option<Rule> {
        let exempt = matches!(call, Operation::SignIn | Operation::Refresh);
        if exempt || self.rate == 0.0 || !self.random.random_bool(self.rate) {
            return None;
        }
        let kind = match self.random.random_range(0..6) {
            0 => &format!("delay={}", self.random.random_range(500..=3000)),
            1 => "status=503",
            2 => "status-after=502",
            3 => "drop-before",
            4 => "drop-after",
            _ => "truncate",
        };
        Rule::parse(&format!("{kind}@{call}")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    fn count_kinds(seed: u64) -> Vec<(&'static str, usize)> {
        let mut plan = Plan::new(&[], 0.5, seed);
        let mut kinds: HashMap<&'static str, usize> = HashMap::new();
        for _ in 0..6000 {
            let name = match plan.choose(Operation::List, &[], true).kinds().next() {
                None => "none",
                Some(Kind::Delay(500..=3000)) => "delay",
                Some(Kind::Status(StatusCode::SERVICE_UNAVAILABLE, None)) => "503",
                Some(Kind::StatusAfter(StatusCode::BAD_GATEWAY)) => "502",
                Some(Kind::DropBefore) => "drop-before",
                Some(Kind::DropAfter) => "drop-after",
                Some(Kind::Truncate(None)) => "truncate",
                Some(_) => "another",
            };
            *kinds.entry(name).or_default() += 1;
        }
        let mut counted: Vec<_> = kinds.into_iter().collect();
        counted.sort_unstable();
        counted
    }

    #[test]
    fn random_faults_match_the_rate_and_are_evenly_distributed() {
        let counted = count_kinds(2026);
        assert_eq!(counted, count_kinds(2026));
        assert_ne!(counted, count_kinds(2027));
        assert_eq!(counted.len(), 7, "{counted:?}");
        for (name, count) in counted {
            let expected = if name == "none" { 2800..3200 } else { 400..600 };
            assert!(expected.contains(&count), "{name}: {count}");
        }
    }

    #[test]
    fn sign_in_and_refresh_get_no_random_faults() {
        let mut plan = Plan::new(&[], 0.5, 1);
        for call in [Operation::SignIn, Operation::Refresh] {
            assert!((0..1000).all(|_| plan.choose(call, &[], true).0.is_empty()));
        }
    }
}
