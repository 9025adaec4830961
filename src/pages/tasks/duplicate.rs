//! Drafts made from an existing task: its copy, and its next hop.

use upgrade_api::draft::{Downgrade, FirmwareDraft, TaskDraft, split_reason};
use upgrade_api::rules::task_from;
use upgrade_api::task::{ReportedFirmware, Task};
use upgrade_api::values::{NAME_MAX, Version};

/// Copy of a task with a free name and a free from version, because both are unique in a product.
pub(crate) fn duplicate(task: &Task, tasks: &[Task]) -> TaskDraft {
    let (description, reason) = split_reason(&task.description);
    // Without `..`, so that a new field of a draft does not compile until it is copied.
    TaskDraft {
        name: free_name(&task.name, tasks),
        description: description.to_owned(),
        from: free_start(task, tasks),
        target: firmware(&task.target),
        firmware_type: task.device_part.firmware_type(),
        identify: task
            .device_part
            .identify()
            .map_or_else(String::new, |id| id.to_string()),
        mode: task.mode.unwrap_or_default(),
        // The operator allows the downgrade again; the form shows the reason.
        downgrade: Downgrade::default(),
        reason: reason.unwrap_or_default().to_owned(),
    }
}

/// Draft for the same firmware that starts at the target version of a task. The operator chooses its target version.
pub(crate) fn next_hop(task: &Task) -> TaskDraft {
    let TaskDraft {
        target: from,
        firmware_type,
        identify,
        ..
    } = duplicate(task, &[]);
    TaskDraft {
        from,
        firmware_type,
        identify,
        ..TaskDraft::default()
    }
}

fn firmware(firmware: &ReportedFirmware) -> FirmwareDraft {
    FirmwareDraft {
        version: firmware.version.to_string(),
        url: firmware.url.clone(),
        md5: firmware.md5.clone(),
        size: firmware.size.to_string(),
    }
}

/// From version of a copy. If a task starts there, the nearest version where none does, on the same side of the target
/// version. Address, digest and size belong to the other version and stay empty then.
fn free_start(task: &Task, tasks: &[Task]) -> FirmwareDraft {
    let is_free = |version: Version| task_from(version, task.device_part, tasks).is_none();
    let (from, target) = (task.from.version, task.target.version);
    if is_free(from) {
        return firmware(&task.from);
    }
    // Each task occupies one version, so one of these is free unless the numbers end.
    let distances = 1..=tasks.len() as u64 + 1;
    let start = u64::from(from.get());
    let nearby = distances.flat_map(|distance| [start.checked_add(distance), start.checked_sub(distance)]);
    let versions = nearby.flatten().filter_map(|number| Version::from_number(number).ok());
    let free = versions
        .filter(|version| version.cmp(&target) == from.cmp(&target))
        .find(|version| is_free(*version));
    FirmwareDraft {
        version: free.map_or_else(String::new, |version| version.to_string()),
        ..FirmwareDraft::default()
    }
}

/// First free name of `Lamp (2)`, `Lamp (3)` and so on. The stem is cut if the name would be too long.
pub(crate) fn free_name(name: &str, tasks: &[Task]) -> String {
    let stem = stem(name);
    let mut number = 2_u32;
    loop {
        let suffix = format!(" ({number})");
        let room = NAME_MAX.saturating_sub(suffix.len());
        let mut new: String = stem.chars().take(room).collect();
        new.push_str(&suffix);
        if !tasks.iter().any(|task| task.name == new) {
            return new;
        }
        number = number.saturating_add(1);
    }
}

/// Name without the number of a copy.
fn stem(name: &str) -> &str {
    let inner = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match inner {
        Some((stem, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => stem,
        _ => name,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use upgrade_api::task::{DevicePart, FirmwareType};
    use upgrade_api::values::Name;

    fn task(name: &str) -> Task {
        let text = format!(
            r#"{{"id":"a","product_id":"p","name":"{name}","description":"About","from_version":3,
            "from_version_url":"https://h/3","from_version_md5":"A","from_version_size":33,"target_version":5,
            "target_version_url":"https://h/5","target_version_md5":"b","target_version_size":55,
            "upgrade_count":0,"status":0}}"#
        );
        Task::read(&text).unwrap()
    }

    #[test]
    fn a_copy_of_a_deleted_task_has_everything_but_the_name() {
        let copy = duplicate(&task("Lamp"), &[]);
        assert_eq!((copy.name.as_str(), copy.description.as_str()), ("Lamp (2)", "About"));
        let of = |firmware: &FirmwareDraft| {
            [&firmware.version, &firmware.url, &firmware.md5, &firmware.size].map(String::clone)
        };
        assert_eq!(of(&copy.from), ["3", "https://h/3", "A", "33"]);
        assert_eq!(of(&copy.target), ["5", "https://h/5", "b", "55"]);
    }

    #[test]
    fn a_copy_has_the_same_firmware_type_and_its_downgrade_is_unconfirmed() {
        let mut back = task("Lamp");
        back.device_part = DevicePart::Mcu(7);
        back.description = "About [Downgrade: it [5] burns]".to_owned();
        let copy = duplicate(&back, &[]);
        assert_eq!((copy.firmware_type, copy.identify.as_str()), (FirmwareType::Mcu, "7"));
        assert_eq!(
            (copy.description.as_str(), copy.reason.as_str()),
            ("About", "it [5] burns")
        );
        assert_eq!(copy.downgrade, TaskDraft::default().downgrade);
        assert_eq!(next_hop(&back).firmware_type, FirmwareType::Mcu);
    }

    #[test]
    fn the_next_hop_starts_at_the_target_version() {
        let next = next_hop(&task("Lamp"));
        assert_eq!(next.from, duplicate(&task("Lamp"), &[]).target);
        assert_eq!(
            next,
            TaskDraft {
                from: next.from.clone(),
                ..TaskDraft::default()
            }
        );
    }

    #[test]
    fn a_copy_starts_at_the_nearest_free_version_on_the_same_side_of_its_target() {
        let at = |from: u64, target: u64| {
            let mut task = task("Lamp");
            task.from.version = Version::from_number(from).unwrap();
            task.target.version = Version::from_number(target).unwrap();
            task
        };
        let max = u64::from(upgrade_api::values::VERSION_MAX);
        let cases = [
            ((3, 5), vec![3], "4"),
            ((3, 5), vec![3, 4], "2"),
            ((3, 5), vec![2, 3, 4], "1"),
            ((3, 5), vec![0, 1, 2, 3, 4], ""),
            ((0, 1), vec![0], ""),
            // A downgrade stays one.
            ((5, 3), vec![5], "6"),
            ((5, 3), vec![5, 6], "4"),
            ((max, max - 1), vec![max], ""),
            // The task has been deleted.
            ((3, 5), vec![4], "3"),
        ];
        for ((from, target), taken, wanted) in cases {
            let taken: Vec<Task> = taken.into_iter().map(|from| at(from, 9)).collect();
            let copy = duplicate(&at(from, target), &taken);
            assert_eq!(copy.from.version, wanted, "{from} to {target}");
            // The file of a version is no file of another one.
            assert_eq!(copy.from.md5.is_empty(), wanted != from.to_string());
        }
    }

    #[test]
    fn the_start_of_a_task_for_other_firmware_is_free() {
        let mut other = task("Lamp");
        other.device_part = DevicePart::Mcu(7);
        assert_eq!(duplicate(&task("Lamp"), &[other]).from.version, "3");
    }

    #[test]
    fn a_free_name_fits_the_maximum_length() {
        let long = "灯".repeat(32);
        let cases = [
            ("Lamp", vec!["Lamp", "Lamp (2)"], "Lamp (3)".to_owned()),
            ("Lamp (2)", vec!["Lamp (2)"], "Lamp (3)".to_owned()),
            ("Lamp (x)", vec![], "Lamp (x) (2)".to_owned()),
            ("Lamp ()", vec![], "Lamp () (2)".to_owned()),
            (long.as_str(), vec![long.as_str()], format!("{} (2)", "灯".repeat(28))),
        ];
        for (name, taken, wanted) in cases {
            let taken: Vec<Task> = taken.into_iter().map(task).collect();
            let free = free_name(name, &taken);
            assert_eq!(free, wanted);
            assert!(Name::parse(&free).is_ok(), "{free}");
        }
    }
}
