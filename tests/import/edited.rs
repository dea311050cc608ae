//! Workbooks that planlint wrote and somebody has changed: words above the tables, links and dates as people type them, words in
//! another language or wording.

use std::path::Path;

use planlint::export::{Export, ExportFormat};
use planlint::import::mapping::Mapping;
use planlint::import::table::{Cell, Sheet};
use planlint::import::{Importer, identity, sheets, write};
use planlint::project::{Choices, Project};
use planlint::source::MemorySource;
use planlint::workspace::Loader;

const PLAN: &str = "plan: p
title: Water
language: en
status: draft
period: {start: 2024-01-01, end: 2027-12-31}
goals:
  G1: {title: Rivers}
  G2: {title: Lakes}
outputs:
  Q1: {title: Pumps, contributes-to: [G1]}
indicators:
  I1: {name: Taps, direction: increase, target: {value: 5, date: 2027-12-31}}
";

/// The plan that a workbook becomes when somebody has changed it.
fn changed(language: &str, change: impl Fn(&mut Vec<Sheet>)) -> String {
    read(language, change).0
}

/// The same, with the names of what the import tells of it.
fn read(language: &str, change: impl Fn(&mut Vec<Sheet>)) -> (String, Vec<&'static str>) {
    let choices = Choices { language: Some(language.to_owned()), ..Choices::default() };
    let project = Project::load(&MemorySource::default(), None, choices).unwrap();
    let mut source = MemorySource::default();
    let text = PLAN.replace("language: en", &format!("language: {language}"));
    source.insert(Path::new("plan.yaml"), text.as_bytes());
    let plan = Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap();
    let messages = project.messages_for(Some(&plan.plan));
    let export = Export { plan: &plan.plan, findings: Vec::new(), messages, language };
    let mut all = sheets("plan.xlsx", &export.write(ExportFormat::Xlsx).unwrap().bytes).unwrap();
    change(&mut all);
    let mapping = Mapping::default();
    let importer =
        Importer { mapping: &mapping, lexicon: project.lexicon(), analyst: project.analyst(), language: None };
    let mut reading = importer.read(&all, "imported");
    let told = reading.left_out.iter().map(|remark| remark.told.name()).collect();
    let plan = &mut reading.plans[0];
    identity::assign(plan, identity::Known::default());
    (write::plan(plan, &[]).0, told)
}

/// Types over each cell that says the one.
fn type_over(sheets: &mut [Sheet], from: &str, to: &str) {
    let mut count = 0;
    for cell in sheets.iter_mut().flat_map(|sheet| sheet.cells.values_mut()) {
        if cell.to_string() == from {
            *cell = Cell::of_text(to).unwrap();
            count += 1;
        }
    }
    assert!(count > 0, "no cell says {from}");
}

#[test]
fn a_title_above_the_first_table_makes_no_difference() {
    let below = |rows: u32| {
        changed("en", |sheets| {
            let cells = std::mem::take(&mut sheets[0].cells);
            sheets[0].cells = cells.into_iter().map(|((row, column), cell)| ((row + rows, column), cell)).collect();
            sheets[0].cells.insert((0, 0), Cell::of_text("Strategic plan of the Water Authority").unwrap());
            sheets[0].cells.insert((1, 0), Cell::of_text("Draft of May, for comments").unwrap());
        })
    };
    let plan = below(3);
    assert!(plan.contains("plan: p\n") && plan.contains("status: draft") && plan.contains("  G1:"), "{plan}");
    assert!(plan.contains("contributes-to: [\"G1\"]"), "{plan}");
}

#[test]
fn links_are_read_with_whatever_stands_between_them() {
    for sign in ["; ", ", ", "،", "、", "；", "\n"] {
        let plan = changed("en", |sheets| {
            for sheet in sheets.iter_mut() {
                let at = sheet.cells.iter().find(|(at, cell)| at.1 > 1 && cell.to_string() == "G1").map(|(at, _)| *at);
                if let Some(at) = at {
                    sheet.cells.insert(at, Cell::of_text(&format!("G1{sign}G2")).unwrap());
                }
            }
        });
        assert!(plan.contains("contributes-to: [\"G1\", \"G2\"]"), "{sign:?}: {plan}");
    }
}

#[test]
fn dates_are_read_as_people_type_them() {
    for (language, typed, day) in [
        ("en", "31/12/2031", "2031-12-31"),
        ("fr", "05/03/2031", "2031-03-05"),
        ("ru", "31.12.2031", "2031-12-31"),
        ("zh", "2031年12月31日", "2031-12-31"),
        ("ar", "٣١/١٢/٢٠٣١", "2031-12-31"),
    ] {
        let plan = changed(language, |sheets| type_over(sheets, "2027-12-31", typed));
        assert!(plan.contains(&format!("end: {day}")), "{language}: {plan}");
        assert!(plan.contains(&format!("date: {day}")), "{language}: {plan}");
    }
    // What may be two days stays as it was typed, and the check says that it is no date.
    let plan = changed("en", |sheets| type_over(sheets, "2027-12-31", "05/03/2031"));
    assert!(plan.contains("end: \"05/03/2031\""), "{plan}");
}

#[test]
fn what_may_be_thousands_stays_as_it_was_typed_and_is_told() {
    for language in ["fr", "es", "ru"] {
        let (plan, told) = read(language, |sheets| type_over(sheets, "5", "1.500"));
        assert!(plan.contains("value: \"1.500\""), "{language}: {plan}");
        assert_eq!(told, ["thousands-or-decimals"], "{language}");
        let (plan, told) = read(language, |sheets| type_over(sheets, "5", "1.50"));
        assert!(plan.contains("value: 1.5,") && told.is_empty(), "{language}: {told:?} {plan}");
    }
    let (plan, told) = read("en", |sheets| type_over(sheets, "5", "1.500"));
    assert!(plan.contains("value: 1.5,") && told.is_empty(), "{told:?} {plan}");
}

#[test]
fn words_are_read_in_any_language_and_wording() {
    for (draft, increase) in [
        ("Approved", "up"),
        ("adopté", "à la hausse"),
        ("Aprobado", "Incrementar"),
        ("Утверждён", "рост"),
        ("معتمد", "ارتفاع"),
        ("已批准", "提高"),
    ] {
        let plan = changed("en", |sheets| {
            type_over(sheets, "draft", draft);
            type_over(sheets, "increase", increase);
        });
        assert!(plan.contains("status: agreed") && plan.contains("direction: increase"), "{draft}: {plan}");
    }
    let plan = changed("en", |sheets| type_over(sheets, "draft", "nearly done"));
    assert!(plan.contains("status: \"nearly done\""), "{plan}");
}
