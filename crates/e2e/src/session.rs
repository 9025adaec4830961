//! Browser sessions that outlive a test: starting a driver and a browser takes longer than most tests.

use crate::browser::brief;
use crate::engine::{Driver, Engine};
use crate::temp::TempDir;
use serde_json::json;
use std::mem::ManuallyDrop;
use std::sync::{Mutex, PoisonError};
use thirtyfour::prelude::*;

/// Sessions that no test uses now. Their browsers end with this process (`engine`).
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// What a test wants of its browser; a session serves only tests that want the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) engine: Engine,
    /// What the reader prefers, like `en-US`.
    pub(crate) language: &'static str,
    /// Whether Chromium writes down every request.
    pub(crate) recorded: bool,
}

/// A browser with one window.
pub(crate) struct Session {
    /// The driver ends it. Dropping it would ask for the same in a way that waits for minutes.
    pub(crate) web: ManuallyDrop<WebDriver>,
    wanted: Wanted,
    // Dropped in this order: the driver with its browser, the browser's files.
    _driver: Driver,
    _profile: TempDir,
}

impl Session {
    /// A session that is idle, in the state of a new one, or a new one.
    pub(crate) async fn lease(wanted: Wanted) -> Self {
        while let Some(idle) = take_idle(wanted) {
            match idle.drain_logs().await {
                Ok(()) => return idle,
                Err(error) => eprintln!("an idle session is thrown away: {error}"),
            }
        }
        Self::start(wanted).await
    }

    /// A new session.
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

    /// Gives the browser a new window and takes away what the test left: its windows, cookies (they belong to a host and
    /// ignore its port), cached files and the storage of these origins.
    ///
    /// # Errors
    /// What the browser says: it is not to be used again.
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
            // Only the host of the page that is open can be named here.
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

    /// Lets other tests use it.
    pub(crate) fn give_back(self) {
        lock().push(self);
    }

    /// What the browser has logged so far belongs to an earlier test.
    async fn drain_logs(&self) -> Result<(), String> {
        if self.wanted.engine == Engine::Chromium {
            self.web.get_log("browser").await.map_err(brief)?;
        }
        if self.wanted.engine == Engine::Chromium && self.wanted.recorded {
            self.web.get_log("performance").await.map_err(brief)?;
        }
        Ok(())
    }

    /// What Chromium answers to a command of its developer tools.
    pub(crate) async fn devtools(
        &self,
        command: &str,
        parameters: serde_json::Value,
    ) -> Result<serde_json::Value, String> {
        self.web.cdp().send_raw(command, parameters).await.map_err(brief)
    }
}

fn lock() -> std::sync::MutexGuard<'static, Vec<Session>> {
    // A test that panicked while it held the lock has not left the list half changed.
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_idle(wanted: Wanted) -> Option<Session> {
    let mut idle = lock();
    let at = idle.iter().rposition(|session| session.wanted == wanted)?;
    Some(idle.swap_remove(at))
}
