//! Which faults strike which request.

use super::kind::Kind;
use super::rate::Rate;
use super::rule::{Operation, Rule};
use crate::prng::SplitMix64;
use axum::http::StatusCode;
use std::collections::HashMap;
use std::fmt::Write;
use std::mem::discriminant;

/// A rule that a task carries in its name or description.
#[derive(Clone, Debug)]
pub(super) struct Sentinel {
    /// Product and name: a task that is created again under its old name is the same one.
    pub(super) task: String,
    pub(super) rule: Rule,
}

/// What happens to one request.
#[derive(Debug, Default)]
pub(super) struct Treatment(pub(super) Vec<Rule>);

impl Treatment {
    /// Its faults.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.0.iter().map(|rule| rule.kind)
    }

    /// The fault that decides what is answered.
    pub(super) fn answer(&self) -> Option<Kind> {
        self.kinds().find(|kind| kind.is_answer())
    }

    /// Whether the request is handled at all.
    pub(super) fn handles(&self) -> bool {
        self.answer().is_none_or(Kind::lets_handle)
    }

    pub(super) fn reorders(&self) -> bool {
        self.kinds().any(|kind| kind == Kind::Reorder)
    }
}

/// Where a rule comes from, so that it can be counted.
#[derive(Clone)]
enum Source {
    Plan(usize),
    Sentinel(String),
}

/// A rule of the plan and how often it was applied.
struct Counted {
    rule: Rule,
    applied: u32,
}

/// The rules in force and what was counted.
pub(super) struct Plan {
    rules: Vec<Counted>,
    rate: Rate,
    by_chance: u64,
    random: SplitMix64,
    /// How often the sentinels were applied, by task and rule.
    sentinels: HashMap<String, u32>,
}

impl Plan {
    pub(super) fn new(rules: &[Rule], rate: Rate, seed: u64) -> Self {
        let mut plan = Self {
            rules: Vec::new(),
            rate,
            by_chance: 0,
            // Another stream than the demo data's and the simulator's.
            random: SplitMix64::new(seed.rotate_left(32) ^ 0xfa17),
            sentinels: HashMap::new(),
        };
        plan.replace(rules, rate);
        plan
    }

    /// Other rules, counted from nothing. Tasks keep their counts.
    pub(super) fn replace(&mut self, rules: &[Rule], rate: Rate) {
        let counted = |rule: &Rule| Counted {
            rule: *rule,
            applied: 0,
        };
        self.rules = rules.iter().map(counted).collect();
        self.rate = rate;
        self.by_chance = 0;
    }

    /// A line per rule: `RULE applied=N`, and one for the rate where there is one.
    pub(super) fn listing(&self) -> String {
        let mut text = String::new();
        for Counted { rule, applied } in &self.rules {
            // Writing to a text never fails.
            let _ = writeln!(text, "{rule} applied={applied}");
        }
        if self.rate != Rate::NEVER {
            let _ = writeln!(text, "rate={} applied={}", self.rate, self.by_chance);
        }
        text
    }

    /// Chooses and counts. `may_hold` says whether this answer may wait for another one.
    pub(super) fn choose(&mut self, call: Operation, sentinels: &[Sentinel], may_hold: bool) -> Treatment {
        let by_chance = self.chance(call);
        let candidates = self.candidates(call, sentinels);
        let answer = candidates.iter().find(|(rule, _)| rule.kind.is_answer());
        let answer = answer.map(|(rule, _)| rule.kind);
        let mut chosen: Vec<Rule> = Vec::new();
        let mut has_answer = false;
        for (rule, source) in candidates {
            let fits = if rule.kind.is_answer() {
                !std::mem::replace(&mut has_answer, true)
            } else {
                let twice = |other: &Rule| discriminant(&other.kind) == discriminant(&rule.kind);
                rule.kind.goes_with(answer)
                    && (may_hold || rule.kind != Kind::Reorder)
                    && (matches!(rule.kind, Kind::Field(..)) || !chosen.iter().any(twice))
            };
            if fits {
                self.count(&rule, source);
                chosen.push(rule);
            }
        }
        if chosen.is_empty()
            && let Some(kind) = by_chance
        {
            self.by_chance += 1;
            chosen.push(Rule {
                kind,
                operation: call,
                count: None,
            });
        }
        Treatment(chosen)
    }

    /// Rules about this call that are not used up, in their order; those of tasks last.
    fn candidates(&self, call: Operation, sentinels: &[Sentinel]) -> Vec<(Rule, Source)> {
        let planned = self.rules.iter().enumerate().map(|(at, counted)| {
            let left = counted.rule.count.is_none_or(|most| counted.applied < most.get());
            (counted.rule, Source::Plan(at), left)
        });
        let carried = sentinels.iter().map(|Sentinel { task, rule }| {
            let key = format!("{task}\n{rule}");
            let applied = self.sentinels.get(&key).copied().unwrap_or(0);
            let left = rule.count.is_none_or(|most| applied < most.get());
            (*rule, Source::Sentinel(key), left)
        });
        planned
            .chain(carried)
            .filter(|(rule, _, left)| *left && rule.operation.covers(call))
            .map(|(rule, source, _)| (rule, source))
            .collect()
    }

    fn count(&mut self, rule: &Rule, source: Source) {
        match source {
            Source::Plan(at) => {
                if let Some(counted) = self.rules.get_mut(at) {
                    counted.applied = counted.applied.saturating_add(1);
                }
            }
            // What is not limited need not be remembered.
            Source::Sentinel(key) if rule.count.is_some() => {
                *self.sentinels.entry(key).or_default() += 1;
            }
            Source::Sentinel(_) => {}
        }
    }

    /// A random fault for the share of calls that gets one. Signing in stays possible.
    fn chance(&mut self, call: Operation) -> Option<Kind> {
        let spared = matches!(call, Operation::SignIn | Operation::Refresh);
        if spared || self.rate == Rate::NEVER || self.random.unit() >= self.rate.share() {
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

    fn tally(seed: u64) -> Vec<(&'static str, usize)> {
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
    fn random_faults_are_half_of_all_and_evenly_spread() {
        let counted = tally(2026);
        assert_eq!(counted, tally(2026));
        assert_ne!(counted, tally(2027));
        assert_eq!(counted.len(), 7, "{counted:?}");
        for (name, count) in counted {
            let expected = if name == "none" { 2800..3200 } else { 400..600 };
            assert!(expected.contains(&count), "{name}: {count}");
        }
    }

    #[test]
    fn sign_in_and_refresh_never_meet_chance() {
        let mut plan = Plan::new(&[], Rate::parse("0.5").unwrap_or(Rate::NEVER), 1);
        for call in [Operation::SignIn, Operation::Refresh] {
            assert!((0..1000).all(|_| plan.choose(call, &[], true).0.is_empty()));
        }
    }
}
