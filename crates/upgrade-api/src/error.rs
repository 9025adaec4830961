//! The platform's errors: `error-codes.csv` and the body every answer other than 200 carries.

use crate::draft::{Field, Part, Side};
use crate::json::{Object, ReadError};
use crate::values::Problem;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

macro_rules! error_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal;)*) => {
        /// What a platform says went wrong: the codes of `error-codes.csv`, and any other.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $variant,)*
            /// A code this interface does not list.
            Other(u32),
        }

        impl ErrorCode {
            /// Every listed code.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code with this number.
            #[must_use]
            pub fn from_number(number: u32) -> Self {
                match number {
                    $($code => Self::$variant,)*
                    other => Self::Other(other),
                }
            }

            /// The number on the wire: the HTTP status, followed by three digits or more.
            #[must_use]
            pub fn number(self) -> u32 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(other) => other,
                }
            }

            /// The name of the code in `error-codes.csv`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Other(_) => "other",
                }
            }
        }
    };
}

error_codes! {
    /// A request field did not pass validation.
    ValidationFailed = 4_001_001, "validation_failed";
    /// A required request field is absent or empty.
    RequiredFieldMissing = 4_001_002, "required_field_missing";
    /// This version is in the library already.
    FirmwareVersionExists = 4_001_017, "firmware_version_exists";
    /// A task of this product has this name already.
    TaskNameExists = 4_001_035, "task_name_exists";
    /// A status that is neither 0 nor 1.
    UnknownTaskStatus = 4_001_036, "unknown_task_status";
    /// A task with the same from version exists already.
    FromVersionTaskExists = 4_001_037, "from_version_task_exists";
    /// The file is over the platform's limit.
    FirmwareTooLarge = 4_001_046, "firmware_too_large";
    /// The device is on the newest version.
    AlreadyLatest = 4_001_053, "already_latest";
    /// The device is not online.
    DeviceOffline = 4_001_054, "device_offline";
    /// The device could not be upgraded.
    DeviceUpgradeFailed = 4_001_055, "device_upgrade_failed";
    /// Too many wrong passwords.
    AccountLocked = 4_001_061, "account_locked";
    /// Wrong account or password.
    WrongCredentials = 4_001_079, "wrong_credentials";
    /// A quota is used up.
    QuotaReached = 4_001_080, "quota_reached";
    /// An address that is not a valid URL.
    InvalidUrl = 4_001_095, "invalid_url";
    /// A firmware type that does not exist.
    UnknownFirmwareType = 4_001_112, "unknown_firmware_type";
    /// A task's firmware type that does not exist.
    UnknownTaskFirmwareType = 4_001_113, "unknown_task_firmware_type";
    /// A task mode that does not exist.
    UnknownTaskMode = 4_001_138, "unknown_task_mode";
    /// The firmware is used by a running task.
    FirmwareInRunningTask = 4_001_142, "firmware_in_running_task";
    /// Access denied.
    Forbidden = 4_031_001, "forbidden";
    /// The call came without an Access-Token.
    TokenRequired = 4_031_002, "token_required";
    /// The Access-Token is not valid.
    TokenInvalid = 4_031_003, "token_invalid";
    /// Needs enterprise permission.
    EnterpriseRequired = 4_031_004, "enterprise_required";
    /// Needs administrator permission.
    AdminRequired = 4_031_005, "admin_required";
    /// Needs permission on this data.
    DataPermissionRequired = 4_031_006, "data_permission_required";
    /// Private data may not be read.
    PrivateData = 4_031_007, "private_data";
    /// The Access-Token has expired.
    TokenExpired = 4_031_021, "token_expired";
    /// The Access-Token was replaced by a refresh.
    TokenRefreshed = 4_031_022, "token_refreshed";
    /// No such URL.
    UrlNotFound = 4_041_001, "url_not_found";
    /// No such product.
    ProductNotFound = 4_041_005, "product_not_found";
    /// No such firmware.
    FirmwareNotFound = 4_041_006, "firmware_not_found";
    /// No such device.
    DeviceNotFound = 4_041_008, "device_not_found";
    /// No such task.
    TaskNotFound = 4_041_013, "task_not_found";
    /// The platform failed.
    ServerFault = 5_031_001, "server_fault";
}

impl ErrorCode {
    /// The HTTP status the code begins with; 503 for a number that begins with none of an error.
    #[must_use]
    pub fn http_status(self) -> u16 {
        let mut status = self.number();
        while status >= 1000 {
            status /= 10;
        }
        u16::try_from(status)
            .ok()
            .filter(|status| (400..600).contains(status))
            .unwrap_or(503)
    }

    /// Whether it says that the Access-Token is no longer, or not at all, good. This platform answers 403 for it.
    #[must_use]
    pub fn is_about_token(self) -> bool {
        matches!(
            self,
            Self::TokenRequired | Self::TokenInvalid | Self::TokenExpired | Self::TokenRefreshed
        )
    }

    /// The code a platform answers with when `field` has this problem.
    #[must_use]
    pub fn for_problem(field: Field, problem: Problem) -> Self {
        match (problem, field) {
            (Problem::Required, _) => Self::RequiredFieldMissing,
            (Problem::NameTaken, _) => Self::TaskNameExists,
            (Problem::FromVersionTaken, _) => Self::FromVersionTaskExists,
            (_, Field::Firmware(_, Part::Url)) => Self::InvalidUrl,
            _ => Self::ValidationFailed,
        }
    }
}

/// The body of every answer other than 200: `{"error": {"code": .., "msg": ".."}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// What went wrong.
    pub code: ErrorCode,
    /// The platform's own words, for people who read logs.
    pub msg: String,
}

impl ErrorBody {
    /// Reads an error answer.
    ///
    /// # Errors
    /// Where the body is not the documented one.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let inner = object.raw("error").ok_or(ReadError::Missing { field: "error" })?;
        let error = Object::parse(inner)?;
        let number = error.number("code")?;
        Ok(Self {
            code: ErrorCode::from_number(u32::try_from(number).unwrap_or(u32::MAX)),
            msg: error.text("msg").unwrap_or_default(),
        })
    }

    /// The field of the create form this error is about, where that can be told: by the code, else by the one
    /// wire name the message holds.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self.code {
            ErrorCode::TaskNameExists => Some(Field::Name),
            ErrorCode::FromVersionTaskExists => Some(Field::Firmware(Side::From, Part::Version)),
            ErrorCode::ValidationFailed | ErrorCode::RequiredFieldMissing | ErrorCode::InvalidUrl => {
                let words = self.msg.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                let mut named = words.filter_map(|word| Field::ALL.into_iter().find(|f| f.wire_name() == word));
                let first = named.next()?;
                named.all(|other| other == first).then_some(first)
            }
            _ => None,
        }
    }
}

impl Serialize for ErrorBody {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Inner<'a> {
            code: u32,
            msg: &'a str,
        }
        let mut out = to.serialize_struct("ErrorBody", 1)?;
        let inner = Inner {
            code: self.code.number(),
            msg: &self.msg,
        };
        out.serialize_field("error", &inner)?;
        out.end()
    }
}
