//! A version in the drawing.

use crate::i18n::use_messages;
use crate::pages::upgrade_map::labels::{devices, version_sentence};
use crate::pages::upgrade_map::layout::{Circle, Layout};
use crate::pages::upgrade_map::model::{Model, VersionNode};
use crate::pages::upgrade_map::pressable_part::{LINE, PressablePart, text};
use crate::pages::upgrade_map::text_version::heading_id;
use crate::web;
use leptos::prelude::*;
use upgrade_api::graph::End;
use upgrade_api::values::Version;

/// Width of a digit of a version and of the edge of a circle, in pixels.
const DIGIT: i32 = 9;
const EDGE: i32 = 6;

/// A version and its circle; `None` after its removal.
type DrawnVersion = Memo<Option<(VersionNode, Circle)>>;

/// A version: its circle, its number, its devices and their final version.
#[component]
pub(crate) fn VersionPart(
    /// Content of the map.
    model: Memo<Model>,
    /// Positions.
    layout: Memo<Layout>,
    /// Version.
    version: Version,
) -> impl IntoView {
    let m = use_messages();
    let drawn: DrawnVersion = Memo::new(move |_| {
        let (at, node) = model.with(|model| {
            let at = model.node(version)?;
            Some((at, model.nodes[at].clone()))
        })?;
        let circle = layout.with(|layout| layout.circles.get(at).cloned())?;
        Some((node, circle))
    });
    let class = Memo::new(move |_| text(drawn, |node, _| version_class(node).to_owned()));
    let sentence = Memo::new(move |_| drawn.with(|drawn| Some(version_sentence(m, &drawn.as_ref()?.0))));
    let count = Memo::new(move |_| drawn.with(|drawn| devices(m, &drawn.as_ref()?.0)).unwrap_or_default());
    let end = Memo::new(move |_| {
        let end = drawn.with(|drawn| {
            let (node, _) = drawn.as_ref().filter(|(node, _)| node.devices != Some(0))?;
            m.map().final_version(&node.end)
        });
        end.unwrap_or_default()
    });
    let x = move || text(drawn, |_, circle| circle.x.to_string());
    let show_text = move |()| web::focus(&heading_id(version));
    view! {
        <PressablePart class=class name=sentence on_press=show_text>
            <circle
                class="map-circle"
                cx=x
                cy=move || text(drawn, |_, circle| circle.y.to_string())
                r=move || text(drawn, |_, circle| circle.r.to_string())
            />
            <text
                class="map-number"
                text-anchor="middle"
                translate="no"
                x=x
                y=move || text(drawn, |node, circle| number_y(node, circle).to_string())
                prop:textContent=version.to_string()
            />
            <text
                class="map-word"
                text-anchor="middle"
                x=x
                y=move || text(drawn, |node, circle| label_y(node, circle).to_string())
                prop:textContent=move || count.get()
            />
            <text
                class="map-end"
                text-anchor="middle"
                x=x
                y=move || text(drawn, |node, circle| end_y(node, circle).to_string())
                prop:textContent=move || end.get()
            />
        </PressablePart>
    }
}

/// Whether the number of a version fits into its circle.
fn is_inside(node: &VersionNode, circle: &Circle) -> bool {
    let digits = i32::try_from(node.version.to_string().len()).unwrap_or(i32::MAX);
    digits.saturating_mul(DIGIT) + EDGE <= 2 * circle.r
}

/// Baseline of the number.
fn number_y(node: &VersionNode, circle: &Circle) -> i32 {
    if is_inside(node, circle) {
        circle.y + 5
    } else {
        circle.label_y
    }
}

/// Baseline of the first line below the circle, or below a number that does not fit into it.
fn label_y(node: &VersionNode, circle: &Circle) -> i32 {
    circle.label_y + if is_inside(node, circle) { 0 } else { LINE }
}

/// Baseline of the final version, which replaces the number of devices if that is unknown.
fn end_y(node: &VersionNode, circle: &Circle) -> i32 {
    label_y(node, circle) + if node.devices.is_some() { LINE } else { 0 }
}

fn version_class(node: &VersionNode) -> &'static str {
    match &node.end {
        End::InLoop(versions) if versions.contains(&node.version) => "map-part map-spot map-spot-loop",
        End::InLoop(_) => "map-part map-spot map-spot-caught",
        _ if node.devices == Some(0) => "map-part map-spot map-spot-empty",
        _ => "map-part map-spot",
    }
}
