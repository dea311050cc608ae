//! Whatever is written: a statement is read to the end, and every fact lies on characters of the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use planlint::lexicon::Lexicon;
use planlint::rule::embedded;
use planlint::text::{Analyst, Language};
use proptest::prelude::*;

static WORDS: LazyLock<(Lexicon, Analyst)> = LazyLock::new(|| {
    let lexicon = Lexicon::read(embedded::lexicon(), &BTreeMap::new()).expect("the shipped lists are sound");
    (lexicon, Analyst::default())
});

/// Pieces that the analysis cares about, in all scripts and spellings.
const PIECES: &[&str] = &[
    "2030",
    "60",
    "%",
    "％",
    "٪",
    "１２",
    "٣٠",
    " ",
    "\u{a0}",
    "\u{202f}",
    ".",
    ",",
    "،",
    "、",
    "，",
    "-",
    "–",
    "/",
    "(",
    ")",
    "by",
    "from",
    "to",
    "half",
    "two",
    "thirds",
    "million",
    "women",
    "d’",
    "ici",
    "à",
    "plus",
    "de",
    "más",
    "до",
    "конца",
    "года",
    "треть",
    "в",
    "раза",
    "到",
    "年",
    "底",
    "前",
    "三分之二",
    "百分之",
    "七成五",
    "翻两番",
    "萬",
    "约",
    "بحلول",
    "عام",
    "ثلثي",
    "الـ",
    "\u{200f}",
    "\u{301}",
    "\u{64b}",
    "😀",
    "\u{fe0f}",
    "SDG",
    "9.c",
    "COVID-19",
    "Q3",
    "FY",
    "İ",
    "ß",
    "ﷺ",
    "\t",
    "\r\n",
];

fn assert_sound(text: &str) -> Result<(), TestCaseError> {
    let (lexicon, analyst) = &*WORDS;
    let _ = Language::detect(text);
    for language in Language::ALL {
        for at in analyst.read(lexicon, text, language).places() {
            prop_assert!(
                text.get(at.clone()).is_some_and(|words| !words.is_empty()),
                "{language:?} {at:?} of {text:?}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in any::<String>()) {
        assert_sound(&text)?;
    }

    #[test]
    fn any_order_of_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        assert_sound(&pieces.concat())?;
        assert_sound(&pieces.join(" "))?;
    }
}
