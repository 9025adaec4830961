//! The access token as a type that is well-formed and does not print its value.

use std::fmt;

/// Maximum length of a token, in characters.
const MAX_LENGTH: usize = 8192;

/// An access token: 1 to 8192 visible ASCII characters, which is a valid header value.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why a text is not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenProblem {
    /// It is empty.
    Empty,
    /// It is longer than 8192 characters.
    TooLong,
    /// It contains white space, a control character or a character outside ASCII.
    Character,
}

impl Token {
    /// Parses a token; surrounding white space is ignored.
    ///
    /// # Errors
    /// Why the text is not a token. The error does not contain the text.
    pub fn parse(text: &str) -> Result<Self, TokenProblem> {
        let text = text.trim();
        match text.len() {
            0 => Err(TokenProblem::Empty),
            _ if !text.bytes().all(|b| b.is_ascii_graphic()) => Err(TokenProblem::Character),
            1..=MAX_LENGTH => Ok(Self(text.to_owned())),
            _ => Err(TokenProblem::TooLong),
        }
    }

    /// The secret value, which must not be logged or shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_visible_ascii_text_is_a_token() {
        let long = "x".repeat(8193);
        let cases = [
            ("", Err(TokenProblem::Empty)),
            (" \n", Err(TokenProblem::Empty)),
            ("abc", Ok(Token("abc".into()))),
            (" abc\n", Ok(Token("abc".into()))),
            ("a c", Err(TokenProblem::Character)),
            ("a\r\nX: y", Err(TokenProblem::Character)),
            ("a\nb", Err(TokenProblem::Character)),
            ("a\u{0}b", Err(TokenProblem::Character)),
            ("a\u{7f}b", Err(TokenProblem::Character)),
            ("凭证", Err(TokenProblem::Character)),
            ("🙂", Err(TokenProblem::Character)),
            ("\u{fe0f}", Err(TokenProblem::Character)),
            (&long, Err(TokenProblem::TooLong)),
            (&long[1..], Ok(Token(long[1..].into()))),
        ];
        for (text, result) in cases {
            assert_eq!(Token::parse(text), result, "{} characters", text.len());
        }
    }

    #[test]
    fn a_token_does_not_print_its_value() {
        assert_eq!(format!("{:?}", Token::parse("secret")), "Ok(Token(redacted))");
    }
}
