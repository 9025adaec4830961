//! Reader of one file at a time, in a worker if the browser starts one, otherwise on the page.

use crate::firmware_file::on_page;
use crate::firmware_file::worker::{DigestWorker, Heard};
use crate::firmware_file::{Digest, FileError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use upgrade_api::values::FileSize;
use web_sys::File;

/// Longest wait of a file for the start of the worker. A start takes milliseconds; a stalled network or a frame that
/// suppresses the error must not block the form.
const START_LIMIT: Duration = Duration::from_secs(5);

/// State of the reading of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Number of bytes read.
    Progress(u64),
    /// The whole file is read.
    Done(Digest),
    /// The reading failed.
    Failed(FileError),
}

/// Reader of one file at a time. A new file replaces the one being read.
#[derive(Clone)]
pub struct Reader(Rc<Inner>);

struct Inner {
    /// Largest size of a file in bytes.
    limit: Option<u64>,
    /// Number of the current file. Events of earlier files are ignored.
    request: Cell<u32>,
    job: RefCell<Option<Job>>,
    backend: RefCell<Backend>,
    /// Number of started workers, which identifies the worker of a timer.
    workers_started: Cell<u32>,
}

/// File being read and the receiver of its state.
#[derive(Clone)]
struct Job {
    file: File,
    size: FileSize,
    modified: f64,
    on_change: Rc<dyn Fn(Reading)>,
}

/// Backend that reads the files.
enum Backend {
    /// Not started.
    None,
    /// A worker, and whether it has reported that it is ready.
    Worker(DigestWorker, bool),
    /// The page: the browser has not started a worker.
    Page,
}

impl Reader {
    /// A reader of files of at most `limit` bytes.
    pub fn new(limit: Option<u64>) -> Self {
        Self(Rc::new(Inner {
            limit,
            request: Cell::new(0),
            job: RefCell::new(None),
            backend: RefCell::new(Backend::None),
            workers_started: Cell::new(0),
        }))
    }

    /// Starts the worker ahead of the first file.
    pub fn warm_up(&self) {
        if !matches!(*self.0.backend.borrow(), Backend::None) {
            return;
        }
        self.0.workers_started.set(self.0.workers_started.get().wrapping_add(1));
        // Weak, because the reader owns the worker.
        let reader = Rc::downgrade(&self.0);
        let worker = DigestWorker::start(move |event| {
            if let Some(reader) = reader.upgrade() {
                Self(reader).on_event(event);
            }
        });
        *self.0.backend.borrow_mut() = worker.map_or(Backend::Page, |worker| Backend::Worker(worker, false));
    }

    /// Ends the worker, unless a file is being read.
    pub fn release(&self) {
        let mut backend = self.0.backend.borrow_mut();
        // `Page` stays: another attempt to start a worker would fail, too, and fill the browser's log.
        if self.0.job.borrow().is_none() && matches!(*backend, Backend::Worker(..)) {
            *backend = Backend::None;
        }
    }

    /// Reads `file` in place of the file being read, and calls `on_change` with each new state until the reading ends.
    pub fn read(&self, file: &File, on_change: impl Fn(Reading) + 'static) {
        self.stop();
        let size = match self.size(file.size()) {
            Ok(size) => size,
            Err(error) => return on_change(Reading::Failed(error)),
        };
        on_change(Reading::Progress(0));
        *self.0.job.borrow_mut() = Some(Job {
            file: file.clone(),
            size,
            modified: file.last_modified(),
            on_change: Rc::new(on_change),
        });
        self.warm_up();
        let request = self.0.request.get();
        let is_starting = match &*self.0.backend.borrow() {
            Backend::Worker(worker, ready) => {
                worker.read(request, Some(file));
                !ready
            }
            Backend::Page | Backend::None => false,
        };
        if is_starting {
            let (reader, worker) = (Rc::downgrade(&self.0), self.0.workers_started.get());
            let on_timeout = move || {
                if let Some(reader) = reader.upgrade() {
                    Self(reader).abandon_silent_worker(worker);
                }
            };
            set_timeout(on_timeout, START_LIMIT);
        }
        if matches!(*self.0.backend.borrow(), Backend::Page) {
            self.read_on_page();
        }
    }

    /// Stops reading. The file's receiver gets no further states.
    pub fn stop(&self) {
        self.0.request.set(self.0.request.get().wrapping_add(1));
        if self.0.job.take().is_some()
            && let Backend::Worker(worker, _) = &*self.0.backend.borrow()
        {
            worker.read(self.0.request.get(), None);
        }
    }

    fn size(&self, bytes: f64) -> Result<FileSize, FileError> {
        if bytes < 1.0 {
            return Err(FileError::Empty);
        }
        // Exact: the file size is an integer below 2^53.
        let bytes = bytes as u64;
        match self.0.limit {
            Some(limit) if bytes > limit => Err(FileError::OverLimit(limit)),
            _ => FileSize::from_bytes(bytes).map_err(|_| FileError::TooLarge),
        }
    }

    fn on_event(&self, event: Heard) {
        match event {
            Heard::Ready => {
                if let Backend::Worker(_, ready) = &mut *self.0.backend.borrow_mut() {
                    *ready = true;
                }
            }
            Heard::Unusable => self.fall_back_to_page(),
            Heard::Progress { request, done } => self.report(request, Reading::Progress(done)),
            Heard::Read { request, md5, content } => self.end(request, Ok((md5, content))),
            Heard::Failed { request, exception } => self.end(request, Err(FileError::of_exception(&exception))),
        }
    }

    fn report(&self, request: u32, reading: Reading) {
        // Cloned, because the receiver may start the next file during the call.
        let job = self.0.job.borrow().clone();
        if let Some(job) = job.filter(|_| request == self.0.request.get()) {
            (job.on_change)(reading);
        }
    }

    fn end(&self, request: u32, outcome: Result<on_page::FileFacts, FileError>) {
        if request != self.0.request.get() {
            return;
        }
        let Some(job) = self.0.job.take() else { return };
        // A file that is replaced on the disk during the reading has no single digest.
        let is_same = job.file.size() == job.size.get() as f64 && job.file.last_modified() == job.modified;
        (job.on_change)(match outcome {
            Ok((md5, content)) if is_same => Reading::Done(Digest {
                md5,
                size: job.size,
                content,
            }),
            Ok(_) => Reading::Failed(FileError::Changed),
            Err(error) => Reading::Failed(error),
        });
    }

    fn abandon_silent_worker(&self, worker: u32) {
        let is_silent =
            worker == self.0.workers_started.get() && matches!(*self.0.backend.borrow(), Backend::Worker(_, false));
        if is_silent {
            self.fall_back_to_page();
        }
    }

    /// Switches to reading on the page, starting with the waiting file.
    fn fall_back_to_page(&self) {
        *self.0.backend.borrow_mut() = Backend::Page;
        if self.0.job.borrow().is_some() {
            self.read_on_page();
        }
    }

    fn read_on_page(&self) {
        let Some(job) = self.0.job.borrow().clone() else { return };
        let request = self.0.request.get();
        let reader = self.clone();
        spawn_local(async move {
            let progress = |done| {
                reader.report(request, Reading::Progress(done));
                reader.0.request.get() == request
            };
            if let Some(outcome) = on_page::read(&job.file, progress).await {
                reader.end(request, outcome);
            }
        });
    }
}
