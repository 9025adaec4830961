//! Texts of the create flow (library, upload, review), of a task's timeline and of the guard of a start.

use crate::i18n::language::Language;
use crate::i18n::messages::FlowMessages;
use crate::i18n::zh::Chinese;
use crate::i18n::zh::form::not_a_number;
use upgrade_api::values::{Problem, Version};

impl FlowMessages for Chinese {
    texts! {
        review: "核对",
        review_title: "创建前请核对",
        back: "返回",
        create_and_start: "创建并启动",
        change: "修改",

        identify: "标识号",
        mode: "升级方式",
        automatic: "自动",
        manual: "手动",
        identify_required: "请填写 MCU 或子设备的标识号。",

        allow_downgrade: "允许降级",
        reason: "降级原因",
        reason_required: "请填写降级原因，原因会保留在描述中。",
        downgrade_refused: "目标版本低于起始版本。请修正，或允许降级并填写原因。",

        firmware_library: "固件库",
        search_library: "搜索固件库",
        loading_library: "正在加载固件库…",
        manual_entry: "您仍可手动填写所有内容。",
        not_in_library: "不在固件库中，选择后只填入版本号",
        not_released: "未发布",
        no_versions_found: "没有找到版本。",

        file_hint: "MD5 和大小在浏览器中计算；点击“上传”后才会上传文件。",
        upload: "上传",
        upload_again: "重新上传",
        uploading: "正在上传",
        stop_upload: "停止上传",
        wait_for_upload: "请等待文件上传完成，或停止上传。",
        model: "硬件型号",
        model_required: "请填写硬件型号，1 到 20 个字符。",
        version_required_first: "请先填写版本号。",
        add_to_library: "加入固件库",
        in_library: "固件库中已有该版本，文件一致",

        check_address: "检查地址",
        checking_address: "正在检查该地址的文件",
        address_matches: "该地址的文件一致：MD5 和大小相同",
        address_unreadable: "浏览器无法检查该地址，但设备可能仍可下载。",

        sizes_differ: "目标版本的文件比起始版本的文件增大或减小超过一半，请核对是否选错文件。",

        seen_here: "本标签页的记录",
        seen_about: "仅列出此页面打开期间发现的变化；时间为发现变化的时间，可能晚于实际发生时间。",
        seen_nothing: "此页面打开以来，未发现此任务有变化。",
        created_here: "在此标签页创建",
        started_here: "在此标签页启动",
        stopped_here: "在此标签页停止",
        seen_running: "已在运行",
        seen_started: "已启动",
        more_upgraded: "又有设备完成升级",
        complete_no_more: "不再显示“已完成”",
        upgrading_again: "不再显示“停滞”",

        shortcut_scope: "未在输入框中输入时：",
        shortcut_search: "定位到搜索框",
        shortcut_create: "创建任务",
        shortcut_escape: "关闭打开的对话框或菜单，或取消选择",
        single_keys: "启用单键快捷键",
        shortcut_list: "显示快捷键列表",

        guard: "守护",
        guard_start: "为此次启动设置守护",
        guard_devices: "升级多少台后停止",
        guard_devices_hint: "从启动时起计算的已升级设备数；两次检查之间升级的设备可能使其超出。",
        guard_minutes: "多少分钟无进展后停止",
        guard_minutes_hint: "没有设备升级的时间。",
        guard_invalid: "请先修正或清空守护的限值。",
        remove_guard: "移除守护",
        sign_out_title: "退出登录？",
        guard_removed: "守护已移除，任务继续运行。",
        guard_removed_stopping: "守护已移除，不再发送停止请求；已发送的停止请求仍可能生效，请在列表中查看任务。",

        notices_on: "通知我",
        notices_off: "停止通知",
        notices_about: "此页面隐藏时，如有任务完成、停滞、被守护停止，或出现循环，将收到通知。",
        notices_are_on: "已开启：此页面隐藏时会继续读取列表并通知您。请保持页面打开。",
        notices_not_allowed: "浏览器尚未允许通知。此页面隐藏时，仅标记其标题。",
        notices_denied: "浏览器阻止了此页面的通知，请在网站设置中允许。此页面隐藏时，仅标记其标题。",

        ends_at_sign_out(guards: usize): "退出登录后 {guards} 个守护将结束，正在运行的任务将在没有守护的情况下继续。",
        guard_about(seconds: u32): "仅在此页面打开期间有效；每 {seconds} 秒检查一次，标签页隐藏时检查较少（约每分钟一次）。已开始升级的设备不会被停止。",

        percent_upgraded(percent: &str): "已升级 {percent}",
        change_group(what: &str): "修改{what}",
        show_task(name: &str): "查看“{name}”",
        address_refused(status: u16): "服务器没有返回该文件（HTTP {status}），设备下载时也可能失败。请检查地址。",
        file_name_version(version: Version): "文件名中的版本为 {version}，与所填版本号不同，请核对。",
        no_devices_on(version: Version): "当前没有设备处于版本 {version}。",
        library_md5_differs(md5: &str): "固件库中该版本的 MD5 不同：{md5}",
        library_version(version: Version): "固件库中该文件的版本为 {version}，与所填版本号不同，请核对。",
        unreadable_versions(unread: &str): "固件库中有 {unread} 个版本无法读取。",
        upload_differs(md5: &str, size: &str): "平台收到的文件与所选文件不同（MD5 {md5}，{size} 字节），因此未填入地址，也不能用该文件创建任务。请重新上传，或选择其他文件。",
        address_differs(md5: &str, size: &str): "该地址文件的 MD5 为 {md5}，大小为 {size} 字节，与此处填写的不符。请修正地址、MD5 或大小。",
        more_versions(more: &str): "另有 {more} 个版本未显示，请搜索。",
    }

    fn guard_limits(&self, devices: Option<&str>, minutes: Option<&str>) -> String {
        let devices = devices.map(|devices| format!("升级 {devices} 台设备后"));
        let minutes = minutes.map(|minutes| format!("{minutes} 分钟没有设备升级后"));
        let limits: Vec<String> = devices.into_iter().chain(minutes).collect();
        format!("{}停止任务。", limits.join("，或"))
    }

    fn guard_problem(&self, problem: Problem) -> String {
        match problem {
            Problem::TooLarge { max } => format!("不能大于 {}。", Language::Zh.number(max)),
            Problem::NotANumber(c) => not_a_number(c),
            _ => "请填写 1 或更大的数。".to_owned(),
        }
    }

    fn uploaded(&self, is_filled_in: bool) -> &'static str {
        match is_filled_in {
            true => "已上传并校验一致，地址已填写",
            false => "已上传并校验一致，但此处填写的不是上传后的地址，请检查地址。",
        }
    }

    fn running_for(&self, minutes: u64, has_seen_start: bool) -> String {
        let time = match minutes {
            0 => "不到 1 分钟".to_owned(),
            1..=119 => format!("{minutes} 分钟"),
            120..=2879 => format!("{} 小时 {} 分钟", minutes / 60, minutes % 60),
            _ => format!("{} 天", minutes / 1440),
        };
        match has_seen_start {
            true => format!("已运行 {time}（自此标签页发现任务启动时算起）。"),
            false if minutes == 0 => "此标签页首次加载时，任务已在运行。".to_owned(),
            false => format!("至少已运行 {time}：此标签页首次加载时，任务已在运行。"),
        }
    }

    fn seconds_remaining(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("剩余 {seconds} 秒"),
            _ => format!("剩余 {} 分钟", Language::Zh.number(seconds / 60)),
        }
    }
}
