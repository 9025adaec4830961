//! The database: SQLite in one file, one connection, never on an async thread.
//!
//! | module | holds |
//! |---|---|
//! | [`accounts`] | accounts and their sessions |
//! | [`devices`] | devices, what they run, what they report |
//! | [`firmware`] | the firmware library |
//! | [`products`] | products |
//! | [`tasks`] | upgrade tasks |

pub mod accounts;
pub mod devices;
pub mod firmware;
mod migrations;
pub mod products;
pub mod tasks;

use crate::reject::Reject;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Part of a list: rows to skip, and how many to give (`None`: all that are left).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Rows to skip.
    pub offset: u64,
    /// Most rows to give.
    pub limit: Option<u64>,
}

impl Page {
    /// The two numbers as SQLite takes them, where a negative limit means no limit.
    fn bounds(self) -> (i64, i64) {
        let within = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        (self.limit.map_or(-1, within), within(self.offset))
    }
}

/// The database. Clones share the connection.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens or makes the database and brings it to the newest schema.
    ///
    /// # Errors
    /// Where the file cannot be opened, or was written by a newer platform.
    pub fn open(file: &Path) -> rusqlite::Result<Self> {
        let mut connection = Connection::open(file)?;
        // Readers never wait for a writer, and a kill in the middle of a write loses only what was not acknowledged:
        // with FULL every commit is on the disk before the answer leaves.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // Only another process (a test looking at the file, a backup) can make us wait.
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(64);
        migrations::run(&mut connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Does `work` on a thread where blocking is allowed.
    ///
    /// # Errors
    /// What `work` refuses; 5031001 where it panics.
    pub async fn run<T, F>(&self, work: F) -> Result<T, Reject>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, Reject> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.run_here(work))
            .await
            .unwrap_or_else(|panicked| Err(Reject::fault(panicked)))
    }

    /// Does `work` on this thread, which must not be an async one.
    ///
    /// # Errors
    /// What `work` refuses.
    pub fn run_here<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, Reject>) -> Result<T, Reject> {
        // A poisoned lock means that some `work` panicked; its transaction was rolled back on the way out.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut connection)
    }

    /// Moves the write-ahead log into the database file, so that the one file holds everything.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn checkpoint(&self) -> Result<(), Reject> {
        self.run(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
        .await
    }
}

/// A transaction that takes the write lock at once, so that what it reads cannot change before it writes.
fn writing(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}
