//! Texts of the pages, the task list and the errors.

use crate::i18n::language::Language;
use crate::i18n::messages::Messages;
use crate::i18n::zh::{Chinese, codes};
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::json::ReadError;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

impl Messages for Chinese {
    texts! {
        comma: "，",
        colon: "：",
        full_stop: "。",
        and: "、",

        brand: "固件升级",
        language_menu: "语言",
        theme_auto: "跟随系统",
        theme_light: "浅色",
        theme_dark: "深色",
        theme: "主题",
        keyboard_shortcuts: "键盘快捷键",
        skip_to_content: "跳到正文",
        sign_out: "退出登录",
        notifications: "消息",
        dismiss: "关闭消息",

        sign_in: "登录",
        sign_in_about: "管理台使用您的调用凭证访问平台。除非您选择保持登录，否则不会保存凭证。",
        signed_out: "已退出登录，此处不再保留调用凭证。",
        signed_out_stored: "已在此处退出登录。调用凭证由门户管理，仍保留在浏览器存储中，刷新页面即可继续使用。",
        token_refused: "登录已失效，已填写的内容仍然保留。",
        access_token: "调用凭证",
        token_hint: "粘贴平台颁发的调用凭证。",
        keep_token: "刷新此标签页后保持登录",
        sign_in_with_account: "使用账号登录",
        account: "账号",
        password: "密码",
        token_too_long: "内容过长，不是调用凭证。请只复制凭证本身。",
        token_character: "调用凭证不含空格、换行或非 ASCII 字符。请只复制凭证本身。",
        required: "请填写此项。",

        framed_title: "无法在此处打开管理台",
        framed_unknown: "此页面被嵌入到一个未登记为门户的网站中。未从平台加载任何内容，也未发送任何请求。",
        framed_unknown_next: "请在单独的标签页中打开管理台。如需嵌入，请联系管理员将门户的源（origin）加入 config.json 的 portal_origins 以及服务器响应头的 frame-ancestors。",
        framed_version: "该门户使用的协议版本不受支持。未从平台加载任何内容，也未发送任何请求。",
        framed_version_next: "请联系管理员将门户与管理台更新到相互匹配的版本。",
        portal_waiting: "正在等待门户响应…",
        portal_title: "门户未授予访问权限",
        portal_signed_out: "您已退出门户。请在门户中登录后重试。",
        portal_denied: "您的账号无权使用本管理台。请联系管理员开通权限。",
        portal_unavailable: "门户暂时无法提供调用凭证，请稍后重试。",
        portal_malformed: "门户提供的内容不是有效的调用凭证，未向平台发送任何请求。请联系门户管理员后重试。",
        portal_ended: "门户已关闭此视图。如需继续，请刷新页面。",
        portal_refused: "平台不接受门户提供的调用凭证。请重新登录门户后重试；已填写的内容仍然保留。",

        product: "产品",
        choose_product: "选择产品",
        product_unknown: "产品不存在，或当前调用凭证无权查看：",
        choose_product_about: "请选择要操作的产品。",
        product_id: "产品 ID",
        product_id_hint: "以平台显示为准，通常为 32 个字符。",
        product_id_wrong: "产品 ID 为 1 到 64 个字符。",
        open_product: "打开",
        change_product: "切换产品",
        loading_products: "正在加载产品…",
        no_products: "您的企业还没有产品。请先在平台中添加，然后刷新页面。",
        search_products: "搜索产品",
        no_product_found: "没有匹配的产品。",
        recent_products: "最近使用的产品",
        recent_products_about: "保存在此浏览器中，退出登录后清除。",

        upgrade_tasks: "升级任务",
        about_tasks: "任务运行时，处于起始版本的设备会在下次连接时升级到目标版本。",
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
        complete_about: "起始版本上已没有设备，且最近 10 分钟内没有设备升级。任务仍在运行：之后出现在起始版本上的设备仍会被升级。",
        stalled: "停滞",
        stalled_about: "起始版本上仍有设备，但最近 10 分钟内没有设备升级。",
        upgraded: "已升级",
        remaining: "待升级",
        remaining_unknown: "待升级数未知",
        to: "到",
        on: "产品",
        downgrade: "降级",
        firmware_type: "类型",
        sub_device: "子设备",
        loading_tasks: "正在加载任务…",
        loading: "正在加载…",
        part_missing: "页面的这一部分加载失败，未提交任何操作。请检查网络后重试；若仍然失败，请刷新页面。",
        new_version: "管理台已有新版本。刷新页面即可使用：已保存的草稿会保留，已选择的文件需要重新选择，可能还需要重新登录。",
        reload_page: "刷新页面",
        draft_not_shown: "有一个新任务的草稿，但表单加载失败。请检查网络后重试。",
        draft_not_shown_sent: "该任务已提交，但无法确定是否创建成功。再次创建前，请先在列表中查找。",
        no_tasks: "还没有升级任务",
        no_tasks_hint: "升级任务会将处于起始版本的所有设备升级到目标版本。任务创建后处于停止状态，启动之前不会影响任何设备。",
        create_first_task: "创建第一个任务",
        unreadable_row: "平台返回的此任务数据无效，无法显示。任务可能正在运行，请联系管理员。",
        read_only: "只读：",
        refresh: "刷新",
        retry: "重试",
        retry_now: "立即重试",
        retrying: "正在重试…",
        wait_for_list: "列表刷新失败，内容可能已过时。请先刷新。",
        wait_for_all_pages: "任务尚未全部加载，请等待列表加载完成。",

        cancel: "取消",
        close: "关闭",
        working: "处理中…",
        no_undo: "此操作无法撤销。之后停止任务，只能阻止其余设备开始升级。",
        downgrade_warning: "目标版本低于起始版本，属于降级。部分设备不会执行降级。",
        stop_effect: "其余设备不会再开始升级。正在升级的设备会完成升级；已升级的设备停留在目标版本。",
        delete_effect: "任务将被永久删除。已升级的设备停留在目标版本。",
        delete_running: "该任务正在运行。将先停止，待列表显示已停止后再删除。",

        task_id: "任务 ID",
        copy_id: "复制任务 ID",
        link: "链接",
        copy_link: "复制此任务的链接",
        copy_address: "复制文件地址",
        copy_md5: "复制 MD5",
        copy_size: "复制大小",
        copied: "已复制。",
        copy_manually: "浏览器不允许此页面复制。文本已选中，请按 Ctrl+C（Mac 上为 ⌘C）。",

        activity: "操作记录",
        activity_about: "在此标签页中执行的操作，最新的在前；刷新页面或退出登录后清除。",
        activity_none: "暂无操作记录。",
        time: "时间",
        operation: "操作",
        task: "任务",
        result: "结果",
        message: "说明",
        request_id: "请求 ID",
        create: "创建",
        outcome_done: "成功",
        outcome_refused: "被拒绝",
        outcome_unknown: "结果未知",
        outcome_not_done: "未执行",
        copy_csv: "复制 CSV",
        export_csv: "导出 CSV",
        export_framed: "如果没有收到文件，说明门户不允许下载，请改用复制。",

        create_task: "创建任务",
        from_version: "起始版本",
        target_version: "目标版本",
        file_hint: "MD5 和大小在浏览器中计算，文件不会上传。",
        file_address: "文件地址",
        md5: "MD5",
        size: "大小（字节）",
        platform_message: "平台返回的原文：",
        not_signed_in: "尚未登录。请登录后重试。",
        session_renewed: "登录已过期并已自动续期。本次操作未执行，请重试。",
        session_not_renewed: "登录已过期，暂时无法续期。本次操作未执行，请稍后重试。",
        unreachable: "无法连接平台。",
        check_connection: "请检查网络后重试。",
        timed_out: "平台响应超时。",
        throttled: "请求过于频繁，本次操作未执行。",
        server_fault: "平台发生内部错误。",
        try_again_or_tell: "请重试；若问题仍然存在，请联系管理员。",
        left_before_answer: "在收到平台响应之前，页面已关闭。",
        answer_too_large: "平台的响应超过 16 MiB，或列表超过 100,000 个任务，无法显示。请重试；若问题仍然存在，请联系管理员。",
        request_too_large: "请求超过平台前置服务器（如网关）允许的大小（HTTP 413）。请使用更小的文件，或联系管理员提高该限制。",
        throttled_retrying: "请求过于频繁，正在重试。",
        gateway_token: "平台前置网关拒绝了请求（HTTP 401）。请重新登录，已填写的内容仍然保留。若问题仍然存在，请联系管理员，并说明管理台的请求不带 Cookie。",
        gateway_token_portal: "平台前置网关拒绝了请求（HTTP 401）。请重新登录门户后重试，已填写的内容仍然保留。若问题仍然存在，请联系管理员，并说明管理台的请求不带 Cookie。",
        nothing_sent: "操作未发送：未能读取任务的最新状态。",
        task_changed: "您打开此窗口后，此任务已被他人修改，操作未发送。请查看以下差异，再决定是否继续。",
        task_gone: "此任务已不存在，可能已被他人删除。",
        list_changed: "加载列表时有任务被创建或删除，此处可能缺少部分任务，下次更新后恢复完整。",
        stop_unconfirmed: "平台已接受停止，尚未确认",
        stop_unconfirmed_why: "列表加载失败，无法确认任务是否已停止。请刷新列表查看。",
        stop_unconfirmed_row: "列表未能确认此任务已停止，任务可能仍在运行。请刷新列表查看。",
        action_not_done: "列表显示任务没有变化。可以放心重试。",
        action_outcome_unknown: "列表加载失败，无法确定操作是否已执行。请先查看列表，再继续操作。",
        action_not_shown: "平台已接受该操作，但列表显示任务仍未变化。请再次查看列表后再继续操作。",

        config_wrong: "管理台配置有误",
        config_next: "未发送任何请求。请修正与 index.html 同一目录下的 config.json，然后刷新页面。",
        config_not_json: "config.json 不是 JSON 对象。",

        stopping(name: &str): "停止“{name}”：",
        forget_product(name: &str): "从最近使用的产品中移除 {name}",
        unknown_status(status: &str): "未知：{status}",
        rows_out_of_date(time: &str): "以下为 {time} 的数据。",
        retrying_in(seconds: u64): "{seconds} 秒后重试。",
        reading_pages(read: &str, all: &str): "正在加载任务：{read} / {all}。加载完成后可使用搜索、筛选和合计。",
        pages_missing(read: &str, all: &str): "{all} 个任务中只加载了 {read} 个。",
        upgraded_so_far(done: &str): "该任务已升级 {done} 台设备，此计数将一并删除。",
        platform_code(code: u32): "（代码 {code}）",
        unavailable(status: u16): "平台暂时不可用（HTTP {status}）。",
        unavailable_retrying(status: u16): "平台暂时不可用（HTTP {status}），正在重试。",
        unexpected(status: u16, detail: &str): "平台返回了无法识别的响应（HTTP {status}：{detail}）。",
        config_unknown_key(key: &str): "config.json 中有未知的配置项：{key}",
        config_wrong_value(key: &str): "config.json 中此配置项的值有误：{key}",
    }

    fn read_error(&self, error: &ReadError) -> String {
        match error {
            ReadError::NotJson => "内容不是 JSON。".to_owned(),
            ReadError::Shape { .. } => "结构与文档不符。".to_owned(),
            ReadError::Missing { field } => format!("缺少“{field}”。"),
            ReadError::Field { field, found } => format!("“{field}”的值为 {found}。"),
            ReadError::Duplicate { field } => format!("“{field}”出现了两次。"),
        }
    }

    fn language(&self) -> Language {
        Language::Zh
    }

    fn updated_ago(&self, seconds: u64) -> String {
        match seconds {
            0..=1 => "刚刚更新".to_owned(),
            2..=119 => format!("{seconds} 秒前更新"),
            _ => format!("{} 分钟前更新", Language::Zh.number(seconds / 60)),
        }
    }

    fn out_of_date(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("数据已过时：{seconds} 秒前更新"),
            _ => format!("数据已过时：{} 分钟前更新", Language::Zh.number(seconds / 60)),
        }
    }

    fn refusal(&self, refusal: Refusal) -> &'static str {
        match refusal {
            Refusal::AlreadyRunning => "任务已在运行。",
            Refusal::AlreadyStopped => "任务已停止。",
            Refusal::UnknownStatus => "平台返回了未知的任务状态，任务可能正在运行，只能停止。",
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
        format!("{}“{name}”？", self.action(action))
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
            Uncounted::Never => format!("该平台不提供处于版本 {from} 的设备数。"),
            Uncounted::OnlyWifi => format!("该固件处于版本 {from} 的设备数暂无数据：平台仅按 Wi-Fi 固件统计设备。"),
            Uncounted::NotYet => format!("正在加载处于版本 {from} 的设备数…"),
            Uncounted::Failed => format!("处于版本 {from} 的设备数加载失败。"),
        }
    }

    fn code(&self, code: ErrorCode) -> &'static str {
        codes::code(code)
    }

    fn try_again_in(&self, seconds: Option<u32>) -> String {
        match seconds {
            Some(seconds @ 1..) => format!("请在 {seconds} 秒后重试。"),
            Some(0) | None => "请稍后重试。".to_owned(),
        }
    }

    fn gateway(&self, status: Option<u16>) -> String {
        let how = match status {
            None => "重定向".to_owned(),
            Some(200) => "返回了网页而不是数据".to_owned(),
            Some(status) => format!("HTTP {status}"),
        };
        format!("平台前置网关拒绝了请求（{how}）。网关可能要求单独登录。请联系管理员，并说明管理台的请求不带 Cookie。")
    }

    fn config_unavailable(&self, status: u16) -> String {
        match status {
            0 => "config.json 加载失败：没有响应。".to_owned(),
            status => format!("config.json 加载失败：HTTP {status}。"),
        }
    }
}
