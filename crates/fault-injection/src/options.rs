//! Command-line options of the fault mode.

use crate::rule::Rule;

/// Options that enable the fault mode; each of them does.
#[derive(Clone, Debug, clap::Args)]
pub struct FaultOptions {
    /// Enable fault mode: inject faults by the rules in task texts (`fault:RULE`), from PUT /faults and from the two
    /// options below. See docs/faults.md. Never enable it on a platform that is in use.
    #[arg(long)]
    pub faults: bool,

    /// Enable fault mode with this rule, such as drop-after@create*1 or delay=2000@list; repeatable.
    #[arg(long = "fault", value_name = "RULE", value_parser = Rule::parse)]
    pub fault_rules: Vec<Rule>,

    /// Enable fault mode with a random fault for this share of the answers, 0 to 0.5.
    #[arg(long, value_name = "F", value_parser = rate)]
    pub fault_rate: Option<f64>,
}

impl FaultOptions {
    /// Whether fault mode is on.
    pub fn is_on(&self) -> bool {
        self.faults || !self.fault_rules.is_empty() || self.fault_rate.is_some()
    }
}

/// Parses the share of the answers that get a random fault. Above one half, too few answers are intact to use the
/// console.
pub(crate) fn rate(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=0.5).contains(share));
    share.ok_or_else(|| "use a share from 0 to 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_at_most_a_half() {
        for (text, share) in [("0", 0.0), ("0.05", 0.05), ("0.5", 0.5)] {
            assert_eq!(rate(text), Ok(share));
        }
        for bad in ["", "x", "-0.1", "0.51", "1", "NaN", "inf"] {
            assert!(rate(bad).is_err(), "{bad}");
        }
    }
}
