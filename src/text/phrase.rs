//! The syntax of a phrase in a word list.
//!
//! `(no|not) later than` is one of several, `by (the)? end of` has a word that may be absent, `improve~` is every form of
//! the word that its stem knows, `resolution <n>` holds a number, `within <w> limits` any word.

use super::Language;
use super::normal::Normal;
use super::token::{self, Kind, Token};

/// One place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// This word, number or mark.
    Word(String),
    /// Any form of this word.
    Stem(String),
    /// Any number in digits, or a range of two.
    Number,
    /// Any word.
    Any,
}

/// The phrases that an entry stands for, each a sequence of places.
pub(super) fn read(entry: &str, language: Language) -> Vec<Vec<Place>> {
    alternatives(entry).iter().map(|phrase| places(phrase, language)).filter(|places| !places.is_empty()).collect()
}

/// Writes out `(a|b)` and `(a)?`; groups do not nest.
fn alternatives(entry: &str) -> Vec<String> {
    let Some((before, (inside, after))) =
        entry.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    else {
        return vec![entry.to_owned()];
    };
    let (optional, after) = match after.strip_prefix('?') {
        Some(after) => (true, after),
        None => (false, after),
    };
    let ends = alternatives(after);
    let choices = inside.split('|').chain(optional.then_some(""));
    choices.flat_map(|choice| ends.iter().map(move |end| format!("{before}{choice}{end}"))).collect()
}

fn places(phrase: &str, language: Language) -> Vec<Place> {
    let normal = Normal::of(phrase, language, |c| c);
    let text = normal.text.as_str();
    let mut tokens = Vec::new();
    token::tokens(text, language, &mut tokens);
    let words = |token: &Token| &text[token.range()];
    let mut places = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if let [name, close, after @ ..] = rest
            && first.is_mark('<')
            && close.is_mark('>')
        {
            places.push(if words(name) == "n" { Place::Number } else { Place::Any });
            rest = after;
            continue;
        }
        if let [mark, after @ ..] = rest
            && mark.is_mark('~')
            && first.kind == Kind::Word
        {
            places.push(Place::Stem(words(first).to_owned()));
            rest = after;
            continue;
        }
        // A hyphen between words need not stand in the text.
        let hyphen = first.is_mark('-') && !places.is_empty() && !rest.is_empty();
        if !hyphen {
            places.push(Place::Word(words(first).to_owned()));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_written_out() {
        let word = |word: &str| Place::Word(word.to_owned());
        assert_eq!(read("no (later|more) than", Language::English).len(), 2);
        assert_eq!(
            read("by (the)? end", Language::English),
            [vec![word("by"), word("the"), word("end")], vec![word("by"), word("end")]]
        );
        assert_eq!(read("agenda <n>", Language::English), [vec![word("agenda"), Place::Number]]);
        assert_eq!(read("improve~", Language::English), [vec![Place::Stem("improve".into())]]);
        assert_eq!(read("d’ici à", Language::French), [vec![word("d'"), word("ici"), word("à")]]);
        assert_eq!(read("第<n>", Language::Chinese), [vec![word("第"), Place::Number]]);
        assert_eq!(read("two-thirds", Language::English), [vec![word("two"), word("thirds")]]);
    }
}
