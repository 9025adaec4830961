//! Time in the hands of the test: a poll comes round and patience ends when the test says so, never by themselves.

use super::undo::{Undo, global};
use js_sys::Function;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// Timeouts shorter than this, in milliseconds, are the browser's: the next moment, a pause between two looks.
const SHORT_MS: f64 = 200.0;

/// A later call, its id and its delay or period in milliseconds.
type Later = (u32, Function, f64);

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
        let set = Closure::new(move |call: Function, due: f64| {
            // Not a number: no delay was given.
            if due.is_nan() || due < shortest {
                return real_set.call2(&js_sys::global(), &call, &due.into()).unwrap();
            }
            next += 1;
            for_set.borrow_mut().push((next, call, due));
            JsValue::from(next)
        });
        let clear = Closure::new(move |id: JsValue| {
            let mut later = for_clear.borrow_mut();
            match later.iter().position(|(other, ..)| id == *other) {
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

    fn due(&self, milliseconds: u32) -> Vec<Later> {
        let later = self.later.borrow();
        later
            .iter()
            .filter(|(.., due)| *due == f64::from(milliseconds))
            .cloned()
            .collect()
    }
}

/// The timers of a page. What is due at once, or in a moment, is left to the browser.
pub struct Clock {
    intervals: Timers,
    timeouts: Timers,
}

impl Clock {
    pub fn install() -> Self {
        Self {
            intervals: Timers::take(["setInterval", "clearInterval"], 1_000_000, 0.0),
            timeouts: Timers::take(["setTimeout", "clearTimeout"], 2_000_000, SHORT_MS),
        }
    }

    /// Runs what is due every `seconds` seconds, once.
    pub fn every(&self, seconds: u32) {
        let due = self.intervals.due(seconds * 1000);
        assert!(!due.is_empty(), "nothing is due every {seconds} s");
        for (_, call, _) in due {
            call.call0(&JsValue::NULL).unwrap();
        }
    }

    /// How many wait for so many milliseconds to pass.
    pub fn waiting(&self, milliseconds: u32) -> usize {
        self.timeouts.due(milliseconds).len()
    }

    /// Lets so many milliseconds pass for whoever waits exactly for them.
    pub fn after(&self, milliseconds: u32) {
        let due = self.timeouts.due(milliseconds);
        assert!(!due.is_empty(), "nothing waits for {milliseconds} ms");
        for (id, call, _) in due {
            self.timeouts.later.borrow_mut().retain(|(other, ..)| *other != id);
            call.call0(&JsValue::NULL).unwrap();
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
