//! The drawing. Every version and every task is a part that can be reached by keyboard, has a name, and stays itself
//! from poll to poll.

use crate::builder::{El, Make, el, keyed, svg};
use crate::pages::tasks::context::TaskContext;
use crate::pages::upgrade_map::labels::{devices, fitting, spot_sentence, way_name, way_sentence, way_state};
use crate::pages::upgrade_map::layout::{Arch, Spot as Place};
use crate::pages::upgrade_map::model::{Model, Spot, Way};
use crate::pages::upgrade_map::text_version::heading_id;
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use upgrade_api::graph::End;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::values::Version;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The id of the part that scrolls.
const FRAME: &str = "upgrade-map";
/// Pixels of a digit of a version, and of the room a circle's edge needs.
const DIGIT: i32 = 9;
const EDGE: i32 = 6;
/// From one line of words to the next.
const LINE: i32 = 16;

/// A task and its arch, as the last reading has them.
type WayMemo = Memo<Option<(Way, Arch)>>;
/// A version and its place.
type SpotMemo = Memo<Option<(Spot, Place)>>;

/// The drawing, in a part of the page that scrolls where the drawing is wider.
pub(crate) fn drawing(cx: TaskContext, model: Memo<Model>) -> El {
    let m = cx.m;
    starts_at_the_matter(model);
    let size = move |of: fn(&Model) -> i32| move || Some(model.with(of).to_string());
    let view_box = move || {
        let (width, height) = model.with(|model| (model.layout.width, model.layout.height));
        Some(format!("0 0 {width} {height}"))
    };
    let drawing = svg("svg")
        .class("map-drawing")
        .attr("role", "group")
        .attr("aria-label", m.map.upgrade_map)
        .attr_with("viewBox", view_box)
        .attr_with("width", size(|model| model.layout.width))
        .attr_with("height", size(|model| model.layout.height))
        // Below everything that says something.
        .child(svg("g").attr("aria-hidden", "true").child(lines(model)))
        .child(parts(cx, model));
    el("div")
        .class("map-frame card")
        .attr("id", FRAME)
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", m.map.upgrade_map)
        .child(drawing)
}

/// Where the drawing is wider than the page, a loop is what is looked at first; without one the lowest version, which
/// is at the beginning. Whoever has scrolled since is left where they are.
fn starts_at_the_matter(model: Memo<Model>) {
    let matter = Memo::new(move |_| model.with(Model::loop_x));
    let left_at = StoredValue::new(0);
    Effect::new(move |_| {
        let x = matter.get().unwrap_or_default();
        // Once the drawing is as wide as it will be.
        after_closing(move || {
            let Some(frame) = web::element(FRAME) else { return };
            if left_at.try_get_value() == Some(frame.scroll_left()) {
                frame.set_scroll_left(x - frame.client_width() / 2);
                left_at.set_value(frame.scroll_left());
            }
        });
    });
}

fn way_memo(model: Memo<Model>, key: String) -> WayMemo {
    Memo::new(move |_| {
        model.with(|model| {
            let (way, arch) = model.way(&key)?;
            Some((way.clone(), arch.clone()))
        })
    })
}

fn lines(model: Memo<Model>) -> AnyView {
    keyed(move || {
        let line = |way: &Way| {
            let key = way.key.clone();
            let make: Make = Arc::new(move || line(way_memo(model, key.clone())));
            (way.key.clone(), make)
        };
        model.with(|model| model.ways.iter().map(line).collect())
    })
}

/// An arch and its head.
fn line(way: WayMemo) -> AnyView {
    svg("g")
        .attr_with("class", of(way, |way, _| line_class(way).to_owned()))
        .child(
            svg("path")
                .class("map-line")
                .attr_with("d", of(way, |_, arch| arch.line.clone())),
        )
        .child(
            svg("path")
                .class("map-head")
                .attr_with("d", of(way, |_, arch| arch.head.clone())),
        )
        .view()
}

fn line_class(way: &Way) -> &'static str {
    match (&way.task.status, way.on_loop) {
        (_, true) => "map-way map-way-loop",
        (TaskStatus::Known(RunState::Running), false) => "map-way map-way-running",
        (TaskStatus::Known(RunState::Stopped), false) => "map-way map-way-stopped",
        (TaskStatus::Unknown(_), false) => "map-way map-way-unknown",
    }
}

/// Follows a task or a version while it is there.
fn of<T, P>(part: Memo<Option<(T, P)>>, say: fn(&T, &P) -> String) -> impl FnMut() -> Option<String> + Send + 'static
where
    T: PartialEq + Send + Sync + 'static,
    P: PartialEq + Send + Sync + 'static,
{
    move || part.with(|part| part.as_ref().map(|(what, place)| say(what, place)))
}

/// What can be reached: each version, followed by the tasks that start there.
fn parts(cx: TaskContext, model: Memo<Model>) -> AnyView {
    keyed(move || {
        model.with(|now| {
            let mut parts: Vec<(String, Make)> = Vec::new();
            for spot in &now.spots {
                let version = spot.version;
                let make: Make = Arc::new(move || spot_part(cx, model, version));
                parts.push((format!("version {version}"), make));
                for way in now.ways_from(version) {
                    let key = way.key.clone();
                    let make: Make = Arc::new(move || way_part(cx, way_memo(model, key.clone())));
                    parts.push((way.key.clone(), make));
                }
            }
            parts
        })
    })
}

/// A part that does something when it is pressed, by pointer or key.
fn pressable(press: Rc<dyn Fn()>) -> El {
    let by_key = Rc::clone(&press);
    svg("g")
        .attr("role", "button")
        .attr("tabindex", "0")
        .on("click", move |_| press())
        .on("keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if matches!(key.as_deref(), Some("Enter" | " ")) {
                // Space would scroll the page as well.
                event.prevent_default();
                by_key();
            }
        })
}

/// One line of words.
fn words(class: &'static str) -> El {
    svg("text").class(class).attr("text-anchor", "middle")
}

/// A task's words, and its line for whoever points at it.
fn way_part(cx: TaskContext, way: WayMemo) -> AnyView {
    let press = move || {
        if let Some((way, _)) = way.get_untracked() {
            cx.dialogs.show_details(Some(way.task.id));
        }
    };
    let sentence = Memo::new(move |_| way.with(|way| way.as_ref().map(|(way, _)| way_sentence(cx, way))));
    let name = move || {
        way.with(|way| {
            way.as_ref().map_or_else(String::new, |(way, arch)| {
                let (name, mark) = way_name(&way.task);
                fitting(&name, arch.room - 14) + mark
            })
        })
    };
    let state = move || {
        way.with(|way| {
            way.as_ref().map_or_else(String::new, |(way, arch)| {
                fitting(&way_state(cx, way), arch.room * 5 / 4)
            })
        })
    };
    pressable(Rc::new(press))
        .attr("class", "map-part")
        .attr("aria-haspopup", "dialog")
        .attr_with("aria-label", move || sentence.get())
        .child(svg("title").text_with(move || sentence.get().unwrap_or_default()))
        .child(
            svg("path")
                .class("map-hit")
                .attr_with("d", of(way, |_, arch| arch.line.clone())),
        )
        .child(
            words("map-name")
                .verbatim()
                .attr_with("x", of(way, |_, arch| arch.words_x.to_string()))
                .attr_with("y", of(way, |_, arch| arch.words_y.to_string()))
                .text_with(name),
        )
        .child(
            words("map-word")
                .attr_with("x", of(way, |_, arch| arch.words_x.to_string()))
                .attr_with("y", of(way, |_, arch| (arch.words_y + LINE).to_string()))
                .text_with(state),
        )
        .view()
}

/// A version: its circle, its number, its devices and where they end.
fn spot_part(cx: TaskContext, model: Memo<Model>, version: Version) -> AnyView {
    let m = cx.m;
    let spot: SpotMemo = Memo::new(move |_| {
        model.with(|model| {
            let (spot, place) = model.spot(version)?;
            Some((spot.clone(), place.clone()))
        })
    });
    let sentence = move || spot.with(|spot| spot.as_ref().map(|(spot, _)| spot_sentence(m, spot)));
    let count = move || spot.with(|spot| spot.as_ref().and_then(|(spot, _)| devices(m, spot)).unwrap_or_default());
    let end = move || {
        spot.with(|spot| {
            let spot = spot.as_ref().filter(|(spot, _)| spot.devices != Some(0));
            spot.and_then(|(spot, _)| (m.map.ends)(&spot.end)).unwrap_or_default()
        })
    };
    pressable(Rc::new(move || web::focus(&heading_id(version))))
        .attr_with("class", of(spot, |spot, _| spot_class(spot).to_owned()))
        .attr_with("aria-label", sentence)
        .child(svg("title").text_with(move || sentence().unwrap_or_default()))
        .child(
            svg("circle")
                .class("map-circle")
                .attr_with("cx", of(spot, |_, place| place.x.to_string()))
                .attr_with("cy", of(spot, |_, place| place.y.to_string()))
                .attr_with("r", of(spot, |_, place| place.r.to_string())),
        )
        .child(
            words("map-number")
                .verbatim()
                .attr_with("x", of(spot, |_, place| place.x.to_string()))
                .attr_with("y", of(spot, |spot, place| number_y(spot, place).to_string()))
                .child(version.to_string()),
        )
        .child(below(spot, "map-word", 0).text_with(count))
        .child(below(spot, "map-end", LINE).text_with(end))
        .view()
}

/// A line of words below a version.
fn below(spot: SpotMemo, class: &'static str, further: i32) -> El {
    let y = move || {
        spot.with(|spot| {
            let (spot, place) = spot.as_ref()?;
            let after_number = if is_inside(spot, place) { 0 } else { LINE };
            // Without a count the next line moves up.
            let further = if spot.devices.is_some() { further } else { 0 };
            Some((place.words_y + after_number + further).to_string())
        })
    };
    words(class)
        .attr_with("x", of(spot, |_, place| place.x.to_string()))
        .attr_with("y", y)
}

/// Whether a version's number fits into its circle.
fn is_inside(spot: &Spot, place: &Place) -> bool {
    let digits = i32::try_from(spot.version.to_string().len()).unwrap_or(i32::MAX);
    digits.saturating_mul(DIGIT) + EDGE <= 2 * place.r
}

fn number_y(spot: &Spot, place: &Place) -> i32 {
    if is_inside(spot, place) {
        place.y + 5
    } else {
        place.words_y
    }
}

fn spot_class(spot: &Spot) -> &'static str {
    match &spot.end {
        End::InLoop(versions) if versions.contains(&spot.version) => "map-part map-spot map-spot-loop",
        End::InLoop(_) => "map-part map-spot map-spot-caught",
        _ if spot.devices == Some(0) => "map-part map-spot map-spot-empty",
        _ => "map-part map-spot",
    }
}
