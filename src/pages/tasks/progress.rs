//! Progress of a running task since this tab started to measure it: as text and as a chart.

use crate::i18n::{Messages, use_messages};
use leptos::prelude::*;
use upgrade_api::progress::{Sample, Samples, UpgradeRate};

/// Milliseconds in a minute.
const MINUTE: u64 = 60_000;
/// Width of the chart in its own units.
const WIDTH: u64 = 240;
/// Height of the chart in its own units.
const HEIGHT: u64 = 48;

/// Upgrade rate, or the time since the last progress. `None` while the rate is unknown.
pub(crate) fn short_rate_text(m: &dyn Messages, rate: UpgradeRate) -> Option<String> {
    match rate {
        UpgradeRate::Unknown => None,
        UpgradeRate::NoProgress { ms } => Some(m.impact().no_progress(&m.number(ms / MINUTE))),
        UpgradeRate::Upgrading { per_hour, .. } => Some(m.impact().per_hour(&m.number(per_hour))),
    }
}

/// Upgrade rate with the remaining time, if it is known, after `separator`; or the time since the last progress.
pub fn rate_text(m: &dyn Messages, rate: UpgradeRate, separator: &str) -> Option<String> {
    let text = short_rate_text(m, rate)?;
    Some(match rate {
        UpgradeRate::Upgrading {
            remaining_ms: Some(ms), ..
        } => {
            format!("{text}{separator}{}", m.impact().minutes_remaining(ms.div_ceil(MINUTE)))
        }
        _ => text,
    })
}

/// Chart of upgraded devices over time. Empty until the samples cover a minute.
#[component]
pub fn ProgressChart(
    /// Samples of the task.
    samples: Samples,
) -> impl IntoView {
    let m = use_messages();
    // The caption says what the drawing shows, so the drawing is hidden from screen readers.
    line(m, &samples).map(|(points, caption)| {
        view! {
            <figure class="chart-figure">
                <svg
                    class="chart"
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    <polyline class="chart-line" points=points vector-effect="non-scaling-stroke"></polyline>
                </svg>
                <figcaption class="hint" prop:textContent=caption />
            </figure>
        }
    })
}

/// Points of the line and caption of the chart.
fn line(m: &dyn Messages, samples: &Samples) -> Option<(String, String)> {
    let all: Vec<Sample> = samples.iter().collect();
    let (first, last) = (*all.first()?, *all.last()?);
    let minutes = (last.at - first.at) / MINUTE;
    if minutes == 0 {
        return None;
    }
    let [from, to, minutes] = [first.upgraded, last.upgraded, minutes].map(|number| m.number(number));
    let caption = m.impact().chart(&from, &to, &minutes);
    Some((points(&all, first, last), caption))
}

/// Points from the first sample at the lower left to the last one at the upper right.
fn points(all: &[Sample], first: Sample, last: Sample) -> String {
    let span = (last.at - first.at).max(1);
    let rise = (last.upgraded - first.upgraded).max(1);
    let mut text = String::new();
    for sample in all {
        let x = scaled(sample.at - first.at, span, WIDTH);
        let y = HEIGHT - scaled(sample.upgraded - first.upgraded, rise, HEIGHT);
        text.push_str(&format!("{x},{y} "));
    }
    text.truncate(text.trim_end().len());
    text
}

/// Scales `part` of `whole` to a range of `most`. The counts of a platform may be of any size.
fn scaled(part: u64, whole: u64, most: u64) -> u64 {
    (u128::from(part) * u128::from(most) / u128::from(whole)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn sample(minute: u64, upgraded: u64) -> Sample {
        Sample {
            at: minute * MINUTE,
            upgraded,
        }
    }

    #[test]
    fn a_line_goes_from_corner_to_corner() {
        let all = [sample(5, 100), sample(10, 100), sample(15, 150), sample(25, 200)];
        assert_eq!(points(&all, all[0], all[3]), "0,48 60,48 120,24 240,0");
        let flat = [sample(0, 7), sample(10, 7)];
        assert_eq!(points(&flat, flat[0], flat[1]), "0,48 240,48");
        let huge = [sample(0, 0), sample(1, u64::MAX)];
        assert_eq!(points(&huge, huge[0], huge[1]), "0,48 240,0");
    }

    #[test]
    fn the_text_contains_what_is_known_of_the_rate() {
        let m = Language::En.messages();
        let moving = |per_hour, remaining| UpgradeRate::Upgrading {
            per_hour,
            remaining_ms: remaining,
        };
        let cases = [
            (UpgradeRate::Unknown, None),
            (moving(1412, None), Some("1412 per hour")),
            (
                moving(412, Some(3 * 60 * MINUTE)),
                Some("412 per hour · about 3 h left"),
            ),
            (moving(60, Some(1)), Some("60 per hour · about 1 min left")),
            (
                moving(1, Some(72 * 60 * MINUTE)),
                Some("1 per hour · about 3 days left"),
            ),
            (
                UpgradeRate::NoProgress { ms: 30 * MINUTE },
                Some("no progress for 30 min"),
            ),
        ];
        for (rate, words) in cases {
            assert_eq!(rate_text(m, rate, " · ").as_deref(), words, "{rate:?}");
        }
    }
}
