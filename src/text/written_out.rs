//! The texts that an entry of a word list stands for, for those who test lists.

use super::language::Language;
use super::phrase::{self, Place};

/// Every text that an entry stands for, a stem by its word as listed, an open place by some word or number. Empty where
/// the entry stands for nothing, or for nothing in one of its ways.
#[must_use]
pub fn written_out(entry: &str, language: Language) -> Vec<String> {
    let between = if language == Language::Chinese { "" } else { " " };
    let mut texts = vec![String::new()];
    for part in phrase::read(entry, language) {
        let mut longer = Vec::with_capacity(texts.len() * part.len());
        for text in &texts {
            for places in &part {
                let mut text = text.clone();
                for place in places {
                    if !text.is_empty() && !text.ends_with('\'') {
                        text.push_str(between);
                    }
                    text.push_str(match place {
                        Place::Word(word) | Place::Stem(word) => word,
                        Place::Number => "7",
                        Place::Any => "so",
                    });
                }
                longer.push(text);
            }
        }
        texts = longer;
    }
    if texts.iter().any(String::is_empty) { Vec::new() } else { texts }
}
