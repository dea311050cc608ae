//! Any text as a statement in each of the six languages: read to the end, every fact on characters of the text.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use planlint::lexicon::Lexicon;
use planlint::rule::embedded;
use planlint::text::{Analyst, Language};

static WORDS: LazyLock<(Lexicon, Analyst)> = LazyLock::new(|| {
    let lexicon = Lexicon::read(embedded::lexicon(), &BTreeMap::new()).expect("the shipped lists are sound");
    (lexicon, Analyst::default())
});

fuzz_target!(|text: &str| {
    let (lexicon, analyst) = &*WORDS;
    let _ = Language::detect(text);
    for language in Language::ALL {
        for at in analyst.read(lexicon, text, language).places() {
            assert!(text.get(at.clone()).is_some_and(|words| !words.is_empty()), "{language:?} {at:?} of {text:?}");
        }
    }
});
