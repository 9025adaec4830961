//! The Access-Token as a type that cannot be malformed and does not print itself.

use std::fmt;

/// Longest token, in characters.
const MAX: usize = 8192;

/// An Access-Token: 1 to 8192 visible ASCII characters, so that it is a legal header value.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why a text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenProblem {
    /// Nothing typed.
    Empty,
    /// Over 8192 characters.
    TooLong,
    /// A blank in the middle, a line break, a letter outside ASCII: part of something else was pasted with it.
    Character,
}

impl Token {
    /// A token as pasted; surrounding blanks are ignored.
    ///
    /// # Errors
    /// Why it is none; never with what was pasted.
    pub fn parse(text: &str) -> Result<Self, TokenProblem> {
        let text = text.trim();
        match text.len() {
            0 => Err(TokenProblem::Empty),
            _ if !text.bytes().all(|b| b.is_ascii_graphic()) => Err(TokenProblem::Character),
            1..=MAX => Ok(Self(text.to_owned())),
            _ => Err(TokenProblem::TooLong),
        }
    }

    /// The secret itself, for the header and nothing else.
    #[must_use]
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
    fn only_visible_ascii_is_a_token() {
        let long = "x".repeat(8193);
        let cases = [
            ("", Err(TokenProblem::Empty)),
            (" \n", Err(TokenProblem::Empty)),
            ("abc", Ok(Token("abc".into()))),
            (" abc\n", Ok(Token("abc".into()))),
            ("a c", Err(TokenProblem::Character)),
            ("a\r\nX: y", Err(TokenProblem::Character)),
            ("凭证", Err(TokenProblem::Character)),
            (&long, Err(TokenProblem::TooLong)),
            (&long[1..], Ok(Token(long[1..].into()))),
        ];
        for (text, result) in cases {
            assert_eq!(Token::parse(text), result, "{} characters", text.len());
        }
    }

    #[test]
    fn a_token_does_not_print_itself() {
        assert_eq!(format!("{:?}", Token::parse("secret")), "Ok(Token(redacted))");
    }
}
