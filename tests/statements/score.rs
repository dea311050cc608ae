//! Labels against what was understood.

use std::collections::BTreeMap;
use std::ops::Range;

use planlint::text::Statement;

use super::set::Labelled;

/// The labels that are counted.
pub(crate) const LABELS: [&str; 12] = [
    "vague",
    "quantity",
    "bound",
    "hedged",
    "deadline",
    "relative",
    "baseline",
    "direction",
    "means",
    "double",
    "group",
    "span",
];

/// How often a label was found rightly, wrongly, and not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Counts {
    pub(crate) fn expected(&self) -> u32 {
        self.right + self.missed
    }

    pub(crate) fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    pub(crate) fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    pub(crate) fn f1(&self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// A quantity, so that two can be compared.
#[derive(Clone, Debug)]
struct Count {
    value: f64,
    unit: String,
    comparator: String,
    at: Range<usize>,
}

impl Count {
    /// Units of measure are spelled in many ways; percent, points, factors and money are not.
    fn new(value: f64, unit: Option<&str>, comparator: &str, at: Range<usize>) -> Self {
        let kept = |unit: &str| {
            matches!(unit, "percent" | "points" | "factor")
                || unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase())
        };
        let unit = unit.filter(|unit| kept(unit)).unwrap_or_default().to_owned();
        Self { value, unit, comparator: comparator.to_owned(), at }
    }

    fn is(&self, other: &Self) -> bool {
        (self.value - other.value).abs() <= 1e-4 * self.value.abs().max(100.0) && self.unit == other.unit
    }
}

/// Counts what agrees and tells what does not.
pub(crate) fn compare(
    labelled: &Labelled,
    statement: &Statement,
    counts: &mut BTreeMap<&'static str, Counts>,
) -> Vec<String> {
    let mut tally = Tally { counts, differences: Vec::new() };
    let vague: Vec<&str> = statement.vague().map(|term| &labelled.text[term.at.clone()]).collect();
    tally.flag("vague", !labelled.vague.is_empty(), !vague.is_empty(), &format!("{:?} / {vague:?}", labelled.vague));
    tally.quantities(labelled, statement);
    tally.flag("hedged", labelled.hedged, !statement.hedges.is_empty(), "");
    let year = labelled.deadline.as_ref().map(|deadline| deadline.year);
    tally.set(
        "deadline",
        year.into_iter().collect(),
        statement.deadline.iter().map(|deadline| deadline.year).collect(),
    );
    let relative = labelled.relative_deadline.as_ref().map(|relative| format!("{} {}", relative.amount, relative.unit));
    let found = statement.relative_deadline.as_ref().map(|relative| format!("{} {}", relative.amount, relative.unit));
    tally.set("relative", relative.into_iter().collect(), found.into_iter().collect());
    tally.baseline(labelled, statement);
    let directions = statement.directions().iter().map(|direction| direction.name().to_owned()).collect();
    tally.set("direction", labelled.directions.clone(), directions);
    let words = statement.means.clone().map(|at| &labelled.text[at]);
    tally.flag("means", labelled.means, statement.means.is_some(), &format!("{words:?}"));
    let verbs = statement
        .double_barrel
        .as_ref()
        .map(|two| (&labelled.text[two.first.clone()], &labelled.text[two.second.clone()]));
    tally.flag("double", labelled.double_barrelled, verbs.is_some(), &format!("{verbs:?}"));
    let mut groups: Vec<String> = statement.groups.iter().map(|word| word.group.to_string()).collect();
    groups.sort();
    groups.dedup();
    tally.set("group", labelled.groups.clone(), groups);
    tally.differences
}

struct Tally<'t> {
    counts: &'t mut BTreeMap<&'static str, Counts>,
    differences: Vec<String>,
}

impl Tally<'_> {
    fn flag(&mut self, label: &'static str, expected: bool, found: bool, detail: &str) {
        let counts = self.counts.entry(label).or_default();
        match (expected, found) {
            (true, true) => counts.right += 1,
            (true, false) => counts.missed += 1,
            (false, true) => counts.wrong += 1,
            (false, false) => return,
        }
        if expected != found {
            self.differences.push(format!("{label}: expected {expected}, found {found} {detail}"));
        }
    }

    fn set<T: PartialEq + std::fmt::Debug>(&mut self, label: &'static str, expected: Vec<T>, found: Vec<T>) {
        let counts = self.counts.entry(label).or_default();
        let right = expected.iter().filter(|item| found.contains(item)).count();
        counts.right += u32::try_from(right).expect("few labels");
        counts.missed += u32::try_from(expected.len() - right).expect("few labels");
        let wrong = found.iter().filter(|item| !expected.contains(item)).count();
        counts.wrong += u32::try_from(wrong).expect("few labels");
        if right < expected.len() || wrong > 0 {
            self.differences.push(format!("{label}: expected {expected:?}, found {found:?}"));
        }
    }

    fn quantities(&mut self, labelled: &Labelled, statement: &Statement) {
        let text = labelled.text.as_str();
        let mut from = 0;
        let mut expected = Vec::new();
        for quantity in &labelled.quantities {
            let start = text[from..].find(&quantity.words).map(|at| from + at).or_else(|| text.find(&quantity.words));
            let start = start.unwrap_or_else(|| panic!("{:?} does not stand in {text:?}", quantity.words));
            let at = start..start + quantity.words.len();
            from = at.end;
            expected.push(Count::new(quantity.value, quantity.unit.as_deref(), &quantity.comparator, at));
        }
        let found = statement.quantities.iter().map(|quantity| {
            Count::new(quantity.value, quantity.unit.as_deref(), quantity.comparator.name(), quantity.at.clone())
        });
        let mut rest: Vec<Count> = found.collect();
        let all = rest.clone();
        for one in &expected {
            let Some(index) = rest.iter().position(|other| other.is(one)) else {
                self.counts.entry("quantity").or_default().missed += 1;
                self.differences.push(format!("quantity: expected {one:?}, found {all:?}"));
                continue;
            };
            let other = rest.remove(index);
            self.counts.entry("quantity").or_default().right += 1;
            self.set("bound", vec![one.comparator.clone()], vec![other.comparator.clone()]);
            let overlap = other.at.start < one.at.end && one.at.start < other.at.end;
            self.flag("span", true, overlap, &format!("{:?} / {:?}", &text[one.at.clone()], &text[other.at]));
        }
        for other in rest {
            self.counts.entry("quantity").or_default().wrong += 1;
            self.differences.push(format!("quantity: not expected {:?} {other:?}", &text[other.at.clone()]));
        }
        if let (Some(expected), Some(found)) = (&labelled.deadline, &statement.deadline)
            && expected.year == found.year
        {
            let places: Vec<usize> = text.match_indices(&expected.words).map(|(at, _)| at).collect();
            let overlap = places.iter().any(|&at| at < found.at.end && found.at.start < at + expected.words.len());
            self.flag("span", true, overlap, &expected.words);
        }
        if let (Some(expected), Some(found)) = (&labelled.relative_deadline, &statement.relative_deadline) {
            let overlap = text
                .find(&expected.words)
                .is_some_and(|at| at < found.at.end && found.at.start < at + expected.words.len());
            self.flag("span", true, overlap, &expected.words);
        }
    }

    fn baseline(&mut self, labelled: &Labelled, statement: &Statement) {
        let parts = |value: Option<f64>, year: Option<i32>| {
            let value = value.map(|value| format!("value {value}"));
            value.into_iter().chain(year.map(|year| format!("year {year}"))).collect::<Vec<_>>()
        };
        let expected = labelled.baseline.as_ref().map(|baseline| parts(baseline.value, baseline.year));
        let found = statement.baseline.as_ref().map(|baseline| parts(baseline.value, baseline.year));
        self.set("baseline", expected.unwrap_or_default(), found.unwrap_or_default());
    }
}
