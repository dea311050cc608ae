//! `baseline`: what an indicator's values are counted from.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::stated_change::{counts_from_something, is_asked_in_fields, without_start};
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::indicator::unit::is_percent;
use crate::plan::{Element, ElementId, FieldValue, Kind, MeasureValue};

/// What is asked of the baseline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "ask")]
pub(super) enum Baseline {
    /// That it is there, with its value and its date; one whose measurement is planned needs the date only.
    Whole,
    /// That there is something to count a relative change from, be it one in a value or in the words of an element.
    UnderChange {
        /// Units of relative changes besides percent.
        relative: Vec<String>,
    },
}

impl Check for Baseline {
    fn facts(&self) -> &'static [&'static str] {
        match self {
            Self::Whole => &["missing", "given", "goal"],
            Self::UnderChange { .. } => &["role", "by", "unit_of_change", "words"],
        }
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "baseline")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        match (self, subject) {
            (Self::Whole, Subject::Element(_)) => hits.extend(missing(cx, id, element)),
            (Self::UnderChange { relative }, Subject::Measure(_, role, index)) => {
                let measure = element.measures(role).get(index);
                let Some(change) = measure.and_then(|measure| measure.change.as_ref()) else { return };
                let (Some(by), Some(unit)) = (&change.value.by, &change.value.unit) else { return };
                let is_relative =
                    is_percent(cx.lexicon, &unit.value) || relative.iter().any(|word| **word == *unit.value);
                let flawed = measure.is_some_and(|measure| measure.flawed);
                if is_relative && change.value.from.is_none() && !flawed && !counts_from_something(element) {
                    hits.push(
                        Hit::new(Owner::Element(id), change.at)
                            .fact("role", role.name())
                            .fact("by", number(by.value))
                            .fact("unit_of_change", &*unit.value)
                            .fact("words", ()),
                    );
                }
            }
            (Self::UnderChange { .. }, Subject::Element(_)) => {
                hits.extend(without_start(cx, id).map(|(entry, at)| {
                    Hit::new(Owner::Element(id), entry.locate(at.clone())).fact("words", &entry.words[at])
                }));
            }
            _ => {}
        }
    }
}

fn missing(cx: &Context<'_>, id: ElementId, element: &Element) -> Option<Hit> {
    let goal = element.target().and_then(|target| target.number()).map(number);
    let hit = |at, missing: &'static str| Hit::new(Owner::Element(id), at).fact("missing", missing).fact("goal", goal);
    let Some(baseline) = element.baseline() else {
        // One of a wrong type was reported when it was read.
        let unreadable = element.field("baseline").is_some_and(|field| field.value == FieldValue::Invalid);
        // What a percentage is to be added to is asked by the rule of relative changes; in the words of a target too.
        let by_words = element
            .parent
            .is_some_and(|parent| cx.element(parent).kind == Kind::Target && without_start(cx, parent).is_some());
        let asked = by_words || is_asked_in_fields(cx, element);
        return (!unreadable && !asked && !cx.plan.is_misspelt(id, "baseline"))
            .then(|| hit(element.place_of("baseline"), "baseline"));
    };
    let waiting = matches!(baseline.value.as_ref().map(|value| &value.value), Some(MeasureValue::Words(_)))
        && element.word("type") != Some("qualitative");
    // Words where a number is due are a placeholder: nothing is known of this baseline.
    if baseline.flawed || waiting {
        return None;
    }
    let words = match baseline.value.as_ref().map(|value| &value.value) {
        Some(MeasureValue::Number(value)) => Some(number(*value)),
        Some(MeasureValue::Words(words)) => Some(minijinja::Value::from(&**words)),
        Some(MeasureValue::Blank) | None => None,
    };
    match (baseline.has_value() || !baseline.parts.is_empty(), baseline.date) {
        (true, Some(_)) => None,
        (true, None) if baseline.planned => Some(hit(baseline.key, "planned date")),
        (true, None) => Some(hit(baseline.key, "date").fact("given", words)),
        (false, Some(_)) if baseline.planned => None,
        (false, Some(date)) => Some(hit(date.at, "value").fact("given", date.value.to_string())),
        (false, None) if baseline.planned => Some(hit(baseline.key, "planned date")),
        (false, None) => Some(hit(baseline.key, "baseline")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::project::{Choices, Project};
    use crate::source::MemorySource;
    use crate::workspace::Loader;

    /// What the rules on baselines say of an indicator with these fields.
    fn findings(fields: &str) -> Vec<String> {
        let mut files = MemorySource::default();
        let plan = format!("plan: p\ntargets:\n  T1: {{title: Use, indicators: {{I1: {{name: Use, {fields}}}}}}}\n");
        files.insert("plan.yaml", plan.as_bytes());
        let project = Project::load(&files, None, Choices::default()).unwrap();
        let loaded = Loader::new(&files).load(Path::new("plan.yaml"), None).unwrap();
        let judged = project.judge(&project.rule_set("un").unwrap(), &loaded.plan, &loaded.sources);
        let rules = ["measure/baseline-missing", "measure/relative-change-without-baseline"];
        let ours = judged.findings.iter().filter(|finding| rules.contains(&&*finding.rule));
        ours.map(|finding| finding.rule.to_string()).collect()
    }

    #[test]
    fn what_could_not_be_read_is_not_missing() {
        assert!(findings("baseline: {value: 63, date: last year}").is_empty());
        assert!(findings("baseline: {value: 63, dat: 2021}").is_empty());
        assert!(findings("baseline: {value: TBD}").is_empty());
        assert!(findings("baseline: 63").is_empty());
        let planned = "baseline: {planned: true, date: 2025}";
        assert!(findings(&format!("{planned}, target: {{change: {{by: 5, unit: percent, from: soon}}}}")).is_empty());
    }

    #[test]
    fn what_is_left_out_is_missing() {
        assert_eq!(findings("baseline: {value: 63}"), ["measure/baseline-missing"]);
        // One gap: what the change is counted from is the baseline.
        let change = ["measure/relative-change-without-baseline"];
        assert_eq!(findings("target: {change: {by: 5, unit: percent}}"), change);
    }
}
