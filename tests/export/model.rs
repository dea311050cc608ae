//! What a plan says, as text that two plans can be compared by: all of it but places, comments, and the files that it is kept in.

use std::collections::BTreeMap;

use planlint::plan::{Element, FieldValue, Measure, MeasureValue, Plan, Text};

/// Each element, and each entry beside the elements, with what it says.
pub(super) fn of(plan: &Plan) -> BTreeMap<String, Vec<String>> {
    let mut model = BTreeMap::new();
    for (_, element) in plan.elements() {
        let parent = element.parent.map(|parent| plan.element(parent).id.to_string()).unwrap_or_default();
        let mut said = fields(plan, element);
        said.insert(0, format!("in {parent}"));
        model.insert(format!("{} {}", element.kind, element.id), said);
    }
    for of in &plan.continuity {
        let to: Vec<&str> = of.to.iter().map(|link| &*plan.link(*link).written).collect();
        let texts = [("reason", &of.reason), ("quote", &of.quote), ("note", &of.note)];
        let mut said = vec![format!("{:?}", of.fate.as_ref().map(|fate| fate.value)), format!("to={}", to.join("|"))];
        said.extend(texts.iter().filter_map(|(key, of)| Some(format!("{key}={}", text(of.as_ref()?)))));
        model.insert(format!("became of {}", of.id.value), said);
    }
    for (count, total) in plan.totals.iter().enumerate() {
        model.insert(format!("total {count}"), fields(plan, &total.fields));
    }
    let loose = [("resources", &plan.resources), ("document", &plan.document), ("framework", &plan.results_framework)];
    for (name, element) in loose {
        let said = element.as_ref().map(|element| fields(plan, element)).unwrap_or_default();
        model.insert(name.to_owned(), said);
    }
    for part in &plan.parts {
        model.insert(format!("part {}", part.number.value), fields(plan, &part.fields));
    }
    for term in &plan.glossary {
        model.insert(format!("term {}", term.name.value), fields(plan, &term.fields));
    }
    model
}

fn text(text: &Text) -> String {
    let given = text.entries.iter().filter(|entry| !entry.words.trim().is_empty());
    let mut all: Vec<String> = given.map(|entry| format!("{}:{}", entry.language, entry.words.trim())).collect();
    all.sort();
    all.join("|")
}

fn fields(plan: &Plan, element: &Element) -> Vec<String> {
    // Vision and mission are elements of their own, whether they are written as one text or with keys.
    let is_elsewhere = |name: &str| matches!(name, "include" | "vision" | "mission");
    let given = element.fields.iter().filter(|field| field.is_given() && !is_elsewhere(field.name));
    let mut said: Vec<String> = given
        .filter_map(|field| {
            let value = match &field.value {
                FieldValue::Text(of) => text(of),
                FieldValue::Words(words) => {
                    words.iter().map(|word| word.value.to_string()).collect::<Vec<_>>().join("|")
                }
                FieldValue::Date(date) => date.to_string(),
                FieldValue::Number(number) => number.normalize().to_string(),
                FieldValue::Codes(codes) => {
                    codes.iter().map(|code| code.written.to_string()).collect::<Vec<_>>().join("|")
                }
                FieldValue::Links(links) => {
                    links.iter().map(|link| plan.link(*link).written.to_string()).collect::<Vec<_>>().join("|")
                }
                FieldValue::Measure(one) => measure(one),
                FieldValue::Measures(several) => {
                    let mut all: Vec<String> = several.iter().map(measure).collect();
                    all.sort();
                    all.join("|")
                }
                FieldValue::Period(period) => {
                    let [start, end] = [period.start, period.end].map(|day| day.map(|day| day.value.to_string()));
                    format!("{start:?} {end:?}")
                }
                FieldValue::Section { .. } => return None,
                other => format!("{other:?}"),
            };
            Some(format!("{}={value}", field.name))
        })
        .collect();
    said.sort();
    said
}

fn measure(measure: &Measure) -> String {
    let value = measure.value.as_ref().map(|value| match &value.value {
        MeasureValue::Number(number) => number.normalize().to_string(),
        other => format!("{other:?}"),
    });
    let mut said = format!("{value:?} at {:?}", measure.date.as_ref().map(|date| date.value.to_string()));
    for (key, word) in [("unit", &measure.unit), ("of", &measure.population)] {
        said += &word.as_ref().map(|word| format!(" {key} {}", word.value)).unwrap_or_default();
    }
    if measure.planned {
        said += " planned";
    }
    if let Some(change) = measure.change.as_ref().map(|change| &change.value) {
        let by = change.by.as_ref().map(|by| by.value.normalize());
        let (unit, from) = (change.unit.as_ref().map(|unit| &unit.value), change.from.as_ref().map(|from| from.value));
        said += &format!(" change {by:?} {unit:?} {from:?}");
    }
    let mut parts: Vec<String> = measure
        .parts
        .iter()
        .map(|part| format!("{:?}/{}: {}", part.dimension, part.group.value, part.value.value.normalize()))
        .collect();
    parts.sort();
    said + &parts.join(", ")
}
