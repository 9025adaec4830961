//! Texts of guards outside the dialogs of a task, and of notices.

use crate::i18n::language::Language;
use crate::i18n::messages::GuardMessages;
use crate::i18n::zh::Chinese;
use upgrade_api::guard::{GuardEnd, StopReason};

impl GuardMessages for Chinese {
    texts! {
        blind: "守护无法读取列表",
        stopping: "守护：正在停止…",
        watching_again: "守护已恢复监视。",

        guarding(tasks: usize): "守护 {tasks} 个任务",
        stop_failed(name: &str, why: &str): "守护尚未能停止“{name}”，将继续尝试。{why}",
        is_complete(name: &str): "“{name}”已完成。",
        is_stalled(name: &str): "“{name}”停滞：仍有设备待升级，但十分钟内没有设备升级。",
        is_loop(steps: &str): "运行中的任务形成循环：{steps}。设备会反复刷写。",
        without_token(guards: usize): "{guards} 个守护在您重新登录之前无法监视，期间不会停止其任务。",
        ended_at_sign_out(guards: usize): "{guards} 个守护已随退出登录结束，正在运行的任务将在没有守护的情况下继续。",
    }

    fn left(&self, devices: Option<&str>, minutes: Option<&str>) -> String {
        let devices = devices.map(|devices| format!("{devices} 台"));
        let minutes = minutes.map(|minutes| format!("{minutes} 分钟"));
        let limits: Vec<String> = devices.into_iter().chain(minutes).collect();
        format!("守护：剩余 {}", limits.join(" 或 "))
    }

    fn stopped_by_guard(&self, name: &str, reason: StopReason) -> String {
        let number = |number| Language::Zh.number(number);
        let reason = match reason {
            StopReason::Devices(devices) => format!("启动后已升级 {} 台设备", number(devices)),
            StopReason::Idle(minutes) => format!("{} 分钟内没有设备升级", number(minutes)),
            StopReason::CountFell => "平台报告的已升级设备数少于启动前，无法计数".to_owned(),
        };
        format!("守护已停止“{name}”：{reason}。")
    }

    fn ended(&self, end: GuardEnd) -> &'static str {
        match end {
            GuardEnd::Stopped => "守护已结束：任务已停止。",
            GuardEnd::Gone => "守护已结束：任务已不存在。",
            GuardEnd::Complete => "守护已结束：任务已完成。",
            GuardEnd::NotStarted => "守护已结束：任务未启动。",
            GuardEnd::Lapsed => "守护已结束：此页面关闭超过一小时。如果任务仍在运行，将不会自动停止。",
        }
    }
}
