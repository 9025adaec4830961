//! What a platform provides to the fault mode.

use std::future::Future;

/// Tasks and tokens of the platform whose answers get faults.
pub trait Backend: Clone + Send + Sync + 'static {
    /// Returns name and description of the tasks that contain `mark` in one of the two: of all tasks of a product, or
    /// of one task.
    fn task_texts(
        &self,
        product: &str,
        task: Option<&str>,
        mark: &'static str,
    ) -> impl Future<Output = Vec<(String, String)>> + Send;

    /// Expires an access token now.
    fn expire_token(&self, token: &str) -> impl Future<Output = ()> + Send;
}
