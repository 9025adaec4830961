//! Runs axe on a screen and counts the findings.

use e2e::{Browser, Labels};
use serde_json::{Value, json};
use std::cell::Cell;

/// Script that runs axe.
const RUN: &str = include_str!("run.js");

/// Screens without and with findings.
#[derive(Default)]
pub struct Tally {
    pub passed: Cell<u32>,
    pub failed: Cell<u32>,
    pub findings: Cell<usize>,
}

/// Checks screens in one language.
pub struct Checker<'t> {
    pub labels: &'static Labels,
    /// Source of axe.
    pub axe: &'t str,
    pub tally: &'t Tally,
}

impl Checker<'_> {
    /// Checks a screen: all rules in the light colour scheme, and the contrast also in the dark one. It prints the result.
    pub async fn check(&self, browser: &Browser, screen: &str) {
        let name = format!("{} ({})", screen, self.labels.tag);
        // High enough for a dialog that shows all of its content.
        let size = json!({ "width": 1280, "height": 3000, "deviceScaleFactor": 1, "mobile": false });
        browser.command("Emulation.setDeviceMetricsOverride", size).await;
        let mut findings = Vec::new();
        for (theme, is_contrast_only) in [("light", false), ("light", true), ("dark", true)] {
            browser.emulate_media(None, &[("prefers-color-scheme", theme)]).await;
            let found = self.findings(browser, is_contrast_only).await;
            findings.extend(found.into_iter().map(|finding| format!("{theme}: {finding}")));
        }
        browser.emulate_media(None, &[("prefers-color-scheme", "light")]).await;
        let Tally {
            passed,
            failed,
            findings: sum,
        } = self.tally;
        if findings.is_empty() {
            println!("axe {name} ... ok");
            passed.set(passed.get() + 1);
        } else {
            println!("axe {name} ... FAILED\n  {}", findings.join("\n  "));
            failed.set(failed.get() + 1);
            sum.set(sum.get() + findings.len());
        }
    }

    /// Findings on the page or frame that the browser shows.
    async fn findings(&self, browser: &Browser, is_contrast_only: bool) -> Vec<String> {
        if browser.eval("typeof axe").await == "undefined" {
            browser.run(self.axe).await;
        }
        let found = browser.try_run(RUN, vec![is_contrast_only.into()]).await;
        let found: Value = found.expect("a result of axe");
        serde_json::from_value(found).expect("a list of texts")
    }

    /// Adds an image without a text, a text with too little contrast and one over a gradient to the page, and checks that
    /// each is a finding with its rule and selector. A check that finds nothing must not pass.
    pub async fn finds_what_is_wrong(&self, browser: &Browser) {
        browser
            .run(
                "const part = document.createElement('div');
                part.id = 'wrong';
                part.append(document.createElement('img'), 'faint', document.createElement('p'));
                part.style.color = '#bbb';
                part.lastChild.textContent = 'over a gradient';
                part.lastChild.style.background = 'linear-gradient(#fff, #000)';
                document.querySelector('main').append(part)",
            )
            .await;
        let mut findings = self.findings(browser, false).await;
        findings.extend(self.findings(browser, true).await);
        for wanted in [
            "image-alt at img: ",
            "color-contrast at #wrong: ",
            "undecided color-contrast at #wrong > p: ",
        ] {
            let is_found = findings.iter().any(|finding| finding.starts_with(wanted));
            assert!(is_found, "axe does not report {wanted:?}: {findings:#?}");
        }
        browser.run("document.getElementById('wrong').remove()").await;
    }
}
