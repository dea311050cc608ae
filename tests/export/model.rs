//! What a plan says, as text that two plans can be compared by: without places, in an order of its own.

use std::collections::BTreeMap;

use planlint::plan::{Element, FieldValue, Kind, Measure, MeasureValue, Plan};

/// Each element with what it says.
pub(super) fn of(plan: &Plan) -> BTreeMap<String, Vec<String>> {
    let mut model = BTreeMap::new();
    let mut allocations: Vec<String> = Vec::new();
    for (_, element) in plan.elements() {
        let parent = element.parent.map(|parent| plan.element(parent).id.to_string()).unwrap_or_default();
        let mut said = fields(plan, element);
        if element.kind == Kind::Allocation {
            // Tables have no place for the ids of allocations.
            allocations.push(said.join("; "));
            continue;
        }
        said.insert(0, format!("in {parent}"));
        model.insert(format!("{} {}", element.kind, element.id), said);
    }
    allocations.sort();
    model.insert("allocations".to_owned(), allocations);
    model
}

fn fields(plan: &Plan, element: &Element) -> Vec<String> {
    let mut said: Vec<String> = element
        .fields
        .iter()
        .filter_map(|field| {
            let value = match &field.value {
                FieldValue::Text(text) => text
                    .entries
                    .iter()
                    .map(|entry| format!("{}:{}", entry.language, entry.words))
                    .collect::<Vec<_>>()
                    .join("|"),
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
    format!("{value:?} at {:?}", measure.date.as_ref().map(|date| date.value.to_string()))
}
