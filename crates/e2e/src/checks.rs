//! Checks at the end of every test, and the report of a failed one.

use crate::browser::{Browser, brief};
use crate::engine::Engine;
use thirtyfour::prelude::*;

/// Script that returns everything a page shows and stores: markup, field values, storages, addresses. It skips password
/// fields, which may hold a token before sign-in.
const PAGE_CONTENTS: &str = "
    const kept = name => { try { return JSON.stringify({...window[name]}) } catch { return '' } };
    return {
        page: document.documentElement.outerHTML + document.title + document.cookie
            + [...document.querySelectorAll('input:not([type=password]), textarea')].map(i => i.value).join('\\n'),
        address: location.href + JSON.stringify(history.state) + window.name + document.referrer
            + performance.getEntries().map(entry => entry.name).join('\\n'),
        localStorage: kept('localStorage'),
        sessionStorage: kept('sessionStorage'),
    };";

impl Browser {
    /// Fails if the browser's log has an unexpected error (including panics and violations of the content security
    /// policy), the console has stopped, or a token appears outside its header. Closes the page.
    pub async fn finish(mut self) {
        let has_stopped = self.eval("!!document.querySelector('[data-stopped]')").await;
        assert_eq!(has_stopped, false, "the console has stopped\n{}", self.report().await);
        let violations = self.violations().await;
        assert!(violations.is_empty(), "{violations:#?}");
        let visited = self.watch.borrow().visited();
        if let Some(session) = self.session.take() {
            session.give_back(&visited).await;
        }
    }

    /// The violations that [`finish`](Self::finish) reports, except a stopped console. Leaves all frames.
    pub async fn violations(&self) -> Vec<String> {
        self.collect_logs().await;
        let mut seen = vec![self.run(PAGE_CONTENTS).await];
        self.leave_frames().await;
        seen.push(self.run(PAGE_CONTENTS).await);
        for frame in self.session().web.find_all(By::Css("iframe")).await.unwrap_or_default() {
            if frame.enter_frame().await.is_ok() {
                // The script fails in a frame that the browser refused to load.
                seen.extend(self.try_run(PAGE_CONTENTS, Vec::new()).await.ok());
            }
            self.leave_frames().await;
        }
        self.watch.borrow().violations(&seen)
    }

    /// Number of requests with a token in their header.
    pub async fn requests_with_token(&self) -> usize {
        self.collect_logs().await;
        self.watch.borrow().requests_with_token()
    }

    /// Address, text and log of the page, for the message of a failed test.
    pub(crate) async fn report(&self) -> String {
        self.collect_logs().await;
        let url = self.current_url().await.map_or_else(brief, |url| url.to_string());
        let text = self.try_eval("document.body.innerText").await;
        let text = text.map_or_else(brief, |text| text.as_str().unwrap_or_default().to_owned());
        let log = self.watch.borrow().log.join("\n");
        format!("--- the page, {url}:\n{text}\n--- the browser's log:\n{log}\n---")
    }

    /// Passes new log lines and requests to the watch. The driver returns every line only once.
    async fn collect_logs(&self) {
        if self.session().settings.engine != Engine::Chromium {
            return;
        }
        for entry in self.get_log("browser").await.unwrap_or_default() {
            self.watch
                .borrow_mut()
                .log
                .push(format!("{} {}", entry.level, entry.message));
        }
        for entry in self.get_log("performance").await.unwrap_or_default() {
            self.watch.borrow_mut().add_event(&entry.message);
        }
    }
}
