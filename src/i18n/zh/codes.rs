//! 平台错误码的含义及处理方法。

use upgrade_api::error::ErrorCode;

pub(crate) fn code(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::ValidationFailed => "平台未接受某个字段，请修正后重新提交。",
        ErrorCode::RequiredFieldMissing => "缺少必填字段，请填写后重新提交。",
        ErrorCode::FirmwareVersionExists => "固件库中已有该版本，请直接使用或更换版本号。",
        ErrorCode::TaskNameExists => "该产品下已有同名任务，请换一个名称。",
        ErrorCode::UnknownTaskStatus => "平台不支持所请求的状态，请刷新页面后重试。",
        ErrorCode::FromVersionTaskExists => "已有起始版本相同的任务。可打开该任务，或选择其他版本。",
        ErrorCode::FirmwareTooLarge => "文件超过平台的大小限制。请使用更小的文件，或联系管理员提高限制。",
        ErrorCode::AlreadyLatest => "设备已是最新版本，无需操作。",
        ErrorCode::DeviceOffline => "设备不在线。请等待其连接后重试。",
        ErrorCode::DeviceUpgradeFailed => "设备升级失败。请查看设备上报的原因后重试。",
        ErrorCode::AccountLocked => "密码错误次数过多，账号已锁定。请稍后再试，或联系管理员。",
        ErrorCode::WrongCredentials => "账号或密码错误。",
        ErrorCode::QuotaReached => "企业配额已用完。请清理不再需要的内容，或申请提高配额。",
        ErrorCode::InvalidUrl => "平台判定地址无效，请检查后重新提交。",
        ErrorCode::UnknownFirmwareType => "平台不支持该固件类型，请选择其他类型。",
        ErrorCode::UnknownTaskFirmwareType => "平台不支持该任务的固件类型，请选择其他类型。",
        ErrorCode::UnknownTaskMode => "平台不支持该升级方式，请选择自动或手动。",
        ErrorCode::FirmwareInRunningTask => "该固件正被运行中的任务使用，无法修改。请先停止任务。",
        ErrorCode::Forbidden => "没有权限执行此操作。请联系管理员授权。",
        ErrorCode::TokenRequired => "请求中没有调用凭证，请登录后重试。",
        ErrorCode::TokenInvalid => "调用凭证无效，请重新登录。",
        ErrorCode::EnterpriseRequired => "需要企业权限，请联系管理员。",
        ErrorCode::AdminRequired => "仅企业管理员可执行此操作。请联系管理员操作或授权。",
        ErrorCode::DataPermissionRequired => "没有该产品的数据权限，请联系管理员授权。",
        ErrorCode::PrivateData => "该数据为私有数据，无法读取。请选择其他产品。",
        ErrorCode::TokenExpired => "调用凭证已过期，请重新登录。",
        ErrorCode::TokenRefreshed => "调用凭证已被新凭证取代，请重新登录。",
        ErrorCode::UrlNotFound => "平台不提供此功能。请联系管理员检查 config.json 中的 profile 和 base。",
        ErrorCode::ProductNotFound => "产品不存在。请检查产品 ID，或选择其他产品。",
        ErrorCode::FirmwareNotFound => "固件已不存在。请刷新页面后选择其他固件。",
        ErrorCode::DeviceNotFound => "设备不存在，请检查设备 ID。",
        ErrorCode::TaskNotFound => "任务已不存在，可能已被他人删除。请刷新列表。",
        ErrorCode::ServerFault => "平台发生内部错误。请稍后重试；若问题仍然存在，请联系管理员。",
        ErrorCode::Other(_) => "平台拒绝了请求，原因未知。请将代码提供给管理员。",
    }
}
