//! Pool of browser sessions that tests reuse, because starting a driver and a browser takes longer than most tests.

use crate::browser::brief;
use crate::engine::{Driver, Engine};
use crate::temp::TempDir;
use serde_json::json;
use std::mem::ManuallyDrop;
use std::sync::{Mutex, PoisonError};
use thirtyfour::prelude::*;

/// Idle sessions. Their browsers end with this process (see `engine`).
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// Properties of a session. A session is reused only by tests that want the same properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) engine: Engine,
    /// Preferred language, such as `en-US`.
    pub(crate) language: &'static str,
    /// Whether Chromium logs every request.
    pub(crate) recorded: bool,
}

/// A browser with one window.
pub(crate) struct Session {
    /// Ended by the driver. Dropping it would end it too, but can block for minutes.
    pub(crate) web: ManuallyDrop<WebDriver>,
    wanted: Wanted,
    // Fields are dropped in order: the driver ends its browser before the profile is removed.
    _driver: Driver,
    _profile: TempDir,
}

impl Session {
    /// Returns an idle session with a clean state, or starts a new session.
    pub(crate) async fn lease(wanted: Wanted) -> Self {
        while let Some(idle) = take_idle(wanted) {
            match idle.drain_logs().await {
                Ok(()) => return idle,
                Err(error) => eprintln!("an idle session is discarded: {error}"),
            }
        }
        Self::start(wanted).await
    }

    /// Starts a new session.
    pub(crate) async fn start(wanted: Wanted) -> Self {
        let profile = TempDir::new("browser");
        let driver = Driver::start(wanted.engine, &profile);
        let capabilities = wanted.engine.capabilities(wanted.language, &profile, wanted.recorded);
        let web = WebDriver::new(driver.url(), capabilities).await.expect("a browser");
        Self {
            web: ManuallyDrop::new(web),
            wanted,
            _driver: driver,
            _profile: profile,
        }
    }

    /// Opens a new window and removes what the test left: its windows, cookies (which belong to a host and ignore the
    /// port), cached files, and the storage of these origins.
    ///
    /// # Errors
    /// The browser's message. The session must not be reused then.
    pub(crate) async fn clean(&self, origins: &[String]) -> Result<(), String> {
        self.swap_window().await.map_err(brief)?;
        if self.wanted.engine != Engine::Chromium {
            return Ok(());
        }
        self.devtools("Network.clearBrowserCookies", json!({})).await?;
        self.devtools("Network.clearBrowserCache", json!({})).await?;
        for origin in origins {
            let of_origin = json!({ "origin": origin, "storageTypes": "all" });
            self.devtools("Storage.clearDataForOrigin", of_origin).await?;
        }
        Ok(())
    }

    async fn swap_window(&self) -> WebDriverResult<()> {
        if self.wanted.engine != Engine::Chromium {
            // Deletes the cookies of the open page's host only.
            self.web.delete_all_cookies().await?;
        }
        let old = self.web.windows().await?;
        let new = self.web.new_window().await?;
        for window in old {
            self.web.switch_to_window(window).await?;
            self.web.close_window().await?;
        }
        self.web.switch_to_window(new).await
    }

    /// Returns the session to the pool.
    pub(crate) fn give_back(self) {
        lock().push(self);
    }

    /// Discards log lines of an earlier test.
    async fn drain_logs(&self) -> Result<(), String> {
        if self.wanted.engine == Engine::Chromium {
            self.web.get_log("browser").await.map_err(brief)?;
        }
        if self.wanted.engine == Engine::Chromium && self.wanted.recorded {
            self.web.get_log("performance").await.map_err(brief)?;
        }
        Ok(())
    }

    /// Runs a command of the Chrome `DevTools` protocol and returns its result.
    pub(crate) async fn devtools(
        &self,
        command: &str,
        parameters: serde_json::Value,
    ) -> Result<serde_json::Value, String> {
        self.web.cdp().send_raw(command, parameters).await.map_err(brief)
    }
}

fn lock() -> std::sync::MutexGuard<'static, Vec<Session>> {
    // A panic cannot leave the list half changed, so a poisoned lock is safe to use.
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_idle(wanted: Wanted) -> Option<Session> {
    let mut idle = lock();
    let index = idle.iter().rposition(|session| session.wanted == wanted)?;
    Some(idle.swap_remove(index))
}
