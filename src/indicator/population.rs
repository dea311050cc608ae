//! Whether two names of a population mean the same people or things.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{Lexicon, List};
use crate::plan::Text;

/// Compatibility characters unified, lower case, blanks and marks between words made one blank.
pub(crate) fn plain(words: &str) -> String {
    // Most units and names are plain already, and compatibility is not asked of their letters.
    let folded =
        if words.is_ascii() { words.to_ascii_lowercase() } else { words.nfkc().collect::<String>().to_lowercase() };
    let spaced: String = folded.chars().map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is left of a population when words that narrow nothing are taken away, word by word without article and
/// plural mark.
fn core(lexicon: &Lexicon, language: &str, words: &str) -> String {
    let mut rest = words.nfkc().collect::<String>().trim().to_lowercase();
    loop {
        let next = lexicon.without(List::Unrestricting, &rest, language).trim().to_owned();
        // A population that consists of such words only is kept as it is.
        if next.is_empty() || next == rest {
            break;
        }
        rest = next;
    }
    let words: Vec<String> = plain(&rest).split(' ').map(|word| stem(word).to_owned()).collect();
    words.join(" ")
}

fn stem(word: &str) -> &str {
    let word = word.strip_prefix("ال").unwrap_or(word);
    let long = word.chars().count() > 3;
    word.strip_suffix('s').filter(|_| long).unwrap_or(word)
}

/// Whether `a` and `b`, both in `language`, name one population. `same` lists further words for one population.
pub(crate) fn is_same(lexicon: &Lexicon, language: &str, a: &str, b: &str, same: &[Vec<String>]) -> bool {
    let everyone = |words: &str| {
        lexicon.terms(language, List::Everyone).is_some_and(|terms| {
            terms.is_whole(words)
                || terms.is_whole(&lexicon.without(List::Unrestricting, &words.to_lowercase(), language))
        })
    };
    let (core_a, core_b) = (core(lexicon, language, a), core(lexicon, language, b));
    let listed = |words: &Vec<String>| {
        let has = |core_of: &str| words.iter().any(|word| core(lexicon, language, word) == core_of);
        has(&core_a) && has(&core_b)
    };
    core_a == core_b || (everyone(a) && everyone(b)) || same.iter().any(listed)
}

/// Whether two texts name one population in some language that both have; nothing where they share none.
pub(crate) fn are_same(lexicon: &Lexicon, a: &Text, b: &Text, same: &[Vec<String>]) -> Option<bool> {
    let mut shared = a.entries.iter().filter_map(|entry| Some((entry, b.in_language(&entry.language)?))).peekable();
    shared.peek()?;
    Some(shared.any(|(a, b)| is_same(lexicon, &a.language, &a.words, &b.words, same)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Choices, Project};
    use crate::source::MemorySource;

    fn same(language: &str, a: &str, b: &str) -> bool {
        let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
        is_same(project.lexicon(), language, a, b, &[])
    }

    #[test]
    fn words_that_narrow_nothing_do_not_count() {
        for (language, a, b) in [
            ("en", "All households worldwide", "household"),
            ("en", "everyone", "world population"),
            ("fr", "l’ensemble des ménages", "Ménages"),
            ("es", "todas las escuelas", "escuelas"),
            ("ru", "все школы", "школы"),
            ("zh", "所有学校", "学校"),
            ("ar", "جميع المدارس", "مدارس"),
        ] {
            assert!(same(language, a, b), "{a} / {b}");
        }
    }

    #[test]
    fn narrower_and_other_populations_differ() {
        for (language, a, b) in [
            ("en", "everyone", "developing countries"),
            ("en", "women", "men"),
            ("zh", "个人", "青年和成年人"),
            ("ru", "население", "женщины"),
        ] {
            assert!(!same(language, a, b), "{a} / {b}");
        }
    }
}
