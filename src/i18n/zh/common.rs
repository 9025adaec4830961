//! Texts of the pages, the task list and the errors.

use crate::i18n::language::Language;
use crate::i18n::messages::Messages;
use crate::i18n::zh::{Chinese, codes};
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

impl Messages for Chinese {
    texts! {
        brand: "固件升级",
        language_menu: "语言",
        theme_auto: "自动",
        theme_light: "浅色",
        theme_dark: "深色",
        theme: "主题",
        keyboard_shortcuts: "键盘快捷键",
        skip_to_content: "跳到正文",
        sign_out: "退出",
        notifications: "消息",
        dismiss: "关闭消息",

        sign_in: "登录",
        sign_in_about: "管理台使用你的调用凭证访问平台；除非你要求，不会保存在任何地方。",
        signed_out: "已退出，此处不再保留凭证。",
        token_refused: "平台不再接受该凭证，请重新登录；已填写的内容仍然保留。",
        access_token: "调用凭证",
        token_hint: "粘贴平台颁发的调用凭证。",
        keep_token: "在此标签页中保持登录",
        sign_in_with_account: "使用账号登录",
        account: "账号",
        password: "密码",
        token_too_long: "内容过长，不是调用凭证。请只复制凭证本身。",
        token_character: "调用凭证不含空格、换行或非 ASCII 字符。请只复制凭证本身。",
        required: "请填写此项。",

        framed_title: "管理台不能在此处打开",
        framed_unknown: "此页面被嵌入在另一个页面中，而该页面不是管理台已知的门户。未从平台加载任何内容，也未发送任何请求。",
        framed_unknown_next: "请在独立的标签页中打开管理台。如需嵌入，请管理员把门户的源（origin）加入 config.json 的 portal_origins 以及服务器响应头的 frame-ancestors。",
        framed_version: "该门户使用了不受支持的协议版本。未从平台加载任何内容，也未发送任何请求。",
        framed_version_next: "请管理员将门户与管理台更新到相互匹配的版本。",
        portal_waiting: "正在等待门户响应…",
        portal_title: "门户未提供访问权限",
        portal_signed_out: "你已退出门户。请在门户中登录后重试。",
        portal_denied: "门户不允许你的账号使用本管理台。请联系管理员开通权限。",
        portal_unavailable: "门户暂时无法提供调用凭证，请稍后重试。",
        portal_malformed: "门户提供的内容不是调用凭证，未发送任何请求。请联系门户的维护人员后重试。",
        portal_ended: "门户已结束此视图。如需继续，请刷新页面。",
        portal_refused: "平台不接受门户提供的调用凭证。请重新登录门户后重试；已填写的内容仍然保留。",

        product: "产品",
        choose_product: "选择产品",
        product_unknown: "平台上没有此产品，或当前调用凭证无权查看：",
        choose_product_about: "升级任务属于某一个产品。这里不会替你默认选择，以免误改。",
        product_id: "产品 ID",
        product_id_hint: "以平台显示为准，通常为 32 个字符。",
        product_id_wrong: "产品 ID 为 1 到 64 个字符。",
        open_product: "打开",
        change_product: "更换产品",
        loading_products: "正在加载产品…",
        no_products: "企业下还没有产品。请先在门户中添加，然后刷新。",

        upgrade_tasks: "升级任务",
        about_tasks: "任务运行时，处于起始版本的设备会在下次连接时自动升级到目标版本。",
        tasks: "任务",
        name: "名称",
        description: "描述",
        versions: "版本",
        version: "版本号",
        status: "状态",
        progress: "进度",
        actions: "操作",
        running: "运行中",
        stopped: "已停止",
        complete: "已完成",
        complete_about: "起始版本上已没有设备，且 10 分钟内没有设备升级。任务仍在运行：之后出现在起始版本上的设备仍会被升级。",
        stalled: "停滞",
        stalled_about: "起始版本上仍有设备，但 10 分钟内没有设备升级。",
        upgraded: "已升级",
        remaining: "待升级",
        remaining_unknown: "待升级数未知",
        to: "到",
        on: "产品",
        downgrade: "降级",
        firmware_type: "类型",
        sub_device: "子设备",
        loading_tasks: "正在加载任务…",
        loading_part: "正在加载…",
        part_missing: "页面的这一部分未能加载。请检查网络后重试；若仍然失败，请重新加载页面。尚未发送任何请求。",
        draft_not_shown: "页面加载前开始填写的任务仍在，但用于显示它的页面部分未能加载。请检查网络后重试。",
        draft_not_shown_sent: "该任务已经发送过，无法确定是否已创建：再次创建前请先在列表中查找该任务。",
        no_tasks: "还没有升级任务",
        no_tasks_hint: "一个任务让处于某版本的全部设备升级到另一版本。任务创建后处于停止状态，启动之前不会影响任何设备。",
        create_first_task: "创建第一个任务",
        unreadable_row: "此行无法读取，其他行不受影响。",
        rows_out_of_date: "下方显示的是较早的数据。",
        read_only: "只读：",
        refresh: "刷新",
        retry: "重试",
        retry_now: "立即重试",
        retrying: "正在重试…",
        wait_for_list: "列表未能重新读取，内容可能已过时。请先刷新。",
        wait_for_all_pages: "任务尚未全部读取，请等待列表读取完成。",

        start: "启动",
        stop: "停止",
        delete: "删除",
        cancel: "取消",
        close: "关闭",
        working: "处理中…",
        no_undo: "此操作无法撤销。之后停止任务只会阻止其余设备开始升级，不会让设备恢复原版本。",
        downgrade_warning: "目标版本低于起始版本，即降级。部分设备不会执行降级。",
        stop_effect: "不再有设备开始此升级。正在升级的设备会完成升级；已升级的设备保持新版本。",
        delete_effect: "任务将被彻底删除。已升级的设备保持新版本。",
        delete_running: "该任务正在运行。将先停止，待列表显示已停止后再删除。",

        task_id: "任务 ID",
        copy_id: "复制任务 ID",
        link: "链接",
        copy_link: "复制此任务的链接",
        copy_address: "复制文件地址",
        copy_md5: "复制 MD5",
        copy_size: "复制大小",
        copied: "已复制。",
        copy_manually: "浏览器不允许此页面复制。文本已选中，请按 Ctrl+C。",

        activity: "操作记录",
        activity_about: "在此处执行过的操作，最新的在前。仅保存在此标签页中，退出登录或刷新页面后即清除。",
        activity_none: "此处还没有执行过操作。",
        time: "时间",
        operation: "操作",
        task: "任务",
        result: "结果",
        message: "说明",
        request_id: "请求 ID",
        create: "创建",
        outcome_done: "已完成",
        outcome_refused: "被拒绝",
        outcome_unknown: "结果未知",
        outcome_not_done: "未执行",
        copy_csv: "复制 CSV",
        export_csv: "导出 CSV",
        export_framed: "如果没有收到文件，说明门户不允许下载，请改用复制。",

        create_task: "创建任务",
        from_version: "起始版本",
        target_version: "目标版本",
        file_hint: "在浏览器中计算 MD5 和大小；文件不会上传。",
        file_address: "文件地址",
        md5: "MD5",
        size: "大小（字节）",
        platform_message: "平台返回：",
        not_signed_in: "尚未登录。请登录后重试。",
        session_renewed: "会话已过期并已自动续期。本次操作未执行，请重新提交。",
        session_not_renewed: "会话已过期，暂时无法续期。本次操作未执行，请稍后重试。",
        unreachable: "无法连接平台。请检查网络后重试。",
        timed_out: "平台没有及时响应。请稍后重试。",
        left_before_answer: "页面在收到平台响应之前已离开。",
        answer_too_large: "平台的响应超过 16 MiB，已停止读取。请重试；若仍如此，请联系管理员。",
        request_too_large: "发送的内容超过平台前端服务器允许的大小（HTTP 413）。请使用更小的文件，或请管理员提高该限制。",
        throttled_retrying: "请求过于频繁，正在重试。",
        gateway_token: "平台前的网关拒绝了请求（HTTP 401）。请重新登录，已填写的内容仍然保留。若调用凭证有效，请联系管理员：本管理台的请求不带 Cookie。",
        gateway_token_portal: "平台前的网关拒绝了请求（HTTP 401）。请重新登录门户后重试，已填写的内容仍然保留。若仍如此，请联系管理员：本管理台的请求不带 Cookie。",
        nothing_sent: "未发送：操作前未能重新读取该任务。",
        task_changed: "在您查看之后，此任务已被他人修改。未发送任何操作。请查看差异，再作决定。",
        task_gone: "此任务已不存在：已被他人删除。",
        list_changed: "读取期间列表发生了变化：有任务被创建或删除，此处可能缺少部分任务。下次更新时会重新读取。",
        stop_unconfirmed: "已接受停止，尚未确认",
        stop_unconfirmed_why: "平台已接受停止请求，但此后未能读取列表。",
        action_not_done: "此后三次读取的列表均未显示操作已完成。重试无害：发送的是目标状态，不会重复执行。",
        action_outcome_unknown: "无法确定操作是否已执行：列表未能读取。请先查看列表，再作判断。",
        action_not_shown: "平台已接受该操作，但此后三次读取的列表仍显示任务未变。请再次查看后再作判断。",

        loading_config: "正在加载…",
        config_wrong: "管理台配置有误",
        config_next: "未发送任何请求。请修正 index.html 旁的 config.json，然后刷新。",
        config_not_json: "config.json 不是 JSON 对象。",

        unknown_status(status: &str): "未知：{status}",
        retrying_in(seconds: u64): "{seconds} 秒后重试。",
        reading_pages(read: &str, all: &str): "正在读取任务：{read} / {all}。读取完成后提供搜索、筛选和合计。",
        pages_missing(read: &str, all: &str): "{all} 个任务中只读取到 {read} 个。",
        upgraded_so_far(done: &str): "该任务已升级 {done} 台设备，此计数将一并删除。",
        platform_code(code: u32): "（代码 {code}）",
        unavailable_retrying(status: u16): "平台暂时不可用（HTTP {status}），正在重试。",
        unexpected(status: u16, detail: &str): "平台返回了文档之外的内容（HTTP {status}：{detail}）。请重试；若仍如此，请联系管理员。",
        config_unknown_key(key: &str): "config.json 中有未知的键：{key}",
        config_wrong_value(key: &str): "config.json 中此键的值有误：{key}",
    }

    fn language(&self) -> Language {
        Language::Zh
    }

    fn updated_ago(&self, seconds: u64) -> String {
        match seconds {
            0..=1 => "刚刚更新".to_owned(),
            2..=119 => format!("{seconds} 秒前更新"),
            _ => format!("{} 分钟前更新", seconds / 60),
        }
    }

    fn out_of_date(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("已过时：{seconds} 秒前读取"),
            _ => format!("已过时：{} 分钟前读取", seconds / 60),
        }
    }

    fn refusal(&self, refusal: Refusal) -> &'static str {
        match refusal {
            Refusal::AlreadyRunning => "任务已在运行。",
            Refusal::AlreadyStopped => "任务已停止。",
            Refusal::UnknownStatus => "平台返回了未知的任务状态，因此不提供操作。",
        }
    }

    fn action(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "启动",
            Action::Stop => "停止",
            Action::Delete => "删除",
        }
    }

    fn confirm_title(&self, action: Action, name: &str) -> String {
        match action {
            Action::Start => format!("启动“{name}”？"),
            Action::Stop => format!("停止“{name}”？"),
            Action::Delete => format!("删除“{name}”？"),
        }
    }

    fn action_done(&self, action: Action, name: &str) -> String {
        match action {
            Action::Start => format!("“{name}”已启动。"),
            Action::Stop => format!("“{name}”已停止。"),
            Action::Delete => format!("“{name}”已删除。"),
        }
    }

    fn start_effect(&self, from: Version, target: Version) -> String {
        let goes = if target < from { "降级" } else { "升级" };
        format!("处于版本 {from} 的每台设备，将在下次连接时{goes}到版本 {target}。")
    }

    fn affected_unknown(&self, why: Uncounted, from: Version) -> String {
        match why {
            Uncounted::Never => format!("该平台不提供处于版本 {from} 的设备数量。"),
            Uncounted::OnlyWifi => format!("该固件处于版本 {from} 的设备数量未知：平台仅按 WIFI 固件统计设备。"),
            Uncounted::NotYet => format!("正在读取处于版本 {from} 的设备数量…"),
            Uncounted::Failed => format!("目前无法读取处于版本 {from} 的设备数量。"),
        }
    }

    fn code(&self, code: ErrorCode) -> &'static str {
        codes::code(code)
    }

    fn throttled(&self, seconds: Option<u32>) -> String {
        format!("请求过于频繁，本次操作未执行。{}", try_in(seconds))
    }

    fn unavailable(&self, status: u16, seconds: Option<u32>) -> String {
        format!("平台暂时不可用（HTTP {status}）。{}", try_in(seconds))
    }

    fn gateway(&self, status: Option<u16>) -> String {
        let how = match status {
            None => "重定向".to_owned(),
            Some(200) => "返回了网页而不是数据".to_owned(),
            Some(status) => format!("HTTP {status}"),
        };
        format!("平台前的网关拒绝了请求（{how}）。网关可能要求单独登录；本管理台的请求不带 Cookie。请联系管理员。")
    }

    fn config_unavailable(&self, status: u16) -> String {
        match status {
            0 => "无法获取 config.json：没有响应。".to_owned(),
            status => format!("无法获取 config.json：HTTP {status}。"),
        }
    }
}

fn try_in(seconds: Option<u32>) -> String {
    match seconds {
        Some(seconds @ 1..) => format!("请在 {seconds} 秒后重试。"),
        Some(0) | None => "请稍后重试。".to_owned(),
    }
}
