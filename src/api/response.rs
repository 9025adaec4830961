//! Response to an API request.

use crate::api::error::ApiError;

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
    /// Parses the body.
    pub(crate) fn read<T>(self, read: impl FnOnce(&str) -> Result<T, ApiError>) -> ApiResponse<T> {
        ApiResponse {
            result: self.result.and_then(|text| read(&text)),
            request_id: self.request_id,
        }
    }
}
