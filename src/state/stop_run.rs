//! Stops of several products' tasks, at most four requests at once.

use crate::state::overview::{Overview, REQUESTS_MAX};
use crate::state::task_store::{ActionResult, StopRequest, TaskStore, WriteResult};
use futures::stream::{self, StreamExt};
use upgrade_api::values::TaskId;

/// State of one stop.
pub(crate) enum StopStep {
    /// The request is being sent.
    Sending,
    /// The platform accepted the stop; no list has confirmed it yet.
    Accepted,
    /// The stop has ended.
    Ended(ActionResult),
}

/// A stop that was sent, and its position in the run.
struct Sent {
    at: usize,
    id: TaskId,
    how: StopRequest,
    request_id: Option<String>,
}

/// Sends all stops, then verifies those of each product together: no stop waits for a list. `report` is called with the
/// position of a stop at each step.
pub(crate) async fn stop_tasks(overview: Overview, tasks: &[(TaskStore, TaskId)], report: impl Fn(usize, StopStep)) {
    overview.suspend();
    let report = &report;
    let send = |(at, (store, id)): (usize, &(TaskStore, TaskId))| {
        let (store, id) = (*store, id.clone());
        async move {
            report(at, StopStep::Sending);
            let WriteResult { outcome, request_id } = store.send_stop(&id).await;
            let how = match outcome {
                Ok(how) => how,
                Err(error) => {
                    let outcome = Err(error);
                    report(at, StopStep::Ended(ActionResult { outcome, request_id }));
                    return None;
                }
            };
            // After a lost answer the list decides.
            if how == StopRequest::Accepted {
                report(at, StopStep::Accepted);
            }
            let sent = Sent {
                at,
                id,
                how,
                request_id,
            };
            Some((store, sent))
        }
    };
    let sending = stream::iter(tasks.iter().enumerate()).map(send);
    let sent: Vec<_> = sending.buffer_unordered(REQUESTS_MAX).collect().await;
    let products = by_product(sent.into_iter().flatten());
    let verify = |(store, sent): (TaskStore, Vec<Sent>)| async move {
        let stops: Vec<_> = sent.iter().map(|sent| (sent.id.clone(), sent.how.clone())).collect();
        let outcomes = store.verify_stops(&stops).await;
        for (Sent { at, request_id, .. }, outcome) in sent.into_iter().zip(outcomes) {
            report(at, StopStep::Ended(WriteResult { outcome, request_id }));
        }
    };
    stream::iter(products).for_each_concurrent(REQUESTS_MAX, verify).await;
    overview.resume();
}

fn by_product(all: impl Iterator<Item = (TaskStore, Sent)>) -> Vec<(TaskStore, Vec<Sent>)> {
    let mut products: Vec<(TaskStore, Vec<Sent>)> = Vec::new();
    for (store, sent) in all {
        let id = store.product_id();
        match products.iter_mut().find(|(other, _)| other.is_of(&id)) {
            Some((_, stops)) => stops.push(sent),
            None => products.push((store, vec![sent])),
        }
    }
    products
}
