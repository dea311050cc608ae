//! `text-field`: the words of an element and its fields contradict each other.
//!
//! A target may state in words what its fields state in numbers: deadline, value, baseline. Where both do, they must
//! agree. One finding for each thing that disagrees, at the words of the first language in which it does. Where another
//! language agrees with the field and has another number, the versions disagree, and `translation` says so.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use super::translation::do_contradict;
use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::indicator::heading::Heading;
use crate::indicator::unit::{comparable, is_percent};
use crate::plan::{ElementId, Kind, Measure, MeasureRole, PlanDate, Precision, TextEntry};
use crate::source::{Located, Location};
use crate::text::{Comparator, Language, Quantity, Statement};

/// Parameters: none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextField {}

/// What words and a field say of one thing.
struct Conflict {
    what: &'static str,
    words: Range<usize>,
    /// What the field says, and where.
    field: (String, Location),
    label: &'static str,
}

impl Check for TextField {
    fn facts(&self) -> &'static [&'static str] {
        &["what", "words", "field"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        BTreeSet::new()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let fields = Fields::of(cx, id);
        let mut told: Vec<&'static str> = Vec::new();
        let versions: Vec<(&TextEntry, Arc<Statement>, Vec<Conflict>)> = stated::statements(cx, id)
            .map(|(entry, statement)| {
                let mut conflicts = fields.conflicts(cx, Stated { statement: &statement, language: &entry.language });
                // Grade 3 of 4: the first is the level, the second the end of the scale.
                let is_of_scale = fields.of_scale && fields.stands_in(&entry.words);
                conflicts.retain(|conflict| conflict.what != "value" || !is_of_scale);
                (entry, statement, conflicts)
            })
            .collect();
        let agrees = |entry: &TextEntry, what: &str| {
            versions.iter().any(|(other, statement, conflicts)| {
                states(statement, what)
                    && conflicts.iter().all(|conflict| conflict.what != what)
                    && do_contradict(cx, entry, other)
            })
        };
        for (entry, _, conflicts) in &versions {
            for conflict in conflicts {
                if !told.contains(&conflict.what) && !agrees(entry, conflict.what) {
                    told.push(conflict.what);
                    hits.push(hit(id, entry, conflict));
                }
            }
        }
    }
}

/// Whether a statement says anything of what a field says.
fn states(statement: &Statement, what: &str) -> bool {
    match what {
        "deadline" => statement.deadline.is_some(),
        "baseline" | "baseline-year" => statement.baseline.is_some(),
        _ => !statement.quantities.is_empty(),
    }
}

fn hit(id: ElementId, entry: &TextEntry, conflict: &Conflict) -> Hit {
    let words = &entry.words[conflict.words.clone()];
    let (field, at) = conflict.field.clone();
    Hit::new(Owner::Element(id), entry.locate(conflict.words.clone()))
        .fact("what", conflict.what)
        .fact("words", words)
        .fact("field", field)
        .related(Owner::Element(id), at, conflict.label)
}

/// A value of an indicator with what it is counted in.
struct Value {
    number: f64,
    written: Decimal,
    is_percent: bool,
    /// What it is counted in, as written.
    unit: Option<Arc<str>>,
    at: Location,
    /// Where the indicator starts, in the same unit.
    baseline: Option<f64>,
    /// Whether less is better.
    falls: bool,
}

/// What a text states, with the language that it is in.
#[derive(Clone, Copy)]
struct Stated<'s> {
    statement: &'s Statement,
    language: &'s str,
}

impl Value {
    /// Whether it is counted in `unit`, a unit as statements name them: the unit of the field is read as one of a text is.
    fn is_in(&self, cx: &Context<'_>, unit: &str, language: &str) -> bool {
        let Some(written) = &self.unit else { return false };
        let read = |language: Language| {
            let statement = cx.analyst.statement(cx.lexicon, &format!("7 {written}"), language);
            matches!(statement.quantities.as_slice(), [only] if only.unit.as_deref() == Some(unit))
        };
        Language::of_tag(language).into_iter().chain([Language::English]).any(read)
    }

    /// Whether a quantity that words state leaves room for this value: more than a third is 35 percent, too.
    fn is_within(&self, quantity: &Quantity) -> bool {
        match quantity.comparator {
            Comparator::AtLeast => self.number >= quantity.value,
            Comparator::MoreThan => self.number > quantity.value,
            Comparator::AtMost => self.number <= quantity.value,
            Comparator::LessThan => self.number < quantity.value,
            Comparator::Equal | Comparator::By => false,
        }
    }

    /// Whether a share that words state is another view of this value: what is left of the whole, the good side of a
    /// thing that is to shrink, or the part of the baseline to which it falls.
    fn is_stated_as(&self, share: f64) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 0.01 * b.abs().max(1.0);
        let rest = self.is_percent && near(share, 100.0 - self.number);
        let Some(start) = self.baseline else { return rest };
        let good_side = self.is_percent && self.falls && share > start;
        let part = start > 0.0 && near(share, 100.0 * self.number / start);
        rest || good_side || part
    }

    /// Whether a share is this value where it is rounded to as many digits as are written: a third is 33 percent.
    fn is_rounded(&self, share: f64) -> bool {
        let digits = Decimal::try_from(share).ok().map(|share| share.round_dp(self.written.scale()));
        self.is_percent && digits == Some(self.written)
    }
}

/// Whether a date is in a month, or may be. By July may be by its beginning, so that the month before it is as good.
fn lies_in(date: PlanDate, month: i8) -> bool {
    let (first, last) = (date.first_day().month(), date.last_day().month());
    (first..=last).contains(&month) || (first..=last).contains(&(month - 1))
}

/// What the fields of an element and of its indicators say.
struct Fields {
    /// The element's own deadline.
    deadline: Option<Located<PlanDate>>,
    /// Dates of its indicators' targets and milestones.
    due: Vec<Located<PlanDate>>,
    /// Values aimed at: targets, and milestones on the way.
    aims: Vec<Value>,
    /// Whether an indicator aims at something that is no number, or at a change.
    aims_otherwise: bool,
    /// Every value of the indicators, whatever its role, with those of groups.
    all: Vec<f64>,
    baselines: Vec<Value>,
    baseline_dates: Vec<Located<PlanDate>>,
    /// Whether an indicator has grades for values.
    of_scale: bool,
}

impl Fields {
    fn of(cx: &Context<'_>, id: ElementId) -> Self {
        let element = cx.element(id);
        let mut fields = Self {
            deadline: element.date("deadline"),
            due: Vec::new(),
            aims: Vec::new(),
            aims_otherwise: false,
            all: Vec::new(),
            baselines: Vec::new(),
            baseline_dates: Vec::new(),
            of_scale: false,
        };
        for indicator in cx.plan.indicators_of(id).map(|id| cx.element(id)) {
            let value = |measure: &Measure| {
                let written = measure.number()?;
                let unit = measure.unit_in(indicator);
                let is_percent = unit.is_some_and(|unit| is_percent(cx.lexicon, unit));
                let start = indicator.baseline().filter(|start| comparable(cx.lexicon, indicator, start, measure));
                let baseline = start.and_then(Measure::number).and_then(|number| number.to_f64());
                let number = written.to_f64()?;
                let declared = Heading::declared(indicator).map(|heading| heading == Heading::Down);
                let falls = declared.unwrap_or_else(|| baseline.is_some_and(|start| start > number));
                let unit = unit.map(Arc::from);
                Some(Value { number, written, is_percent, unit, at: measure.place(), baseline, falls })
            };
            fields.of_scale |= indicator.has("scale") || indicator.word("type") == Some("qualitative");
            for role in [MeasureRole::Target, MeasureRole::Milestone] {
                for measure in indicator.measures(role) {
                    fields.due.extend(measure.date);
                    fields.aims.extend(value(measure));
                    fields.aims_otherwise |= measure.number().is_none() || measure.flawed;
                }
            }
            if let Some(baseline) = indicator.baseline() {
                fields.baselines.extend(value(baseline));
                fields.baseline_dates.extend(baseline.date);
            }
            // So many more: the difference between target and baseline.
            let number =
                |measure: Option<&Measure>| measure.and_then(Measure::number).and_then(|number| number.to_f64());
            if let (Some(target), Some(baseline)) = (number(indicator.target()), number(indicator.baseline())) {
                fields.all.push((target - baseline).abs());
            }
            for measure in indicator.all_measures() {
                fields.all.extend(measure.number().and_then(|number| number.to_f64()));
                fields.all.extend(measure.parts.iter().filter_map(|part| part.value.value.to_f64()));
            }
        }
        fields
    }

    /// Whether a text has the number of an aim, whatever it was read as.
    fn stands_in(&self, words: &str) -> bool {
        let digit = |c: char| c.to_digit(10).or(('٠'..='٩').contains(&c).then(|| u32::from(c) - u32::from('٠')));
        let numbers = words.split(|c| digit(c).is_none()).filter(|number| !number.is_empty());
        let values = numbers
            .filter_map(|number| number.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?)));
        let values: Vec<f64> = values.map(f64::from).collect();
        self.aims.iter().any(|aim| values.iter().any(|value| (value - aim.number).abs() < 1e-9))
    }

    fn conflicts(&self, cx: &Context<'_>, stated: Stated<'_>) -> Vec<Conflict> {
        let statement = stated.statement;
        let value = self.value(statement).or_else(|| self.measured(cx, stated));
        let found = [self.deadline(statement), value, self.baseline(cx, stated), self.year(statement)];
        found.into_iter().flatten().collect()
    }

    /// The text says 2029, the field 2030. A date of an indicator on the way is as good as the element's own.
    fn deadline(&self, statement: &Statement) -> Option<Conflict> {
        let stated = statement.deadline.as_ref()?;
        // Before 2027 is until the end of 2026.
        let day_before = |date: PlanDate| {
            let last = date.last_day();
            i32::from(last.year()) == stated.year - 1 && (last.month(), last.day()) == (12, 31)
        };
        let same = |date: &Located<PlanDate>| {
            let precise = date.value.precision() == Precision::Day;
            // Before January is until the end of December.
            let eve = stated.month == Some(1)
                && date.value.precision() != Precision::Year
                && date.value.last_day().month() == 12
                && i32::from(date.value.year()) == stated.year - 1;
            let year = i32::from(date.value.year()) == stated.year
                && stated.month.is_none_or(|month| lies_in(date.value, month));
            year || eve || precise && day_before(date.value)
        };
        if self.deadline.iter().chain(&self.due).any(same) {
            return None;
        }
        let field = self.deadline.or_else(|| self.due.first().copied())?;
        let field = (field.value.to_string(), field.at);
        Some(Conflict { what: "deadline", words: stated.at.clone(), field, label: "deadline" })
    }

    /// The text says 60%, the field 65. Levels are compared with levels of the same kind; where one of several agrees, the
    /// others may be about something else.
    fn value(&self, statement: &Statement) -> Option<Conflict> {
        let mut levels = statement.quantities.iter().filter(|quantity| {
            let unit = quantity.unit.as_deref();
            let kind = matches!(unit, Some("percent")) || unit.is_none();
            kind && quantity.comparator != Comparator::By
        });
        if self.aims_otherwise || statement.quantities.iter().any(|quantity| self.holds(quantity.value)) {
            return None;
        }
        let shares = || {
            let percent = |unit: Option<&str>| unit == Some("percent");
            statement.quantities.iter().filter(move |quantity| percent(quantity.unit.as_deref()))
        };
        let is_stated = |aim: &Value, share: f64| aim.is_stated_as(share) || aim.is_rounded(share);
        if shares().any(|share| self.aims.iter().any(|aim| is_stated(aim, share.value))) {
            return None;
        }
        // 90% of the 500 schools: the number of all, and of it the share that is aimed at.
        let is_whole = |count: f64| shares().any(|share| self.holds(count * share.value / 100.0));
        let alike = |is_percent: bool| self.aims.iter().filter(move |aim| aim.is_percent == is_percent);
        // Counts of other things stand in many sentences; only where there is one count and one value to compare.
        let counts = statement.quantities.iter().filter(|quantity| quantity.unit.is_none()).count();
        levels.find_map(|quantity| {
            let is_percent = quantity.unit.is_some();
            if !is_percent && is_whole(quantity.value) {
                return None;
            }
            let aim = alike(is_percent).next()?;
            if alike(is_percent).any(|aim| aim.is_within(quantity)) {
                return None;
            }
            let single = is_percent || counts == 1 && self.aims.len() == 1 && statement.hedges.is_empty();
            single.then(|| Conflict {
                what: "value",
                words: quantity.at.clone(),
                field: (aim.written.normalize().to_string(), aim.at),
                label: "target",
            })
        })
    }

    /// The text says 700 MW, the field 770: a value in a unit, where the text has one such and the fields one.
    fn measured(&self, cx: &Context<'_>, Stated { statement, language }: Stated<'_>) -> Option<Conflict> {
        if self.aims_otherwise || !statement.hedges.is_empty() {
            return None;
        }
        let of_unit = |unit: &str| {
            let same = |quantity: &&Quantity| quantity.unit.as_deref() == Some(unit);
            statement.quantities.iter().filter(same).count()
        };
        let mut in_units = statement.quantities.iter().filter_map(|quantity| {
            let unit = quantity.unit.as_deref().filter(|unit| !matches!(*unit, "percent" | "points" | "factor"))?;
            (quantity.comparator != Comparator::By && of_unit(unit) == 1).then_some((quantity, unit))
        });
        in_units.find_map(|(quantity, unit)| {
            let [aim] = self.aims.as_slice() else { return None };
            let is_other = !self.holds(quantity.value) && !aim.is_within(quantity) && aim.is_in(cx, unit, language);
            // Five million for a price of thirty are what is spent on it; five km to a road are no length of 700 km.
            let is_of_one_size = aim.number > 0.0 && (0.05..20.0).contains(&(quantity.value / aim.number));
            (is_other && is_of_one_size).then(|| Conflict {
                what: "value",
                words: quantity.at.clone(),
                field: (aim.written.normalize().to_string(), aim.at),
                label: "target",
            })
        })
    }

    /// Whether a field of any indicator holds this number, in ones, thousands, 万, millions, 亿 or billions.
    fn holds(&self, stated: f64) -> bool {
        self.all.iter().any(|&number| {
            [1.0, 1e3, 1e4, 1e6, 1e8, 1e9]
                .iter()
                .any(|scale| (number * scale - stated).abs() <= 0.005 * stated.abs().max(1e-9))
        })
    }

    fn baseline(&self, cx: &Context<'_>, Stated { statement, language }: Stated<'_>) -> Option<Conflict> {
        let stated = statement.baseline.as_ref()?;
        let value = stated.value?;
        let is_percent = stated.unit.as_deref() == Some("percent");
        // 2023年的三分之一: the share of a level, which the target is and the baseline is not.
        let of_level = is_percent && self.aims.iter().any(|aim| aim.is_stated_as(value));
        let is_rounded = is_percent && self.baselines.iter().any(|field| field.is_rounded(value));
        if self.holds(value) || of_level || is_rounded {
            return None;
        }
        let field = self.baselines.iter().find(|field| field.is_percent == is_percent)?;
        let field_value = (field.written.normalize().to_string(), field.at);
        let is_in_unit = stated.unit.as_deref().is_none_or(|unit| field.is_in(cx, unit, language));
        let comparable = is_percent || self.baselines.len() == 1 && is_in_unit && field.number > 0.0;
        comparable.then(|| Conflict {
            what: "baseline",
            words: stated.at.clone(),
            field: field_value,
            label: "baseline",
        })
    }

    fn year(&self, statement: &Statement) -> Option<Conflict> {
        let stated = statement.baseline.as_ref()?;
        // A year without its value may be another reference than the last measurement.
        let year = stated.year.filter(|_| stated.value.is_some())?;
        let first = self.baseline_dates.first()?;
        let same = self.baseline_dates.iter().any(|date| i32::from(date.value.year()) == year);
        let field = (first.value.to_string(), first.at);
        (!same).then(|| Conflict { what: "baseline-year", words: stated.at.clone(), field, label: "baseline" })
    }
}
