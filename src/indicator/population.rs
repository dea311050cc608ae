//! Whether two names of a population mean the same people or things.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::{Lexicon, List, unified};
use crate::plan::Text;

/// Compatibility characters unified, lower case, blanks and marks between words made one blank.
pub(crate) fn plain(words: &str) -> String {
    // Of ASCII, case is all that there is to unify, and that is done last and in place.
    let folded: Cow<'_, str> = if words.is_ascii() { words.into() } else { unified(words).into() };
    let is_mark = |c: char| !c.is_alphanumeric() && c != '%';
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split(is_mark).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain.make_ascii_lowercase();
    plain
}

/// What is left of a population when words that narrow nothing are taken away, word by word without article and
/// plural mark.
fn core(lexicon: &Lexicon, language: &str, words: &str) -> String {
    let mut rest: String = words.nfkc().collect::<String>().trim().to_lowercase().chars().map(western_digit).collect();
    loop {
        let next = lexicon.without(List::Unrestricting, &rest, language).trim().to_owned();
        // A population that consists of such words only is kept as it is.
        if next.is_empty() || next == rest {
            break;
        }
        rest = next;
    }
    let (named, rest) = named_people(lexicon, language, &rest);
    let words: Vec<String> = plain(&rest).split(' ').map(|word| stem(word).to_owned()).collect();
    let named = named.iter().map(String::as_str);
    named.chain([words.join(" ").as_str()]).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// People who have several names, and ages, with their numbers, in an order of their own; and what is left of the words.
fn named_people(lexicon: &Lexicon, language: &str, words: &str) -> (Vec<String>, String) {
    let (mut names, mut rest, mut end) = (Vec::new(), String::new(), 0);
    for found in lexicon.matches(List::SamePeople, words, language) {
        rest.push_str(&words[end..found.whole.start]);
        rest.push(' ');
        end = found.whole.end;
        // An age is a group of the pattern; a name without one is all that it means.
        let numbers = if found.at == found.whole { "" } else { &words[found.at] };
        let numbers = numbers.split(|c: char| !c.is_numeric()).filter(|number| !number.is_empty());
        names.push(std::iter::once(found.meaning).chain(numbers).collect::<Vec<_>>().join(" "));
    }
    rest.push_str(&words[end..]);
    names.sort_unstable();
    (names, rest)
}

/// The digit 5 for ٥ and ۵; everything else as it is.
fn western_digit(c: char) -> char {
    let value = match c {
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// A noun without article and plural mark.
pub(crate) fn stem(word: &str) -> &str {
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
    fn people_and_ages_have_several_names() {
        for (language, a, b) in [
            ("en", "persons with disabilities", "people with disabilities"),
            ("en", "girls aged 10-19", "Girls aged 10 to 19 years"),
            ("en", "girls with disabilities aged 10–19", "girls aged 10 to 19 with a disability"),
            ("en", "under-fives", "children under 5 years of age"),
            ("en", "children under five", "children under 5"),
            ("fr", "personnes handicapées", "personnes en situation de handicap"),
            ("fr", "enfants de moins de cinq ans", "enfants âgés de moins de 5 ans"),
            ("fr", "filles de 10 à 19 ans", "filles âgées de 10-19 ans"),
            ("es", "personas con discapacidad", "personas con discapacidades"),
            ("es", "menores de cinco años", "niños menores de 5 años"),
            ("es", "niñas de 10 a 19 años", "niñas de 10–19 años de edad"),
            ("ru", "люди с инвалидностью", "инвалиды"),
            ("ru", "дети до пяти лет", "дети в возрасте до 5 лет"),
            ("ru", "девочки 10–19 лет", "девочки в возрасте от 10 до 19 лет"),
            ("zh", "残疾人", "残障人士"),
            ("zh", "五岁以下儿童", "5岁以下儿童"),
            ("zh", "10-19岁女童", "10至19岁的女童"),
            ("ar", "الأشخاص ذوو الإعاقة", "ذوي الإعاقة"),
            ("ar", "الأطفال دون الخامسة", "الأطفال دون سن ٥ سنوات"),
            ("ar", "الفتيات من 10 إلى 19 سنة", "الفتيات في سن ١٠-١٩ سنة"),
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
            ("en", "girls aged 10-19", "girls aged 15 to 19"),
            ("en", "children", "children under 5 years of age"),
            ("en", "girls under 5", "children under 5"),
            ("en", "people with disabilities", "people"),
            ("es", "niñas menores de 5 años", "menores de 5 años"),
            ("fr", "enfants de moins de 5 ans", "enfants de moins de 15 ans"),
            ("zh", "5岁以下儿童", "儿童"),
            ("ru", "дети до 5 лет", "дети до 15 лет"),
            ("ar", "الأطفال دون الخامسة", "الأطفال"),
        ] {
            assert!(!same(language, a, b), "{a} / {b}");
        }
    }
}
