//! The labelled statements: what planlint understands of each, counted by label and language.
//!
//! Prints precision, recall and F1, and fails where an F1 has dropped below the one in `tests/statements/recorded.yaml`.
//! `STATEMENTS_SHOW=zh` prints every difference of a language; `STATEMENTS_RECORD=1` writes the figures anew.

mod any_text;
mod score;
mod set;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use score::{Counts, LABELS, compare};

use planlint::lexicon::Lexicon;
use planlint::rule::embedded;
use planlint::text::{Analyst, Language};

/// The word lists of the binary, or of the folder that `STATEMENTS_LEXICON` names, to try them without compiling.
fn lexicon() -> Lexicon {
    let Some(folder) = std::env::var_os("STATEMENTS_LEXICON") else {
        return Lexicon::read(embedded::lexicon(), &BTreeMap::new()).expect("the shipped lists are sound");
    };
    let files = Language::ALL.map(|language| {
        let path = std::path::Path::new(&folder).join(format!("{}.yaml", language.code()));
        let text = std::fs::read_to_string(path).expect("the folder has a file for each language");
        (language.code(), &*text.leak())
    });
    let lexicon = Lexicon::read(files, &BTreeMap::new()).expect("the lists are sound");
    assert_eq!(lexicon.faults(), Vec::<String>::new());
    lexicon
}

#[test]
fn statements_are_understood() {
    let lexicon = lexicon();
    let analyst = Analyst::default();
    let show = std::env::var("STATEMENTS_SHOW").unwrap_or_default();
    let mut table: BTreeMap<&'static str, BTreeMap<&'static str, Counts>> = BTreeMap::new();
    for language in Language::ALL {
        let counts = table.entry(language.code()).or_default();
        for labelled in set::read(language) {
            let statement = analyst.read(&lexicon, &labelled.text, language);
            let differences = compare(&labelled, &statement, counts);
            if show == language.code() && !differences.is_empty() {
                println!("{}", labelled.text);
                for difference in differences {
                    println!("    {difference}");
                }
                for (list, under, at) in analyst.phrases(&lexicon, &labelled.text, language).iter().cloned() {
                    print!("  [{list:?} {under} {}]", &labelled.text[at]);
                }
                println!();
            }
        }
    }
    println!("{}", printed(&table));
    if std::env::var_os("STATEMENTS_RECORD").is_some() {
        set::record(&table);
    }
    let recorded = set::recorded();
    let mut lost = String::new();
    for (language, labels) in &table {
        for (label, counts) in labels {
            let floor = recorded.get(*language).and_then(|labels| labels.get(*label)).copied().unwrap_or(1.0);
            if counts.f1() + 5e-4 < floor {
                writeln!(lost, "{language} {label}: {:.3}, recorded {floor:.3}", counts.f1())
                    .expect("a String takes all");
            }
        }
    }
    assert_eq!(lost, "", "understood less than before");
}

fn printed(table: &BTreeMap<&'static str, BTreeMap<&'static str, Counts>>) -> String {
    let mut out = format!("{:<10}", "");
    for language in table.keys() {
        write!(out, "  {language:^17}").expect("a String takes all");
    }
    out.push('\n');
    for label in LABELS {
        write!(out, "{label:<10}").expect("a String takes all");
        for labels in table.values() {
            let counts = labels.get(label).copied().unwrap_or_default();
            write!(
                out,
                "  {:.2} {:.2} {:.3}{:>3}",
                counts.precision(),
                counts.recall(),
                counts.f1(),
                counts.expected()
            )
            .expect("a String takes all");
        }
        out.push('\n');
    }
    write!(out, "{:<10}", "macro-F1").expect("a String takes all");
    for labels in table.values() {
        let sum: f64 = LABELS.iter().map(|label| labels.get(label).copied().unwrap_or_default().f1()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a dozen labels")]
        let mean = sum / LABELS.len() as f64;
        write!(out, "  {mean:>15.3}  ").expect("a String takes all");
    }
    out.push_str("\n(precision, recall, F1, labels)");
    out
}

#[test]
fn at_least_sixty_statements_a_language_and_half_of_them_traps() {
    for language in Language::ALL {
        let statements = set::read(language);
        let traps = statements.iter().filter(|labelled| labelled.trap.is_some()).count();
        assert!(statements.len() >= 60 && traps * 2 >= statements.len(), "{language:?} {} {traps}", statements.len());
    }
}

#[test]
fn no_trap_of_the_definitions_is_misread() {
    let (lexicon, analyst) = (lexicon(), Analyst::default());
    let mut misread = String::new();
    for (tag, traps) in set::traps() {
        let language = Language::of_tag(&tag).expect("the file is by language");
        for trap in traps {
            let differences = compare(&trap, &analyst.read(&lexicon, &trap.text, language), &mut BTreeMap::new());
            for difference in differences {
                writeln!(misread, "{tag} {}\n    {difference}", trap.text).expect("a String takes all");
            }
        }
    }
    assert_eq!(misread, "");
}

#[test]
fn a_statement_is_read_once() {
    let (lexicon, analyst) = (lexicon(), Analyst::default());
    let read = |language| analyst.statement(&lexicon, "By 2030, 80% of schools are online.", language);
    let first = read(Language::English);
    assert!(std::sync::Arc::ptr_eq(&first, &read(Language::English)));
    assert!(!std::sync::Arc::ptr_eq(&first, &read(Language::French)));
}
