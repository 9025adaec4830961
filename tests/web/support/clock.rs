//! `setInterval` and long timeouts in the hands of the test: a poll comes round and patience ends when the test says
//! so, never by themselves.

use js_sys::{Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// Timeouts shorter than this, in milliseconds, are the browser's: the next moment, a pause between two looks.
const SHORT_MS: f64 = 200.0;

/// A call that is due, its id and its delay or period in milliseconds.
type Due = (u32, Function, f64);
type Calls = Rc<RefCell<Vec<Due>>>;
type Set = Closure<dyn FnMut(Function, f64) -> JsValue>;
type Clear = Closure<dyn FnMut(JsValue)>;

/// One of the two pairs of functions, replaced.
struct Timer {
    calls: Calls,
    names: [&'static str; 2],
    real: [JsValue; 2],
    _closures: (Set, Clear),
}

impl Timer {
    fn install(names: [&'static str; 2], first_id: u32, shortest: f64) -> Self {
        let calls = Calls::default();
        let real = names.map(global);
        let [real_set, real_clear] = real.clone().map(JsCast::unchecked_into::<Function>);
        let (for_set, for_clear) = (calls.clone(), calls.clone());
        let mut next = first_id;
        let set = Set::new(move |call: Function, after: f64| {
            // Not a number: no delay was given.
            if after.is_nan() || after < shortest {
                return real_set.call2(&JsValue::UNDEFINED, &call, &after.into()).unwrap();
            }
            next += 1;
            for_set.borrow_mut().push((next, call, after));
            next.into()
        });
        let clear = Clear::new(move |id: JsValue| {
            let number = id.as_f64();
            let before = for_clear.borrow().len();
            for_clear
                .borrow_mut()
                .retain(|(other, ..)| number != Some(f64::from(*other)));
            if for_clear.borrow().len() == before {
                real_clear.call1(&JsValue::UNDEFINED, &id).unwrap();
            }
        });
        put(names[0], set.as_ref());
        put(names[1], clear.as_ref());
        Self {
            calls,
            names,
            real,
            _closures: (set, clear),
        }
    }

    fn due(&self, milliseconds: f64) -> Vec<Due> {
        let all = self.calls.borrow().clone();
        all.into_iter().filter(|(_, _, after)| *after == milliseconds).collect()
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        for (name, real) in self.names.iter().zip(&self.real) {
            put(name, real);
        }
    }
}

pub struct Clock {
    intervals: Timer,
    timeouts: Timer,
}

impl Clock {
    pub fn install() -> Self {
        Self {
            intervals: Timer::install(["setInterval", "clearInterval"], 1_000_000, 0.0),
            timeouts: Timer::install(["setTimeout", "clearTimeout"], 2_000_000, SHORT_MS),
        }
    }

    /// Runs what is due every `seconds` seconds, once.
    pub fn every(&self, seconds: u32) {
        let due = self.intervals.due(f64::from(seconds) * 1000.0);
        assert!(!due.is_empty(), "nothing is due every {seconds} s");
        for (_, call, _) in due {
            call.call0(&JsValue::NULL).unwrap();
        }
    }

    /// Lets everything that waits for so long happen.
    pub fn after(&self, milliseconds: u32) {
        let due = self.timeouts.due(f64::from(milliseconds));
        assert!(!due.is_empty(), "nothing waits for {milliseconds} ms");
        for (id, call, _) in due {
            self.timeouts.calls.borrow_mut().retain(|(other, ..)| *other != id);
            call.call0(&JsValue::NULL).unwrap();
        }
    }
}

/// While it lives, the time every request may take has run out.
pub struct NoTime {
    real: JsValue,
    _timeout: Closure<dyn FnMut() -> AbortSignal>,
}

impl NoTime {
    pub fn install() -> Self {
        let timeout = Closure::new(AbortSignal::abort);
        let real = Reflect::get(&global("AbortSignal"), &"timeout".into()).unwrap();
        Reflect::set(&global("AbortSignal"), &"timeout".into(), timeout.as_ref()).unwrap();
        Self {
            real,
            _timeout: timeout,
        }
    }
}

impl Drop for NoTime {
    fn drop(&mut self) {
        Reflect::set(&global("AbortSignal"), &"timeout".into(), &self.real).unwrap();
    }
}

/// A property of the global object.
pub fn global(name: &str) -> JsValue {
    Reflect::get(&js_sys::global(), &name.into()).unwrap()
}

/// Replaces a property of the global object.
pub fn put(name: &str, value: &JsValue) {
    Reflect::set(&js_sys::global(), &name.into(), value).unwrap();
}
