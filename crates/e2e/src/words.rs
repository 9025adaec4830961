//! The accessible names in both languages: the table of `design.md`, and what stands around it.

/// What things are called in one language.
#[derive(Debug)]
pub struct Words {
    /// The tag in the page's address and in the list of languages.
    pub tag: &'static str,
    /// The tag of `<html lang>`.
    pub html: &'static str,
    /// The list of languages.
    pub language: &'static str,
    /// The list of themes.
    pub theme: &'static str,
    /// The button that takes a token.
    pub sign_in: &'static str,
    /// The button that takes account and password.
    pub sign_in_with_account: &'static str,
    /// The field for a token.
    pub access_token: &'static str,
    /// The field for an account.
    pub account: &'static str,
    /// The field for a password.
    pub password: &'static str,
    /// The field for a product's id.
    pub product_id: &'static str,
    /// The heading over the choice of a product.
    pub choose_product: &'static str,
    /// The button that opens the product of that id.
    pub open_product: &'static str,
    /// The table.
    pub upgrade_tasks: &'static str,
    /// The button that shows the map in place of the table, and the map.
    pub upgrade_map: &'static str,
    /// The button that reads the table again.
    pub refresh: &'static str,
    /// The dialog and the buttons that open and submit it.
    pub create_task: &'static str,
    /// The button that leads to the review.
    pub review: &'static str,
    /// The button that leads back from it.
    pub back: &'static str,
    /// The button that creates and asks whether to start.
    pub create_and_start: &'static str,
    /// A field of the dialog.
    pub name: &'static str,
    /// A field of the dialog.
    pub description: &'static str,
    /// A group of the dialog.
    pub from_version: &'static str,
    /// The other group.
    pub target_version: &'static str,
    /// A field of the question before a start that closes a loop.
    pub loop_versions: &'static str,
    /// A field of each group.
    pub version: &'static str,
    /// The file input of each group.
    pub firmware_file: &'static str,
    /// A field of each group.
    pub file_address: &'static str,
    /// A field of each group.
    pub md5: &'static str,
    /// A field of each group.
    pub size: &'static str,
    /// A state.
    pub running: &'static str,
    /// The other one.
    pub stopped: &'static str,
    /// A count.
    pub upgraded: &'static str,
    /// An action.
    pub start: &'static str,
    /// An action.
    pub stop: &'static str,
    /// An action.
    pub delete: &'static str,
    /// Leaves a dialog.
    pub cancel: &'static str,
    /// A button of the details.
    pub copy_id: &'static str,
}

/// English.
pub static EN: Words = Words {
    tag: "en",
    html: "en",
    language: "Language",
    theme: "Theme",
    sign_in: "Sign in",
    sign_in_with_account: "Sign in with account",
    access_token: "Access token",
    account: "Account",
    password: "Password",
    product_id: "Product id",
    choose_product: "Choose a product",
    open_product: "Open",
    upgrade_tasks: "Upgrade tasks",
    upgrade_map: "Upgrade map",
    refresh: "Refresh",
    create_task: "Create task",
    review: "Review",
    back: "Back",
    create_and_start: "Create and start",
    name: "Name",
    description: "Description",
    from_version: "From version",
    target_version: "Target version",
    loop_versions: "Versions of the loop",
    version: "Version",
    firmware_file: "Firmware file",
    file_address: "File address",
    md5: "MD5",
    size: "Size (bytes)",
    running: "Running",
    stopped: "Stopped",
    upgraded: "Upgraded",
    start: "Start",
    stop: "Stop",
    delete: "Delete",
    cancel: "Cancel",
    copy_id: "Copy task id",
};

/// 中文。
pub static ZH: Words = Words {
    tag: "zh",
    html: "zh-CN",
    language: "语言",
    theme: "主题",
    sign_in: "登录",
    sign_in_with_account: "使用账号登录",
    access_token: "调用凭证",
    account: "账号",
    password: "密码",
    product_id: "产品 ID",
    choose_product: "选择产品",
    open_product: "打开",
    upgrade_tasks: "升级任务",
    upgrade_map: "升级图谱",
    refresh: "刷新",
    create_task: "创建任务",
    review: "核对",
    back: "返回",
    create_and_start: "创建并启动",
    name: "名称",
    description: "描述",
    from_version: "起始版本",
    target_version: "目标版本",
    loop_versions: "循环中的版本",
    version: "版本号",
    firmware_file: "固件文件",
    file_address: "文件地址",
    md5: "MD5",
    size: "大小（字节）",
    running: "运行中",
    stopped: "已停止",
    upgraded: "已升级",
    start: "启动",
    stop: "停止",
    delete: "删除",
    cancel: "取消",
    copy_id: "复制任务 ID",
};
