//! The syntax of a phrase in a word list.
//!
//! `(no|not) later than` is one of several, `by (the)? end of` has a word that may be absent, `labou?r` a letter that may
//! be; `improve~` is every form of the word that its stem knows, `resolution <n>` holds a number, `within <w> limits` any
//! word.

use std::ops::Range;

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

/// A part of a phrase: one of several sequences of places.
pub(super) type Part = Vec<Vec<Place>>;

/// The parts of an entry, in their order. Words that touch make one part, so that `year(s)?` is one word of two forms; in
/// Chinese, where every character is a word, each group is a part.
pub(super) fn read(entry: &str, language: Language) -> Vec<Part> {
    let chunks = if language == Language::Chinese { groups(entry) } else { chunks(entry) };
    let part = |chunk: &&str| {
        let written = alternatives(chunk).into_iter().flat_map(with_and_without_characters);
        written.map(|written| places(&written, language)).collect()
    };
    chunks.iter().map(part).collect()
}

/// An entry cut at the blanks that stand in no parentheses.
fn chunks(entry: &str) -> Vec<&str> {
    outside(entry, ' ').filter(|chunk| !chunk.is_empty()).collect()
}

/// A text cut at each `mark` that stands in no parentheses.
fn outside(text: &str, mark: char) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == mark && depth == 0
    })
}

/// The first pair of parentheses, with all that it encloses.
fn enclosed(text: &str) -> Option<Range<usize>> {
    let open = text.find('(')?;
    let mut depth = 0_usize;
    for (at, c) in text[open..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(open..open + at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An entry cut before and behind each pair of parentheses, with the mark behind them that makes them optional.
fn groups(entry: &str) -> Vec<&str> {
    let mut groups = Vec::new();
    let mut rest = entry;
    while let Some(group) = enclosed(rest) {
        let end = group.end + usize::from(rest[group.end..].starts_with('?'));
        groups.extend([&rest[..group.start], &rest[group.start..end]]);
        rest = &rest[end..];
    }
    groups.push(rest);
    groups.retain(|group| !group.is_empty());
    groups
}

/// Writes out `(a|b)`, `(a)?` and `(a|b (c|d))`.
fn alternatives(entry: &str) -> Vec<String> {
    let Some(group) = enclosed(entry) else { return vec![entry.to_owned()] };
    let (before, inside, after) = (&entry[..group.start], &entry[group.start + 1..group.end - 1], &entry[group.end..]);
    let (optional, after) = match after.strip_prefix('?') {
        Some(after) => (true, after),
        None => (false, after),
    };
    let ends = alternatives(after);
    let choices = outside(inside, '|').flat_map(alternatives).chain(optional.then(String::new));
    choices.flat_map(|choice| ends.iter().map(move |end| format!("{before}{choice}{end}"))).collect()
}

/// Writes out `labou?r` and `e-?mail`: the character before `?` may be absent.
fn with_and_without_characters(written: String) -> Vec<String> {
    let Some((before, after)) = written.split_once('?') else { return vec![written] };
    let mut without = before.chars();
    if without.next_back().is_none() {
        return vec![written];
    }
    [before, without.as_str()]
        .iter()
        .flat_map(|before| with_and_without_characters(format!("{before}{after}")))
        .collect()
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
        let hyphen = first.is_mark('-') && text.len() > 1;
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
        assert_eq!(read("no (later|more) than", Language::English).iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(
            read("by (the)? end", Language::English),
            [vec![vec![word("by")]], vec![vec![word("the")], vec![]], vec![vec![word("end")]]]
        );
        assert_eq!(read("year(s)?", Language::English), [vec![vec![word("years")], vec![word("year")]]]);
        assert_eq!(read("a (b|c (d|e)?) f", Language::English)[1].len(), 4);
        assert_eq!(read("labou?rs?", Language::English)[0].len(), 4);
        assert_eq!(
            read("l’emplois?", Language::French)[0],
            [[word("l'"), word("emplois")], [word("l'"), word("emploi")]]
        );
        assert_eq!(read("agenda <n>", Language::English), [vec![vec![word("agenda")]], vec![vec![Place::Number]]]);
        assert_eq!(read("improve~", Language::English), [vec![vec![Place::Stem("improve".into())]]]);
        assert_eq!(read("d’ici", Language::French), [vec![vec![word("d'"), word("ici")]]]);
        assert_eq!(read("将(大|全)?量<n>", Language::Chinese).iter().map(Vec::len).collect::<Vec<_>>(), [1, 3, 1]);
        assert_eq!(read("第<n>", Language::Chinese), [vec![vec![word("第"), Place::Number]]]);
        assert_eq!(read("two-thirds", Language::English), [vec![vec![word("two"), word("thirds")]]]);
    }
}
