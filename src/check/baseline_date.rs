//! `baseline-date`: a baseline from the wrong time.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Kind, PlanDate};
use crate::source::Located;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BaselineDate {
    /// What is asked of the date.
    question: Question,
    /// How many years old a baseline may be when the plan begins.
    #[serde(default = "five")]
    years: i16,
}

/// What is asked of a baseline's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Question {
    /// Whether it is not earlier than what it is the baseline of.
    TooLate,
    /// Whether it is old when the plan begins.
    TooOld,
}

fn five() -> i16 {
    5
}

impl Check for BaselineDate {
    fn facts(&self) -> &'static [&'static str] {
        &["problem", "date", "other", "years"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "baseline")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        hits.extend(match self.question {
            Question::TooLate => too_late(cx, id, element),
            Question::TooOld => too_old(cx, id, element, self.years),
        });
    }
}

fn too_late(cx: &Context<'_>, id: ElementId, element: &Element) -> Option<Hit> {
    let baseline = element.baseline()?;
    let date = baseline.date?;
    let hit = |problem: &'static str, holder: ElementId, other: Located<PlanDate>, label: &'static str| {
        Hit::new(Owner::Element(id), date.at)
            .fact("problem", problem)
            .fact("date", date.value.to_string())
            .fact("other", other.value.to_string())
            .related(Owner::Element(holder), other.at, label)
    };
    if let Some((holder, due)) = cx.plan.due_of_indicator(id) {
        // A year and a month of that year leave open which comes first; one date is not before itself.
        let late = date.value.compare(due.value).is_gt() || date.value == due.value;
        // What was due before the plan began has itself the wrong date, which another rule says.
        let start = cx.plan.period().and_then(|period| period.start);
        let long_past = start.is_some_and(|start| due.value.compare(start.value).is_lt());
        if late && !long_past {
            return Some(hit("target", holder, due, "deadline"));
        }
    }
    // Of a plan that began later than planned, the baseline may be as late as that.
    let start = cx.plan.root().date("began").or(cx.plan.period()?.start)?;
    let after_start = date.value.compare(start.value).is_gt() && !baseline.planned;
    after_start.then(|| hit("start", ElementId::PLAN, start, "period"))
}

fn too_old(cx: &Context<'_>, id: ElementId, element: &Element, years: i16) -> Option<Hit> {
    let start = cx.plan.period()?.start?;
    let change = element.target().and_then(|target| target.change.as_ref()?.value.from);
    let date = element.baseline().and_then(|baseline| baseline.date).or(change)?;
    let fresh_until = date.value.last_day().checked_add(jiff::Span::new().try_years(years).ok()?).ok()?;
    (fresh_until < start.value.first_day() && !counted_rarely(cx, element)).then(|| {
        Hit::new(Owner::Element(id), date.at)
            .fact("problem", "old")
            .fact("date", date.value.to_string())
            .fact("other", start.value.to_string())
            .fact("years", years)
            .related(Owner::Element(ElementId::PLAN), start.at, "period")
    })
}

/// Whether the values come from a census or another count that is taken once in many years.
fn counted_rarely(cx: &Context<'_>, element: &Element) -> bool {
    let in_words = ["name", "source"].into_iter().filter_map(|name| element.text(name)).any(|text| {
        text.entries.iter().any(|entry| cx.lexicon.find(List::RareCount, &entry.words, &entry.language).is_some())
    });
    in_words || element.word("frequency").is_some_and(|word| cx.lexicon.is_word(List::RareCount, word))
}
