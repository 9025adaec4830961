//! Texts of the overview of all products.

use crate::i18n::language::Language;
use crate::i18n::messages::OverviewMessages;
use crate::i18n::zh::Chinese;

impl OverviewMessages for Chinese {
    texts! {
        running_tasks_label: "运行中的任务",
        remaining_label: "待升级设备",
        no_running_tasks: "没有运行中的任务",
        stop_all_running: "停止全部运行中任务",
        not_loaded: "任务尚未加载。",
        closing_continues: "关闭此窗口不会中断停止操作：结果将以消息提示，每个操作都会写入操作记录。",

        at_least(number: &str): "至少 {number}",
        running_tasks(tasks: &str): "{tasks} 个运行中任务",
        remaining(devices: &str): "待升级 {devices}",
        more_tasks(more: &str): "另有 {more} 个运行中任务",
        products_loaded(loaded: &str, all: &str): "已加载 {all} 个产品中 {loaded} 个的任务",
        about(label: &str, name: &str): "{label}：{name}",
        products_not_stopped(names: &str): "以下产品的任务未能加载，不会被停止，其中可能有运行中的任务：{names}",
    }

    fn title(&self, tasks: usize, products: usize) -> String {
        let number = |number: usize| Language::Zh.number(number as u64);
        format!("停止 {} 个产品的 {} 个运行中任务？", number(products), number(tasks))
    }
}
