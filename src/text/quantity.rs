//! Quantities: numbers with their units and bounds, and the words that multiply.

use super::Language;
use super::amount::{self, Nature};
use super::reading::{Reading, Role};
use super::statement::{Comparator, Quantity};
use super::unit::{self, Measured};
use crate::lexicon::List;

/// A number that may be a quantity, or the value of a baseline.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) measured: Measured,
    /// Where the words that belong to the number begin: hedges, articles.
    pub(super) from: usize,
    pub(super) comparator: Option<Comparator>,
    /// Whether it is the second number of a range.
    pub(super) ends_range: bool,
    pub(super) hedge: Option<(usize, usize)>,
    pub(super) is_baseline: bool,
    /// Whether a word of direction multiplies: double, halve.
    pub(super) by_word: bool,
}

/// Every number that is neither name nor date, with its unit, bound and hedge.
pub(super) fn candidates(reading: &Reading<'_>) -> Vec<Candidate> {
    let mut list: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        if reading.roles[at] != Role::Free {
            at += 1;
            continue;
        }
        if let Some(found) = reading.at(List::Factor, at).filter(|found| reading.is_free(found.from..found.to)) {
            let (value, from, to) = (found.meaning.value, found.from, found.to);
            let measured = Measured {
                value,
                unit: Some("factor".into()),
                from,
                to,
                nature: Nature::Plain,
                scale: 1.0,
                is_time: false,
            };
            let mut candidate = Candidate::of(measured);
            candidate.by_word = true;
            // Roughly threefold, more than doubles.
            let mut before = from;
            while let Some(word) =
                reading.any_before(&[List::Hedge, List::MoreThan, List::AtLeast, List::Particle], before)
            {
                if word.meaning.list == List::Hedge {
                    candidate.hedge = Some((word.from, word.to));
                }
                before = word.from;
            }
            list.push(candidate);
            at = to;
            continue;
        }
        let Some(amount) = amount::read(reading, at) else {
            at += 1;
            continue;
        };
        let measured = unit::read(reading, amount);
        at = measured.to.max(at + 1);
        let mut candidate = Candidate::of(measured);
        // Une centaine: the number itself is approximate.
        let inner = reading.all(List::Hedge).find(|hedge| hedge.from >= amount.from && hedge.to <= amount.to);
        candidate.hedge = inner.map(|hedge| (hedge.from, hedge.to));
        candidate.surround(reading);
        if !candidate.counts(reading) {
            continue;
        }
        if let Some(before) = list.last_mut() {
            join_range(reading, before, &mut candidate);
        }
        list.push(candidate);
    }
    list
}

impl Candidate {
    fn of(measured: Measured) -> Self {
        let from = measured.from;
        Self { measured, from, comparator: None, ends_range: false, hedge: None, is_baseline: false, by_word: false }
    }

    /// Whether the number counts: an article does only with a bound or a unit.
    fn counts(&self, reading: &Reading<'_>) -> bool {
        let digits_follow = matches!(
            reading.tokens.get(self.measured.to).map(|token| token.kind),
            Some(super::token::Kind::Number(..))
        );
        // Al menos un 10 %: an article.
        let bounded = (self.comparator.is_some() || self.hedge.is_some()) && !digits_follow;
        let multiplied = reading.at(List::Multiplier, self.measured.to).is_some();
        self.measured.nature != Nature::Weak || bounded || multiplied || self.measured.unit.is_some()
    }

    /// A time that is no deadline is the longest that something may take: issued within 10 days.
    fn longest_time(&self, reading: &Reading<'_>) -> Option<(Comparator, usize)> {
        let is_time =
            self.measured.is_time || matches!(self.measured.unit.as_deref(), Some("hour" | "minute" | "h" | "min"));
        let cue = reading
            .any_before(&[List::Relative], self.from)
            .filter(|_| is_time && self.measured.nature != Nature::Weak)?;
        Some((Comparator::AtMost, cue.from))
    }

    /// Reads bounds and hedges on both sides of the number.
    fn surround(&mut self, reading: &Reading<'_>) {
        loop {
            if let Some(hedge) = reading.any_before(&[List::Hedge], self.from) {
                self.hedge = Some((hedge.from, hedge.to));
                self.from = hedge.from;
            } else if let Some((comparator, from)) = bound_before(reading, self.from)
                .or_else(|| self.longest_time(reading))
                .filter(|_| self.comparator.is_none())
            {
                self.comparator = Some(comparator);
                self.from = from;
            } else {
                // An article between bound and number: at least a third.
                let Some(article) = reading.any_before(&[List::Particle], self.from) else { break };
                let beyond = article.from;
                let past = reading.any_before(&[List::Hedge], beyond).is_some()
                    || bound_before(reading, beyond).is_some() && self.comparator.is_none();
                if !past {
                    break;
                }
                self.from = beyond;
            }
        }
        let to = self.measured.to;
        if let Some(hedge) = reading.at(List::HedgeAfter, to).filter(|_| bound_after(reading, to).is_none()) {
            self.hedge = Some((hedge.from, hedge.to));
        }
        if self.comparator.is_none() {
            self.comparator = bound_after(reading, to);
        }
    }
}

const BOUNDS: &[(List, Comparator)] = &[
    (List::AtLeast, Comparator::AtLeast),
    (List::MoreThan, Comparator::MoreThan),
    (List::AtMost, Comparator::AtMost),
    (List::LessThan, Comparator::LessThan),
];
const BOUNDS_AFTER: &[(List, Comparator)] = &[
    (List::AtLeastAfter, Comparator::AtLeast),
    (List::MoreThanAfter, Comparator::MoreThan),
    (List::AtMostAfter, Comparator::AtMost),
    (List::LessThanAfter, Comparator::LessThan),
];

/// Bounds that may stand behind the thing counted.
const BOUNDS_FAR_AFTER: &[(List, Comparator)] =
    &[(List::AtLeastAfter, Comparator::AtLeast), (List::AtMostAfter, Comparator::AtMost)];

fn bound_before(reading: &Reading<'_>, at: usize) -> Option<(Comparator, usize)> {
    let found = BOUNDS.iter().filter_map(|&(list, bound)| Some((bound, reading.any_before(&[list], at)?.from)));
    found.min_by_key(|&(_, from)| from)
}

fn bound_after(reading: &Reading<'_>, at: usize) -> Option<Comparator> {
    let bound = |at: usize, bounds: &[(List, Comparator)]| {
        let found = bounds.iter().filter_map(|&(list, bound)| Some((bound, reading.at(list, at)?.to)));
        found.max_by_key(|&(_, to)| to).map(|(bound, _)| bound)
    };
    // The thing counted may stand between: 40 municipalities at least.
    let words = (at..at + 2).take_while(|&at| {
        let word = reading.tokens.get(at).is_some_and(|token| token.kind == super::token::Kind::Word);
        word && reading.any_at(&[List::Number, List::ListJoin, List::Conjunction], at).is_none()
    });
    bound(at, BOUNDS_AFTER).or_else(|| words.map(|word| word + 1).find_map(|at| bound(at, BOUNDS_FAR_AFTER)))
}

/// Ties two numbers into a range, where a dash or a word does.
fn join_range(reading: &Reading<'_>, first: &mut Candidate, second: &mut Candidate) {
    if first.by_word || second.by_word {
        return;
    }
    // Entre un 55 y un 60 por ciento.
    let article = |at: usize| {
        reading
            .any_before(&[List::Particle, List::NumberWeak], at)
            .filter(|word| word.to == word.from + 1)
            .map(|word| word.from)
    };
    let joins = [List::RangeJoin, List::ToLevel, List::ListJoin];
    let behind_join = article(second.from).filter(|&at| reading.any_before(&joins, at).is_some());
    let (from, to) = (first.measured.to, behind_join.unwrap_or(second.from));
    let dash = to == from + 1 && reading.is_dash(from);
    let word = reading.any_at(&[List::RangeJoin, List::ToLevel], from).is_some_and(|join| join.to == to);
    let written_on = reading.book.language == Language::Arabic && to == from && reading.word(to).starts_with('و');
    let joined_and = written_on || reading.at(List::ListJoin, from).is_some_and(|join| join.to == to);
    let between = [Some(first.from), article(first.from)]
        .into_iter()
        .flatten()
        .any(|at| reading.any_before(&[List::Between], at).is_some());
    let begun = reading.any_before(&[List::From], first.from).is_some();
    let open = first.measured.unit.is_none() || first.measured.unit == second.measured.unit;
    let levels = open && (first.measured.unit.is_none() || reading.book.language == Language::Chinese);
    if !(dash && open || between && (word || joined_and) || word && open && (begun || levels)) {
        return;
    }
    // From 41% to 60% is a change, not a range.
    // In French `augmente de 15 à 20 %` is a range as well, where the numbers ascend and no word tells of a level.
    let ascending = reading.book.language == Language::French
        && first.measured.value < second.measured.value
        && moves_before(reading, first.from)
        && !reading.all(List::Reach).any(|found| found.to <= first.from);
    let changes =
        begun && !between && (first.measured.unit.is_some() || !ascending && has_direction_before(reading, first.from));
    if first.measured.unit.is_none() {
        first.measured.unit.clone_from(&second.measured.unit);
        first.measured.is_time = second.measured.is_time;
    }
    // Two to three million.
    let scale = second.measured.scale;
    if first.measured.scale == 1.0 && scale > 1.0 && first.measured.value * scale <= second.measured.value {
        first.measured.value *= scale;
    }
    if !changes {
        first.comparator = Some(Comparator::AtLeast);
        second.comparator = Some(Comparator::AtMost);
        second.ends_range = true;
    }
}

/// Whether a word before a token tells that something moves.
fn moves_before(reading: &Reading<'_>, at: usize) -> bool {
    reading.all_of(&[List::Up, List::Down]).any(|found| found.to <= at)
}

/// Whether a word of direction stands before a token.
pub(super) fn has_direction_before(reading: &Reading<'_>, at: usize) -> bool {
    reading.all_of(&[List::Up, List::Down, List::Zero, List::Hold, List::Reach]).any(|found| found.to <= at)
}

/// Makes quantities of the numbers that are no baseline.
pub(super) fn quantities(
    reading: &mut Reading<'_>,
    candidates: &[Candidate],
    hedges: &mut Vec<std::ops::Range<usize>>,
) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    for candidate in candidates {
        let range = candidate.measured.from..candidate.measured.to;
        if candidate.is_baseline {
            reading.take(range, Role::Baseline);
            continue;
        }
        let mut value = multiplied(reading, candidate);
        let mut unit = candidate.measured.unit.clone();
        // Raised to the half is a level, reduced to the half a factor.
        let raised = reading.book.language == Language::Arabic
            && candidate.by_word
            && value < 1.0
            && nearest_move(reading, candidate) == Some(List::Up);
        if raised {
            (value, unit) = (value * 100.0, Some("percent".into()));
        }
        let comparator = match candidate.comparator {
            Some(comparator) => comparator,
            None if raised => Comparator::Equal,
            None if is_upper_bound(reading, candidate) => Comparator::AtMost,
            None if is_change(reading, candidate) => Comparator::By,
            None => Comparator::Equal,
        };
        if let Some((from, to)) = candidate.hedge {
            hedges.push(reading.bytes(from..to));
        }
        let at = reading.bytes(range.clone());
        quantities.push(Quantity { value, unit, comparator, at });
        if !candidate.by_word {
            reading.take(range, Role::Quantity);
        }
    }
    quantities
}

/// Whether a word that leads to a level stands before a number although nothing moves: до 40% автобусов.
fn is_upper_bound(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    reading.any_before(&[List::UpTo], candidate.from).is_some()
        && !has_direction_before(reading, candidate.from)
        && reading.all(List::From).all(|word| word.to > candidate.from || word.to + 3 < candidate.from)
}

/// Whether a number is the amount of a change rather than a level.
fn is_change(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let multiplied = reading.at(List::TimesBefore, candidate.measured.from).is_some();
    if candidate.by_word || multiplied || reading.any_before(&[List::ChangeBy], candidate.from).is_some() {
        return true;
    }
    let is_level = reading.any_before(&[List::ToLevel], candidate.from).is_some();
    let directed = moves_before(reading, candidate.from);
    // بالربع, بنحو 20%: by is written onto the number or the hedge.
    if reading.book.language == Language::Arabic && directed && reading.word(candidate.from).starts_with('ب') {
        return true;
    }
    let weakly = reading.any_before(&[List::ChangeByWeak], candidate.from).is_some();
    let next = reading.at(List::Particle, candidate.measured.to).map_or(candidate.measured.to, |word| word.to);
    let noun = reading.any_at(&[List::ChangeAfter], candidate.measured.to).is_some()
        || reading.any_at(&[List::ChangeAfter], next).is_some();
    let verb = reading.book.language == Language::Chinese
        && (reading.any_before(&[List::Up, List::Down], candidate.from).is_some() || ends_change(reading, candidate));
    let multiple = matches!(candidate.measured.unit.as_deref(), Some("points" | "factor"));
    let factor = candidate.measured.unit.as_deref() == Some("factor") && directed;
    noun || factor || !is_level && (weakly && directed || verb || multiple && directed)
}

/// The factor by which a multiplication changes what there is: a reduction `three times` leaves a third, and in Chinese
/// an increase by two times makes three.
fn multiplied(reading: &Reading<'_>, candidate: &Candidate) -> f64 {
    let value = candidate.measured.value;
    if candidate.measured.unit.as_deref() != Some("factor") || value <= 0.0 {
        return value;
    }
    match nearest_move(reading, candidate) {
        Some(List::Down) if value > 1.0 => (10_000.0 / value).round() / 10_000.0,
        Some(List::Up)
            if reading.book.language == Language::Chinese
                && !candidate.by_word
                && reading.any_before(&[List::Up], candidate.from).is_some()
                && reading.any_before(&[List::ToLevel], candidate.from).is_none() =>
        {
            value + 1.0
        }
        _ => value,
    }
}

/// The list of the word of direction nearest to a number; one before it is nearer than one behind it.
fn nearest_move(reading: &Reading<'_>, candidate: &Candidate) -> Option<List> {
    let (from, to) = (candidate.measured.from, candidate.measured.to);
    let nearest = reading
        .all_of(&[List::Up, List::Down])
        .filter(|found| found.to <= from || found.from >= to)
        .min_by_key(|found| if found.to <= from { from - found.to } else { 1000 + found.from - from });
    nearest.map(|found| found.meaning.list)
}

/// Whether a Chinese clause ends with the number by which its verb of direction says that something changes: 减少碳排放500万吨.
fn ends_change(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let begins = (0..candidate.from).rev().find(|&at| reading.is_end(at)).map_or(0, |at| at + 1);
    let last = reading.is_end(candidate.measured.to);
    let mut verbs =
        reading.all_of(&[List::Up, List::Down]).filter(|verb| verb.from >= begins && verb.to <= candidate.from);
    let levels = [List::ToLevel, List::Reach, List::Hold, List::State];
    last && verbs
        .next()
        .is_some_and(|verb| !reading.all_of(&levels).any(|word| word.from >= verb.from && word.to <= candidate.from))
}
