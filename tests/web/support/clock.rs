//! `setInterval` in the hands of the test: a poll comes round when the test says so, never by itself.

use js_sys::{Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// A repeated call, its id and its period in milliseconds.
type Interval = (u32, Function, f64);

pub struct Clock {
    intervals: Rc<RefCell<Vec<Interval>>>,
    real: [(&'static str, JsValue); 2],
    _set: Closure<dyn FnMut(Function, f64) -> u32>,
    _clear: Closure<dyn FnMut(JsValue)>,
}

impl Clock {
    pub fn install() -> Self {
        let intervals = Rc::new(RefCell::new(Vec::<Interval>::new()));
        let (for_set, for_clear) = (intervals.clone(), intervals.clone());
        let mut next = 1_000_000;
        let set = Closure::new(move |call: Function, period: f64| {
            next += 1;
            for_set.borrow_mut().push((next, call, period));
            next
        });
        let clear = Closure::new(move |id: JsValue| {
            let id = id.as_f64();
            for_clear
                .borrow_mut()
                .retain(|(other, ..)| id != Some(f64::from(*other)));
        });
        let real = ["setInterval", "clearInterval"].map(|name| (name, global(name)));
        put("setInterval", set.as_ref());
        put("clearInterval", clear.as_ref());
        Self {
            intervals,
            real,
            _set: set,
            _clear: clear,
        }
    }

    /// Runs what is due every `seconds` seconds, once.
    pub fn every(&self, seconds: u32) {
        let all = self.intervals.borrow().clone();
        let due: Vec<_> = all
            .into_iter()
            .filter(|(_, _, period)| *period == f64::from(seconds) * 1000.0)
            .collect();
        assert!(!due.is_empty(), "nothing is due every {seconds} s");
        for (_, call, _) in due {
            call.call0(&JsValue::NULL).unwrap();
        }
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        for (name, real) in &self.real {
            put(name, real);
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
