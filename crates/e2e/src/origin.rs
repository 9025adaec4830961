//! HTTP servers of a test, each an origin. They forward requests to the platform or answer them, and record every
//! request as the browser sent it, which can differ from what the page's script passed to it.

use crate::http::{RUNTIME, Request, Response};
use crate::platform::Platform;
use axum::Router;
use axum::extract::State;
use serde_json::Value;
use std::future;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::task::spawn_blocking;

type Handler = Box<dyn Fn(&Request) -> Option<Response> + Send>;
type Edit = Arc<dyn Fn(&Request, &mut Response) + Send + Sync>;

/// An HTTP server on a free port. It serves until the test process exits.
#[derive(Clone)]
pub struct Origin {
    name: String,
    shared: Arc<Shared>,
}

/// Ends a handler or an edit of an [`Origin`].
pub struct Switch(Arc<AtomicBool>);

impl Switch {
    pub fn off(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

#[derive(Default)]
struct Shared {
    /// Address that unanswered requests are forwarded to.
    upstream: Option<String>,
    requests: Mutex<Vec<Request>>,
    handlers: Mutex<Vec<Handler>>,
    edits: Mutex<Vec<Edit>>,
    /// Paths whose requests get no response.
    held: Mutex<Vec<String>>,
    aborted: AtomicUsize,
}

impl Origin {
    /// A reverse proxy for a platform. It forwards requests that no handler answers.
    pub fn proxy(platform: &Platform) -> Self {
        Self::start("127.0.0.1", Some(platform.address().to_owned()))
    }

    /// A server on `localhost`, a different site than the platforms. It answers other requests with 404.
    pub fn cross_site() -> Self {
        let origin = Self::start("localhost", None);
        // Browsers request it on every page, and Chromium logs an error if it is missing.
        origin.serve("/favicon.ico", Response::status(204));
        origin
    }

    fn start(host: &str, upstream: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            upstream,
            ..Shared::default()
        });
        listener.set_nonblocking(true).expect("an option of every socket");
        let router = Router::new().fallback(respond).with_state(Arc::clone(&shared));
        RUNTIME.spawn(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await
        });
        Self {
            name: format!("http://{host}:{port}"),
            shared,
        }
    }

    /// Adds a handler that precedes the earlier ones. If it returns `None`, the next handler is tried.
    pub fn handle(&self, handler: impl Fn(&Request) -> Option<Response> + Send + 'static) -> Switch {
        let is_on = Arc::new(AtomicBool::new(true));
        let switch = Switch(Arc::clone(&is_on));
        let handler = move |request: &Request| is_on.load(Ordering::Relaxed).then(|| handler(request)).flatten();
        lock(&self.shared.handlers).insert(0, Box::new(handler));
        switch
    }

    pub fn serve(&self, path: &str, response: Response) -> Switch {
        let path = path.to_owned();
        self.handle(move |request| (request.path() == path).then(|| response.clone()))
    }

    /// Serves this configuration of the console.
    pub fn configure(&self, config: &Value) {
        self.serve("/config.json", Response::json(config).with("cache-control", "no-store"));
    }

    pub fn edit(&self, edit: impl Fn(&Request, &mut Response) + Send + Sync + 'static) -> Switch {
        let is_on = Arc::new(AtomicBool::new(true));
        let switch = Switch(Arc::clone(&is_on));
        lock(&self.shared.edits).push(Arc::new(move |request, response| {
            if is_on.load(Ordering::Relaxed) {
                edit(request, response);
            }
        }));
        switch
    }

    /// Leaves requests for a path without a response.
    pub fn hold(&self, path: &str) {
        lock(&self.shared.held).push(path.to_owned());
    }

    /// Number of held requests that the browser has aborted.
    pub fn aborted(&self) -> usize {
        self.shared.aborted.load(Ordering::Relaxed)
    }

    /// Scheme, host and port, as browsers write an origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Address of the root page.
    pub fn url(&self) -> String {
        format!("{}/", self.name)
    }

    /// All requests so far, except those for the favicon.
    pub fn requests(&self) -> Vec<Request> {
        let mut all = lock(&self.shared.requests).clone();
        all.retain(|request| request.path() != "/favicon.ico");
        all
    }

    /// Paths of all requests so far.
    pub fn paths(&self) -> Vec<String> {
        self.requests()
            .iter()
            .map(|request| request.path().to_owned())
            .collect()
    }

    pub fn api_requests(&self) -> Vec<Request> {
        let mut all = self.requests();
        all.retain(|request| request.target.starts_with("/v2"));
        all
    }

    /// Number of requests for a path so far, without preflights.
    pub fn count(&self, path: &str) -> usize {
        let counts = |request: &&Request| request.method != "OPTIONS" && request.path() == path;
        lock(&self.shared.requests).iter().filter(counts).count()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("an unpoisoned lock")
}

/// Records a request and answers it, or holds it until the browser closes the connection.
async fn respond(State(shared): State<Arc<Shared>>, request: axum::extract::Request) -> Response {
    let request = Request::read(request).await.expect("a whole request");
    lock(&shared.requests).push(request.clone());
    if request.method != "OPTIONS" && lock(&shared.held).iter().any(|path| path == request.path()) {
        let _counts_when_dropped = Held(shared);
        return future::pending().await;
    }
    // Handlers and edits may wait.
    let response = spawn_blocking(move || shared.response(&request)).await;
    response.expect("a platform that answers, and no panic of a handler")
}

/// A request that is never answered.
struct Held(Arc<Shared>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.aborted.fetch_add(1, Ordering::Relaxed);
    }
}

impl Shared {
    fn response(&self, request: &Request) -> Response {
        let handled = lock(&self.handlers).iter().find_map(|handler| handler(request));
        match (handled, &self.upstream) {
            (Some(response), _) => response,
            (None, Some(upstream)) => {
                let mut response = request.send(upstream).expect("a platform that answers");
                // Cloned, so that an edit that waits does not block other responses.
                let edits = lock(&self.edits).clone();
                edits.iter().for_each(|edit| edit(request, &mut response));
                response
            }
            (None, None) => Response::status(404),
        }
    }
}
