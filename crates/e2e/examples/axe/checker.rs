//! Runs axe on a screen, looks for overflow, and counts the findings.

use e2e::{Browser, Labels};
use serde_json::{Value, json};
use std::cell::Cell;

/// Script that runs axe.
const RUN: &str = include_str!("run.js");

/// Script that returns which of the page and the open dialogs overflow horizontally. A menu is placed when it opens, so a
/// page with an open one is left out; the end-to-end tests open menus at every width.
const OVERFLOWS: &str = "
    if (document.querySelector('.menu-panel')) return [];
    const wide = e => e.scrollWidth > e.clientWidth ? [`${e.tagName} ${e.scrollWidth} > ${e.clientWidth}`] : [];
    return [document.scrollingElement, ...document.querySelectorAll('dialog[open]')].flatMap(wide)";

/// Widths of the window and font sizes of the page, in CSS pixels: a desktop, a phone, and the narrowest window that has
/// to show every screen, the latter with the text of a reader who needs twice the usual size.
const SIZES: [(u32, u32); 4] = [(1280, 16), (390, 16), (1280, 32), (320, 32)];

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
    /// Checks a screen: its width at every size, all rules in the light colour scheme, and the contrast also in the dark
    /// one. It prints the result.
    pub async fn check(&self, browser: &Browser, screen: &str) {
        let name = format!("{} ({})", screen, self.labels.tag);
        let mut findings = overflows(browser).await;
        // High enough for a dialog that shows all of its content.
        let size = json!({ "width": 1280, "height": 3000, "deviceScaleFactor": 1, "mobile": false });
        browser.command("Emulation.setDeviceMetricsOverride", size).await;
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

    /// Adds an image without a text, a text with too little contrast, one over a gradient and a width beyond that of a
    /// narrow window to the page, and checks that each is a finding. A check that finds nothing must not pass.
    pub async fn finds_what_is_wrong(&self, browser: &Browser) {
        browser
            .run(
                "const part = document.createElement('div');
                part.id = 'wrong';
                part.append(document.createElement('img'), 'faint', document.createElement('p'));
                part.style.color = '#bbb';
                part.style.minWidth = '350px';
                part.lastChild.textContent = 'over a gradient';
                part.lastChild.style.background = 'linear-gradient(#fff, #000)';
                document.querySelector('main').append(part)",
            )
            .await;
        let mut findings = self.findings(browser, false).await;
        findings.extend(self.findings(browser, true).await);
        findings.extend(overflows(browser).await);
        for wanted in [
            "image-alt at img: ",
            "color-contrast at #wrong: ",
            "undecided color-contrast at #wrong > p: ",
            "320 wide, font of 32: HTML ",
        ] {
            let is_found = findings.iter().any(|finding| finding.starts_with(wanted));
            assert!(is_found, "axe does not report {wanted:?}: {findings:#?}");
        }
        browser.run("document.getElementById('wrong').remove()").await;
    }
}

/// What overflows on a page at one of the [`SIZES`].
async fn overflows(browser: &Browser) -> Vec<String> {
    let mut findings = Vec::new();
    for (width, font) in SIZES {
        browser.set_width(width).await;
        browser
            .run(&format!("document.documentElement.style.fontSize = '{font}px'"))
            .await;
        let found: Vec<String> = serde_json::from_value(browser.run(OVERFLOWS).await).expect("a list of texts");
        findings.extend(
            found
                .iter()
                .map(|found| format!("{width} wide, font of {font}: {found}")),
        );
    }
    browser
        .run("document.documentElement.style.removeProperty('font-size')")
        .await;
    findings
}
