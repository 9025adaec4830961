//! Database: SQLite in one file, with one connection that is never used on an async thread.
//!
//! | module | holds |
//! |---|---|
//! | [`accounts`] | accounts and their sessions |
//! | [`attempts`] | attempts to sign in |
//! | [`devices`] | devices, their installed firmware and reports |
//! | [`firmware`] | the firmware library |
//! | [`products`] | products |
//! | [`tasks`] | upgrade tasks |

pub mod accounts;
pub mod attempts;
pub mod devices;
pub mod firmware;
mod migrations;
pub mod products;
pub mod tasks;

use crate::api_error::ApiError;
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use upgrade_api::{ProductId, Version};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Number of rows to skip.
    pub offset: u64,
    /// Maximum number of rows to return; `None` returns all remaining rows.
    pub limit: Option<u64>,
}

impl Page {
    /// Returns limit and offset for SQLite, where a negative limit means no limit.
    fn bounds(self) -> (i64, i64) {
        let within = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        (self.limit.map_or(-1, within), within(self.offset))
    }
}

/// Database. Clones share the connection.
#[derive(Clone)]
pub struct Store {
    connection: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens or creates the database and migrates it to the newest schema.
    ///
    /// # Errors
    /// If the file cannot be opened, or a newer platform wrote it.
    pub fn open(file: &Path) -> rusqlite_migration::Result<Self> {
        let mut connection = Connection::open(file)?;
        // With WAL, readers do not wait for a writer. With FULL, every commit is on the disk before the answer is sent,
        // so a kill loses no acknowledged write.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        migrations::run(&mut connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    /// Runs `work` on a thread where blocking is allowed.
    ///
    /// # Errors
    /// The error of `work`; 5031001 if it panics.
    pub async fn run<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, ApiError> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.run_here(work))
            .await
            .unwrap_or_else(|panicked| Err(ApiError::fault(panicked)))
    }

    /// Runs `work` on the current thread, which must not be an async one.
    pub fn run_here<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, ApiError>) -> Result<T, ApiError> {
        // A poisoned lock means that an earlier `work` panicked. Its transaction was rolled back, so the connection is
        // usable.
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut connection)
    }

    /// Runs `work` in a transaction that takes the write lock immediately, so that the data it reads cannot change before
    /// it writes. An error rolls it back.
    ///
    /// # Errors
    /// The error of `work`; 5031001 if it panics or the commit fails.
    pub async fn write<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, ApiError> + Send + 'static,
    {
        self.run(|connection| {
            let transaction = writing(connection)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
        .await
    }

    /// Moves the write-ahead log into the database file, so that this file contains all data.
    ///
    /// # Errors
    /// 5031001 if the disk fails.
    pub async fn checkpoint(&self) -> Result<(), ApiError> {
        self.run(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            Ok(())
        })
        .await
    }
}

/// Starts a transaction that takes the write lock immediately, so that the data it reads cannot change before it
/// writes.
fn writing(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// Runs a cached statement and returns the number of changed rows.
fn execute(connection: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute(params)
}

fn product_id(row: &Row<'_>, column: usize) -> rusqlite::Result<ProductId> {
    ProductId::parse(&row.get::<_, String>(column)?).map_err(|_| invalid_column(column))
}

fn version(row: &Row<'_>, column: usize) -> rusqlite::Result<Version> {
    Version::from_number(row.get(column)?).map_err(|_| invalid_column(column))
}

/// Returns the error for an invalid column, which only an edit of the database file can cause.
fn invalid_column(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnName(format!("column {column} has an invalid value"))
}
