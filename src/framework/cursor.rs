//! Reading a folded text from left to right.

/// A place in a folded text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// What is left.
    pub(super) const fn rest(self) -> &'t str {
        self.rest
    }

    pub(super) const fn is_at_end(self) -> bool {
        self.rest.is_empty()
    }

    /// Goes past any of `signs`; whether there were some.
    pub(super) fn skip(&mut self, signs: &[char]) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start_matches(signs);
        self.rest.len() < before
    }

    /// Goes past `word`, if it is next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// A number of one or two digits with no other digit behind it: codes have none above 19. A leading zero counts
    /// for nothing.
    pub(super) fn number(&mut self) -> Option<u16> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        let number = digits.parse().ok().filter(|_| digits.len() <= 2)?;
        self.rest = rest;
        Some(number)
    }

    /// A Latin letter, or one that `meaning` takes for such, with no other letter behind it.
    pub(super) fn letter(&mut self, meaning: fn(char) -> char) -> Option<char> {
        let mut chars = self.rest.chars();
        let letter = meaning(chars.next()?);
        let rest = chars.as_str();
        if !letter.is_ascii_lowercase() || rest.starts_with(char::is_alphabetic) {
            return None;
        }
        self.rest = rest;
        Some(letter)
    }
}
