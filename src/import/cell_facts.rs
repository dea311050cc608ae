//! What stands behind an indicator's name in the same cell, or behind a value in the same paragraph: `Baseline: 5 (2023)`.

use super::draft::{Draft, Reading};
use super::heading::{Field, understand, western};
use super::label::{Labelled, Parted, labelled};
use super::remark::Told;
use super::row::Row;
use super::table::Cell;
use super::value::{Said, unit_of};

/// A text without the facts at its end, and these; the whole text where something else stands between them.
pub(super) fn parted(text: &str) -> (String, Vec<Labelled>) {
    if let Some((name, facts)) = in_brackets(text) {
        return (name, facts);
    }
    let mut starts = vec![0];
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        let ends = matches!(c, '\n' | ';' | '；' | '؛' | '。') || (c == '.' && behind.starts_with(' '));
        if ends && !behind.trim().is_empty() {
            starts.push(at + c.len_utf8());
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts: Vec<(usize, &str)> =
        starts.iter().copied().zip(ends).map(|(start, end)| (start, &text[start..end])).collect();
    let fact = |part: &str| {
        let part = part.trim().trim_end_matches([';', '；', '؛', '。', '.']);
        labelled(part).filter(|found| found.parted == Parted::BySign && is_fact(found.field) && !found.rest.is_empty())
    };
    let Some(first) = parts.iter().skip(1).position(|(_, part)| fact(part).is_some()).map(|at| at + 1) else {
        return (text.to_owned(), Vec::new());
    };
    let facts: Vec<Labelled> = parts[first..].iter().filter_map(|(_, part)| fact(part)).collect();
    if facts.len() < parts.len() - first {
        return (text.to_owned(), Vec::new());
    }
    let name = text[..parts[first].0].trim().trim_end_matches([';', '；', '؛', '。', '.']);
    (name.trim_end().to_owned(), facts)
}

/// Facts in brackets behind a name: `km of lanes (baseline 12 km in 2023; target 80 km in 2027)`. All that stands in them has to be
/// facts.
fn in_brackets(text: &str) -> Option<(String, Vec<Labelled>)> {
    let inner = text.trim().trim_end_matches('.').strip_suffix([')', '）', ']'])?;
    // The brackets that were closed last may have others in them: "(baseline 5 (2023); target 9)".
    let (mut depth, mut start) = (1, None);
    for (at, c) in inner.char_indices().rev() {
        match c {
            ')' | '）' | ']' => depth += 1,
            '(' | '（' | '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            start = Some((at, at + c.len_utf8()));
            break;
        }
    }
    let (open, behind) = start?;
    let name = inner[..open].trim();
    let facts: Vec<Labelled> = inner[behind..].split([';', '；', '؛']).map(fact_in_words).collect::<Option<_>>()?;
    let has_value = facts.iter().any(|fact| fact.field.is_measure());
    (has_value && !name.is_empty()).then(|| (name.to_owned(), facts))
}

/// A fact whose label has a colon, or stands right before a number: `baseline 12 km in 2023`.
fn fact_in_words(part: &str) -> Option<Labelled> {
    let part = part.trim().trim_end_matches(['.', ',']);
    let known = labelled(part).filter(|found| found.parted == Parted::BySign && is_fact(found.field));
    if let Some(found) = known.filter(|found| !found.rest.is_empty()) {
        return Some(found);
    }
    let start = part.char_indices().find(|(_, c)| western(*c).is_ascii_digit())?.0;
    let label = part[..start].trim().trim_end_matches([':', '：', '=', '-', '–']).trim();
    let understood = understand(label).filter(|found| found.field.is_measure())?;
    Some(Labelled {
        field: understood.field,
        number: None,
        year: None,
        language: understood.language,
        label: label.to_owned(),
        rest: part[start..].trim().to_owned(),
        parted: Parted::BySign,
    })
}

fn is_fact(field: Field) -> bool {
    field.is_measure() || matches!(field, Field::Source | Field::Unit | Field::Frequency)
}

impl Row<'_> {
    /// Puts facts that stand in an indicator's cell into it.
    pub(super) fn facts(&self, element: &mut Draft, facts: &[Labelled], place: &str, reading: &mut Reading) {
        // Values are counted in the unit, wherever among them it stands.
        let (units, others): (Vec<&Labelled>, Vec<&Labelled>) =
            facts.iter().partition(|fact| fact.field == Field::Unit);
        for fact in units.into_iter().chain(others) {
            let labelled = || format!("{}: {}", fact.label, fact.rest);
            match fact.field {
                Field::Source => element.say("source", &fact.rest, place),
                Field::Unit => element.say("unit", &unit_of(&fact.rest), place),
                Field::Frequency => element.say("frequency", &fact.rest, place),
                field => match Cell::of_text(&fact.rest).map(|cell| self.values.read(&cell)) {
                    Some(Said::Value(mut found)) => {
                        found.date = found.date.or(fact.year.map(|year| year.to_string()));
                        let told = (place, fact.rest.clone(), fact.label.clone());
                        let measure = self.measure_of(found, told, element, reading);
                        match field {
                            Field::Baseline if element.baseline.is_none() => element.baseline = Some(measure),
                            Field::Baseline => element.note(place, labelled()),
                            Field::Milestone => element.milestones.push(measure),
                            Field::Actual => element.actuals.push(measure),
                            _ => element.targets.push(measure),
                        }
                    }
                    Some(Said::Words(words)) => {
                        reading.left_out.push(Told::NoNumber.at(place).about(&words));
                        element.note(place, labelled());
                    }
                    Some(Said::Nothing) | None => {}
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_behind_a_name_are_told_from_more_of_it() {
        let of = |text: &str| {
            let (name, facts) = parted(text);
            (name, facts.into_iter().map(|fact| (fact.field, fact.rest)).collect::<Vec<_>>())
        };
        let facts = vec![(Field::Baseline, "5 (2023)".to_owned()), (Field::Target, "20".to_owned())];
        assert_eq!(of("Clinics\nBaseline: 5 (2023)\nTarget 2027: 20"), ("Clinics".to_owned(), facts.clone()));
        assert_eq!(of("Clinics. Baseline: 5 (2023); Target: 20."), ("Clinics".to_owned(), facts));
        assert_eq!(of("20%; Baseline: 30%"), ("20%".to_owned(), vec![(Field::Baseline, "30%".to_owned())]));
        let facts = vec![(Field::Baseline, "12 km in 2023".to_owned()), (Field::Target, "80 km in 2027".to_owned())];
        assert_eq!(of("Lanes (baseline 12 km in 2023; target 80 km in 2027)"), ("Lanes".to_owned(), facts));
        let facts = vec![(Field::Baseline, "5 (2023)".to_owned()), (Field::Target, "9".to_owned())];
        assert_eq!(of("Clinics (Baseline: 5 (2023); target 9)"), ("Clinics".to_owned(), facts));
        let facts = vec![(Field::Baseline, "82%".to_owned()), (Field::Target, "95%".to_owned())];
        assert_eq!(of("覆盖率（基线82%；目标值95%）"), ("覆盖率".to_owned(), facts));
        for whole in ["Clinics (per 1,000 people)", "Users (f/m)", "Lanes (baseline 12 km; the city counts)"] {
            assert_eq!(of(whole), (whole.to_owned(), Vec::new()));
        }
        for whole in ["Clinics; schools", "Clinics\nBaseline: 5\nwhich are open", "Baseline: 5"] {
            assert_eq!(of(whole), (whole.to_owned(), Vec::new()));
        }
    }
}
