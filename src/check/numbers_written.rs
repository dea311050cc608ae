//! `numbers-written`: a number that may be read in two ways, and digits of two sets side by side.

use std::ops::Range;

use serde::Deserialize;

use super::numerals::{Digits, digit, digits_of};
use super::{Check, Context, Hit, Owner, Replacement, Subject, stated};
use crate::finding::Safety;
use crate::plan::TextEntry;
use crate::text::Language;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NumbersWritten {
    /// The texts that are looked at.
    texts: Vec<String>,
}

impl Check for NumbersWritten {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "language", "what"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        for entry in self.texts.iter().filter_map(|key| element.text(key)).flat_map(|text| &text.entries) {
            let hit = |at: Range<usize>, what: &'static str| {
                let given = entry.words.get(at.clone()).unwrap_or_default();
                Hit::new(Owner::Element(id), entry.locate(at))
                    .fact("given", given)
                    .fact("language", &*entry.language)
                    .fact("what", what)
            };
            let odd = odd_digits(entry);
            if let Some(first) = odd.first() {
                // A digit has one meaning, in whichever set.
                let plain = odd.iter().map(|at| {
                    let given = &entry.words[at.clone()];
                    Replacement::part(entry.locate(at.clone()), given, &digits_of(given))
                });
                hits.push(hit(first.clone(), "digits").replace_all(Safety::Safe, plain.collect()));
            }
            let statement = stated::read(cx, entry);
            let is_name = |at: &Range<usize>| statement.names.iter().any(|name| overlap(&name.at, at));
            let doubtful: Vec<(Range<usize>, bool)> =
                numbers(&entry.words).filter(|(at, _)| is_doubtful(entry, at) && !is_name(at)).collect();
            if let Some((first, _)) = doubtful.first() {
                // One that may have decimals is not settled by a blank, so that the doubt would stay.
                let blank = |(at, whole): &(Range<usize>, bool)| {
                    let given = &entry.words[at.clone()];
                    // The blank of a number does not break lines.
                    let spaced = given.replace(['.', ','], "\u{a0}");
                    whole.then(|| Replacement::part(entry.locate(at.clone()), given, &spaced))
                };
                let spaced: Option<Vec<Replacement>> = doubtful.iter().map(blank).collect();
                hits.push(hit(first.clone(), "separator").replace_all(Safety::Unsafe, spaced.unwrap_or_default()));
            }
        }
    }
}

fn overlap(one: &Range<usize>, two: &Range<usize>) -> bool {
    one.start < two.end && two.start < one.end
}

/// The digits that are not of the text's own set: western ones in an Arabic or Chinese text are at home, but two
/// sets in one text are not, and Arabic or full-width digits are strangers in other languages.
fn odd_digits(entry: &TextEntry) -> Vec<Range<usize>> {
    let has_western = entry.words.chars().any(|c| matches!(digit(c), Some((Digits::Western, _))));
    let primary = entry.language.split('-').next().unwrap_or_default();
    let is_odd = |c: char| match digit(c) {
        Some((Digits::Arabic, _)) => {
            has_western || !matches!(primary, "ar" | "fa" | "ur" | "ps" | "ckb" | "ug" | "sd" | "ks")
        }
        Some((Digits::FullWidth, _)) => has_western || !matches!(primary, "zh" | "ja" | "ko"),
        _ => false,
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, c) in entry.words.char_indices().filter(|(_, c)| is_odd(*c)) {
        match found.last_mut() {
            Some(last) if last.end == start => last.end += c.len_utf8(),
            _ => found.push(start..start + c.len_utf8()),
        }
    }
    found
}

/// Numbers with points or commas, and whether all their separators stand before three digits.
fn numbers(words: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let part = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = words[at..].find(|c: char| c.is_ascii_digit()) {
            let start = at + offset;
            let length = words[start..].find(|c| !part(c)).unwrap_or(words.len() - start);
            let number = words[start..start + length].trim_end_matches(['.', ',']);
            at = start + length;
            // X.509 and v1.200 are names.
            let before = words[..start].chars().next_back();
            let is_free = before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '-' && c != '/' || is_han(c));
            let groups: Vec<&str> = number.split(['.', ',']).collect();
            if is_free && groups.len() > 1 {
                let whole = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
                return Some((start..start + number.len(), whole));
            }
        }
        None
    })
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff)
}

/// Whether the one separator of a number may stand between thousands or before decimals. A tag with a country settles
/// it; so does a percent sign, of which nobody writes thousands; 0.500 is below one; several separators are thousands.
fn is_doubtful(entry: &TextEntry, at: &Range<usize>) -> bool {
    let number = &entry.words[at.clone()];
    let mut parts = number.split(['.', ',']);
    let (Some(first), Some(rest), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let after = entry.words[at.end..].trim_start();
    let is_percent = after.starts_with(['%', '٪', '％']);
    if rest.len() != 3 || first.len() > 3 || first.starts_with('0') || is_percent || entry.language.contains('-') {
        return false;
    }
    let point = number.contains('.');
    match Language::of_tag(&entry.language) {
        // Point before decimals: 1,500 is clear, and 1.500 only doubtful where no decimal would be written so.
        Some(Language::English | Language::Chinese) => point && rest.ends_with('0'),
        // Comma before decimals, blanks between thousands.
        Some(Language::French | Language::Russian) => point || rest.ends_with('0'),
        // Countries differ.
        Some(Language::Spanish | Language::Arabic) => true,
        None => false,
    }
}
