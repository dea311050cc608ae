//! Quotations of the plan before that do not say what it says.

use std::ops::Range;

use super::account::{Old, element_of};
use crate::check::{Context, Hit};
use crate::plan::TextEntry;
use crate::text::Language;

pub(super) const FACTS: &[&str] = &["old", "before", "quoted", "original"];

/// Marks that stand for words left out.
const LEFT_OUT: &[&str] = &["[...]", "[…]", "(...)", "(…)", "...", "…", "……"];

pub(super) fn run(cx: &Context<'_>, hits: &mut Vec<Hit>) {
    for entry in &cx.plan.continuity {
        let (Some(quote), Some(old)) = (&entry.quote, element_of(cx.plan, entry)) else { continue };
        hits.extend(quote.entries.iter().find_map(|quote| altered(quote, old)));
    }
}

fn altered(quote: &TextEntry, old: Old<'_>) -> Option<Hit> {
    // A quotation without a language is in the plan's, unless its script or its words say otherwise.
    let language = Language::detect(&quote.words);
    let is_own = Language::of_tag(&quote.language).is_none_or(|own| own == language);
    let tag = if is_own || quote.words.chars().count() < 20 { &*quote.language } else { language.code() };
    let element = old.element();
    let texts = ["statement", "title", "name", "description"].into_iter().filter_map(|name| element.text(name));
    let originals: Vec<&TextEntry> = texts.filter_map(|text| text.in_language(tag)).collect();
    let pieces = pieces(&quote.words);
    let says = |original: &&TextEntry| holds(&original.words, &pieces);
    // Without a text in its language it is a translation.
    let nearest = originals.iter().copied().max_by_key(|original| common(&quote.words, &original.words))?;
    if originals.iter().any(says) {
        return None;
    }
    let (here, there) = difference(&quote.words, &nearest.words);
    Some(
        Hit::new(old.owner(), quote.locate(here.clone()))
            .fact("old", &*element.id)
            .fact("before", old.plan.id())
            .fact("quoted", &quote.words[here])
            .fact("original", &nearest.words[there])
            .related(old.owner(), nearest.at, "predecessor"),
    )
}

/// A character as it is compared: nothing of blanks and marks, letters without case and width.
fn plain(c: char) -> impl Iterator<Item = char> {
    use unicode_normalization::UnicodeNormalization;
    let bare = |c: &char| c.is_alphanumeric() || matches!(c, '%' | '+' | '-' | '<' | '>' | '≥' | '≤' | '$' | '€');
    let one = |c: char| match c {
        'ё' => 'е',
        '\u{2010}'..='\u{2015}' => '\u{0}',
        other => other,
    };
    std::iter::once(c).nfkd().flat_map(char::to_lowercase).map(one).filter(bare).collect::<Vec<_>>().into_iter()
}

/// The characters of words that count, each with its byte.
fn characters(words: &str) -> Vec<(char, usize)> {
    let hyphen = |at: usize| {
        // Between letters a hyphen is a matter of spelling, before a digit a sign.
        let next = words[at + 1..].chars().next();
        next.is_some_and(|c| c.is_ascii_digit()) && !words[..at].ends_with(|c: char| c.is_alphanumeric())
    };
    let counted = words.char_indices().filter(|&(at, c)| c != '-' || hyphen(at));
    counted.flat_map(|(at, c)| plain(c).map(move |c| (c, at))).collect()
}

/// The parts of a quotation between the marks for words left out.
fn pieces(words: &str) -> Vec<String> {
    let mut marked = words.to_owned();
    for mark in LEFT_OUT {
        marked = marked.replace(mark, "\u{0}");
    }
    let text = |piece: &str| characters(piece).into_iter().map(|(c, _)| c).collect::<String>();
    marked.split('\u{0}').map(text).filter(|piece| !piece.is_empty()).collect()
}

/// Whether a text has all pieces, one behind the other.
fn holds(words: &str, pieces: &[String]) -> bool {
    let text: String = characters(words).into_iter().map(|(c, _)| c).collect();
    let mut rest = text.as_str();
    pieces.iter().all(|piece| match rest.find(piece.as_str()) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

/// How many characters two texts have in common at their beginning and their end.
fn common(a: &str, b: &str) -> usize {
    let (a, b) = (characters(a), characters(b));
    let (front, back) = ends(&a, &b);
    front + back
}

fn ends(a: &[(char, usize)], b: &[(char, usize)]) -> (usize, usize) {
    let same = |(a, b): &(&(char, usize), &(char, usize))| a.0 == b.0;
    let front = a.iter().zip(b).take_while(same).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(same).count();
    (front, back)
}

/// The words from the first to the last that differ, in each text; whole words where words stand between blanks.
fn difference(a: &str, b: &str) -> (Range<usize>, Range<usize>) {
    let (of_a, of_b) = (characters(a), characters(b));
    let (front, back) = ends(&of_a, &of_b);
    (stretch(a, &of_a, front, back), stretch(b, &of_b, front, back))
}

fn stretch(words: &str, characters: &[(char, usize)], front: usize, back: usize) -> Range<usize> {
    let last = characters.len().saturating_sub(back);
    let place = |index: usize| characters.get(index).map_or(words.len(), |&(_, at)| at);
    let start = place(front.min(characters.len().saturating_sub(1)));
    let end = if last > front { characters[last - 1].1 } else { start };
    let spaced = |c: char| c.is_alphanumeric() && !('\u{2e80}'..='\u{9fff}').contains(&c);
    // Back to the blank before, on to the blank behind.
    let before = words[..start].char_indices().rev().take_while(|&(_, c)| spaced(c)).last().map_or(start, |(at, _)| at);
    let first = words[end..].chars().next();
    let inside = first.is_some_and(spaced);
    let width = first.map_or(0, char::len_utf8);
    let behind = words[end..].char_indices().take_while(|&(_, c)| spaced(c)).last();
    let after = behind.filter(|_| inside).map_or(end + width, |(at, c)| end + at + c.len_utf8());
    before..after.min(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(quote: &str, original: &str) -> bool {
        holds(original, &pieces(quote))
    }

    #[test]
    fn typography_is_no_alteration() {
        assert!(same("“Women’s” use – by 2023", "\"Women's\" use - by 2023."));
        assert!(same("到２０２３年，50％的国家", "到2023年,50%的国家。"));
        assert!(same("все еще", "Всё ещё"));
        assert!(same("Share of countries … rises to 50%", "Share of countries with a policy rises to 50%."));
        assert!(same("rises to 50%", "The share rises to 50%."));
        assert!(!same("rises to 60%", "The share rises to 50%."));
        assert!(!same("falls by -5", "falls by 5"));
    }

    #[test]
    fn the_words_that_differ_are_told() {
        let told = |a: &str, b: &str| {
            let (here, there) = difference(a, b);
            (a[here].to_owned(), b[there].to_owned())
        };
        let (a, b) = ("an e-waste policy rises to 50%", "an e-waste policy, legislation or regulation rises to 50%");
        assert_eq!(told(a, b).1, "legislation or regulation");
        assert_eq!(told("rises to 60%", "rises to 50%"), ("60".into(), "50".into()));
        assert_eq!(told("覆盖90%的人口", "覆盖96%的人口"), ("90".into(), "96".into()));
        assert_eq!(told("", "a").0, "");
    }
}
