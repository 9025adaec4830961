//! Profiles of the API.

/// Operations and fields that a platform supports (`platform-api.md`, "Profiles").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The four operations of `upgrade-task-api.zh.md` and their fields.
    #[default]
    Core,
    /// Core and the operations and fields of `openapi.yaml`.
    Full,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 2] = [Self::Core, Self::Full];

    /// Name of the profile in `config.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Full => "full",
        }
    }
}
