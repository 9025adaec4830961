//! The switch that lets a task go down, and the reason that has to be given for it.

use crate::builder::{dynamic, el, nothing, several};
use crate::pages::create_task::view::field::draft_field;
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use upgrade_api::draft::Downgrade;
use upgrade_api::field::{FieldId, Side};
use upgrade_api::rules::is_downgrade;

/// There while the target is below the from version.
pub(crate) fn downgrade_choice(cx: TaskContext) -> AnyView {
    let TaskContext { m, form, .. } = cx;
    let goes_down = Memo::new(move |_| match (form.version(Side::From), form.version(Side::Target)) {
        (Some(from), Some(target)) => is_downgrade(from, target),
        _ => false,
    });
    let is_allowed = Memo::new(move |_| form.downgrade() == Downgrade::Allowed);
    dynamic(move || {
        if !goes_down.get() {
            return nothing();
        }
        let tick = el("input")
            .attr("type", "checkbox")
            .attr_if("checked", untrack(|| is_allowed.get()).then_some(""))
            .on("change", move |event| {
                form.set_downgrade(match event_target_checked(&event) {
                    true => Downgrade::Allowed,
                    false => Downgrade::Refused,
                });
            });
        let switch = el("label").class("check").child(tick).child(m.flow().allow_downgrade);
        let reason = dynamic(move || match is_allowed.get() {
            true => draft_field(cx, FieldId::Reason),
            false => nothing(),
        });
        several(vec![switch.view(), reason])
    })
}
