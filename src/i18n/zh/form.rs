//! Texts of the create form: files, checksums, drafts, errors.

use crate::i18n::language::Language;
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
        choose_file: "选择文件或拖到此处",
        computing: "正在计算 MD5",
        computed: "已根据该文件填写 MD5 和大小",
        computed_differs: "文件已读取，但此处填写的 MD5 或大小与该文件不符，请核对。",
        remove_file: "移除",
        wait_for_file: "请等待文件读取完成，或取消读取。",
        draft_kept_in_tab: "草稿已保存在此标签页",
        draft_kept_on_page: "草稿保留至刷新前",
        continue_draft: "继续",
        discard_draft: "清空",
        creation_unknown: "无法确定任务是否已创建。请先刷新列表并查找该任务，再决定是否重试。",
        task_not_created: "列表中没有该任务，说明未创建成功。可以放心重试。",
        looking_for_task: "未收到响应，正在列表中查找该任务…",
        same_bytes_warning: "两个版本的 MD5 相同：设备会刷入与当前相同的固件。",
        file_empty: "文件为空，请选择固件文件。",
        file_too_large: "文件过大，超出平台可接受的范围。请选择较小的文件。",
        file_changed: "文件在选择之后被修改，或浏览器无法读取。请重新选择；若问题仍然存在，请检查文件权限。",
        file_gone: "文件在选择之后被移动或删除，请重新选择。",
        file_unreadable: "浏览器无法读取该文件。请将其复制到其他位置后再选择。",
        file_folder: "这是一个文件夹，请拖入固件文件本身。",
        file_several: "您拖入了多个文件。每个版本请只拖入一个固件文件。",
        checksum: "对照校验值",
        checksum_hint: "可选：粘贴发布方给出的 MD5，或将 .md5 文件拖到此处。",
        checksum_matches: "所选文件的 MD5 与此一致",
        checksum_is_md5: "与下方填写的 MD5 一致",
        checksum_is_not_md5: "与下方填写的 MD5 不一致。请选择正确的文件，或更正其中一项。",
        required_mark: "标有 * 的为必填项。",
        closed_kept_in_tab: "草稿已保存在此标签页，点击“创建任务”可继续填写；所选文件保留至刷新前。",
        closed_kept_on_page: "草稿和所选文件保留至刷新前，点击“创建任务”可继续填写。",
        draft_discarded: "草稿已清空。",
        undo: "撤销",
        dismiss_checksum: "忽略",
        encode_address: "改用百分号编码",

        use_proposal(text: &str): "采用“{text}”",
        proposed_name(from: Version, target: Version): "版本 {from} 到 {target}",
        proposed_description(from: Version, target: Version): "将设备从版本 {from} 更新到版本 {target}。",
        new_task_hidden(name: &str): "“{name}”已创建，但不符合当前的搜索或筛选条件，未显示在列表中。",
        new_task_in_list(name: &str): "“{name}”已创建，可在列表中查看。",
        md5_differs(md5: &str): "所选文件的 MD5 与此不同：{md5}",
        read_as(value: &str): "识别为 {value}",
        similar_name(name: &str): "与任务“{name}”的名称几乎相同，仅大小写、全半角、空格或不可见字符不同。建议换一个名称。",
        created(name: &str): "“{name}”已创建，处于停止状态。",
        created_found(name: &str): "未收到响应，但任务已在列表中：“{name}”已创建，处于停止状态。",
        checksum_differs(md5: &str): "与所选文件不一致，该文件的 MD5 为 {md5}。请选择正确的文件，或更正、清空此项。",
        file_over_limit(limit: &str): "文件超过本管理台设定的上限 {limit} 字节，请选择较小的文件。",
    }

    fn draft_restored(&self, name: &str) -> String {
        match name {
            "" => "有一个新任务的草稿。填写的内容已保存，但不包括所选文件。".to_owned(),
            name => format!("有一个新任务的草稿：“{name}”。填写的内容已保存，但不包括所选文件。"),
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
            ChecksumError::Empty => "其中没有校验值，未作比较。请粘贴 MD5，或忽略。".to_owned(),
            ChecksumError::NotAnMd5 => {
                "这不是有效的 MD5（32 位，0 到 9、a 到 f），未作比较。请更正，或忽略。".to_owned()
            }
            ChecksumError::OtherDigest { digits } => {
                let digits = Language::Zh.number(digits as u64);
                format!("该校验值有 {digits} 位，不是 MD5（32 位），未作比较。请粘贴 MD5，或忽略。")
            }
            ChecksumError::NoLineForFile => "列表中没有所选文件的校验值，未作比较。请直接粘贴 MD5，或忽略。".to_owned(),
            ChecksumError::Ambiguous => "列表中有多个校验值，未作比较。请先选择文件，或直接粘贴 MD5。".to_owned(),
        }
    }

    fn problem(&self, field: FieldId, problem: Problem) -> String {
        let number = |number| Language::Zh.number(number);
        match problem {
            Problem::Required => match field {
                FieldId::Name => "请填写任务名称。".to_owned(),
                FieldId::Description => "请描述任务用途，此项为平台必填项。".to_owned(),
                FieldId::Identify => self.identify_required().to_owned(),
                FieldId::Reason => self.reason_required().to_owned(),
                FieldId::Firmware(_, Part::Version) => "请填写版本号。".to_owned(),
                FieldId::Firmware(_, Part::Url) => "请填写设备下载该文件的地址。".to_owned(),
                FieldId::Firmware(_, Part::Md5) => "请选择固件文件，或填写其 MD5。".to_owned(),
                FieldId::Firmware(_, Part::Size) => "请选择固件文件，或填写其字节大小。".to_owned(),
                Id | ProductId | UpgradeCount | Status | Type | Mode | SurplusCount => "请填写此项。".to_owned(),
            },
            Problem::TooLong { len, max } => format!(
                "已输入 {} 个字符，请缩短到 {} 个以内。",
                number(len as u64),
                number(max as u64)
            ),
            Problem::Invisible(c) => format!("内容只有不可见字符（如 {}），请填写可见的文字。", quoted(c)),
            Problem::NotANumber(c) => not_a_number(c),
            Problem::TooLarge { max } => format!("不能大于 {}。", number(max)),
            Problem::Zero => "固件文件至少为 1 字节。".to_owned(),
            Problem::Md5Length { len } => format!("MD5 为 32 位，此处为 {} 位。", number(len as u64)),
            Problem::Md5Digit(c) => format!("MD5 只含 0 到 9 和 a 到 f，不能有{}。", character(c)),
            Problem::UrlScheme => "地址请以 http:// 或 https:// 开头".to_owned(),
            Problem::UrlHost => "地址缺少主机名，例如 https://files.example.com/5.bin".to_owned(),
            Problem::UrlCharacter('#') => "地址中的 # 请写成 %23，否则设备会忽略 # 之后的内容。".to_owned(),
            Problem::UrlCharacter('%') => "地址中的 % 请写成 %25，除非它是转义（如 %20）的开头。".to_owned(),
            Problem::UrlCharacter(c) if c.is_whitespace() => "地址中的空格请写成 %20。".to_owned(),
            Problem::UrlCharacter(c) => format!("地址中的{}需要百分号编码。", character(c)),
            Problem::SameVersion => "目标版本与起始版本相同：设备会反复刷写。".to_owned(),
            Problem::DowngradeRefused => self.downgrade_refused().to_owned(),
            Problem::NameTaken => "该产品下已有同名任务，请换一个名称。".to_owned(),
            Problem::FromVersionTaken => match field {
                FieldId::Firmware(Side::From, Part::Version) => {
                    "已有起始版本相同的任务。可打开该任务，或选择其他版本。"
                }
                _ => "已有起始版本相同的任务。",
            }
            .to_owned(),
        }
    }
}

/// The text is no number because of this character.
pub(crate) fn not_a_number(c: char) -> String {
    format!("只能使用数字 0 到 9，不能有{}。", character(c))
}

/// A character between Chinese characters.
fn character(c: char) -> String {
    match quoted(c) {
        _ if c == ' ' => "空格".to_owned(),
        code if code.starts_with('U') => format!(" {code} "),
        quoted => quoted,
    }
}
