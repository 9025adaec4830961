//! Accessible names of the console's controls and states in both languages.

use crate::task_input::{FieldId, Part, Side};

/// Declares the accessible names: description, English, Chinese.
macro_rules! labels {
    ($($(#[$description:meta])* $name:ident: $english:literal, $chinese:literal;)*) => {
        #[derive(Debug)]
        pub struct Labels {
            $($(#[$description])* pub $name: &'static str,)*
        }

        pub static EN: Labels = Labels { $($name: $english,)* };

        pub static ZH: Labels = Labels { $($name: $chinese,)* };
    };
}

labels! {
    /// Language tag in the page's address and in the language list.
    tag: "en", "zh";
    /// Value of `<html lang>`.
    html: "en", "zh-CN";
    language: "Language", "语言";
    theme: "Theme", "主题";
    /// Button that signs in with a token.
    sign_in: "Sign in", "登录";
    /// Button that signs in with account and password.
    sign_in_with_account: "Sign in with account", "使用账号登录";
    access_token: "Access token", "调用凭证";
    account: "Account", "账号";
    password: "Password", "密码";
    product_id: "Product ID", "产品 ID";
    choose_product: "Choose a product", "选择产品";
    /// Button that opens the product with the typed id.
    open_product: "Open", "打开";
    upgrade_tasks: "Upgrade tasks", "升级任务";
    /// Upgrade map, and the button that shows it.
    upgrade_map: "Upgrade map", "升级路径图";
    refresh: "Refresh", "刷新";
    /// Create dialog, and the buttons that open and submit it.
    create_task: "Create task", "创建任务";
    review: "Review", "核对";
    /// Button that returns from the review to the form.
    back: "Back", "返回";
    /// Button that creates the task and then asks for confirmation of its start.
    create_and_start: "Create and start", "创建并启动";
    name: "Name", "名称";
    description: "Description", "描述";
    from_version: "From version", "起始版本";
    target_version: "Target version", "目标版本";
    /// Confirmation field of a start that closes a loop.
    loop_versions: "Versions of the loop", "循环中的版本";
    version: "Version", "版本号";
    firmware_file: "Firmware file", "固件文件";
    file_address: "File address", "文件地址";
    md5: "MD5", "MD5";
    size: "Size (bytes)", "大小（字节）";
    running: "Running", "运行中";
    stopped: "Stopped", "已停止";
    upgraded: "Upgraded", "已升级";
    start: "Start", "启动";
    stop: "Stop", "停止";
    delete: "Delete", "删除";
    /// Button that confirms the deletion of a running task.
    stop_then_delete: "Stop, then delete", "先停止再删除";
    /// Button that closes a dialog without an action.
    cancel: "Cancel", "取消";
    copy_id: "Copy task ID", "复制任务 ID";
    change_product: "Change product", "切换产品";
    /// Button that continues a form from before a reload.
    continue_form: "Continue", "继续";
    /// Button that empties the create form.
    discard: "Discard", "清空";
    /// Search field.
    search: "Search", "搜索";
    /// Menu of the list.
    export: "Export", "导出";
    /// Menu of the list.
    columns: "Sort and columns", "排序与列";
    /// Button that asks whether to stop all running tasks.
    stop_all: "Stop all", "全部停止";
    /// Activity log, and the button that opens it.
    activity: "Activity", "操作记录";
    /// List of keyboard shortcuts, and the button that opens it.
    keyboard_shortcuts: "Keyboard shortcuts", "键盘快捷键";
    /// Button that signs out.
    sign_out: "Sign out", "退出登录";
    /// Button that sends a failed request again.
    try_again: "Try again", "重试";
}

impl Labels {
    /// Label of a field that every task has.
    pub fn field(&self, field: FieldId) -> &'static str {
        match field {
            FieldId::Name => self.name,
            FieldId::Description => self.description,
            FieldId::Firmware(_, Part::Version) => self.version,
            FieldId::Firmware(_, Part::Url) => self.file_address,
            FieldId::Firmware(_, Part::Md5) => self.md5,
            FieldId::Firmware(_, Part::Size) => self.size,
            other => panic!("{other:?} is not a field of every task"),
        }
    }

    /// Label of a group of fields.
    pub fn side(&self, side: Side) -> &'static str {
        match side {
            Side::From => self.from_version,
            Side::Target => self.target_version,
        }
    }
}
