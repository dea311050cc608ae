//! `prose-count`: a count in the prose is not that of the things counted.
//!
//! Three kinds of count: of the plan's own elements (our five goals), of what a list behind the number names (three
//! pillars: a, b, c, d), and of the years of the plan (a five-year plan). A number counts only where the words leave no
//! doubt that it is about this plan: a count of another plan's, of each goal's, or of some of several is passed over.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::prose::{self, Passage};
use super::{Check, Context, Hit, Owner, Replacement, Subject, quotation};
use crate::finding::Safety;
use crate::lexicon::{Found, List};
use crate::plan::{ElementId, Kind, TextEntry};
use crate::text::Language;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProseCount {
    /// The longest list that is counted; what is longer is no list of a few things.
    longest_list: usize,
}

/// A count that is not right.
struct Miscount {
    what: &'static str,
    kind: Option<Kind>,
    stated: u32,
    counted: u32,
    at: Range<usize>,
}

/// The number that words hold: digits, or a number word of the language.
fn number(cx: &Context<'_>, words: &str, language: &str) -> Option<u32> {
    let digits: String =
        words.chars().filter_map(|c| c.to_digit(10).or_else(|| arabic_digit(c))).map(|d| d.to_string()).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let language = Language::of_tag(language)?;
    let mut found = cx.analyst.phrases(cx.lexicon, words, language).to_vec();
    found.retain(|(list, ..)| matches!(list, List::Number | List::NumberWeak | List::Multiplier));
    found.sort_by_key(|(.., at)| at.start);
    let mut sum = 0u32;
    let mut end = 0;
    for (list, name, at) in found.iter().filter(|(list, ..)| *list != List::Multiplier || language == Language::Chinese)
    {
        let value: u32 = name.parse().ok()?;
        if at.start < end {
            continue;
        }
        end = at.end;
        sum = if *list == List::Multiplier { sum.max(1).checked_mul(value)? } else { sum.checked_add(value)? };
    }
    (sum > 0).then_some(sum)
}

fn arabic_digit(c: char) -> Option<u32> {
    ('٠'..='٩').contains(&c).then(|| u32::from(c) - u32::from('٠'))
}

/// How many years the plan's period has, in whole years.
fn years(cx: &Context<'_>) -> Option<u32> {
    let period = cx.plan.period()?;
    let (start, end) = (period.start?.value, period.end?.value);
    let years = f64::from(end.last_day().since(start.first_day()).ok()?.get_days() + 1) / 365.25;
    // A plan of two years and a half is neither of two years nor of three.
    let whole = years.round();
    ((years - whole).abs() < 0.2 && whole >= 1.0).then_some(whole as u32)
}

impl ProseCount {
    fn of_elements(&self, cx: &Context<'_>, entry: &TextEntry, sentence: &Range<usize>) -> Vec<Miscount> {
        let words = &entry.words[sentence.clone()];
        let other = cx.lexicon.find(List::NotOfPlan, words, &entry.language).is_some();
        let claims = cx.lexicon.matches(List::ElementCount, words, &entry.language).into_iter().filter(|_| !other);
        let merged = cx.lexicon.matches(List::MergedInto, words, &entry.language);
        claims.chain(merged).filter_map(|found| self.of_kind(cx, entry, sentence, &found)).collect()
    }

    fn of_kind(
        &self,
        cx: &Context<'_>,
        entry: &TextEntry,
        sentence: &Range<usize>,
        found: &Found<'_>,
    ) -> Option<Miscount> {
        let words = &entry.words[sentence.clone()];
        // A dual is a number by itself: `goal 2`.
        let (kinds, fixed) = found.meaning.split_once(' ').unwrap_or((found.meaning, ""));
        let stated = fixed.parse().ok().or_else(|| number(cx, &words[found.at.clone()], &entry.language))?;
        let counted = |kind: Kind| u32::try_from(cx.plan.of_kind(kind).len()).ok().filter(|&count| count > 0);
        // A word for several kinds, `goal/target`, is right where it is right for one of them.
        let kinds: Vec<(Kind, u32)> = kinds
            .split('/')
            .filter_map(|kind| kind.parse().ok())
            .filter_map(|kind| Some((kind, counted(kind)?)))
            .collect();
        let at = sentence.start + found.at.start..sentence.start + found.at.end;
        let &(kind, counted) = kinds.first().filter(|_| kinds.iter().all(|(_, counted)| *counted != stated))?;
        Some(Miscount { what: "elements", kind: Some(kind), stated, counted, at })
    }

    fn of_years(&self, cx: &Context<'_>, entry: &TextEntry, sentence: &Range<usize>) -> Vec<Miscount> {
        let words = &entry.words[sentence.clone()];
        let Some(counted) = years(cx) else { return Vec::new() };
        if cx.lexicon.find(List::NotOfPlan, words, &entry.language).is_some() {
            return Vec::new();
        }
        let claims = cx.lexicon.matches(List::PlanLength, words, &entry.language).into_iter();
        let claims = claims.filter(|found| !quotation::is_foreign(words, &found.whole));
        let miscount = |found: Found<'_>| {
            let stated: u32 = found.meaning.parse().ok()?;
            let at = sentence.start + found.at.start..sentence.start + found.at.end;
            (stated != counted).then_some(Miscount { what: "years", kind: None, stated, counted, at })
        };
        claims.filter_map(miscount).collect()
    }

    fn of_list(&self, cx: &Context<'_>, entry: &TextEntry, sentence: &Range<usize>) -> Vec<Miscount> {
        // A list may be divided by semicolons, and so is not ended by one.
        let rest = &entry.words[sentence.start..];
        let heads = cx.lexicon.matches(List::ListHead, &entry.words[sentence.clone()], &entry.language).into_iter();
        let miscount = |found: Found<'_>| {
            let stated = number(cx, &rest[found.at.clone()], &entry.language)?;
            let (least, most) = items(&rest[found.whole.end..], |part| joins_within(cx, part, &entry.language))?;
            let right = (least..=most).contains(&stated) || most as usize > self.longest_list;
            let counted = if stated < least { least } else { most };
            let at = sentence.start + found.at.start..sentence.start + found.at.end;
            (!right).then_some(Miscount { what: "list", kind: None, stated, counted, at })
        };
        heads.filter_map(miscount).collect()
    }

    fn look(&self, cx: &Context<'_>, passage: Passage<'_>, hits: &mut Vec<Hit>) {
        for entry in passage.entries() {
            let found: Vec<Miscount> = prose::sentences(&entry.words)
                .iter()
                .flat_map(|sentence| {
                    let elements = self.of_elements(cx, entry, sentence);
                    let (years, lists) = (self.of_years(cx, entry, sentence), self.of_list(cx, entry, sentence));
                    elements.into_iter().chain(years).chain(lists)
                })
                .collect();
            if found.is_empty() {
                continue;
            }
            hits.extend(found.into_iter().map(|miscount| {
                let written = miscount.stated.to_string();
                // A number in words has endings; of a list only bounds are known.
                let words = &entry.words[miscount.at.clone()];
                let at = words
                    .split(|c: char| !c.is_ascii_digit())
                    .find(|digits| *digits == written)
                    .map(|digits| miscount.at.start + (digits.as_ptr() as usize - words.as_ptr() as usize));
                let at = at.filter(|_| miscount.what == "elements");
                let replacement = |at: usize| {
                    let place = entry.locate(at..at + written.len());
                    Replacement::part(place, &written, &miscount.counted.to_string())
                };
                let replacements = at.map(replacement).into_iter().collect();
                Hit::new(Owner::Element(passage.owner), entry.locate(miscount.at.clone()))
                    .fact("what", miscount.what)
                    .fact("counted_kind", miscount.kind.map(Kind::name))
                    .fact("counted_section", miscount.kind.and_then(Kind::section))
                    .fact("words", entry.words[miscount.at].trim())
                    .fact("stated", miscount.stated)
                    .fact("counted", miscount.counted)
                    .replace_all(Safety::Unsafe, replacements)
            }));
            // Translations count as the first language does.
            return;
        }
    }
}

/// How often a part of a list has a word that joins two things. One at its beginning joins the part itself.
fn joins_within(cx: &Context<'_>, part: &str, language: &str) -> usize {
    let Some(language) = Language::of_tag(language) else { return 0 };
    let joins = |list: List| matches!(list, List::ListJoin | List::Conjunction);
    let phrases = cx.analyst.phrases(cx.lexicon, part, language);
    let places: BTreeSet<usize> =
        phrases.iter().filter(|(list, _, at)| joins(*list) && at.start > 0).map(|(.., at)| at.start).collect();
    places.len()
}

/// How many things a list names, at least and at most: `food and nutrition` may be one thing or two. None where it is
/// no plain list: one thing alone, or things with sentences to them.
fn items(rest: &str, joins_within: impl Fn(&str) -> usize) -> Option<(u32, u32)> {
    let end = rest.find(['。', '\n', '!', '?']).unwrap_or(rest.len());
    let end = rest[..end].find(". ").unwrap_or(end);
    let list = rest[..end].trim_end_matches(['.', ' ']);
    if list.contains([':', '：', '(', '（', '—']) {
        return None;
    }
    let separator: &[char] = if list.contains([';', '；', '؛']) {
        &[';', '；', '؛']
    } else if list.contains('、') {
        &['、']
    } else {
        &[',', '，', '،']
    };
    let parts: Vec<&str> = list.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    let long = parts.iter().any(|part| part.split_whitespace().count() > 12 || part.chars().count() > 90);
    if parts.len() < 2 || long {
        return None;
    }
    let least = u32::try_from(parts.len()).ok()?;
    let joined: usize = parts.iter().map(|part| joins_within(part)).sum();
    Some((least, least + u32::try_from(joined).ok()?))
}

impl Check for ProseCount {
    fn facts(&self) -> &'static [&'static str] {
        &["what", "counted_kind", "counted_section", "words", "stated", "counted"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) || cx.plan.is_partly_unread() {
            return;
        }
        for passage in prose::narrative(cx) {
            self.look(cx, passage, hits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_counted_with_its_doubt() {
        let items = |rest| items(rest, |part| part.matches(" and ").count());
        assert_eq!(items(" a, b, c, d."), Some((4, 4)));
        assert_eq!(items(" a, b and c"), Some((2, 3)));
        assert_eq!(items(" health; food and nutrition; water."), Some((3, 4)));
        assert_eq!(items(" one long thing"), None);
        assert_eq!(items("接入、使用、安全。另见"), Some((3, 3)));
    }
}
