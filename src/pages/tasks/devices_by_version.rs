//! Devices of the product by firmware version.

use crate::components::ProgressBar;
use crate::i18n::use_messages;
use crate::state::task_store::use_task_store;
use leptos::prelude::*;
use upgrade_api::impact::{DeviceCounts, Impact};
use upgrade_api::task::DevicePart;
use upgrade_api::values::Version;

/// A bar and the share of the devices for each version, folded at first. Empty if the platform counts no devices.
#[component]
pub(crate) fn DevicesByVersion() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let device_counts = Memo::new(move |_| store.device_counts().filter(|counts| counts.total() > 0));
    let summary = Memo::new(move |_| {
        device_counts.get().map_or_else(String::new, |device_counts| {
            m.impact().devices_on_versions(
                &m.number(device_counts.total()),
                &m.number(device_counts.versions().count() as u64),
            )
        })
    });
    let bar = move |counts: &DeviceCounts, (version, devices): (Version, u64)| {
        let share = Impact::of_start(version, DevicePart::Wifi, Some(counts)).per_mille();
        let share = share.map_or_else(String::new, |share| format!(" · {}", m.percent(share)));
        view! {
            <li class="device-counts-version">
                <span class="version" translate="no" prop:textContent=version.to_string() />
                <ProgressBar value=devices max=counts.total() label=m.impact().devices() class="bar bar-idle" />
                <span class="hint" prop:textContent=format!("{}{share}", m.number(devices)) />
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || device_counts.with(Option::is_some)>
            <details class="device-counts card">
                <summary prop:textContent=summary />
                <ul class="device-counts-versions" aria-label=m.impact().by_version()>
                    {move || {
                        device_counts.get().map(|counts| counts.versions().map(|it| bar(&counts, it)).collect_view())
                    }}
                </ul>
            </details>
        </Show>
    }
}
