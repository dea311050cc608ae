//! Two versions of a text, number against number.

use super::figure::{Figure, Sort, figures};
use crate::check::numerals::digit;
use crate::lexicon::List;
use crate::plan::TextEntry;
use crate::text::{Language, Statement};

/// A version of a text with its numbers.
pub(super) struct Version<'t> {
    pub(super) entry: &'t TextEntry,
    pub(super) figures: Vec<Figure>,
    /// Digits that stand together, with where they begin.
    runs: Vec<(usize, String)>,
    has_loose_time: bool,
    /// Whether its language is one of those whose number words are known.
    is_understood: bool,
}

impl<'t> Version<'t> {
    /// `names` are words with digits in them that count nothing.
    pub(super) fn new(entry: &'t TextEntry, statement: &Statement, names: &[&str]) -> Self {
        let mut figures = figures(&entry.words, statement);
        figures.retain(|figure| !names.contains(&word_around(&entry.words, figure.at.start)));
        Self {
            entry,
            figures,
            runs: runs(&entry.words),
            has_loose_time: statement.relative_deadline.is_some()
                || statement.terms_of(List::VagueTime).next().is_some(),
            is_understood: Language::of_tag(&entry.language).is_some(),
        }
    }

    /// Whether digits stand here that are part of none of the numbers that were matched.
    fn has_digits(&self, digits: &str, settled: &[bool]) -> bool {
        let is_taken =
            |at: usize| self.figures.iter().zip(settled).any(|(figure, settled)| *settled && figure.at.contains(&at));
        !digits.is_empty() && self.runs.iter().any(|(at, run)| run == digits && !is_taken(*at))
    }
}

/// The word that holds the byte at `at`, without the marks around it.
fn word_around(words: &str, at: usize) -> &str {
    let start = words[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let end = words[at..].find(char::is_whitespace).map_or(words.len(), |space| at + space);
    words.get(start..end).map_or("", super::trimmed)
}

/// Digits that stand together, and once more those that separators alone keep apart.
fn runs(words: &str) -> Vec<(usize, String)> {
    let separates = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '،' | '٬' | '٫' | '\'' | '’');
    let mut runs = runs_with(words, |_| false);
    runs.extend(runs_with(words, separates));
    runs
}

fn runs_with(words: &str, separates: impl Fn(char) -> bool) -> Vec<(usize, String)> {
    let mut runs: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (at, c) in words.char_indices() {
        match digit(c) {
            Some((_, digit)) if is_open => runs.last_mut().into_iter().for_each(|(_, run)| run.push(digit)),
            Some((_, digit)) => runs.push((at, digit.to_string())),
            None => {}
        }
        is_open = digit(c).is_some() || is_open && separates(c);
    }
    runs
}

/// A disagreement between the authority and another version.
pub(super) enum Disagreement {
    /// Both give a number, not the same.
    Contradiction {
        /// The number of the authority, by its place among the figures.
        authority: usize,
        /// That of the other version.
        other: usize,
    },
    /// The authority gives a number that the other lacks.
    MissingFromOther(usize),
    /// The other version gives a number that the authority lacks.
    MissingFromAuthority(usize),
}

/// Where two versions disagree. What one of them may well say in words that are not known is passed over.
pub(super) fn compare(authority: &Version<'_>, other: &Version<'_>) -> Vec<Disagreement> {
    let (ours, theirs) = (&authority.figures, &other.figures);
    let mut settled = (vec![false; ours.len()], vec![false; theirs.len()]);
    // The same sort first: 80 percent of 80 districts.
    for same_sort in [true, false] {
        for (i, figure) in ours.iter().enumerate() {
            let twin = theirs.iter().enumerate().position(|(j, twin)| {
                !settled.0[i] && !settled.1[j] && (!same_sort || twin.sort == figure.sort) && figure.agrees(twin)
            });
            if let Some(j) = twin {
                (settled.0[i], settled.1[j]) = (true, true);
            }
        }
    }
    // Digits that one version takes for a name or for nothing.
    let found = |figure: &Figure, version: &Version<'_>, taken: &[bool]| {
        let short = figure.digits.get(2..).filter(|_| figure.sort == Sort::Year);
        version.has_digits(&figure.digits, taken) || short.is_some_and(|short| version.has_digits(short, taken))
    };
    let ours_found: Vec<bool> = ours.iter().map(|figure| found(figure, other, &settled.1)).collect();
    let theirs_found: Vec<bool> = theirs.iter().map(|figure| found(figure, authority, &settled.0)).collect();
    settled.0.iter_mut().zip(ours_found).for_each(|(settled, found)| *settled |= found);
    settled.1.iter_mut().zip(theirs_found).for_each(|(settled, found)| *settled |= found);
    let understood = authority.is_understood && other.is_understood;
    let mut disagreements = contradictions(ours, theirs, understood, &mut settled);
    let left = |settled: &[bool]| -> Vec<usize> { (0..settled.len()).filter(|&at| !settled[at]).collect() };
    let missing = |figure: &Figure, from: &Version<'_>, others: &[Figure], open: &[usize]| {
        let in_words = open.iter().any(|&at| others[at].digits.is_empty());
        !in_words && is_surely_missing(figure, from)
    };
    let (open_ours, open_theirs) = (left(&settled.0), left(&settled.1));
    let from_other = open_ours.iter().filter(|&&at| missing(&ours[at], other, theirs, &open_theirs));
    disagreements.extend(from_other.map(|&at| Disagreement::MissingFromOther(at)));
    let from_ours = open_theirs.iter().filter(|&&at| missing(&theirs[at], authority, ours, &open_ours));
    disagreements.extend(from_ours.map(|&at| Disagreement::MissingFromAuthority(at)));
    disagreements
}

/// Numbers of the same sort that are left on both sides stand against each other, in the order of the texts.
fn contradictions(
    ours: &[Figure],
    theirs: &[Figure],
    understood: bool,
    settled: &mut (Vec<bool>, Vec<bool>),
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for sort in [Sort::Year, Sort::Code, Sort::Share, Sort::Time, Sort::Count, Sort::Factor] {
        loop {
            let open = |figures: &[Figure], settled: &[bool]| {
                figures.iter().zip(settled).position(|(figure, settled)| !settled && figure.sort == sort)
            };
            let (Some(authority), Some(other)) = (open(ours, &settled.0), open(theirs, &settled.1)) else { break };
            (settled.0[authority], settled.1[other]) = (true, true);
            if contradict(&ours[authority], &theirs[other])
                && (understood || !is_scaled(&ours[authority], &theirs[other]))
            {
                found.push(Disagreement::Contradiction { authority, other });
            }
        }
    }
    found
}

/// Whether two numbers of one sort that do not agree surely contradict each other.
fn contradict(one: &Figure, two: &Figure) -> bool {
    let both = !one.digits.is_empty() && !two.digits.is_empty();
    match one.sort {
        Sort::Year => true,
        // The number of a name is often written out, 5G as the fifth generation, so that only like stands against like.
        Sort::Code => one.value.is_nan() == two.value.is_nan(),
        Sort::Share | Sort::Time => !one.digits.is_empty() || !two.digits.is_empty(),
        // A translator may convert units; and what is counted in words is often an article.
        Sort::Count => both && (one.unit == two.unit || one.unit.is_none() || two.unit.is_none()),
        Sort::Factor => both,
    }
}

/// Whether two numbers differ by a word such as million, which is not known in every language.
fn is_scaled(one: &Figure, two: &Figure) -> bool {
    let scale = (one.value / two.value).abs().log10();
    one.sort == Sort::Count && scale.abs() > 2.5 && (scale - scale.round()).abs() < 1e-9
}

/// Whether a number that stands in one version only is surely not said in the other. Small and round numbers, halves and
/// quarters are often said in words; a year may be one of another calendar, a time one that is counted from now.
fn is_surely_missing(figure: &Figure, from: &Version<'_>) -> bool {
    if figure.digits.is_empty() {
        return false;
    }
    let value = figure.value;
    let is_round = value <= 20.0 || value <= 100.0 && value % 10.0 == 0.0 || value.log10().fract() == 0.0;
    match figure.sort {
        Sort::Year => !from.has_loose_time && !from.runs.iter().any(|(_, run)| is_of_another_calendar(run)),
        Sort::Code => figure.code.contains('.') || value > 20.0 && !is_of_another_calendar(&figure.digits),
        Sort::Share => {
            let simple = [0.0, 10.0, 20.0, 25.0, 50.0, 75.0, 100.0, 200.0];
            let third = (value - 33.3).abs() < 1.0 || (value - 66.6).abs() < 1.0;
            from.is_understood && !third && !simple.contains(&value)
        }
        Sort::Count => {
            let has_year = from.figures.iter().any(|other| other.sort == Sort::Year);
            from.is_understood && !is_round && !(has_year && is_of_another_calendar(&figure.digits))
        }
        Sort::Time | Sort::Factor => false,
    }
}

/// Whether digits may be a year of the Hijri or the Buddhist calendar.
fn is_of_another_calendar(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1300..=1500 | 2400..=2700))
}
