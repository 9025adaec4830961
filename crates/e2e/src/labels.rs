//! Accessible names of the console's controls and states in both languages.

/// Declares the accessible names: description, English, Chinese.
macro_rules! labels {
    ($($(#[$description:meta])* $name:ident: $english:literal, $chinese:literal;)*) => {
        /// Accessible names in one language.
        #[derive(Debug)]
        pub struct Labels {
            $($(#[$description])* pub $name: &'static str,)*
        }

        /// English.
        pub static EN: Labels = Labels { $($name: $english,)* };

        /// 中文。
        pub static ZH: Labels = Labels { $($name: $chinese,)* };
    };
}

labels! {
    /// Language tag in the page's address and in the language list.
    tag: "en", "zh";
    /// Value of `<html lang>`.
    html: "en", "zh-CN";
    /// Language list.
    language: "Language", "语言";
    /// Theme list.
    theme: "Theme", "主题";
    /// Button that signs in with a token.
    sign_in: "Sign in", "登录";
    /// Button that signs in with account and password.
    sign_in_with_account: "Sign in with account", "使用账号登录";
    /// Field for a token.
    access_token: "Access token", "调用凭证";
    /// Field for an account.
    account: "Account", "账号";
    /// Field for a password.
    password: "Password", "密码";
    /// Field for a product id.
    product_id: "Product id", "产品 ID";
    /// Heading of the product picker.
    choose_product: "Choose a product", "选择产品";
    /// Button that opens the product with the typed id.
    open_product: "Open", "打开";
    /// Task table.
    upgrade_tasks: "Upgrade tasks", "升级任务";
    /// Upgrade map, and the button that shows it.
    upgrade_map: "Upgrade map", "升级图谱";
    /// Button that reloads the task table.
    refresh: "Refresh", "刷新";
    /// Create dialog, and the buttons that open and submit it.
    create_task: "Create task", "创建任务";
    /// Button that opens the review.
    review: "Review", "核对";
    /// Button that returns from the review to the form.
    back: "Back", "返回";
    /// Button that creates the task and then asks for confirmation of its start.
    create_and_start: "Create and start", "创建并启动";
    /// Field of the create dialog.
    name: "Name", "名称";
    /// Field of the create dialog.
    description: "Description", "描述";
    /// Group of the create dialog.
    from_version: "From version", "起始版本";
    /// Group of the create dialog.
    target_version: "Target version", "目标版本";
    /// Confirmation field of a start that closes a loop.
    loop_versions: "Versions of the loop", "循环中的版本";
    /// Field of each group.
    version: "Version", "版本号";
    /// File input of each group.
    firmware_file: "Firmware file", "固件文件";
    /// Field of each group.
    file_address: "File address", "文件地址";
    /// Field of each group.
    md5: "MD5", "MD5";
    /// Field of each group.
    size: "Size (bytes)", "大小（字节）";
    /// Status of a task.
    running: "Running", "运行中";
    /// Status of a task.
    stopped: "Stopped", "已停止";
    /// Label of the upgrade count.
    upgraded: "Upgraded", "已升级";
    /// Action of a task.
    start: "Start", "启动";
    /// Action of a task.
    stop: "Stop", "停止";
    /// Action of a task.
    delete: "Delete", "删除";
    /// Button that confirms the deletion of a running task.
    stop_then_delete: "Stop, then delete", "先停止再删除";
    /// Button that closes a dialog without an action.
    cancel: "Cancel", "取消";
    /// Button of the task details.
    copy_id: "Copy task id", "复制任务 ID";
    /// Button that opens the product picker.
    change_product: "Change product", "更换产品";
    /// Button that continues a form from before a reload.
    continue_form: "Go on with it", "继续填写";
    /// Button that empties the create form.
    discard: "Discard", "清空";
    /// Search field.
    search: "Search", "搜索";
    /// Menu of the list.
    export: "Export", "导出";
    /// Menu of the list.
    columns: "Columns", "列";
    /// Button that asks whether to stop all running tasks.
    stop_all: "Stop all", "全部停止";
    /// Activity log, and the button that opens it.
    activity: "Activity", "操作记录";
    /// List of keyboard shortcuts, and the button that opens it.
    keyboard_shortcuts: "Keyboard shortcuts", "键盘快捷键";
    /// Button that signs out.
    sign_out: "Sign out", "退出";
    /// Button that sends a failed request again.
    try_again: "Try again", "重试";
}
