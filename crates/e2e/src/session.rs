//! Pool of browser sessions that tests reuse, because starting a driver and a browser takes longer than most tests.

use crate::engine::{Driver, Engine, Settings, capabilities};
use crate::temp::TempDir;
use std::sync::{Mutex, MutexGuard, PoisonError};
use thirtyfour::prelude::*;

/// Idle sessions. Their browsers end with this process (see `engine`).
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

pub(crate) struct Session {
    pub(crate) web: WebDriver,
    pub(crate) settings: Settings,
    // Fields are dropped in order: the driver ends its browser before the profile is removed.
    _driver: Driver,
    _profile: TempDir,
}

impl Session {
    /// Returns an idle session with a clean state, or starts a new session.
    pub(crate) async fn lease(settings: Settings) -> Self {
        while let Some(idle) = take_idle(settings) {
            match idle.drain_logs().await {
                Ok(()) => return idle,
                Err(error) => eprintln!("an idle session is discarded: {error}"),
            }
        }
        let profile = TempDir::new("browser");
        let driver = Driver::start(settings.engine, &profile);
        let web = WebDriver::new(driver.url(), capabilities(settings, &profile)).await;
        let web = web.expect("a browser");
        // The driver ends the browser. Ending it in the destructor can block for minutes.
        web.clone().leak().expect("a new session");
        Self {
            web,
            settings,
            _driver: driver,
            _profile: profile,
        }
    }

    /// Removes what the test left, and returns the session to the pool: its windows, cookies (which belong to a host
    /// and ignore the port), cached files, and the storage of these origins. A session that cannot be cleaned ends.
    pub(crate) async fn give_back(self, origins: &[String]) {
        if self.settings.recorded && self.clean(origins).await.is_ok() {
            idle().push(self);
        }
    }

    async fn clean(&self, origins: &[String]) -> WebDriverResult<()> {
        let is_chromium = self.settings.engine == Engine::Chromium;
        if !is_chromium {
            // Deletes the cookies of the open page's host only.
            self.web.delete_all_cookies().await?;
        }
        let old = self.web.windows().await?;
        let new = self.web.new_window().await?;
        for window in old {
            self.web.switch_to_window(window).await?;
            self.web.close_window().await?;
        }
        self.web.switch_to_window(new).await?;
        if is_chromium {
            let cdp = self.web.cdp();
            cdp.network().clear_browser_cookies().await?;
            cdp.network().clear_browser_cache().await?;
            for origin in origins {
                cdp.storage().clear_all_data_for_origin(origin).await?;
            }
        }
        Ok(())
    }

    /// Discards log lines of an earlier test.
    async fn drain_logs(&self) -> WebDriverResult<()> {
        if self.settings.engine == Engine::Chromium {
            self.web.get_log("browser").await?;
            self.web.get_log("performance").await?;
        }
        Ok(())
    }
}

fn idle() -> MutexGuard<'static, Vec<Session>> {
    // A panic cannot leave the list half changed, so a poisoned lock is safe to use.
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_idle(settings: Settings) -> Option<Session> {
    let mut idle = idle();
    let index = idle.iter().rposition(|session| session.settings == settings)?;
    Some(idle.swap_remove(index))
}
