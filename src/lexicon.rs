//! Word lists.

/// Word lists of all languages.
#[derive(Debug, Default)]
pub struct Lexicon;
