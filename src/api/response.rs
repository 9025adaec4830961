//! Response to an API request.

use crate::api::error::{ApiError, RequestKind};
use upgrade_api::json::ReadError;

/// Result of a request, with the id under which the platform's operators can find the request.
pub struct ApiResponse<T = String> {
    /// The body, or the error.
    pub result: Result<T, ApiError>,
    /// Value of the response header `X-Request-Id`.
    pub request_id: Option<String>,
}

impl<T> From<ApiError> for ApiResponse<T> {
    fn from(error: ApiError) -> Self {
        Self {
            result: Err(error),
            request_id: None,
        }
    }
}

impl ApiResponse {
    /// Parses the body of the response to a write.
    pub(crate) fn read<T>(self, read: fn(&str) -> Result<T, ReadError>) -> ApiResponse<T> {
        ApiResponse {
            result: self.result.and_then(|text| parsed(RequestKind::Write, &text, read)),
            request_id: self.request_id,
        }
    }
}

/// Parses a body.
pub(crate) fn parsed<T>(call: RequestKind, text: &str, read: fn(&str) -> Result<T, ReadError>) -> Result<T, ApiError> {
    read(text).map_err(|error| ApiError::unreadable(call, &error, text))
}
