//! Performance indicators with their measurements.

use super::{Reader, gathered};
use crate::plan::{ElementId, FieldValue, Kind, Measure, MeasureRole, MeasureValue, PlanDate, Relation};
use crate::source::{Located, Span};
use crate::xml::{Content, Cursor};

/// The names that an indicator may have.
const NAMES: [&str; 3] =
    ["PerformanceIndicator", "QuantitativePerformanceIndicator", "QualitativePerformanceIndicator"];

/// A target or an actual result, as far as it says something.
struct Result {
    measure: Measure,
    end: Option<PlanDate>,
}

impl Reader {
    pub(super) fn indicators(&mut self, id: &str, parent: ElementId, from: Cursor<'_, '_>) {
        let mut all: Vec<Cursor<'_, '_>> = NAMES.iter().flat_map(|name| gathered(from, name)).collect();
        all.sort_by_key(|indicator| indicator.at());
        let (all, empty): (Vec<_>, Vec<_>) = all.into_iter().partition(|indicator| says_something(*indicator));
        self.date_of_templates(parent, &empty);
        if let Some(&first) = all.first() {
            self.filler.section(parent, "indicators", first, all.len());
        }
        for (index, indicator) in all.into_iter().enumerate() {
            self.indicator(&format!("{id}.indicator-{}", index + 1), parent, indicator);
        }
    }

    /// An indicator of which only the dates are filled in is none, but by when its objective is to be reached is said.
    fn date_of_templates(&mut self, parent: ElementId, empty: &[Cursor<'_, '_>]) {
        let instances = empty.iter().flat_map(|indicator| indicator.all("MeasurementInstance").collect::<Vec<_>>());
        let results = instances.filter_map(|instance| instance.first("TargetResult"));
        let ends: Vec<Content> = results.filter_map(|result| result.first("EndDate")?.content()).collect();
        let latest = ends.into_iter().max_by(|a, b| a.words.cmp(&b.words));
        if let Some(date) = self.filler.date("date", latest, parent) {
            self.filler.field(parent, "deadline", date.at.span, date.at.span, FieldValue::Date(date.value));
        }
    }

    fn indicator(&mut self, id: &str, parent: ElementId, from: Cursor<'_, '_>) {
        let named = ["Name", "MeasurementDimension", "Description"];
        let name = named.into_iter().filter_map(|name| from.first(name)).find(|name| name.content().is_some());
        let key = name.and_then(|name| Some(name.content()?.at));
        let element = self.filler.element(id.to_owned(), Kind::Indicator, parent, from, key);
        self.filler.text(element, "name", name);
        self.filler.text(element, "description", from.first("OtherInformation"));
        let unit = from.first("UnitOfMeasurement").or(from.first("UnitOfMeasure"));
        if let Some((unit, content)) = unit.and_then(|unit| Some((unit, unit.first("Name").unwrap_or(unit).content()?)))
        {
            let word = self.filler.word(&content);
            self.filler.field(element, "unit", unit.name_at(), content.at, FieldValue::Words(vec![word]));
        }
        self.kind_of(element, from);
        self.results(element, from);
        self.identify(id, element, from);
        self.relate(element, Relation::Measures, from);
    }

    /// Whether it is counted or described.
    fn kind_of(&mut self, element: ElementId, from: Cursor<'_, '_>) {
        let by_name = match from.name() {
            "QuantitativePerformanceIndicator" => Some("quantitative"),
            "QualitativePerformanceIndicator" => Some("qualitative"),
            _ => None,
        };
        let given = from.value("PerformanceIndicatorType").or_else(|| from.value("IndicatorType"));
        let (word, at) = match (by_name, &given) {
            (Some(word), _) => (word, from.name_at()),
            (None, Some(content)) => match &*content.words {
                "Quantitative" => ("quantitative", content.at),
                "Qualitative" => ("qualitative", content.at),
                // Other lists stand there too (`Outcome`): a word of the attribute's own is wrong, one of theirs is not.
                _ if from.attribute("PerformanceIndicatorType").is_some() => {
                    return self.unknown_word("type", content, element);
                }
                _ => return,
            },
            (None, None) => return,
        };
        let word = Located::new(word.into(), self.filler.at(at));
        self.filler.field(element, "type", at, at, FieldValue::Words(vec![word]));
    }

    /// Targets and actual results. The last target is the target, those before it stand on the way.
    fn results(&mut self, element: ElementId, from: Cursor<'_, '_>) {
        let (mut targets, mut actuals) = (Vec::new(), Vec::new());
        for instance in from.all("MeasurementInstance") {
            targets.extend(
                instance.all("TargetResult").filter_map(|result| self.result(element, result, MeasureRole::Target)),
            );
            actuals.extend(
                instance.all("ActualResult").filter_map(|result| self.result(element, result, MeasureRole::Actual)),
            );
        }
        for result in from.all("ActualResults").flat_map(|results| results.all("Result").collect::<Vec<_>>()) {
            let date = result.first("Date").and_then(Cursor::content);
            targets.extend(
                result.first("Target").and_then(|part| self.plain(element, part, date.clone(), MeasureRole::Target)),
            );
            actuals.extend(
                result.first("Actual").and_then(|part| self.plain(element, part, date.clone(), MeasureRole::Actual)),
            );
        }
        let undated = from.first("Target").and_then(|part| self.plain(element, part, None, MeasureRole::Target));
        actuals.extend(from.first("Current").and_then(|part| self.plain(element, part, None, MeasureRole::Actual)));
        targets.sort_by(|a, b| a.end.map(PlanDate::last_day).cmp(&b.end.map(PlanDate::last_day)));
        if let Some(last) = undated.or_else(|| targets.pop()) {
            let (key, at) = (last.measure.key.span, last.measure.at.span);
            self.filler.field(element, "target", key, at, FieldValue::Measure(Box::new(last.measure)));
        }
        self.series(element, "milestones", MeasureRole::Milestone, targets);
        self.series(element, "actuals", MeasureRole::Actual, actuals);
    }

    fn series(&mut self, element: ElementId, name: &'static str, role: MeasureRole, results: Vec<Result>) {
        let measures: Vec<Measure> = results.into_iter().map(|result| Measure { role, ..result.measure }).collect();
        let at = measures.iter().map(|measure| measure.at.span).reduce(Span::cover);
        if let (Some(at), Some(first)) = (at, measures.first()) {
            let key = first.key.span;
            self.filler.field(element, name, key, at, FieldValue::Measures(measures));
        }
    }

    /// A result of the standard: units, else words. One that says neither is none: templates leave it behind. So is an
    /// actual result in words of which a template fills the place.
    fn result(&mut self, element: ElementId, from: Cursor<'_, '_>, role: MeasureRole) -> Option<Result> {
        let units = from.first("NumberOfUnits").and_then(Cursor::content);
        let words = words_of(from);
        let in_place = words.as_ref().is_some_and(|words| is_placeholder(&words.words));
        let no_units = units.as_ref().is_none_or(|units| units.words.chars().all(|c| matches!(c, '0' | '.')));
        let nothing_yet = role == MeasureRole::Actual && in_place && no_units;
        if (units.is_none() && words.is_none()) || nothing_yet {
            return None;
        }
        let of = |name: &str| from.first(name)?.content();
        let notes = self.filler.plan.note_count();
        let period = self.filler.period("date", of("StartDate"), of("EndDate"), element);
        let dates_failed = self.filler.plan.note_count() > notes;
        let (key, at) = (self.filler.at(from.name_at()), self.filler.at(from.at()));
        let mut measure = Measure::empty(role, key, at);
        measure.value = match (&units, words) {
            (Some(units), _) => Some(self.filler.measure_value(units, element)),
            (None, Some(words)) => {
                Some(Located::new(MeasureValue::Words(words.words.clone()), self.filler.at(words.at)))
            }
            (None, None) => None,
        };
        measure.date = period.and_then(|period| period.end.or(period.start));
        measure.flawed = dates_failed;
        Some(Result { end: measure.date.map(|date| date.value), measure })
    }

    /// A result of the dialects: one value with or without a date. Several values, each for another part, are no value
    /// of the whole.
    fn plain(
        &mut self,
        element: ElementId,
        from: Cursor<'_, '_>,
        date: Option<Content>,
        role: MeasureRole,
    ) -> Option<Result> {
        let number = |from: Cursor<'_, '_>| {
            ["MeasureValue", "NumberOfUnits"].into_iter().find_map(|name| from.first(name)?.content())
        };
        let parts: Vec<Content> = from.all("Result").filter_map(number).collect();
        let (key, at) = (self.filler.at(from.name_at()), self.filler.at(from.at()));
        let mut measure = Measure::empty(role, key, at);
        match (number(from), parts.as_slice()) {
            (Some(value), _) => measure.value = Some(self.filler.measure_value(&value, element)),
            (None, [value]) => measure.value = Some(self.filler.measure_value(value, element)),
            (None, []) => return None,
            (None, _) => measure.flawed = true,
        }
        let notes = self.filler.plan.note_count();
        measure.date = self.filler.date("date", date, element);
        measure.flawed |= self.filler.plan.note_count() > notes;
        Some(Result { end: measure.date.map(|date| date.value), measure })
    }
}

/// What a result says in words: what it describes, else what its descriptor says.
fn words_of(from: Cursor<'_, '_>) -> Option<Content> {
    let descriptor = from.first("Descriptor").and_then(|descriptor| descriptor.first("DescriptorValue")?.content());
    from.first("Description").and_then(Cursor::content).or(descriptor)
}

/// Whether words only hold a place: brackets around all of it, or no letter and no digit.
fn is_placeholder(words: &str) -> bool {
    (words.starts_with('[') && words.ends_with(']')) || !words.chars().any(char::is_alphanumeric)
}

/// Whether an indicator says anything besides identifiers, dates and what templates leave behind.
fn says_something(from: Cursor<'_, '_>) -> bool {
    let named =
        ["Name", "MeasurementDimension", "Description", "UnitOfMeasurement", "UnitOfMeasure", "OtherInformation"];
    if named.into_iter().any(|name| from.all(name).any(|part| part.content().is_some())) {
        return true;
    }
    let results = from.all("MeasurementInstance").flat_map(|instance| instance.elements().collect::<Vec<_>>());
    let speaks = |result: Cursor<'_, '_>| {
        let units = result.first("NumberOfUnits").and_then(Cursor::content).is_some();
        units || words_of(result).is_some_and(|words| !is_placeholder(&words.words))
    };
    results.into_iter().any(speaks)
        || from.first("Target").is_some_and(|target| target.content().is_some())
        || from.first("ActualResults").is_some_and(|actual| actual.content().is_some())
}
