//! Numbers and percentages in the format of a language, by `Intl.NumberFormat`, and lists of versions.

use crate::i18n::language::Language;
use crate::i18n::messages::Messages;
use upgrade_api::values::Version;

/// Format of a number.
#[derive(Clone, Copy)]
enum Style {
    /// Whole number.
    Whole,
    /// Tenths, with one decimal.
    Decimal,
    /// Thousandths, as a percentage with at most one decimal.
    Percent,
}

impl Language {
    /// Formats a whole number: `1,284`.
    pub fn number(self, number: u64) -> String {
        formatted(self, Style::Whole, number)
    }
}

impl dyn Messages + '_ {
    /// Formats a whole number: `1,284`.
    pub fn number(&self, number: u64) -> String {
        self.language().number(number)
    }

    /// Formats tenths with one decimal: `1.5`.
    pub fn decimal(&self, tenths: u64) -> String {
        formatted(self.language(), Style::Decimal, tenths)
    }

    /// Formats thousandths as a percentage with at most one decimal: `37.9%`.
    pub fn percent(&self, per_mille: u64) -> String {
        formatted(self.language(), Style::Percent, per_mille)
    }
}

/// Versions with a separator between them.
pub(crate) fn joined(versions: &[Version], between: &str) -> String {
    let texts: Vec<_> = versions.iter().map(Version::to_string).collect();
    texts.join(between)
}

#[cfg(target_family = "wasm")]
fn formatted(language: Language, style: Style, number: u64) -> String {
    use js_sys::Function;
    use std::cell::OnceCell;
    use wasm_bindgen::JsValue;

    thread_local! {
        /// Functions that format, by language and style. Creating one takes longer than a thousand calls.
        static FORMATS: [[OnceCell<Function>; 3]; Language::ALL.len()] = Default::default();
    }
    let value = match style {
        // A `BigInt`, which keeps all digits.
        Style::Whole => JsValue::from(number),
        Style::Decimal => JsValue::from(number as f64 / 10.0),
        Style::Percent => JsValue::from(number as f64 / 1000.0),
    };
    let text = FORMATS.with(|formats| {
        let format = formats[language as usize][style as usize].get_or_init(|| format_of(language, style));
        format.call1(&JsValue::UNDEFINED, &value)
    });
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

#[cfg(target_family = "wasm")]
fn format_of(language: Language, style: Style) -> js_sys::Function {
    let options = js_sys::Object::new();
    let pairs: &[(&str, wasm_bindgen::JsValue)] = match style {
        Style::Whole => &[],
        Style::Decimal => &[("minimumFractionDigits", 1.into()), ("maximumFractionDigits", 1.into())],
        Style::Percent => &[("style", "percent".into()), ("maximumFractionDigits", 1.into())],
    };
    for (name, value) in pairs {
        let _ = js_sys::Reflect::set(&options, &(*name).into(), value);
    }
    js_sys::Intl::NumberFormat::new(&js_sys::Array::of1(&language.html_tag().into()), &options).format()
}

/// Formats in native tests, which have no `Intl`.
#[cfg(not(target_family = "wasm"))]
fn formatted(_: Language, style: Style, number: u64) -> String {
    match style {
        Style::Whole => number.to_string(),
        Style::Decimal => format!("{:.1}", number as f64 / 10.0),
        Style::Percent => format!("{}%", number as f64 / 10.0),
    }
}
