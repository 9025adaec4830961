//! Devices of the product by firmware version.

use crate::components::{ProgressBar, grouped};
use crate::i18n::use_messages;
use crate::pages::tasks::format::tenths;
use crate::state::task_store::use_task_store;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::{Fleet, Impact};
use upgrade_api::task::FirmwareKind;
use upgrade_api::values::Version;

/// A bar and the share of the devices for each version, folded at first. Empty if the platform counts no devices.
#[component]
pub(crate) fn DevicesByVersion() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let fleet = Memo::new(move |_| store.fleet().filter(|fleet| fleet.total() > 0));
    let summary = Memo::new(move |_| {
        fleet.get().map_or_else(String::new, |fleet| {
            m.impact()
                .devices_on_versions(&grouped(fleet.total()), fleet.versions().count())
        })
    });
    view! {
        <Show when=move || fleet.with(Option::is_some)>
            <details class="fleet card">
                <summary prop:textContent=summary />
                {move || fleet.get().map(|fleet| view! { <VersionBars fleet=fleet /> })}
            </details>
        </Show>
    }
}

/// The bars.
#[component]
fn VersionBars(
    /// Devices of the product.
    fleet: Arc<Fleet>,
) -> impl IntoView {
    let m = use_messages();
    let bar = |(version, devices): (Version, u64)| {
        let share = Impact::of_start(version, FirmwareKind::Wifi, Some(&fleet)).per_mille();
        let share = share.map_or_else(String::new, |share| format!(" · {} %", tenths(share)));
        view! {
            <li class="fleet-version">
                <span class="version" translate="no" prop:textContent=version.to_string() />
                <ProgressBar value=devices max=fleet.total() label=m.impact().devices() class="bar bar-idle" />
                <span class="hint" prop:textContent=format!("{}{share}", grouped(devices)) />
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="fleet-versions" aria-label=m.impact().by_version()>
            {fleet.versions().map(bar).collect_view()}
        </ul>
    }
}
