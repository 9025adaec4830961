//! The answer to a request.

use crate::api::error::ApiError;

/// What came back, and the number the platform gave the request, where it says one: for whoever asks about it later.
pub struct ApiResponse<T = String> {
    /// What came back.
    pub result: Result<T, ApiError>,
    /// The header `X-Request-Id`.
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
    /// With the body read as something.
    pub(crate) fn read<T>(self, read: impl FnOnce(&str) -> Result<T, ApiError>) -> ApiResponse<T> {
        ApiResponse {
            result: self.result.and_then(|text| read(&text)),
            request_id: self.request_id,
        }
    }
}
