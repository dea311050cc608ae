use std::collections::HashSet;

use super::*;
use crate::framework::{Level, Status, catalogue, file};

fn count(framework: Framework, level: Level) -> usize {
    catalogue(framework).entries().iter().filter(|entry| entry.level == level).count()
}

fn listed_indicators() -> impl Iterator<Item = &'static Entry> {
    let indicators = catalogue(Sdg).entries().iter().filter(|entry| entry.level == Level::Indicator);
    indicators.filter(|entry| entry.status == Status::Current)
}

#[test]
fn the_catalogues_have_as_many_codes_as_the_frameworks() {
    assert_eq!((count(Sdg, Level::Goal), count(Sdg, Level::Target)), (17, 169));
    assert_eq!(listed_indicators().count(), 248);
    assert_eq!(listed_indicators().filter(|entry| entry.repeats.is_none()).count(), 231);
    let wsis = [Level::ActionLine, Level::SubLine, Level::GenevaTarget].map(|level| count(Wsis, level));
    assert_eq!(wsis, [11, 8, 10]);
}

#[test]
fn every_code_named_by_an_entry_exists_and_none_stands_twice() {
    for framework in [Sdg, Wsis] {
        let catalogue = catalogue(framework);
        let codes: HashSet<_> = catalogue.entries().iter().map(|entry| &entry.code).collect();
        assert_eq!(codes.len(), catalogue.entries().len());
        for entry in catalogue.entries() {
            let by = match &entry.status {
                Status::Replaced { by, .. } => Some(by),
                _ => None,
            };
            for named in [entry.parent.as_ref(), entry.repeats.as_ref(), by].into_iter().flatten() {
                assert!(codes.contains(named), "{} names {named}", entry.code);
            }
            assert!(entry.parent.as_ref().is_none_or(|parent| entry.code.starts_with(&format!("{parent}."))));
            assert!(!entry.label.is_empty());
        }
    }
}

#[test]
fn an_entry_tells_what_its_own_text_says() {
    let entry = |code| catalogue(Sdg).entry(code).unwrap();
    let target = entry("9.c");
    assert_eq!((target.level, target.parent.as_deref(), target.deadline), (Level::Target, Some("9"), Some(2020)));
    assert_eq!(target.population.as_deref(), Some("least developed countries"));
    assert_eq!(entry("17.6.2").status, Status::Replaced { since: 2020, by: "17.6.1".to_owned() });
    assert_eq!(entry("2.2.4").status, Status::Added { since: 2025 });
    assert_eq!(entry("11.c.1").status, Status::Deleted { since: 2020 });
    assert_eq!((&entry("11.5.3").status, &entry("11.5.3").repeats), (&Status::Current, &None));
    assert_eq!(entry("13.1.1").repeats.as_deref(), Some("1.5.1"));
    assert_eq!(catalogue(Wsis).entry("C7.e-health").unwrap().parent.as_deref(), Some("C7"));
    assert_eq!(catalogue(Wsis).entry("T10").unwrap().deadline, Some(2015));
}

#[test]
fn a_slip_in_the_data_cannot_hide() {
    let of_target = |rest: &str| {
        let text = format!("edition: a\ngoals: {{\"1\": {{label: b, targets: {{\"1.1\": {{label: c, {rest}}}}}}}}}\n");
        crate::yaml::read(&text).pack()
    };
    assert!(file::sdg(&of_target("indicators: {}")).is_ok());
    let unknown_key = file::sdg(&of_target("indicators: {}, deadlin: 2030")).unwrap_err();
    assert_eq!(unknown_key.to_string(), "unknown key `deadlin`; did you mean `deadline`?");
    let no_year = file::sdg(&of_target("indicators: {\"1.1.1\": {label: d, status: deleted}}")).unwrap_err();
    assert_eq!(no_year.message, "`status`, `since` and `by` of 1.1.1 do not fit each other");
    assert!(file::sdg(&[]).is_err() && file::sdg(&crate::yaml::read("").pack()).is_err());
}
