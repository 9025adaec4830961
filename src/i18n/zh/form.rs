//! Texts of the create form: files, checksums, drafts, errors.

use crate::i18n::messages::{FlowMessages, FormMessages};
use crate::i18n::zh::Chinese;
use firmware_digest::{ChecksumError, Suspicion};
use upgrade_api::field::FieldId::{Id, Mode, ProductId, Status, SurplusCount, Type, UpgradeCount};
use upgrade_api::field::{FieldId, Part, Side};
use upgrade_api::text::quoted;
use upgrade_api::values::{Problem, Version};

impl FormMessages for Chinese {
    texts! {
        create_effect: "任务创建后处于停止状态；启动之前，任何设备都不会升级。",
        firmware_file: "固件文件",
        choose_file: "选择或拖入",
        computing: "正在计算 MD5",
        computed: "已根据该文件填写 MD5 和大小",
        remove_file: "移除",
        wait_for_file: "请等待文件读取完成，或取消读取。",
        draft_kept_in_tab: "内容保留在此标签页",
        draft_kept_on_page: "刷新此页面前内容会保留",
        continue_draft: "继续填写",
        discard_draft: "清空",
        creation_unknown: "无法确定任务是否已创建：列表未能读取，或无法据此判断。重试前请先刷新列表，查看该任务是否存在。",
        task_not_created: "此后三次读取的列表中均没有该任务：它没有被创建。可以重试；平台不接受重复名称，不会出现两个相同任务。",
        looking_for_task: "未收到响应。正在列表中查找该任务……",
        same_bytes_warning: "两个版本的 MD5 相同：设备会刷入与当前相同的固件。",
        file_empty: "文件为空，请选择固件文件。",
        file_too_large: "文件大小超出接口可表示的范围。",
        file_changed: "文件在选择之后被修改，或浏览器无权读取。请重新选择；若仍不行，请检查文件权限。",
        file_gone: "文件在选择之后被移动或删除，请重新选择。",
        file_unreadable: "浏览器无法读取该文件。请将其复制到其他位置后再选择。",
        file_folder: "这是一个文件夹，请拖入固件文件本身。",
        file_several: "这是多个文件，每个版本请只拖入一个固件文件。",
        checksum: "对照校验值",
        checksum_hint: "可选：粘贴发布方给出的 MD5，或将 .md5 文件拖到此处。",
        checksum_matches: "所选文件的 MD5 与此一致",
        required_mark: "标有 * 的为必填项。",
        closed_kept_in_tab: "草稿保留在此标签页，点击“创建任务”可继续填写；所选文件在刷新页面前保留。",
        closed_kept_on_page: "草稿和所选文件在刷新页面前保留，点击“创建任务”可继续填写。",
        draft_discarded: "草稿已清空。",
        undo: "撤销",
        dismiss_checksum: "忽略",
        encode_address: "改用百分号编码",

        use_proposal(text: &str): "采用“{text}”",
        proposed_name(from: Version, target: Version): "版本 {from} 到 {target}",
        proposed_description(from: Version, target: Version): "将设备从版本 {from} 更新到版本 {target}。",
        new_task_hidden(name: &str): "“{name}”已创建，但当前的搜索或筛选条件隐藏了它所在的行。",
        new_task_in_list(name: &str): "“{name}”已创建，可在列表中查看。",
        md5_differs(md5: &str): "所选文件的 MD5 与此不同：{md5}",
        read_as(value: &str): "识别为 {value}",
        similar_name(name: &str): "与另一个任务“{name}”的名称只有大小写、全半角、空格或不可见字符的差别。",
        created(name: &str): "“{name}”已创建，处于停止状态。",
        created_found(name: &str): "未收到响应，但列表中已有该任务：“{name}”已创建，处于停止状态。",
        file_over_limit(limit: u64): "文件超过本管理台设定的上限 {limit} 字节，请选择较小的文件。",
        checksum_differs(md5: &str): "与所选文件的 MD5 不一致，该文件为 {md5}。请选择正确的文件，或更正、清空此栏。",
    }

    fn draft_restored(&self, name: &str) -> String {
        match name {
            "" => "页面加载前开始填写的任务仍在。所选文件不会保留，只保留读取到的内容。".to_owned(),
            name => format!("页面加载前开始填写的任务“{name}”仍在。所选文件不会保留，只保留读取到的内容。"),
        }
    }

    fn suspicion(&self, suspicion: Suspicion) -> &'static str {
        match suspicion {
            Suspicion::Zeros => "所有字节均为 0x00：很可能不是固件，而是未下载完的文件。",
            Suspicion::Erased => "所有字节均为 0xFF：很可能不是固件，而是已擦除的存储内容。",
            Suspicion::Markup => "这是网页或 XML，很可能是被保存下来的错误页面，而不是固件。",
            Suspicion::Json => "这是 JSON，很可能是被保存下来的错误响应，而不是固件。",
            Suspicion::Text => "文件从头到尾都是文本，很可能不是固件。",
            Suspicion::WideText => "这是 UTF-16 文本，很可能不是固件。",
            Suspicion::Pdf => "这是 PDF 文档，很可能不是固件。",
            Suspicion::Image => "这是图片，很可能不是固件。",
            Suspicion::Program => "这是 Windows 程序，很可能不是固件。",
            Suspicion::Document => "这是办公文档或安装包（MSI），很可能不是固件。",
            Suspicion::ArchivedPage => "压缩包里是网页或 JSON，很可能是被保存下来的错误页面，而不是固件。",
        }
    }

    fn checksum_error(&self, error: ChecksumError) -> String {
        match error {
            ChecksumError::Empty => "其中没有校验值，未作对照。请粘贴 MD5，或忽略。".to_owned(),
            ChecksumError::NotAnMd5 => "这不是 32 位的 MD5（0 到 9、a 到 f），未作对照。请更正，或忽略。".to_owned(),
            ChecksumError::OtherDigest { digits } => {
                format!("该校验值有 {digits} 位，属于另一种类型；MD5 为 32 位。未作对照，请粘贴 MD5，或忽略。")
            }
            ChecksumError::NoLineForFile => "列表中没有所选文件的校验值，未作对照。请直接粘贴 MD5，或忽略。".to_owned(),
            ChecksumError::Ambiguous => "列表中有多个校验值，暂未对照。请先选择文件，或直接粘贴 MD5。".to_owned(),
        }
    }

    fn problem(&self, field: FieldId, problem: Problem) -> String {
        match problem {
            Problem::Required => match field {
                FieldId::Name => "请填写任务名称。".to_owned(),
                FieldId::Description => "请说明任务用途，平台要求必填。".to_owned(),
                FieldId::Identify => self.identify_required().to_owned(),
                FieldId::Reason => self.reason_required().to_owned(),
                FieldId::Firmware(_, Part::Version) => "请填写版本号。".to_owned(),
                FieldId::Firmware(_, Part::Url) => "请填写设备下载该文件的地址。".to_owned(),
                FieldId::Firmware(_, Part::Md5) => "请选择固件文件，或填写其 MD5。".to_owned(),
                FieldId::Firmware(_, Part::Size) => "请选择固件文件，或填写其字节大小。".to_owned(),
                Id | ProductId | UpgradeCount | Status | Type | Mode | SurplusCount => "请填写此项。".to_owned(),
            },
            Problem::TooLong { len, max } => format!("共 {len} 个字符，请缩短到 {max} 个以内。"),
            Problem::Invisible(c) => format!("这里只有不可见字符（如 {}），请填写能看到的文字。", quoted(c)),
            Problem::NotANumber(c) => format!("只能使用数字 0 到 9。不能有{}。", quoted(c)),
            Problem::TooLarge { max } => format!("不能大于 {max}。"),
            Problem::Zero => "固件文件至少为 1 字节。".to_owned(),
            Problem::Md5Length { len } => format!("MD5 为 32 位，此处为 {len} 位。"),
            Problem::Md5Digit(c) => format!("MD5 只含 0 到 9 和 a 到 f，不能有{}。", quoted(c)),
            Problem::UrlScheme => "地址请以 http:// 或 https:// 开头".to_owned(),
            Problem::UrlHost => "地址缺少主机名，例如 https://files.example.com/5.bin".to_owned(),
            Problem::UrlCharacter('#') => "地址中的 # 请写成 %23，否则设备会忽略 # 之后的内容。".to_owned(),
            Problem::UrlCharacter('%') => "地址中的 % 请写成 %25，除非它后面是两位转义字符。".to_owned(),
            Problem::UrlCharacter(c) if c.is_whitespace() => "地址中的空格请写成 %20。".to_owned(),
            Problem::UrlCharacter(c) => format!("地址中的{}需要百分号编码。", quoted(c)),
            Problem::SameVersion => "目标版本与起始版本相同：设备会不断重复刷写。".to_owned(),
            Problem::DowngradeRefused => self.downgrade_refused().to_owned(),
            Problem::NameTaken => "该产品下已有同名任务，请换一个名称。".to_owned(),
            Problem::FromVersionTaken => match field {
                FieldId::Firmware(Side::From, Part::Version) => {
                    "该产品下已有以此版本为起始的任务。请先删除它，或选择其他版本。"
                }
                _ => "该产品下已有以此版本为起始的任务。",
            }
            .to_owned(),
        }
    }
}
