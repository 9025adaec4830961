//! What a page has seen of the tasks that ran while it was open: starts, marks of the progress, stalls and stops. The caller
//! supplies the time.

use crate::progress::{Idle, percent};
use crate::task::Task;
use crate::values::TaskId;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Largest number of events per task. A new one replaces the oldest.
const EVENTS_MAX: usize = 50;
/// Distance of two marks of the progress in percent.
const MARK: u64 = 25;

/// Event in the life of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The task was running when it was first read.
    SeenRunning,
    /// The task runs and did not run at the reading before.
    Started,
    /// This share of the devices is upgraded, in percent.
    Percent(u64),
    /// The number of upgraded devices has one more digit; how many remain is unknown.
    Upgraded,
    /// The task is complete or stalled.
    Idle(Idle),
    /// The task is no longer complete or stalled.
    Resumed(Idle),
    /// The task is stopped and ran at the reading before.
    Stopped,
}

/// Event with its time and the number of upgraded devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting<T> {
    /// Time of the reading that showed the event.
    pub at: T,
    /// Event.
    pub event: Event,
    /// Number of upgraded devices.
    pub upgraded: u64,
}

/// Events of one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<T> {
    /// Events, oldest first.
    pub events: Vec<Sighting<T>>,
    /// First sighting of the present run; `None` while the task does not run.
    pub run: Option<Sighting<T>>,
    /// Last mark of the progress.
    mark: Mark,
    idle: Option<Idle>,
    /// Number of the last reading that showed the task.
    reading: u64,
}

/// Mark of the progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Mark {
    /// Reached multiple of [`MARK`] in percent.
    Percent(u64),
    /// Number of digits of the upgraded devices, 0 for none.
    Digits(u32),
}

impl Mark {
    fn of(task: &Task) -> Self {
        let upgraded = task.upgrade_count;
        match task.surplus_count {
            Some(_) => Self::Percent(percent(upgraded, task.surplus_count).unwrap_or_default() / MARK * MARK),
            None => Self::Digits(upgraded.checked_ilog10().map_or(0, |log| log + 1)),
        }
    }

    fn event(self) -> Event {
        match self {
            Self::Percent(percent) => Event::Percent(percent),
            Self::Digits(_) => Event::Upgraded,
        }
    }
}

impl<T: Copy> Timeline<T> {
    fn add(&mut self, event: Event, task: &Task, at: T) {
        if self.events.len() == EVENTS_MAX {
            self.events.remove(0);
        }
        let upgraded = task.upgrade_count;
        self.events.push(Sighting { at, event, upgraded });
    }

    fn end_run(&mut self) {
        self.run = None;
        self.idle = None;
    }

    /// Adds the events of a reading that shows the task running.
    fn see_running(&mut self, task: &Task, idle: Option<Idle>, first: Event, at: T) {
        let mark = Mark::of(task);
        if self.run.is_none() {
            self.add(first, task, at);
            self.run = self.events.last().copied();
        } else if std::mem::discriminant(&mark) == std::mem::discriminant(&self.mark) && mark > self.mark {
            self.add(mark.event(), task, at);
        }
        self.mark = mark;
        match (std::mem::replace(&mut self.idle, idle), idle) {
            (before, Some(now)) if before != Some(now) => self.add(Event::Idle(now), task, at),
            (Some(before), None) => self.add(Event::Resumed(before), task, at),
            _ => {}
        }
    }
}

/// Timelines of the tasks that were seen running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timelines<T> {
    tasks: HashMap<TaskId, Timeline<T>>,
    /// Number of readings.
    readings: u64,
    /// Whether the next reading follows a known one.
    has_reading: bool,
}

impl<T> Default for Timelines<T> {
    fn default() -> Self {
        Self {
            tasks: HashMap::new(),
            readings: 0,
            has_reading: false,
        }
    }
}

impl<T: Copy> Timelines<T> {
    /// Adds a list that was read at the time `at`. `is_whole` is whether the list proves that a task which it lacks does not
    /// exist: the timeline of such a task is dropped. `idle` is the idle state of a running task. Of several running tasks with
    /// the same id, the first counts.
    pub fn see(&mut self, tasks: &[Task], is_whole: bool, idle: impl Fn(&Task) -> Option<Idle>, at: T) {
        self.readings += 1;
        let first = match std::mem::replace(&mut self.has_reading, true) {
            true => Event::Started,
            false => Event::SeenRunning,
        };
        for task in tasks.iter().filter(|task| task.status.is_running()) {
            let timeline = match self.tasks.entry(task.id.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Timeline {
                    events: Vec::new(),
                    run: None,
                    mark: Mark::of(task),
                    idle: None,
                    reading: 0,
                }),
            };
            if timeline.reading != self.readings {
                timeline.reading = self.readings;
                timeline.see_running(task, idle(task), first, at);
            }
        }
        let reading = self.readings;
        if self.tasks.values().all(|timeline| timeline.reading == reading) {
            return;
        }
        for task in tasks {
            let Some(timeline) = self.tasks.get_mut(&task.id) else {
                continue;
            };
            if std::mem::replace(&mut timeline.reading, reading) != reading && timeline.run.is_some() {
                timeline.end_run();
                if task.status.is_stopped() {
                    timeline.add(Event::Stopped, task, at);
                }
            }
        }
        if is_whole {
            self.tasks.retain(|_, timeline| timeline.reading == reading);
        }
    }

    /// Begins again with the next reading: the page has missed some time, in which a task may have stopped and started.
    pub fn interrupt(&mut self) {
        self.has_reading = false;
        self.tasks.values_mut().for_each(Timeline::end_run);
    }

    /// Timeline of a task; `None` if it was never seen running.
    #[must_use]
    pub fn of(&self, id: &TaskId) -> Option<&Timeline<T>> {
        self.tasks.get(id)
    }
}
