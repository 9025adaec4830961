//! Time in the hands of the test: what is due later comes when the test says so, never by itself.

use super::undo::{Undo, global};
use js_sys::Function;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// A later call, its id and after how many milliseconds it is due.
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
    fn take(names: [&'static str; 2], shortest: f64) -> Self {
        let later = Rc::new(RefCell::new(Vec::<Later>::new()));
        let [real_set, real_clear]: [Function; 2] = names.map(|name| global(name).unchecked_into());
        let (for_set, for_clear) = (later.clone(), later.clone());
        let mut next = 1_000_000;
        let set = Closure::new(move |call: Function, due: f64| {
            if due < shortest {
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

    /// Calls what is due after so many seconds, and says how much that was.
    fn call(&self, seconds: u32) -> usize {
        let due: Vec<_> = self.later.borrow().iter().filter(is_due(seconds)).cloned().collect();
        for (_, call, _) in &due {
            call.call0(&JsValue::NULL).unwrap();
        }
        due.len()
    }
}

fn is_due(seconds: u32) -> impl Fn(&&Later) -> bool {
    move |(_, _, due)| *due == f64::from(seconds) * 1000.0
}

/// `setInterval`: a poll comes round when the test says so.
pub struct Clock(Timers);

impl Clock {
    pub fn install() -> Self {
        Self(Timers::take(["setInterval", "clearInterval"], 0.0))
    }

    /// Runs what is due every `seconds` seconds, once.
    pub fn every(&self, seconds: u32) {
        assert!(self.0.call(seconds) > 0, "nothing is due every {seconds} s");
    }
}

/// `setTimeout` of a second and more: patience ends when the test says so. Shorter ones are how the tests wait.
pub struct Patience(Timers);

impl Patience {
    pub fn install() -> Self {
        Self(Timers::take(["setTimeout", "clearTimeout"], 1000.0))
    }

    /// How many wait for so many seconds to pass.
    pub fn waiting(&self, seconds: u32) -> usize {
        self.0.later.borrow().iter().filter(is_due(seconds)).count()
    }

    /// Lets so many seconds pass for whoever waits exactly for them.
    pub fn ends_after(&self, seconds: u32) {
        let due = self.0.call(seconds);
        self.0.later.borrow_mut().retain(|later| !is_due(seconds)(&later));
        assert!(due > 0, "nobody waits {seconds} s");
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
