//! Clocks and timers under the control of the test: polls and timeouts run only when the test advances the time.

use super::undo::{Undo, global};
use js_sys::{Function, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// Timeouts shorter than this, in milliseconds, stay with the browser: yields, and pauses between two checks.
const SHORT_MS: f64 = 200.0;

/// Milliseconds by which the test has advanced platform time, the wall clock and the steady (monotonic) clock.
#[derive(Clone, Copy, Default)]
struct Offsets {
    platform: f64,
    wall: f64,
    steady: f64,
}

thread_local! {
    static OFFSETS: Cell<Offsets> = const { Cell::new(Offsets { platform: 0.0, wall: 0.0, steady: 0.0 }) };
}

fn shift(platform: f64, wall: f64, steady: f64) {
    let offsets = OFFSETS.get();
    OFFSETS.set(Offsets {
        platform: offsets.platform + platform,
        wall: offsets.wall + wall,
        steady: offsets.steady + steady,
    });
}

/// Platform time in milliseconds, which the platform uses. Independent of the browser's clocks.
pub fn platform_ms() -> f64 {
    OFFSETS.get().platform
}

/// Advances platform time by this number of seconds, for tests without an open page.
pub fn advance_platform_time(seconds: u32) {
    shift(f64::from(seconds) * 1000.0, 0.0, 0.0);
}

/// Resets all offsets to zero.
pub fn reset_time() {
    OFFSETS.set(Offsets::default());
}

/// A pending timer. `delay` is the delay or period and `due` a time of the steady clock, both in milliseconds.
#[derive(Clone)]
struct Timer {
    id: u32,
    callback: Function,
    delay: f64,
    due: f64,
}

impl Timer {
    fn fire(&self) {
        self.callback.call0(&JsValue::NULL).unwrap();
    }
}

/// Replacement of `setInterval` or `setTimeout` and of the function that clears it.
struct Timers {
    pending: Rc<RefCell<Vec<Timer>>>,
    _replaced: [Undo; 2],
}

impl Timers {
    /// Keeps timers of at least `shortest` milliseconds and passes shorter ones on to the browser.
    fn replace(names: [&'static str; 2], first_id: u32, shortest: f64) -> Self {
        let pending = Rc::new(RefCell::new(Vec::<Timer>::new()));
        let [real_set, real_clear]: [Function; 2] = names.map(|name| global(name).unchecked_into());
        let (for_set, for_clear) = (pending.clone(), pending.clone());
        let mut next = first_id;
        let set = Closure::<dyn FnMut(Function, f64) -> JsValue>::new(move |callback: Function, delay: f64| {
            // NaN: the caller passed no delay.
            if delay.is_nan() || delay < shortest {
                return real_set.call2(&js_sys::global(), &callback, &delay.into()).unwrap();
            }
            next += 1;
            for_set.borrow_mut().push(Timer {
                id: next,
                callback,
                delay,
                due: OFFSETS.get().steady + delay,
            });
            JsValue::from(next)
        });
        let clear = Closure::<dyn FnMut(JsValue)>::new(move |id: JsValue| {
            let mut pending = for_clear.borrow_mut();
            match pending.iter().position(|timer| id == timer.id) {
                Some(at) => drop(pending.remove(at)),
                None => drop(real_clear.call1(&js_sys::global(), &id)),
            }
        });
        Self {
            pending,
            _replaced: [
                Undo::replacing(names[0], &set.into_js_value()),
                Undo::replacing(names[1], &clear.into_js_value()),
            ],
        }
    }

    fn all(&self) -> Vec<Timer> {
        self.pending.borrow().clone()
    }

    fn with_delay(&self, milliseconds: u32) -> Vec<Timer> {
        let matches = |timer: &Timer| timer.delay == f64::from(milliseconds);
        self.all().into_iter().filter(matches).collect()
    }

    /// Fires every due timer once and schedules its next run.
    fn fire_due(&self) {
        for timer in self.all() {
            let now = OFFSETS.get().steady;
            let is_due = {
                let mut pending = self.pending.borrow_mut();
                let found = pending
                    .iter_mut()
                    .find(|other| other.id == timer.id && other.due <= now);
                found.map(|found| found.due = now + found.delay).is_some()
            };
            if is_due {
                timer.fire();
            }
        }
    }
}

/// Makes `now` of a browser clock return real time plus an offset.
fn override_now(object: &'static str, offset: fn(Offsets) -> f64) -> Undo {
    let clock = global(object);
    let real: Function = Reflect::get(&clock, &"now".into()).unwrap().unchecked_into();
    let receiver = clock.clone();
    let now = move || real.call0(&receiver).unwrap().as_f64().unwrap() + offset(OFFSETS.get());
    let now = Closure::<dyn FnMut() -> f64>::new(now).into_js_value();
    Undo::replacing_in(clock, "now", &now)
}

/// Clocks and timers of a page. Timeouts shorter than `SHORT_MS` stay with the browser.
pub struct Clock {
    intervals: Timers,
    timeouts: Timers,
    _overrides: [Undo; 2],
}

impl Clock {
    pub fn install() -> Self {
        Self {
            intervals: Timers::replace(["setInterval", "clearInterval"], 1_000_000, 0.0),
            timeouts: Timers::replace(["setTimeout", "clearTimeout"], 2_000_000, SHORT_MS),
            _overrides: [
                override_now("Date", |offsets| offsets.wall),
                override_now("performance", |offsets| offsets.steady),
            ],
        }
    }

    /// Advances all clocks second by second and fires the intervals due in each second.
    pub fn advance(&self, seconds: u32) {
        for _ in 0..seconds {
            shift(1000.0, 1000.0, 1000.0);
            self.intervals.fire_due();
        }
    }

    /// Simulates machine sleep: platform time and the wall clock advance, the steady clock does not. Due intervals fire
    /// once afterwards.
    pub fn sleep_machine(&self, seconds: u32) {
        let ms = f64::from(seconds) * 1000.0;
        shift(ms, ms, 0.0);
        self.advance(1);
    }

    /// Simulates suspended timers: all clocks advance, and due intervals fire once at the end.
    pub fn advance_with_timers_suspended(&self, seconds: u32) {
        let ms = f64::from(seconds - 1) * 1000.0;
        shift(ms, ms, ms);
        self.advance(1);
    }

    /// Moves the wall clock by this number of seconds, forward or back.
    pub fn shift_wall_clock(&self, seconds: i32) {
        shift(0.0, f64::from(seconds) * 1000.0, 0.0);
    }

    /// Number of pending timeouts with exactly this delay in milliseconds.
    pub fn pending_timeouts(&self, milliseconds: u32) -> usize {
        self.timeouts.with_delay(milliseconds).len()
    }

    /// Fires the pending timeouts with exactly this delay in milliseconds.
    pub fn fire_timeouts_of(&self, milliseconds: u32) {
        let due = self.timeouts.with_delay(milliseconds);
        assert!(!due.is_empty(), "no timeout of {milliseconds} ms is pending");
        for timer in due {
            self.timeouts.pending.borrow_mut().retain(|other| other.id != timer.id);
            timer.fire();
        }
    }
}

/// Makes every `AbortSignal.timeout` expire at once until the result is dropped.
pub fn expire_timeouts() -> Undo {
    let timeout = Closure::<dyn FnMut() -> AbortSignal>::new(AbortSignal::abort).into_js_value();
    Undo::replacing_in(global("AbortSignal"), "timeout", &timeout)
}

/// Makes `Math.random` return `value` until the result is dropped. Pauses of random length become zero if it is 0.
pub fn fix_random(value: f64) -> Undo {
    let random = Closure::<dyn FnMut() -> f64>::new(move || value).into_js_value();
    Undo::replacing_in(global("Math"), "random", &random)
}
