//! Values that the portal supplies. The console shows no control for them.

use crate::portal::{Chrome, Context};

/// Values that the portal has supplied so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PortalControls {
    language: bool,
    theme: bool,
    product: bool,
    chrome: Chrome,
}

impl PortalControls {
    /// Adds the values of `context`.
    pub(crate) fn merge(self, context: &Context) -> Self {
        Self {
            language: self.language || context.language.is_some(),
            theme: self.theme || context.theme.is_some(),
            product: self.product || context.product.is_some(),
            chrome: context.chrome.unwrap_or(self.chrome),
        }
    }

    /// Whether the portal chooses the language.
    pub(crate) fn language(self) -> bool {
        self.language && self.chrome == Chrome::Auto
    }

    /// Whether the portal chooses the theme.
    pub(crate) fn theme(self) -> bool {
        self.theme && self.chrome == Chrome::Auto
    }

    /// Whether the portal chooses the product.
    pub(crate) fn product(self) -> bool {
        self.product && self.chrome == Chrome::Auto
    }

    /// Whether the portal shows the header of the page.
    pub(crate) fn header(self) -> bool {
        self.language() || self.theme() || self.product()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use upgrade_api::values::ProductId;

    #[test]
    fn a_supplied_value_stays_supplied_unless_the_console_shows_all_controls() {
        let language = Context {
            language: Some(Language::Zh),
            ..Context::default()
        };
        let product = Context {
            product: ProductId::parse("p").ok(),
            ..Context::default()
        };
        let theme = Context {
            theme: Some("dark"),
            ..Context::default()
        };
        let chrome = |chrome| Context {
            chrome: Some(chrome),
            ..Context::default()
        };
        let shown = |supplied: PortalControls| {
            [
                supplied.language(),
                supplied.theme(),
                supplied.product(),
                supplied.header(),
            ]
        };
        let steps = [
            (Context::default(), [false, false, false, false]),
            (language, [true, false, false, true]),
            (Context::default(), [true, false, false, true]),
            (product, [true, false, true, true]),
            (chrome(Chrome::Full), [false, false, false, false]),
            (theme, [false, false, false, false]),
            (chrome(Chrome::Auto), [true, true, true, true]),
        ];
        let mut supplied = PortalControls::default();
        for (at, (context, wanted)) in steps.into_iter().enumerate() {
            supplied = supplied.merge(&context);
            assert_eq!(shown(supplied), wanted, "step {at}");
        }
    }
}
