//! What holds of every text and of every code.

use proptest::prelude::*;

use super::*;
use crate::framework::catalogue;

/// The digits of a text with zeros before a number left out, to compare what was written with what was read.
fn digits(text: &str) -> String {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.map(|number| number.trim_start_matches('0')).collect()
}

fn any_code(framework: Framework) -> impl Strategy<Value = &'static Entry> {
    let entries = catalogue(framework).entries();
    (0..entries.len()).prop_map(move |index| &entries[index])
}

/// A spelling of `code`: words before it, another script for some of its characters, blanks and a dot.
fn dress(code: &str, word: &str, blanks: bool, end: &str, scripts: &[u8]) -> String {
    let mut text = word.to_owned();
    for (index, c) in code.chars().enumerate() {
        let dressed = match (c, scripts.get(index).map_or(0, |choice| choice % 5)) {
            ('a'..='z' | 'A'..='Z', 1) => c.to_ascii_uppercase(),
            ('a'..='z' | 'A'..='Z', 2) => c.to_ascii_lowercase(),
            ('!'..='~', 3) => char::from_u32(c as u32 + 0xfee0).unwrap(),
            ('0'..='9', 4) => char::from_u32(c as u32 - 0x30 + 0x660).unwrap(),
            ('a', 4) => 'а',
            ('c', 4) => 'с',
            ('C', 4) => 'С',
            _ => c,
        };
        let spaced = blanks && c == '.';
        text.push_str(if spaced { " " } else { "" });
        text.push(dressed);
        text.push_str(if spaced { "\u{3000}" } else { "" });
    }
    text + end
}

const SDG_WORDS: &[&str] =
    &["", "SDG ", "sdg", "Goal ", "ODS ", "ЦУР ", "可持续发展目标", "目标 ", "هدف التنمية المستدامة "];
const WSIS_WORDS: &[&str] = &["", "WSIS ", "wsis-", "SMSI ", "ВВУИО ", "信息社会世界峰会"];

proptest! {
    #[test]
    fn no_text_makes_reading_fail(text in "\\PC*", code in "[0-9٠-٩０-９a-dа-сC.。 \\-]{0,12}") {
        for framework in [Sdg, Wsis] {
            for text in [&text, &code] {
                if let Reading::Unknown { nearest } = read(framework, text) {
                    prop_assert!(nearest.entries().len() <= 3);
                }
                prop_assert_eq!(read(framework, text), read(framework, text));
            }
        }
    }

    #[test]
    fn what_is_read_has_the_very_numbers_that_are_written(text in "(SDG |goal |target |C|T|AL )?[0-9]{1,2}[a-d. \\-]{0,3}[0-9]{0,2}[a-d. \\-]{0,3}[0-9]?") {
        for framework in [Sdg, Wsis] {
            if let Some((code, _)) = known(framework, &text) {
                prop_assert_eq!(digits(&text), digits(code));
                let letters = |text: &str| text.chars().filter(|c| ('a'..='d').contains(c)).collect::<String>();
                if framework == Sdg {
                    let text = text.trim_start_matches(|c: char| !c.is_ascii_digit());
                    prop_assert_eq!(letters(text), letters(code));
                }
            }
        }
    }

    #[test]
    fn every_spelling_of_an_sdg_code_reads_back(
        entry in any_code(Sdg),
        word in prop::sample::select(SDG_WORDS),
        blanks: bool,
        end in prop::sample::select(&["", ".", " ", "\u{200f}"][..]),
        scripts in prop::collection::vec(any::<u8>(), 8),
    ) {
        let written = dress(&entry.code, word, blanks, end, &scripts);
        prop_assert_eq!(known(Sdg, &written).map(|(code, _)| code), Some(entry.code.as_str()), "{}", written);
    }

    #[test]
    fn every_spelling_of_a_wsis_code_reads_back(
        entry in any_code(Wsis),
        word in prop::sample::select(WSIS_WORDS),
        blanks: bool,
        end in prop::sample::select(&["", ".", " ", "\u{200f}"][..]),
        scripts in prop::collection::vec(any::<u8>(), 20),
    ) {
        let written = dress(&entry.code, word, blanks, end, &scripts);
        prop_assert_eq!(known(Wsis, &written).map(|(code, _)| code), Some(entry.code.as_str()), "{}", written);
    }
}

#[test]
fn every_code_reads_as_itself_and_none_as_a_code_of_the_other_framework() {
    for (framework, other) in [(Sdg, Wsis), (Wsis, Sdg)] {
        for entry in catalogue(framework).entries() {
            assert_eq!(known(framework, &entry.code), Some((entry.code.as_str(), Spelling::Canonical)));
            assert_eq!(known(other, &entry.code), None, "{}", entry.code);
        }
    }
}

#[test]
fn every_code_is_read_in_every_script_and_with_every_word() {
    for (framework, words) in [(Sdg, SDG_WORDS), (Wsis, WSIS_WORDS)] {
        for entry in catalogue(framework).entries() {
            for word in words {
                for choice in 0..5 {
                    let written = dress(&entry.code, word, choice % 2 == 0, ".", &[choice; 20]);
                    assert_eq!(known(framework, &written).map(|(code, _)| code), Some(&*entry.code), "{written}");
                }
            }
        }
    }
}
