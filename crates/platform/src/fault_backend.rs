//! What the fault mode sees of the platform: tasks and tokens.

use crate::secrets;
use crate::state::AppState;
use crate::store::{accounts, tasks};
use fault_injection::Backend;
use std::sync::Arc;
use upgrade_api::{ProductId, TaskId};

/// Platform whose answers get faults.
#[derive(Clone)]
pub(crate) struct FaultBackend(pub(crate) Arc<AppState>);

impl Backend for FaultBackend {
    async fn task_texts(&self, product: &str, task: Option<&str>, mark: &'static str) -> Vec<(String, String)> {
        let (Ok(product), Ok(task)) = (ProductId::parse(product), task.map(TaskId::parse).transpose()) else {
            return Vec::new();
        };
        let texts = move |db: &mut rusqlite::Connection| Ok(tasks::texts_with(db, &product, task.as_ref(), mark)?);
        // A failure is already in the log.
        self.0.store.run(texts).await.unwrap_or_default()
    }

    async fn expire_token(&self, token: &str) {
        let (digest, now) = (secrets::digest(token), self.0.clock.now());
        let expire = move |db: &mut rusqlite::Connection| Ok(accounts::expire_session(db, &digest, now)?);
        // A failure is already in the log.
        let _ = self.0.store.run(expire).await;
    }
}
