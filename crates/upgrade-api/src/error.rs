//! Error codes and the error body of the platform. The tests compare the codes with `error-codes.csv` (sources: see the
//! crate documentation).

use crate::field::{FieldId, Part, Side};
use crate::json::{Object, ReadError};
use crate::values::Problem;
use serde::{Serialize, Serializer};

/// Declares the codes. A macro, so that each code is written once: its variant, number and name in one line.
macro_rules! error_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal;)*) => {
        /// Error code of the platform.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $variant,)*
            /// Code that `error-codes.csv` does not list.
            Other(u32),
        }

        impl ErrorCode {
            /// All codes of `error-codes.csv`, in its order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Code with this number.
            pub fn from_number(number: u32) -> Self {
                match number {
                    $($code => Self::$variant,)*
                    other => Self::Other(other),
                }
            }

            /// Number on the wire: the HTTP status followed by three or more digits.
            pub fn number(self) -> u32 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(other) => other,
                }
            }

            /// Name of the code in `error-codes.csv`; `other` for any other code.
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
    /// A request field is not valid.
    ValidationFailed = 4_001_001, "validation_failed";
    /// A required request field is missing or empty.
    RequiredFieldMissing = 4_001_002, "required_field_missing";
    /// The library already contains the version.
    FirmwareVersionExists = 4_001_017, "firmware_version_exists";
    /// A task of the product already has this name.
    TaskNameExists = 4_001_035, "task_name_exists";
    /// The status is neither 0 nor 1.
    UnknownTaskStatus = 4_001_036, "unknown_task_status";
    /// A task with this from version and device part already exists.
    FromVersionTaskExists = 4_001_037, "from_version_task_exists";
    /// The file is larger than the limit of the platform.
    FirmwareTooLarge = 4_001_046, "firmware_too_large";
    /// The device runs the newest version.
    AlreadyLatest = 4_001_053, "already_latest";
    /// The device is not online.
    DeviceOffline = 4_001_054, "device_offline";
    /// The upgrade of the device failed.
    DeviceUpgradeFailed = 4_001_055, "device_upgrade_failed";
    /// The account is locked after too many wrong passwords.
    AccountLocked = 4_001_061, "account_locked";
    /// The account or the password is wrong.
    WrongCredentials = 4_001_079, "wrong_credentials";
    /// A quota is used up.
    QuotaReached = 4_001_080, "quota_reached";
    /// An address is not a valid URL.
    InvalidUrl = 4_001_095, "invalid_url";
    /// The firmware type does not exist.
    UnknownFirmwareType = 4_001_112, "unknown_firmware_type";
    /// The firmware type of the task does not exist.
    UnknownTaskFirmwareType = 4_001_113, "unknown_task_firmware_type";
    /// The task mode does not exist.
    UnknownTaskMode = 4_001_138, "unknown_task_mode";
    /// A running task uses the firmware.
    FirmwareInRunningTask = 4_001_142, "firmware_in_running_task";
    /// Access is denied.
    Forbidden = 4_031_001, "forbidden";
    /// The request has no Access-Token.
    TokenRequired = 4_031_002, "token_required";
    /// The Access-Token is not valid.
    TokenInvalid = 4_031_003, "token_invalid";
    /// The operation requires enterprise permission.
    EnterpriseRequired = 4_031_004, "enterprise_required";
    /// The operation requires administrator permission.
    AdminRequired = 4_031_005, "admin_required";
    /// The operation requires permission on the data.
    DataPermissionRequired = 4_031_006, "data_permission_required";
    /// The data is private.
    PrivateData = 4_031_007, "private_data";
    /// The Access-Token has expired.
    TokenExpired = 4_031_021, "token_expired";
    /// A refresh has replaced the Access-Token.
    TokenRefreshed = 4_031_022, "token_refreshed";
    /// The URL does not exist.
    UrlNotFound = 4_041_001, "url_not_found";
    /// The product does not exist.
    ProductNotFound = 4_041_005, "product_not_found";
    /// The firmware does not exist.
    FirmwareNotFound = 4_041_006, "firmware_not_found";
    /// The device does not exist.
    DeviceNotFound = 4_041_008, "device_not_found";
    /// The task does not exist.
    TaskNotFound = 4_041_013, "task_not_found";
    /// The platform has an internal error.
    ServerFault = 5_031_001, "server_fault";
}

impl ErrorCode {
    /// HTTP status: the first three digits of the number, or 503 if these are no error status.
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

    /// Whether the Access-Token is missing, invalid, expired or replaced. The platform answers 403 in these cases.
    pub fn is_about_token(self) -> bool {
        matches!(
            self,
            Self::TokenRequired | Self::TokenInvalid | Self::TokenExpired | Self::TokenRefreshed
        )
    }

    /// Code that the platform answers if a field has this problem.
    pub fn for_problem(field: FieldId, problem: Problem) -> Self {
        match (problem, field) {
            (Problem::Required, _) => Self::RequiredFieldMissing,
            (Problem::NameTaken, _) => Self::TaskNameExists,
            (Problem::FromVersionTaken, _) => Self::FromVersionTaskExists,
            (_, FieldId::Firmware(_, Part::Url)) => Self::InvalidUrl,
            _ => Self::ValidationFailed,
        }
    }
}

/// Body of an answer with an HTTP status other than 200: `{"error": {"code": .., "msg": ".."}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// Error code.
    pub code: ErrorCode,
    /// Message of the platform, in no particular language.
    pub msg: String,
}

impl ErrorBody {
    /// Reads an error body.
    ///
    /// # Errors
    /// [`ReadError`] if the text is not the documented object.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let object = Object::parse(text)?;
        let inner = object.raw("error").ok_or(ReadError::Missing { field: "error" })?;
        let error = Object::parse(inner)?;
        let number = u32::try_from(error.number("code")?).map_err(|_| error.invalid("code"))?;
        Ok(Self {
            code: ErrorCode::from_number(number),
            msg: error.text("msg").unwrap_or_default(),
        })
    }

    /// Text input of the create form that the error is about. Two codes have a field of their own. For three general codes it
    /// is the field whose wire name the message contains, because the body has no other place for it.
    pub fn field(&self) -> Option<FieldId> {
        match self.code {
            ErrorCode::TaskNameExists => Some(FieldId::Name),
            ErrorCode::FromVersionTaskExists => Some(FieldId::Firmware(Side::From, Part::Version)),
            ErrorCode::ValidationFailed | ErrorCode::RequiredFieldMissing | ErrorCode::InvalidUrl => {
                field_in_message(&self.msg)
            }
            _ => None,
        }
    }
}

/// Text input whose wire name is a word of the message; `None` if the message contains no wire name or several.
fn field_in_message(msg: &str) -> Option<FieldId> {
    let words = msg.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let text_input = |word| FieldId::TEXT_INPUTS.into_iter().find(|field| field.wire_name() == word);
    let mut named = words.filter_map(text_input);
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

impl Serialize for ErrorBody {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Inner<'a> {
            code: u32,
            msg: &'a str,
        }
        let (code, msg) = (self.code.number(), &*self.msg);
        to.collect_map([("error", Inner { code, msg })])
    }
}
