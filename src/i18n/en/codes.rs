//! What the platform's error codes mean and what to do next.

use upgrade_api::error::ErrorCode;

pub(crate) fn code(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::ValidationFailed => "The platform did not accept a field. Correct it and send again.",
        ErrorCode::RequiredFieldMissing => "The platform misses a required field. Fill it in and send again.",
        ErrorCode::FirmwareVersionExists => {
            "This version is in the firmware library already. Use it, or choose another number."
        }
        ErrorCode::TaskNameExists => "A task of this product has this name already. Choose another name.",
        ErrorCode::UnknownTaskStatus => {
            "The platform does not know the state asked for. Reload the page and try again."
        }
        ErrorCode::FromVersionTaskExists => {
            "A task with the same from version exists already. Delete that one first, or choose another version."
        }
        ErrorCode::FirmwareTooLarge => {
            "The file is over the platform's size limit. Use a smaller image, or ask for a higher limit."
        }
        ErrorCode::AlreadyLatest => "The device is on the newest version already. There is nothing to do.",
        ErrorCode::DeviceOffline => "The device is not online. Wait until it connects, then try again.",
        ErrorCode::DeviceUpgradeFailed => {
            "The device could not be upgraded. Look at the device's own report, then try again."
        }
        ErrorCode::AccountLocked => {
            "The account is locked after too many wrong passwords. Wait a while, or ask your administrator."
        }
        ErrorCode::WrongCredentials => "Wrong account or password. Check both and try again.",
        ErrorCode::QuotaReached => {
            "A quota of your enterprise is used up. Remove what is no longer needed, or ask for more."
        }
        ErrorCode::InvalidUrl => "The platform takes the address for invalid. Check it and send again.",
        ErrorCode::UnknownFirmwareType => "The platform does not know this firmware type. Choose another.",
        ErrorCode::UnknownTaskFirmwareType => {
            "The platform does not know this firmware type for a task. Choose another."
        }
        ErrorCode::UnknownTaskMode => "The platform does not know this upgrade mode. Choose automatic or manual.",
        ErrorCode::FirmwareInRunningTask => {
            "A running task uses this firmware, so it cannot be changed. Stop the task first."
        }
        ErrorCode::Forbidden => "You may not do this. Ask your administrator for the right.",
        ErrorCode::TokenRequired => "The platform got no access token. Sign in, then try again.",
        ErrorCode::TokenInvalid => "The access token is not valid. Sign in again.",
        ErrorCode::EnterpriseRequired => "This needs enterprise permission. Ask your administrator.",
        ErrorCode::AdminRequired => {
            "This needs an enterprise administrator. Ask one to do it, or to give you the right."
        }
        ErrorCode::DataPermissionRequired => "You have no permission on this product's data. Ask your administrator.",
        ErrorCode::PrivateData => "This is private data and may not be read. Choose another product.",
        ErrorCode::TokenExpired => "The access token has expired. Sign in again.",
        ErrorCode::TokenRefreshed => "The access token was replaced by a newer one. Sign in again.",
        ErrorCode::UrlNotFound => {
            "The platform does not offer this. Check the profile and base in config.json with your administrator."
        }
        ErrorCode::ProductNotFound => "There is no such product. Check the id, or choose another product.",
        ErrorCode::FirmwareNotFound => "There is no such firmware any more. Reload and choose another.",
        ErrorCode::DeviceNotFound => "There is no such device. Check its id.",
        ErrorCode::TaskNotFound => "This task no longer exists; somebody may have deleted it. Refresh the list.",
        ErrorCode::ServerFault => "The platform failed. Try again in a moment; if it stays, tell whoever runs it.",
        ErrorCode::Other(_) => {
            "The platform refused for a reason this console does not know. Give the code to your administrator."
        }
    }
}
