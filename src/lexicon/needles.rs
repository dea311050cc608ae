//! What a text must hold for a pattern to match: a few short texts of which one is in every match.
//!
//! Patterns are many and take long to compile, and most texts have nothing of what a pattern looks for. A text that has none of
//! its needles need not be searched, and a pattern of which no text ever has one is never compiled.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The most needles of a pattern, and the most ways to write a part that are written out.
const MOST: usize = 96;
/// The fewest bytes of a needle; of a single one only a mark, since single letters stand in most texts.
pub(super) const SHORTEST: usize = 2;

/// Folded texts of which each match of a pattern holds one; nothing where there are no such texts, or too many.
pub(super) type Needles = Option<Vec<Box<str>>>;

/// The needles of a pattern.
pub(super) fn needles_of(pattern: &str) -> Needles {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut needles = needed(&hir)?;
    needles.sort_unstable();
    needles.dedup();
    Some(needles.into_iter().map(String::into_boxed_str).collect())
}

/// The better of two sets of needles: the longer its shortest the rarer it is, up to a point; then the smaller set.
fn better(one: Option<Vec<String>>, other: Option<Vec<String>>) -> Option<Vec<String>> {
    let rank = |needles: &Vec<String>| {
        let shortest = needles.iter().map(String::len).min().unwrap_or(0).min(6);
        (shortest, std::cmp::Reverse(needles.len()))
    };
    match (one, other) {
        (Some(one), Some(other)) => Some(if rank(&other) > rank(&one) { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// A set that may serve as needles.
fn fit(needles: Vec<String>) -> Option<Vec<String>> {
    let is_mark = |needle: &str| needle.starts_with(|c: char| c.is_ascii_punctuation());
    let tells = |needle: &String| needle.len() >= SHORTEST && !needle.trim().is_empty() || is_mark(needle);
    (needles.iter().all(tells) && !needles.is_empty() && needles.len() <= MOST).then_some(needles)
}

fn needed(hir: &Hir) -> Option<Vec<String>> {
    if let Some(fit) = ways(hir).and_then(fit) {
        return Some(fit);
    }
    match hir.kind() {
        HirKind::Capture(group) => needed(&group.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let once = ways(&repetition.sub).unwrap_or_default();
            let several = (1..repetition.min.min(4)).try_fold(once.clone(), |run, _| product(&run, &once));
            better(several.and_then(fit), needed(&repetition.sub))
        }
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(needed(branch)?);
            }
            fit(all)
        }
        HirKind::Concat(parts) => {
            let (mut best, mut run) = (None, vec![String::new()]);
            for part in parts {
                let longer = ways(part).and_then(|ways| product(&run, &ways));
                if let Some(longer) = longer {
                    run = longer;
                    continue;
                }
                best = better(best, fit(std::mem::replace(&mut run, vec![String::new()])));
                best = better(best, needed(part));
                run = ways(part).unwrap_or(run);
            }
            better(best, fit(run))
        }
        _ => None,
    }
}

/// Every text that a part matches, folded, where these are few.
fn ways(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![std::str::from_utf8(&literal.0).ok()?.chars().map(fold).collect()]),
        HirKind::Class(Class::Unicode(class)) => {
            let mut letters: Vec<char> = Vec::new();
            for range in class.ranges() {
                for c in range.start()..=range.end() {
                    let folded = fold(c);
                    if !letters.contains(&folded) {
                        letters.push(folded);
                    }
                    if letters.len() > 6 {
                        return None;
                    }
                }
            }
            Some(letters.into_iter().map(String::from).collect())
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Capture(group) => ways(&group.sub),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.filter(|&most| most <= 4)?;
            let once = ways(&repetition.sub)?;
            let (mut all, mut so_many) = (Vec::new(), vec![String::new()]);
            for times in 0..=most {
                if times >= repetition.min {
                    all.extend(so_many.iter().cloned());
                }
                if times < most {
                    so_many = product(&so_many, &once)?;
                }
            }
            few(all)
        }
        HirKind::Concat(parts) => {
            let none = Some(vec![String::new()]);
            parts.iter().fold(none, |run, part| product(&run?, &ways(part)?))
        }
        HirKind::Alternation(branches) => {
            let mut all = Vec::new();
            for branch in branches {
                all.extend(ways(branch)?);
            }
            few(all)
        }
    }
}

fn few(mut all: Vec<String>) -> Option<Vec<String>> {
    all.sort_unstable();
    all.dedup();
    (all.len() <= MOST).then_some(all)
}

/// Each of some texts with each of others behind it.
fn product(before: &[String], behind: &[String]) -> Option<Vec<String>> {
    if before.len().checked_mul(behind.len())? > MOST {
        return None;
    }
    few(before.iter().flat_map(|before| behind.iter().map(move |behind| format!("{before}{behind}"))).collect())
}

/// A character without regard to letter case: all that a pattern without regard to case takes for one another are one.
pub(super) fn fold(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        // Most of what else stands in texts is small letters, whose capitals have no other, and what has no case.
        'à'..='ö' | 'ø'..='þ' | 'а'..='я' => c,
        '\u{600}'..='\u{6ff}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{9fff}' => c,
        c => fold_by_case(c),
    }
}

fn fold_by_case(c: char) -> char {
    let upper = if c == 'ı' { c } else { only(c.to_uppercase()).unwrap_or(c) };
    only(upper.to_lowercase()).unwrap_or(c)
}

fn only(mut forms: impl Iterator<Item = char>) -> Option<char> {
    let first = forms.next();
    if forms.next().is_some() { None } else { first }
}

/// A text without regard to letter case.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(fold).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str) -> Option<Vec<String>> {
        needles_of(pattern).map(|needles| needles.into_iter().map(String::from).collect())
    }

    fn some(needles: &[&str]) -> Option<Vec<String>> {
        Some(needles.iter().map(|&needle| needle.to_owned()).collect())
    }

    #[test]
    fn the_longest_of_few_is_chosen() {
        assert_eq!(of(r"(?i)\bgoals?\b"), some(&["goal", "goals"]));
        assert_eq!(of(r"\s+(?:merged|folded)\s+into\b"), some(&["folded", "merged"]));
        assert_eq!(of(r"(?i)Цел[ьи]"), some(&["цели", "цель"]));
        assert_eq!(of(r"第\d+章"), some(&["第"]));
        assert_eq!(of(r"\bx\b"), None);
        assert_eq!(of(r"(?i)_{2,}|\?{3}|x{2,}"), some(&["???", "__", "xx"]));
        assert_eq!(of(r"[?_]"), some(&["?", "_"]));
        assert_eq!(of(r"\d+ (?:ab|\w+)"), None);
        assert_eq!(of(r"(?:[a-z]+ly )*(?:share|part)"), some(&["part", "share"]));
    }

    #[test]
    fn letters_are_folded_by_case() {
        let mut all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        assert_eq!(all.find(|&c| fold(c) != fold_by_case(c)), None);
    }

    proptest::proptest! {
        #[test]
        fn every_match_has_a_needle(
            pattern in r"(\(\?i\))?([abßks]{1,4}|\([ab]{1,3}\|[bcS]{2,4}\)|[ab]\?|\\b|[a-c]\{1,2\}|\[ab\]|\\w\+){1,6}",
            text in "[abcABCßẞſKks ]{0,12}",
        ) {
            if let (Ok(regex), Some(needles)) = (regex::Regex::new(&pattern), needles_of(&pattern))
                && let Some(found) = regex.find(&text)
            {
                let found = folded(found.as_str());
                proptest::prop_assert!(needles.iter().any(|needle| found.contains(&**needle)), "{} {:?}", pattern, needles);
            }
        }
    }
}
