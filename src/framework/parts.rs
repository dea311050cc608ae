//! The parts of what was written in the place of a code, as far as they can be told.

use super::fold::{latin, target_letter};
use super::words;
use crate::plan::schema::Framework;

/// A part of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A number.
    Number(u16),
    /// A single letter.
    Letter(char),
    /// A word, such as the name of a line of C7.
    Name(String),
}

/// The longest list of parts that is still looked at as a code.
pub(super) const MOST: usize = 6;

/// The parts of what was perhaps meant as a code in `folded`; empty where there is nothing of the kind, and where
/// more than one code may be meant, as in `9 and 10`.
///
/// This is only for finding codes that are near, and far more lenient than reading a code.
pub(super) fn parts(framework: Framework, folded: &str) -> Vec<Part> {
    let parts = match framework {
        Framework::Sdg => sdg(runs(words::strip(words::SDG, folded).1)),
        Framework::Wsis => wsis(&runs(words::strip(words::WSIS, folded).1)),
    };
    parts.filter(|parts| parts.len() <= MOST).unwrap_or_default()
}

/// Numbers and single letters from the first number to the next word.
fn sdg(runs: Vec<Part>) -> Option<Vec<Part>> {
    let is_name = |part: &Part| matches!(part, Part::Name(_));
    let mut runs = runs.into_iter().skip_while(is_name).peekable();
    let mut parts = Vec::new();
    while let Some(part) = runs.next_if(|part| !is_name(part)) {
        parts.push(part);
    }
    // Without the number of a goal there is nothing to go by: `C2` is no slip of 2.c.
    let has_goal = matches!(parts.first(), Some(Part::Number(_)));
    (has_goal && !runs.any(|part| matches!(part, Part::Number(_)))).then_some(parts)
}

/// A letter before the first number, where there is one, the numbers, and all letters behind them as one name. Letters
/// alone are a name.
fn wsis(runs: &[Part]) -> Option<Vec<Part>> {
    let is_number = |part: &Part| matches!(part, Part::Number(_));
    let Some(first) = runs.iter().position(is_number) else {
        return name(runs).map(|name| vec![name]);
    };
    let (before, from) = runs.split_at(first);
    let numbers = from.iter().take_while(|part| is_number(part)).count();
    let (numbers, behind) = from.split_at(numbers);
    if behind.iter().any(is_number) {
        return None;
    }
    let letter = before.last().filter(|part| matches!(part, Part::Letter(_)));
    Some(letter.into_iter().chain(numbers).cloned().chain(name(behind)).collect())
}

/// Letters and words as one name, for `e-health` may be written `e health` or `ehealth`.
fn name(runs: &[Part]) -> Option<Part> {
    let mut name = String::new();
    for part in runs {
        match part {
            Part::Letter(letter) => name.push(*letter),
            Part::Name(word) => name.push_str(word),
            Part::Number(_) => {}
        }
    }
    (!name.is_empty()).then_some(Part::Name(name))
}

/// The numbers, letters and words of `text`; whatever stands between them is passed over.
fn runs(text: &str) -> Vec<Part> {
    let class = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let chars: Vec<char> = text.chars().collect();
    let runs = chars.chunk_by(|&one, &next| class(one) == class(next));
    runs.filter_map(|run| match (class(run[0]), run) {
        // A number too long for the type is as far from every code as the largest.
        ((true, _), _) => Some(Part::Number(run.iter().collect::<String>().parse().unwrap_or(u16::MAX))),
        ((_, true), &[letter]) => Some(Part::Letter(target_letter(letter))),
        ((_, true), word) => Some(Part::Name(word.iter().copied().map(latin).collect())),
        _ => None,
    })
    .collect()
}
