//! Values of one indicator of which some may be shares of one and some percent: 0.45 beside 90. Nobody can tell which is meant, so
//! nothing is changed and a person is told.

use rust_decimal::Decimal;

use super::draft::{Draft, DraftValue, Reading};
use super::remark::{Remark, Told};
use crate::plan::Kind;

/// How many times a value of percent is as large as another that may be a share.
const TIMES: Decimal = Decimal::from_parts(40, 0, 0, false, 0);

/// Tells of indicators in percent whose values differ by about a hundred times.
pub(super) fn look(reading: &mut Reading) {
    let mut doubts: Vec<Remark> = Vec::new();
    for plan in &reading.plans {
        plan.walk(&mut |element| doubts.extend(doubt(element)));
    }
    reading.doubts.append(&mut doubts);
}

fn doubt(element: &Draft) -> Option<Remark> {
    let is_percent = |unit: &str| matches!(unit, "percent" | "%");
    let in_percent = element.lines.iter().any(|line| line.key == "unit" && is_percent(&line.text))
        || element.measures().any(|measure| measure.unit.as_deref().is_some_and(is_percent))
        || (element.kind == Kind::Indicator && element.text.contains(['%', '％']));
    let values: Vec<(Decimal, &str)> = element
        .measures()
        .filter_map(|measure| match measure.value {
            DraftValue::Number(number) if !number.is_zero() => Some((number.abs(), measure.place.as_str())),
            _ => None,
        })
        .collect();
    let (least, place) = values.iter().min_by_key(|(value, _)| *value)?;
    let (most, _) = values.iter().max_by_key(|(value, _)| *value)?;
    let differ = *least <= Decimal::ONE && *most > Decimal::ONE && *most <= Decimal::ONE_THOUSAND;
    let is_told = in_percent && differ && least.checked_mul(TIMES).is_some_and(|times| times <= *most);
    is_told.then(|| Told::Shares.at(*place).with("share", least.to_string()).with("percent", most.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::draft::DraftMeasure;
    use super::*;

    fn told(unit: &str, values: [&str; 2]) -> bool {
        let mut indicator = Draft::new(Kind::Indicator, "Coverage", "S!A2");
        let number = |value: &str| DraftMeasure::number(value.parse().unwrap(), Some(unit.to_owned()), None, "S!B2");
        indicator.baseline = Some(number(values[0]));
        indicator.targets = vec![number(values[1])];
        doubt(&indicator).is_some()
    }

    #[test]
    fn shares_beside_percent_are_told() {
        assert!(told("percent", ["0.45", "90"]) && told("percent", ["45", "0.9"]) && told("percent", ["0.8", "95"]));
        // Small percent, shares alone and other units say nothing of the kind.
        assert!(!told("percent", ["0.5", "2"]) && !told("percent", ["0.45", "0.9"]) && !told("km", ["0.45", "90"]));
        assert!(!told("percent", ["0", "90"]) && !told("percent", ["1", "30"]));
    }
}
