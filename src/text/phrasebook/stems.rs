//! Stems of words, remembered on each thread: the texts of a plan use the same few thousand words, and three books ask for each.

use std::cell::RefCell;
use std::rc::Rc;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::Language;

/// How many words of a language are remembered before all are forgotten, so that a server that runs for weeks does not grow.
const MOST: usize = 16_384;

/// How many bytes a word has at most that is remembered: what is longer is none that comes again.
const LONGEST: usize = 64;

thread_local! {
    static KNOWN: [RefCell<FxHashMap<Box<str>, Rc<str>>>; Language::ALL.len()] = std::array::from_fn(|_| RefCell::default());
}

/// What stems words of a language; nothing for those that are not stemmed.
pub(super) fn stemmer(language: Language) -> Option<Stemmer> {
    let algorithm = match language {
        Language::English => Algorithm::English,
        Language::French => Algorithm::French,
        Language::Russian => Algorithm::Russian,
        Language::Spanish => Algorithm::Spanish,
        Language::Arabic | Language::Chinese => return None,
    };
    Some(Stemmer::new(algorithm))
}

/// What all forms of a word share, by `stemmer`, which must be that of the language.
pub(super) fn stem(stemmer: Stemmer, language: Language, word: &str) -> Rc<str> {
    if word.len() > LONGEST {
        return stemmer.stem(word).as_ref().into();
    }
    KNOWN.with(|known| {
        let mut known = known[language as usize].borrow_mut();
        if let Some(stem) = known.get(word) {
            return Rc::clone(stem);
        }
        if known.len() >= MOST {
            known.clear();
        }
        let stem: Rc<str> = stemmer.stem(word).as_ref().into();
        known.insert(word.into(), Rc::clone(&stem));
        stem
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_the_stemmer_says() {
        for (language, word) in [(Language::English, "communities"), (Language::French, "communities")] {
            let stemmer = stemmer(language).expect("both are stemmed");
            for _ in 0..2 {
                assert_eq!(&*stem(stemmer, language, word), stemmer.stem(word).as_ref());
            }
        }
        assert!(stemmer(Language::Chinese).is_none());
    }
}
