//! What the platform's error codes mean and what to do next.

use upgrade_api::error::ErrorCode;

pub(crate) fn code(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::ValidationFailed => "The platform didn’t accept a field. Correct it and try again.",
        ErrorCode::RequiredFieldMissing => "A required field is missing. Fill it in and try again.",
        ErrorCode::FirmwareVersionExists => {
            "This version is already in the firmware library. Use it, or choose another version."
        }
        ErrorCode::TaskNameExists => "A task of this product already has this name. Choose another name.",
        ErrorCode::UnknownTaskStatus => {
            "The platform doesn’t know the requested status. Reload the page and try again."
        }
        ErrorCode::FromVersionTaskExists => {
            "A task from this version already exists. Open it, or choose another version."
        }
        ErrorCode::FirmwareTooLarge => {
            "The file exceeds the platform’s size limit. Use a smaller file, or ask your administrator to raise the limit."
        }
        ErrorCode::AlreadyLatest => "The device is already on the latest version. There is nothing to do.",
        ErrorCode::DeviceOffline => "The device is offline. Wait until it connects, then try again.",
        ErrorCode::DeviceUpgradeFailed => {
            "The device couldn’t be upgraded. Check the reason it reported, then try again."
        }
        ErrorCode::AccountLocked => {
            "The account is locked after too many wrong passwords. Try again later, or ask your administrator."
        }
        ErrorCode::WrongCredentials => "Wrong account or password.",
        ErrorCode::QuotaReached => {
            "Your enterprise has reached a quota. Remove what you no longer need, or ask for a higher quota."
        }
        ErrorCode::InvalidUrl => "The platform considers the address invalid. Check it and try again.",
        ErrorCode::UnknownFirmwareType => "The platform doesn’t support this firmware type. Choose another.",
        ErrorCode::UnknownTaskFirmwareType => {
            "The platform doesn’t support this firmware type for tasks. Choose another."
        }
        ErrorCode::UnknownTaskMode => "The platform doesn’t support this upgrade mode. Choose automatic or manual.",
        ErrorCode::FirmwareInRunningTask => {
            "A running task uses this firmware, so it can’t be changed. Stop the task first."
        }
        ErrorCode::Forbidden => "You don’t have permission to do this. Ask your administrator for access.",
        ErrorCode::TokenRequired => "No access token was sent. Sign in, then try again.",
        ErrorCode::TokenInvalid => "The access token isn’t valid. Sign in again.",
        ErrorCode::EnterpriseRequired => "This requires enterprise permission. Ask your administrator.",
        ErrorCode::AdminRequired => {
            "Only an enterprise administrator can do this. Ask yours to do it or to give you access."
        }
        ErrorCode::DataPermissionRequired => {
            "You don’t have permission to see this product’s data. Ask your administrator for access."
        }
        ErrorCode::PrivateData => "This data is private and can’t be read. Choose another product.",
        ErrorCode::TokenExpired => "The access token has expired. Sign in again.",
        ErrorCode::TokenRefreshed => "The access token was replaced by a newer one. Sign in again.",
        ErrorCode::UrlNotFound => {
            "The platform doesn’t offer this. Ask your administrator to check profile and base in config.json."
        }
        ErrorCode::ProductNotFound => "This product doesn’t exist. Check the ID, or choose another product.",
        ErrorCode::FirmwareNotFound => "This firmware no longer exists. Reload the page and choose another.",
        ErrorCode::DeviceNotFound => "This device doesn’t exist. Check its ID.",
        ErrorCode::TaskNotFound => "This task no longer exists; someone may have deleted it. Refresh the list.",
        ErrorCode::ServerFault => {
            "The platform had an internal error. Try again in a moment; if it keeps happening, tell your administrator."
        }
        ErrorCode::Other(_) => {
            "The platform refused for a reason the console doesn’t know. Give the code to your administrator."
        }
    }
}
