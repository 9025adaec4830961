//! Time in the hands of the test: a poll comes round and patience ends when the test says so, never by themselves.

use super::undo::{Undo, global};
use js_sys::{Function, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// Timeouts shorter than this, in milliseconds, are the browser's: the next moment, a pause between two looks.
const SHORT_MS: f64 = 200.0;

/// Milliseconds by which the test has let time pass: in the world, on the wall clock and on the steady clock.
#[derive(Clone, Copy, Default)]
struct Passed {
    world: f64,
    wall: f64,
    steady: f64,
}

thread_local! {
    static PASSED: Cell<Passed> = const { Cell::new(Passed { world: 0.0, wall: 0.0, steady: 0.0 }) };
}

fn pass(world: f64, wall: f64, steady: f64) {
    let passed = PASSED.get();
    PASSED.set(Passed {
        world: passed.world + world,
        wall: passed.wall + wall,
        steady: passed.steady + steady,
    });
}

/// What platforms go by: no clock of the browser.
pub fn world_ms() -> f64 {
    PASSED.get().world
}

/// Lets seconds pass where no page is open.
pub fn world_passes(seconds: u32) {
    pass(f64::from(seconds) * 1000.0, 0.0, 0.0);
}

/// No time has passed.
pub fn forget_time() {
    PASSED.set(Passed::default());
}

/// A later call, its id, its delay or period, and when it is due, in milliseconds.
#[derive(Clone)]
struct Later {
    id: u32,
    call: Function,
    after: f64,
    due: f64,
}

impl Later {
    fn happens(&self) {
        self.call.call0(&JsValue::NULL).unwrap();
    }
}

/// `setInterval`, or `setTimeout`, and the function that clears it, taken from the browser.
struct Timers {
    later: Rc<RefCell<Vec<Later>>>,
    _replaced: [Undo; 2],
    _set: Closure<dyn FnMut(Function, f64) -> JsValue>,
    _clear: Closure<dyn FnMut(JsValue)>,
}

impl Timers {
    /// Takes what is due after at least `shortest` milliseconds; the rest goes on to the browser.
    fn take(names: [&'static str; 2], first_id: u32, shortest: f64) -> Self {
        let later = Rc::new(RefCell::new(Vec::<Later>::new()));
        let [real_set, real_clear]: [Function; 2] = names.map(|name| global(name).unchecked_into());
        let (for_set, for_clear) = (later.clone(), later.clone());
        let mut next = first_id;
        let set = Closure::new(move |call: Function, after: f64| {
            // Not a number: no delay was given.
            if after.is_nan() || after < shortest {
                return real_set.call2(&js_sys::global(), &call, &after.into()).unwrap();
            }
            next += 1;
            for_set.borrow_mut().push(Later {
                id: next,
                call,
                after,
                due: PASSED.get().steady + after,
            });
            JsValue::from(next)
        });
        let clear = Closure::new(move |id: JsValue| {
            let mut later = for_clear.borrow_mut();
            match later.iter().position(|other| id == other.id) {
                Some(at) => drop(later.remove(at)),
                None => drop(real_clear.call1(&js_sys::global(), &id)),
            }
        });
        Self {
            later,
            _replaced: [
                Undo::replacing(names[0], set.as_ref()),
                Undo::replacing(names[1], clear.as_ref()),
            ],
            _set: set,
            _clear: clear,
        }
    }

    fn all(&self) -> Vec<Later> {
        self.later.borrow().clone()
    }

    fn waiting_for(&self, milliseconds: u32) -> Vec<Later> {
        let waits = |later: &Later| later.after == f64::from(milliseconds);
        self.all().into_iter().filter(waits).collect()
    }

    /// Calls what is due, each once, and waits for its next turn.
    fn ring(&self) {
        for later in self.all() {
            let now = PASSED.get().steady;
            let is_due = {
                let mut all = self.later.borrow_mut();
                let found = all.iter_mut().find(|other| other.id == later.id && other.due <= now);
                found.map(|found| found.due = now + found.after).is_some()
            };
            if is_due {
                later.happens();
            }
        }
    }
}

/// A clock of the browser that also counts what the test lets pass.
struct Hands {
    _replaced: Undo,
    _read: Closure<dyn FnMut() -> f64>,
}

impl Hands {
    fn of(object: &'static str, passed: fn(Passed) -> f64) -> Self {
        let clock = global(object);
        let real: Function = Reflect::get(&clock, &"now".into()).unwrap().unchecked_into();
        let of = clock.clone();
        let read = Closure::new(move || real.call0(&of).unwrap().as_f64().unwrap() + passed(PASSED.get()));
        Self {
            _replaced: Undo::replacing_in(clock, "now", read.as_ref()),
            _read: read,
        }
    }
}

/// The clocks and timers of a page. What is due at once, or in a moment, is left to the browser.
pub struct Clock {
    intervals: Timers,
    timeouts: Timers,
    _hands: [Hands; 2],
}

impl Clock {
    pub fn install() -> Self {
        Self {
            intervals: Timers::take(["setInterval", "clearInterval"], 1_000_000, 0.0),
            timeouts: Timers::take(["setTimeout", "clearTimeout"], 2_000_000, SHORT_MS),
            _hands: [
                Hands::of("Date", |passed| passed.wall),
                Hands::of("performance", |passed| passed.steady),
            ],
        }
    }

    /// Lets seconds pass, one by one: on every clock, and for everything that comes round meanwhile.
    pub fn passes(&self, seconds: u32) {
        for _ in 0..seconds {
            pass(1000.0, 1000.0, 1000.0);
            self.intervals.ring();
        }
    }

    /// The machine sleeps: time passes in the world and on the wall clock, and what comes round does so once, afterwards.
    pub fn sleeps(&self, seconds: u32) {
        let ms = f64::from(seconds) * 1000.0;
        pass(ms, ms, 0.0);
        self.passes(1);
    }

    /// Time passes in the world and on the steady clock, and what comes round does so once: a page whose timers rest.
    pub fn rests(&self, seconds: u32) {
        let ms = f64::from(seconds - 1) * 1000.0;
        pass(ms, ms, ms);
        self.passes(1);
    }

    /// The wall clock is set: forward, or back.
    pub fn is_set_by(&self, seconds: i32) {
        pass(0.0, f64::from(seconds) * 1000.0, 0.0);
    }

    /// How many wait for so many milliseconds to pass.
    pub fn waiting(&self, milliseconds: u32) -> usize {
        self.timeouts.waiting_for(milliseconds).len()
    }

    /// Lets so many milliseconds pass for whoever waits exactly for them.
    pub fn after(&self, milliseconds: u32) {
        let due = self.timeouts.waiting_for(milliseconds);
        assert!(!due.is_empty(), "nothing waits for {milliseconds} ms");
        for later in due {
            self.timeouts.later.borrow_mut().retain(|other| other.id != later.id);
            later.happens();
        }
    }
}

/// While it lives, the time every request may take has run out.
pub struct NoTime {
    _replaced: Undo,
    _timeout: Closure<dyn FnMut() -> AbortSignal>,
}

impl NoTime {
    pub fn install() -> Self {
        let timeout = Closure::new(AbortSignal::abort);
        Self {
            _replaced: Undo::replacing_in(global("AbortSignal"), "timeout", timeout.as_ref()),
            _timeout: timeout,
        }
    }
}

/// While it lives, chance always gives the least: what waits at most so long does not wait.
pub struct NoChance {
    _replaced: Undo,
    _random: Closure<dyn FnMut() -> f64>,
}

impl NoChance {
    pub fn install() -> Self {
        let random = Closure::new(|| 0.0);
        Self {
            _replaced: Undo::replacing_in(global("Math"), "random", random.as_ref()),
            _random: random,
        }
    }
}
