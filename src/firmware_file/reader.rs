//! Reads one file at a time, in a worker where there is one, else on the page.

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

/// How long a worker may take to start while a file waits for it. Starting takes milliseconds; a network that hangs,
/// or a frame that swallows the error, must not hang the form.
const START_LIMIT: Duration = Duration::from_secs(5);

/// How far reading a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// So many bytes are digested.
    Progress(u64),
    /// The whole file is.
    Done(Digest),
    /// There is no digest, and why.
    Failed(FileError),
}

/// Reads one file at a time; the last one asked for counts.
#[derive(Clone)]
pub struct Reader(Rc<Inner>);

struct Inner {
    /// Bytes a file may have.
    limit: Option<u64>,
    /// Which file counts.
    turn: Cell<u32>,
    job: RefCell<Option<Job>>,
    means: RefCell<Means>,
    /// How many workers have been started: which one a timer is about.
    started: Cell<u32>,
}

/// A file being read, and who wants to know.
#[derive(Clone)]
struct Job {
    file: File,
    size: FileSize,
    modified: f64,
    tell: Rc<dyn Fn(Reading)>,
}

/// What reads.
enum Means {
    /// Nothing has been started yet.
    None,
    /// A worker; whether it has said that it is ready.
    Worker(DigestWorker, bool),
    /// This page: there is no worker to be had.
    Page,
}

impl Reader {
    /// A reader of files of at most `limit` bytes.
    #[must_use]
    pub fn new(limit: Option<u64>) -> Self {
        Self(Rc::new(Inner {
            limit,
            turn: Cell::new(0),
            job: RefCell::new(None),
            means: RefCell::new(Means::None),
            started: Cell::new(0),
        }))
    }

    /// Starts the worker, so that it is there when a file is.
    pub fn warm_up(&self) {
        if !matches!(*self.0.means.borrow(), Means::None) {
            return;
        }
        self.0.started.set(self.0.started.get().wrapping_add(1));
        // Weak: a worker must not keep the reader that keeps the worker.
        let reader = Rc::downgrade(&self.0);
        let worker = DigestWorker::start(move |heard| {
            if let Some(reader) = reader.upgrade() {
                Self(reader).hear(heard);
            }
        });
        *self.0.means.borrow_mut() = worker.map_or(Means::Page, |worker| Means::Worker(worker, false));
    }

    /// Lets the worker go where nothing is being read.
    pub fn release(&self) {
        let mut means = self.0.means.borrow_mut();
        // Where none could be started, none will be: trying again would only fill the browser's log.
        if self.0.job.borrow().is_none() && matches!(*means, Means::Worker(..)) {
            *means = Means::None;
        }
    }

    /// Reads `file` instead of whatever is being read, and tells how far it is until it is done or has failed.
    pub fn read(&self, file: &File, tell: impl Fn(Reading) + 'static) {
        self.stop();
        let size = match self.size(file.size()) {
            Ok(size) => size,
            Err(error) => return tell(Reading::Failed(error)),
        };
        tell(Reading::Progress(0));
        *self.0.job.borrow_mut() = Some(Job {
            file: file.clone(),
            size,
            modified: file.last_modified(),
            tell: Rc::new(tell),
        });
        self.warm_up();
        let turn = self.0.turn.get();
        let waits = match &*self.0.means.borrow() {
            Means::Worker(worker, ready) => {
                worker.read(turn, Some(file));
                !ready
            }
            Means::Page | Means::None => false,
        };
        if waits {
            let (reader, worker) = (Rc::downgrade(&self.0), self.0.started.get());
            let give_up = move || {
                if let Some(reader) = reader.upgrade() {
                    Self(reader).give_up_on_a_silent(worker);
                }
            };
            set_timeout(give_up, START_LIMIT);
        }
        if matches!(*self.0.means.borrow(), Means::Page) {
            self.read_here();
        }
    }

    /// Stops reading. Nothing more is told about the file.
    pub fn stop(&self) {
        self.0.turn.set(self.0.turn.get().wrapping_add(1));
        if self.0.job.take().is_some()
            && let Means::Worker(worker, _) = &*self.0.means.borrow()
        {
            worker.read(self.0.turn.get(), None);
        }
    }

    fn size(&self, bytes: f64) -> Result<FileSize, FileError> {
        if bytes < 1.0 {
            return Err(FileError::Empty);
        }
        // Exact: a browser's file size is a whole number below 2^53.
        let bytes = bytes as u64;
        match self.0.limit {
            Some(limit) if bytes > limit => Err(FileError::OverLimit(limit)),
            _ => FileSize::from_bytes(bytes).map_err(|_| FileError::TooLarge),
        }
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Ready => {
                if let Means::Worker(_, ready) = &mut *self.0.means.borrow_mut() {
                    *ready = true;
                }
            }
            Heard::Unusable => self.go_on_here(),
            Heard::Progress { turn, done } => self.tell(turn, Reading::Progress(done)),
            Heard::Read { turn, md5, suspicion } => self.end(turn, Ok((md5, suspicion))),
            Heard::Failed { turn, exception } => self.end(turn, Err(FileError::of_exception(&exception))),
        }
    }

    fn tell(&self, turn: u32, reading: Reading) {
        // Cloned out: whoever is told may pick the next file at once.
        let job = self.0.job.borrow().clone();
        if let Some(job) = job.filter(|_| turn == self.0.turn.get()) {
            (job.tell)(reading);
        }
    }

    fn end(&self, turn: u32, outcome: Result<on_page::FileFacts, FileError>) {
        if turn != self.0.turn.get() {
            return;
        }
        let Some(job) = self.0.job.take() else { return };
        // A file replaced on the disk while it was read has no single digest.
        let same = job.file.size() == job.size.get() as f64 && job.file.last_modified() == job.modified;
        (job.tell)(match outcome {
            Ok((md5, suspicion)) if same => Reading::Done(Digest {
                md5,
                size: job.size,
                suspicion,
            }),
            Ok(_) => Reading::Failed(FileError::Changed),
            Err(error) => Reading::Failed(error),
        });
    }

    fn give_up_on_a_silent(&self, worker: u32) {
        let silent = worker == self.0.started.get() && matches!(*self.0.means.borrow(), Means::Worker(_, false));
        if silent {
            self.go_on_here();
        }
    }

    /// There is no worker: from now on the page reads, beginning with the file that waits.
    fn go_on_here(&self) {
        *self.0.means.borrow_mut() = Means::Page;
        if self.0.job.borrow().is_some() {
            self.read_here();
        }
    }

    fn read_here(&self) {
        let Some(job) = self.0.job.borrow().clone() else { return };
        let turn = self.0.turn.get();
        let reader = self.clone();
        spawn_local(async move {
            let progress = |done| {
                reader.tell(turn, Reading::Progress(done));
                reader.0.turn.get() == turn
            };
            if let Some(outcome) = on_page::read(&job.file, progress).await {
                reader.end(turn, outcome);
            }
        });
    }
}
