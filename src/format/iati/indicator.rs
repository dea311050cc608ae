//! Indicators with baselines, targets and actual values.

use std::sync::Arc;

use super::Reader;
use super::location::{self, DIMENSION, Scope};
use crate::plan::{Code, ElementId, FieldValue, Kind, Measure, MeasureRole, MeasureValue, Part, Period};
use crate::source::{Located, Span};
use crate::xml::{Content, Cursor};

impl Reader {
    pub(super) fn indicators(&mut self, id: &str, parent: ElementId, from: Cursor<'_, '_>) {
        let all: Vec<Cursor<'_, '_>> = from.all("indicator").collect();
        if let Some(&first) = all.first() {
            self.filler.section(parent, "indicators", first, all.len());
        }
        for (index, indicator) in all.into_iter().enumerate() {
            self.indicator(format!("{id}.indicator-{}", index + 1), parent, indicator);
        }
    }

    fn indicator(&mut self, id: String, parent: ElementId, from: Cursor<'_, '_>) {
        let key = from.first("title").and_then(|title| self.text_of(title)).map(|(_, at, _)| at);
        let element = self.filler.element(id, Kind::Indicator, parent, from, key);
        self.narratives(element, "name", from.first("title"));
        self.narratives(element, "description", from.first("description"));
        let is_qualitative = self.measure_of(element, from);
        if let Some(ascending) = from.value("ascending") {
            let direction = match &*ascending.words {
                "1" | "true" => Some("increase"),
                "0" | "false" => Some("decrease"),
                _ => None,
            };
            let value = direction.map_or(FieldValue::Invalid, |direction| {
                FieldValue::Words(vec![Located::new(direction.into(), self.filler.at(ascending.at))])
            });
            self.filler.field(element, "direction", ascending.at, ascending.at, value);
        }
        self.references(element, from);
        self.values(element, from, is_qualitative);
    }

    /// Whether it is counted or described, and in percent or in something that the format does not name.
    fn measure_of(&mut self, element: ElementId, from: Cursor<'_, '_>) -> bool {
        let Some(measure) = from.value("measure") else {
            let at = from.name_at();
            self.filler.field(element, "unit", at, at, FieldValue::Invalid);
            return false;
        };
        let at = measure.at;
        let word = |reader: &Self, word: &str| FieldValue::Words(vec![Located::new(word.into(), reader.filler.at(at))]);
        let is_qualitative = &*measure.words == "5";
        let kind = word(self, if is_qualitative { "qualitative" } else { "quantitative" });
        self.filler.field(element, "type", at, at, kind);
        if !is_qualitative {
            // What `unit`, `nominal` and `ordinal` count is said in words, if at all: it is neither given nor missing.
            let unit = if &*measure.words == "2" { word(self, "percent") } else { FieldValue::Invalid };
            self.filler.field(element, "unit", at, at, unit);
        }
        is_qualitative
    }

    /// SDG indicators that the indicator says it is.
    fn references(&mut self, element: ElementId, from: Cursor<'_, '_>) {
        let (mut codes, mut key) = (Vec::new(), None);
        for reference in from.all("reference") {
            let is_sdg = reference.value("vocabulary").is_some_and(|vocabulary| &*vocabulary.words == "9");
            let Some(code) = reference.value("code").filter(|_| is_sdg) else { continue };
            key.get_or_insert(reference.name_at());
            codes.push(Code { written: code.words, at: self.filler.at(code.at) });
        }
        self.codes(element, key, codes);
    }

    fn values(&mut self, element: ElementId, from: Cursor<'_, '_>, is_qualitative: bool) {
        let baselines: Vec<Cursor<'_, '_>> = from.all("baseline").collect();
        if let Some(mut baseline) = self.whole(element, &baselines, MeasureRole::Baseline, is_qualitative) {
            let notes = self.filler.plan.note_count();
            let dated = |part: &&Cursor<'_, '_>| part.value("iso-date").is_some() || part.value("year").is_some();
            if let Some(part) = baselines.iter().find(dated) {
                let date = part.value("iso-date").or_else(|| part.value("year"));
                baseline.date = self.filler.date("date", date, element);
            }
            baseline.flawed |= self.filler.plan.note_count() > notes;
            let (key, at) = (baseline.key.span, baseline.at.span);
            self.filler.field(element, "baseline", key, at, FieldValue::Measure(Box::new(baseline)));
        }
        let (mut targets, mut actuals) = (Vec::new(), Vec::new());
        for period in from.all("period") {
            let notes = self.filler.plan.note_count();
            let of = |name: &str| {
                let date = period.first(name)?;
                date.value("iso-date").or_else(|| date.content())
            };
            let span = self.filler.period("period", of("period-start"), of("period-end"), element);
            let failed = self.filler.plan.note_count() > notes;
            let dated = |mut measure: Measure, span: Option<Period>| {
                measure.date = span.and_then(|span| span.end.or(span.start));
                measure.flawed |= failed;
                measure
            };
            let parts = |name| period.all(name).collect::<Vec<_>>();
            let target = self.whole(element, &parts("target"), MeasureRole::Target, is_qualitative);
            let actual = self.whole(element, &parts("actual"), MeasureRole::Actual, is_qualitative);
            targets.extend(target.map(|measure| dated(measure, span)));
            actuals.extend(actual.map(|measure| dated(measure, span)));
        }
        self.disaggregation(element, from);
        targets.sort_by_key(|measure| measure.date.map(|date| date.value.last_day()));
        if let Some(last) = targets.pop() {
            let (key, at) = (last.key.span, last.at.span);
            self.filler.field(element, "target", key, at, FieldValue::Measure(Box::new(last)));
        }
        self.series(element, "milestones", MeasureRole::Milestone, targets);
        self.series(element, "actuals", MeasureRole::Actual, actuals);
    }

    fn series(&mut self, element: ElementId, name: &'static str, role: MeasureRole, measures: Vec<Measure>) {
        let at = measures.iter().map(|measure| measure.at.span).reduce(Span::cover);
        if let (Some(at), Some(first)) = (at, measures.first()) {
            let key = first.key.span;
            let measures = measures.into_iter().map(|measure| Measure { role, ..measure }).collect();
            self.filler.field(element, name, key, at, FieldValue::Measures(measures));
        }
    }

    /// One value of the indicator from the elements that give it: the one without dimension or place is the value of the
    /// whole, those with one are its parts. Where there are only parts, the whole is not given, and nobody may add up.
    fn whole(
        &mut self,
        element: ElementId,
        given: &[Cursor<'_, '_>],
        role: MeasureRole,
        is_qualitative: bool,
    ) -> Option<Measure> {
        let by_place = location::tell_apart(given);
        let is_whole = |part: &&Cursor<'_, '_>| matches!(location::scope(**part, by_place), Scope::Whole);
        let whole = given.iter().find(is_whole);
        let first = whole.or(given.first()).copied()?;
        let (key, at) = (self.filler.at(first.name_at()), self.filler.at(first.at()));
        let mut measure = Measure::empty(role, key, at);
        if whole.is_none() {
            measure.flawed = true;
        } else if let Some(value) = first.value("value") {
            let read = self.filler.measure_value(&value, element);
            // A qualitative indicator's value is said in words; of a number there another rule speaks.
            measure.value = Some(read);
        } else if let Some((_, at, text)) = first.first("comment").and_then(|comment| self.text_of(comment))
            && is_qualitative
        {
            let words = text.entries.first().map(|entry| entry.words.clone()).unwrap_or_default();
            measure.value = Some(Located::new(MeasureValue::Words(words), self.filler.at(at)));
        }
        measure.parts.extend(given.iter().filter_map(|part| {
            let value = part.value("value")?;
            match location::scope(*part, by_place) {
                Scope::Dimension(dimension) => self.part_of_dimension(dimension, &value),
                Scope::Location(place) => self.part_of_location(&place, &value),
                Scope::Whole | Scope::Cell => None,
            }
        }));
        Some(measure)
    }

    fn part_of_dimension(&self, dimension: Cursor<'_, '_>, value: &Content) -> Option<Part> {
        let number = super::super::markup::decimal(&value.words).ok()?;
        Some(Part {
            dimension: Some((*dimension.value("name")?.words).into()),
            group: self.filler.word(&dimension.value("value")?),
            value: Located::new(number, self.filler.at(value.at)),
        })
    }

    /// The dimensions by which any value is broken down; places are one where they tell values apart.
    fn disaggregation(&mut self, element: ElementId, from: Cursor<'_, '_>) {
        let mut names: Vec<Located<Arc<str>>> = Vec::new();
        let periods = from.all("period").collect::<Vec<_>>();
        let together = std::iter::once(from.all("baseline").collect::<Vec<_>>()).chain(
            periods.iter().flat_map(|period| ["target", "actual"].map(|name| period.all(name).collect::<Vec<_>>())),
        );
        for values in together {
            let by_place = location::tell_apart(&values);
            for value in values {
                let dimensions = value.all("dimension").filter_map(|dimension| dimension.value("name"));
                let places = value.all("location").filter(|_| by_place);
                let found = dimensions
                    .map(|name| self.filler.word(&name))
                    .chain(places.map(|place| Located::new(DIMENSION.into(), self.filler.at(place.name_at()))));
                for name in found {
                    if names.iter().all(|known| known.value != name.value) {
                        names.push(name);
                    }
                }
            }
        }
        let at = names.iter().map(|name| name.at.span).reduce(Span::cover);
        if let (Some(at), Some(first)) = (at, names.first()) {
            let key = first.at.span;
            self.filler.field(element, "disaggregation", key, at, FieldValue::Words(names));
        }
    }
}
