//! The contract of `planlint statement --format json`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::Number;

use super::StatementReport;
use crate::plan::schema::Framework;
use crate::text::ConceptWord;

#[derive(Serialize)]
struct Object<'s> {
    text: &'s str,
    language: &'static str,
    quantities: Vec<Quantity<'s>>,
    deadline: Option<Deadline>,
    relative_deadline: Option<RelativeDeadline<'s>>,
    baseline: Option<Baseline>,
    directions: Vec<&'static str>,
    vague: Vec<Words<'s>>,
    means: bool,
    double_barrelled: bool,
    hedged: bool,
    groups: BTreeSet<&'s str>,
    concepts: Vec<Concept<'s>>,
    sdg: Vec<Code<'s>>,
    wsis: Vec<Code<'s>>,
}

#[derive(Serialize)]
struct Quantity<'s> {
    value: Option<Number>,
    unit: Option<&'s str>,
    comparator: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Deadline {
    year: i32,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct RelativeDeadline<'s> {
    amount: Option<Number>,
    unit: &'s str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Baseline {
    value: Option<Number>,
    year: Option<i32>,
}

#[derive(Serialize)]
struct Words<'s> {
    text: &'s str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Concept<'s> {
    id: &'s str,
    #[serde(flatten)]
    words: Words<'s>,
}

#[derive(Serialize)]
struct Code<'s> {
    code: &'static str,
    evidence: Vec<Words<'s>>,
}

/// A number as people write it: 60, not 60.0. One beyond all measure is none.
fn number(value: f64) -> Option<Number> {
    #[expect(clippy::cast_possible_truncation, reason = "whole numbers of this size are exact in both")]
    let whole = (value.fract() == 0.0 && value.abs() < 9e15).then_some(value as i64);
    whole.map_or_else(|| Number::from_f64(value), |whole| Some(whole.into()))
}

pub(super) fn write(report: &StatementReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let statement = report.statement;
    let words = |at: &Range<usize>| Words { text: &report.text[at.clone()], start: at.start, end: at.end };
    let concept =
        |word: &ConceptWord| Concept { id: &report.thesaurus.concept(word.concept).id, words: words(&word.at) };
    let codes = |framework| {
        let found = report.suggestions(framework).into_iter();
        found.map(|found| Code { code: found.code, evidence: found.evidence.iter().map(words).collect() }).collect()
    };
    let quantities = statement.quantities.iter().map(|quantity| Quantity {
        value: number(quantity.value),
        unit: quantity.unit.as_deref(),
        comparator: quantity.comparator.name(),
        start: quantity.at.start,
        end: quantity.at.end,
    });
    let deadline = statement.deadline.as_ref();
    let relative = statement.relative_deadline.as_ref();
    let baseline = statement.baseline.as_ref();
    let object = Object {
        text: report.text,
        language: report.language.code(),
        quantities: quantities.collect(),
        deadline: deadline.map(|date| Deadline { year: date.year, start: date.at.start, end: date.at.end }),
        relative_deadline: relative.map(|time| RelativeDeadline {
            amount: number(time.amount),
            unit: &time.unit,
            start: time.at.start,
            end: time.at.end,
        }),
        baseline: baseline.map(|baseline| Baseline { value: baseline.value.and_then(number), year: baseline.year }),
        directions: statement.directions().into_iter().map(|direction| direction.name()).collect(),
        vague: statement.vague().map(|term| words(&term.at)).collect(),
        means: statement.means.is_some(),
        double_barrelled: statement.double_barrel.is_some(),
        hedged: !statement.hedges.is_empty(),
        groups: statement.groups.iter().map(|group| &*group.group).collect(),
        concepts: statement.concepts.iter().map(concept).collect(),
        sdg: codes(Framework::Sdg),
        wsis: codes(Framework::Wsis),
    };
    serde_json::to_writer(&mut *out, &object).map_err(io::Error::from)?;
    writeln!(out)
}
