//! Choice of the faults that apply to a request.

use super::kind::Kind;
use super::rate::Rate;
use super::rule::{Operation, Rule};
use crate::prng::SplitMix64;
use axum::http::StatusCode;
use std::collections::HashMap;
use std::fmt::Write;
use std::mem::discriminant;

/// Rule in the name or description of a task.
#[derive(Clone, Debug)]
pub(super) struct Sentinel {
    /// Product and name: a task that is created again with the same name counts as the same task.
    pub(super) task: String,
    pub(super) rule: Rule,
}

/// Faults of one request.
#[derive(Debug, Default)]
pub(super) struct Treatment(pub(super) Vec<Rule>);

impl Treatment {
    /// Returns the faults.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.0.iter().map(|rule| rule.kind)
    }

    /// Returns the fault that determines the answer.
    pub(super) fn answer(&self) -> Option<Kind> {
        self.kinds().find(|kind| kind.is_answer())
    }

    /// Whether the request is handled.
    pub(super) fn handles(&self) -> bool {
        self.answer().is_none_or(Kind::lets_handle)
    }

    /// Whether the answer is held until the next one is sent.
    pub(super) fn reorders(&self) -> bool {
        self.kinds().any(|kind| kind == Kind::Reorder)
    }
}

/// Origin of a rule, for counting.
#[derive(Clone)]
enum Source {
    Plan(usize),
    Sentinel(String),
}

/// Rule of the plan, and the number of times it was applied.
struct Counted {
    rule: Rule,
    applied: u32,
}

/// Active rules and their counts.
pub(super) struct Plan {
    rules: Vec<Counted>,
    rate: Rate,
    /// Number of random faults.
    random_count: u64,
    random: SplitMix64,
    /// Number of times each limited sentinel was applied, by task and rule.
    sentinels: HashMap<String, u32>,
}

impl Plan {
    pub(super) fn new(rules: &[Rule], rate: Rate, seed: u64) -> Self {
        let mut plan = Self {
            rules: Vec::new(),
            rate,
            random_count: 0,
            // A seed that differs from those of the demo data and the simulator.
            random: SplitMix64::new(seed.rotate_left(32) ^ 0xfa17),
            sentinels: HashMap::new(),
        };
        plan.replace(rules, rate);
        plan
    }

    /// Replaces the rules and resets their counts. The counts of rules in tasks stay.
    pub(super) fn replace(&mut self, rules: &[Rule], rate: Rate) {
        let counted = |rule: &Rule| Counted {
            rule: *rule,
            applied: 0,
        };
        self.rules = rules.iter().map(counted).collect();
        self.rate = rate;
        self.random_count = 0;
    }

    /// Returns a line per rule, `RULE applied=N`, and one for the rate if it is set.
    pub(super) fn listing(&self) -> String {
        let mut text = String::new();
        for Counted { rule, applied } in &self.rules {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{rule} applied={applied}");
        }
        if self.rate != Rate::NEVER {
            let _ = writeln!(text, "rate={} applied={}", self.rate, self.random_count);
        }
        text
    }

    /// Chooses the faults of a request and counts them. `may_hold` states whether its answer may be held.
    pub(super) fn choose(&mut self, call: Operation, sentinels: &[Sentinel], may_hold: bool) -> Treatment {
        let random_fault = self.random_fault(call);
        let candidates = self.candidates(call, sentinels);
        let answer = candidates.iter().find(|(rule, _)| rule.kind.is_answer());
        let answer = answer.map(|(rule, _)| rule.kind);
        let mut chosen: Vec<Rule> = Vec::new();
        let mut has_answer = false;
        for (rule, source) in candidates {
            let fits = if rule.kind.is_answer() {
                !std::mem::replace(&mut has_answer, true)
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
            && let Some(kind) = random_fault
        {
            self.random_count += 1;
            chosen.push(Rule {
                kind,
                operation: call,
                count: None,
            });
        }
        Treatment(chosen)
    }

    /// Returns the rules for this call that are not used up, in their order; rules of tasks come last.
    fn candidates(&self, call: Operation, sentinels: &[Sentinel]) -> Vec<(Rule, Source)> {
        let planned = self.rules.iter().enumerate().map(|(index, counted)| {
            let remaining = counted.rule.count.is_none_or(|most| counted.applied < most.get());
            (counted.rule, Source::Plan(index), remaining)
        });
        let carried = sentinels.iter().map(|Sentinel { task, rule }| {
            let key = format!("{task}\n{rule}");
            let applied = self.sentinels.get(&key).copied().unwrap_or(0);
            let remaining = rule.count.is_none_or(|most| applied < most.get());
            (*rule, Source::Sentinel(key), remaining)
        });
        planned
            .chain(carried)
            .filter(|(rule, _, remaining)| *remaining && rule.operation.covers(call))
            .map(|(rule, source, _)| (rule, source))
            .collect()
    }

    fn count(&mut self, rule: &Rule, source: Source) {
        match source {
            Source::Plan(index) => {
                if let Some(counted) = self.rules.get_mut(index) {
                    counted.applied = counted.applied.saturating_add(1);
                }
            }
            // A sentinel without a limit needs no count.
            Source::Sentinel(key) if rule.count.is_some() => {
                *self.sentinels.entry(key).or_default() += 1;
            }
            Source::Sentinel(_) => {}
        }
    }

    /// Returns a random fault for the configured share of calls. Sign-in and refresh are exempt.
    fn random_fault(&mut self, call: Operation) -> Option<Kind> {
        let exempt = matches!(call, Operation::SignIn | Operation::Refresh);
        if exempt || self.rate == Rate::NEVER || self.random.unit() >= self.rate.share() {
            return None;
        }
        Some(match self.random.below(6) {
            0 => Kind::Delay(500 + u32::try_from(self.random.below(2501)).unwrap_or_default()),
            1 => Kind::Status(StatusCode::SERVICE_UNAVAILABLE, None),
            2 => Kind::StatusAfter(StatusCode::BAD_GATEWAY),
            3 => Kind::DropBefore,
            4 => Kind::DropAfter,
            _ => Kind::Truncate(None),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count_kinds(seed: u64) -> Vec<(&'static str, usize)> {
        let rate = Rate::parse("0.5").unwrap_or(Rate::NEVER);
        let mut plan = Plan::new(&[], rate, seed);
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
        let mut plan = Plan::new(&[], Rate::parse("0.5").unwrap_or(Rate::NEVER), 1);
        for call in [Operation::SignIn, Operation::Refresh] {
            assert!((0..1000).all(|_| plan.choose(call, &[], true).0.is_empty()));
        }
    }
}
