//! The picked files of the create form: how far reading them has come, and the checksums they are compared with.

use crate::firmware_file::{Digest, FileError, Reader, Reading, text_of};
use crate::pages::create_task::state::sides::SIDES;
use crate::pages::create_task::state::sides::index;
use firmware_digest::ChecksumError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::draft::Side;
use upgrade_api::values::Md5;
use web_sys::File;

/// A picked file and how far reading it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectedFile {
    /// The file's name: data, only ever shown as text. `None` where what was dropped is not one file.
    pub name: Option<String>,
    /// Its size in bytes.
    pub size: u64,
    /// How far it is.
    pub state: Reading,
}

/// What comes of comparing a picked file with the checksum somebody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// There is nothing to compare yet.
    Waiting,
    /// It is this file.
    Same,
    /// It is another file; this one has that digest.
    Other(Md5),
    /// The checksum cannot be read.
    Unreadable(ChecksumError),
}

/// The picked files of both sides.
#[derive(Clone, Copy)]
pub struct FileSelection {
    picks: [RwSignal<Option<SelectedFile>>; 2],
    checksums: [RwSignal<String>; 2],
    /// Which file of checksums counts.
    turns: [StoredValue<u32>; 2],
    readers: StoredValue<[Reader; 2], LocalStorage>,
    files: StoredValue<[Option<File>; 2], LocalStorage>,
    /// Whether files may be picked at any moment.
    awake: StoredValue<bool>,
}

impl FileSelection {
    /// None yet. A file may have at most `limit` bytes.
    #[must_use]
    pub(crate) fn new(limit: Option<u64>) -> Self {
        Self {
            picks: [RwSignal::new(None), RwSignal::new(None)],
            checksums: [RwSignal::new(String::new()), RwSignal::new(String::new())],
            turns: [StoredValue::new(0), StoredValue::new(0)],
            readers: StoredValue::new_local([Reader::new(limit), Reader::new(limit)]),
            files: StoredValue::new_local([None, None]),
            awake: StoredValue::new(false),
        }
    }

    /// The file picked for a side.
    #[must_use]
    pub fn pick(&self, side: Side) -> Option<SelectedFile> {
        self.picks[index(side)].get()
    }

    /// What is known of a side's file, once it is read.
    #[must_use]
    pub fn digest(&self, side: Side) -> Option<Digest> {
        match self.pick(side)?.state {
            Reading::Done(digest) => Some(digest),
            Reading::Progress(_) | Reading::Failed(_) => None,
        }
    }

    /// The file picked for a side, itself.
    #[must_use]
    pub(crate) fn file(&self, side: Side) -> Option<File> {
        self.files.with_value(|files| files[index(side)].clone())
    }

    /// Whether a file is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        let reading =
            |pick: &Option<SelectedFile>| pick.as_ref().is_some_and(|p| matches!(p.state, Reading::Progress(_)));
        self.picks.iter().any(|pick| pick.with(reading))
    }

    /// Whether anything is picked or to be compared.
    #[must_use]
    pub(crate) fn is_touched(&self) -> bool {
        self.picks.iter().any(|pick| pick.with(Option::is_some))
            || self.checksums.iter().any(|text| text.with(|text| !text.is_empty()))
    }

    /// Starts what reads files, so that it is there when one is picked.
    pub fn warm_up(&self) {
        self.awake.set_value(true);
        self.readers
            .with_value(|readers| readers.iter().for_each(Reader::warm_up));
    }

    /// Lets go of it, where something is being read once that is over.
    pub fn release(&self) {
        self.awake.set_value(false);
        self.release_if_idle();
    }

    fn release_if_idle(&self) {
        if self.awake.try_get_value() != Some(false) {
            return;
        }
        self.readers
            .with_value(|readers| readers.iter().for_each(Reader::release));
    }

    /// Reads a side's file; `done` is told what it is.
    pub(crate) fn read(self, side: Side, file: &File, done: impl Fn(Digest) + 'static) {
        let pick = self.picks[index(side)];
        self.files.update_value(|files| files[index(side)] = Some(file.clone()));
        pick.set(Some(SelectedFile {
            name: Some(file.name()),
            size: file.size() as u64,
            state: Reading::Progress(0),
        }));
        let tell = move |reading| {
            pick.update(|pick| pick.iter_mut().for_each(|pick| pick.state = reading));
            match reading {
                Reading::Progress(_) => return,
                Reading::Done(digest) => done(digest),
                Reading::Failed(_) => {}
            }
            self.release_if_idle();
        };
        self.reader(side).read(file, tell);
    }

    /// Says that what was dropped on a side is not a file to read.
    pub(crate) fn refuse(&self, side: Side, error: FileError) {
        self.drop(side);
        self.picks[index(side)].set(Some(SelectedFile {
            name: None,
            size: 0,
            state: Reading::Failed(error),
        }));
    }

    /// Stops reading a side's file and forgets it; what stands in the fields stays.
    pub fn drop(&self, side: Side) {
        self.reader(side).stop();
        self.files.update_value(|files| files[index(side)] = None);
        self.picks[index(side)].set(None);
    }

    /// The checksum to compare a side's file with, as it was given.
    #[must_use]
    pub fn checksum(&self, side: Side) -> String {
        self.checksums[index(side)].get()
    }

    /// Takes a checksum to compare with.
    pub fn set_checksum(&self, side: Side, text: String) {
        self.turns[index(side)].update_value(|turn| *turn = turn.wrapping_add(1));
        self.checksums[index(side)].set(text);
    }

    /// The checksums of both sides.
    pub(crate) fn checksums(&self) -> [String; 2] {
        SIDES.map(|side| self.checksum(side))
    }

    /// Takes the checksums of both sides.
    pub(crate) fn set_checksums(&self, texts: [String; 2]) {
        for (side, text) in SIDES.into_iter().zip(texts) {
            self.set_checksum(side, text);
        }
    }

    /// Takes the checksum out of a file of checksums.
    pub(crate) fn read_checksums(self, side: Side, file: File) {
        let turn = self.turns[index(side)];
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        spawn_local(async move {
            // A file that is empty or cannot be read leaves its name: no checksum, which the field then says.
            let file_name = file.name();
            let text = text_of(file).await.filter(|text| !text.is_empty()).unwrap_or(file_name);
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let name = untrack(|| self.name(side));
            let found = firmware_digest::expected_md5(&text, name.as_deref());
            // What cannot be read yet may be read once a file is picked: a list names its files.
            self.set_checksum(side, found.map_or(text, |md5| Md5::from_bytes(md5).to_string()));
        });
    }

    /// What comes of comparing; `None` where there is nothing to compare with.
    #[must_use]
    pub fn comparison(&self, side: Side) -> Option<Comparison> {
        let text = self.checksum(side);
        if text.is_empty() {
            return None;
        }
        Some(match firmware_digest::expected_md5(&text, self.name(side).as_deref()) {
            Err(error) => Comparison::Unreadable(error),
            Ok(expected) => match self.digest(side) {
                None => Comparison::Waiting,
                Some(digest) if digest.md5 == Md5::from_bytes(expected) => Comparison::Same,
                Some(digest) => Comparison::Other(digest.md5),
            },
        })
    }

    /// Whether a side's file is not the one its checksum is of, or nobody can tell.
    pub(crate) fn contradicts(&self, side: Side) -> bool {
        matches!(
            self.comparison(side),
            Some(Comparison::Other(_) | Comparison::Unreadable(_))
        )
    }

    pub(crate) fn discard(&self) {
        for side in SIDES {
            self.drop(side);
            self.set_checksum(side, String::new());
        }
        self.release_if_idle();
    }

    /// Taken out: what it tells may ask for it again.
    fn reader(&self, side: Side) -> Reader {
        self.readers.with_value(|readers| readers[index(side)].clone())
    }

    /// The name of the file picked for a side.
    #[must_use]
    pub fn name(&self, side: Side) -> Option<String> {
        self.pick(side).and_then(|pick| pick.name)
    }
}
