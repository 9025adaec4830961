//! Accessible names of the console's controls and states in both languages.

/// Accessible names in one language.
#[derive(Debug)]
pub struct Words {
    /// Language tag in the page's address and in the language list.
    pub tag: &'static str,
    /// Value of `<html lang>`.
    pub html: &'static str,
    /// Language list.
    pub language: &'static str,
    /// Theme list.
    pub theme: &'static str,
    /// Button that signs in with a token.
    pub sign_in: &'static str,
    /// Button that signs in with account and password.
    pub sign_in_with_account: &'static str,
    /// Field for a token.
    pub access_token: &'static str,
    /// Field for an account.
    pub account: &'static str,
    /// Field for a password.
    pub password: &'static str,
    /// Field for a product id.
    pub product_id: &'static str,
    /// Heading of the product picker.
    pub choose_product: &'static str,
    /// Button that opens the product with the typed id.
    pub open_product: &'static str,
    /// Task table.
    pub upgrade_tasks: &'static str,
    /// Upgrade map, and the button that shows it.
    pub upgrade_map: &'static str,
    /// Button that reloads the task table.
    pub refresh: &'static str,
    /// Create dialog, and the buttons that open and submit it.
    pub create_task: &'static str,
    /// Button that opens the review.
    pub review: &'static str,
    /// Button that returns from the review to the form.
    pub back: &'static str,
    /// Button that creates the task and then asks for confirmation of its start.
    pub create_and_start: &'static str,
    /// Field of the create dialog.
    pub name: &'static str,
    /// Field of the create dialog.
    pub description: &'static str,
    /// Group of the create dialog.
    pub from_version: &'static str,
    /// Group of the create dialog.
    pub target_version: &'static str,
    /// Confirmation field of a start that closes a loop.
    pub loop_versions: &'static str,
    /// Field of each group.
    pub version: &'static str,
    /// File input of each group.
    pub firmware_file: &'static str,
    /// Field of each group.
    pub file_address: &'static str,
    /// Field of each group.
    pub md5: &'static str,
    /// Field of each group.
    pub size: &'static str,
    /// Status of a task.
    pub running: &'static str,
    /// Status of a task.
    pub stopped: &'static str,
    /// Label of the upgrade count.
    pub upgraded: &'static str,
    /// Action of a task.
    pub start: &'static str,
    /// Action of a task.
    pub stop: &'static str,
    /// Action of a task.
    pub delete: &'static str,
    /// Button that confirms the deletion of a running task.
    pub stop_then_delete: &'static str,
    /// Button that closes a dialog without an action.
    pub cancel: &'static str,
    /// Button of the task details.
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
    stop_then_delete: "Stop, then delete",
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
    stop_then_delete: "先停止再删除",
    cancel: "取消",
    copy_id: "复制任务 ID",
};
