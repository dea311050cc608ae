//! Values of fields as YAML on one line.

use crate::import::write::{in_quotes, quoted};
use crate::plan::{FieldValue, Plan};

/// A value as YAML; none for what has a shape of its own, or could not be read.
pub(super) fn written(plan: &Plan, language: &str, value: &FieldValue) -> Option<String> {
    Some(match value {
        FieldValue::Text(text) => match text.entries.as_slice() {
            [one] if &*one.language == language => quoted(&one.words),
            several => {
                let each =
                    several.iter().map(|entry| format!("{}: {}", quoted(&entry.language), in_quotes(&entry.words)));
                format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
            }
        },
        FieldValue::Words(words) => list(words.iter().map(|word| &*word.value)),
        FieldValue::Codes(codes) => list(codes.iter().map(|code| &*code.written)),
        FieldValue::Links(links) => list(links.iter().map(|link| &*plan.link(*link).written)),
        FieldValue::Placeholder(words) => in_quotes(words),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Flag(flag) => flag.to_string(),
        FieldValue::Period(period) => {
            let days = [("start", period.start), ("end", period.end)];
            let days = days.iter().filter_map(|(key, day)| Some(format!("{key}: {}", day.as_ref()?.value)));
            format!("{{{}}}", days.collect::<Vec<_>>().join(", "))
        }
        FieldValue::Blank
        | FieldValue::Invalid
        | FieldValue::Measure(_)
        | FieldValue::Measures(_)
        | FieldValue::Record { .. }
        | FieldValue::Section { .. } => return None,
    })
}

/// One alone is written without brackets.
fn list<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        [one] => quoted(one),
        several => format!("[{}]", several.iter().map(|word| in_quotes(word)).collect::<Vec<_>>().join(", ")),
    }
}
