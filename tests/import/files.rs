//! What files become, against recorded plans.

use std::fmt::Write as _;
use std::fs;

use super::{import, text, with};

/// What a person sees of an import, and the plan.
fn imported(names: &[&str]) -> String {
    let directory = with(names);
    let dry = import(directory.path(), &[names, &["--dry-run"]].concat());
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    assert_eq!(directory.path().read_dir().unwrap().count(), names.len(), "a dry run writes nothing");
    let output = import(directory.path(), &[names, &["-o", "out"]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut seen = format!("{}---\n{}", text(&dry.stdout), text(&output.stdout).replace('\\', "/"));
    for plan in plans(&directory.path().join("out")) {
        write!(seen, "---\n{}", fs::read_to_string(plan).unwrap()).unwrap();
    }
    seen
}

fn plans(directory: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in directory.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(plans(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn a_matrix_with_merged_cells() {
    insta::assert_snapshot!(imported(&["merged-matrix.en.xlsx"]));
}

#[test]
fn a_logframe_of_blocks() {
    insta::assert_snapshot!(imported(&["logframe.en.xlsx"]));
}

#[test]
fn a_matrix_in_each_language() {
    for language in ["fr", "es", "ru", "ar", "zh"] {
        insta::assert_snapshot!(format!("a_matrix_in_{language}"), imported(&[&format!("matrix.{language}.xlsx")]));
    }
}

#[test]
fn formulas_count_by_their_stored_value() {
    insta::assert_snapshot!(imported(&["formula.en.xlsx"]));
}

#[test]
fn a_table_of_a_french_spreadsheet_program() {
    insta::assert_snapshot!(imported(&["semicolon.fr.csv"]));
}

#[test]
fn tables_that_belong_together() {
    insta::assert_snapshot!(imported(&["results.csv", "indicators.csv", "periods.csv", "budgets.csv"]));
}

#[test]
fn what_libreoffice_saves_is_the_same_plan() {
    for name in ["merged-matrix.en", "matrix.fr", "logframe.en"] {
        let [excel, libreoffice] = ["xlsx", "ods"].map(|extension| {
            let name = format!("{name}.{extension}");
            let directory = with(&[&name]);
            let output = import(directory.path(), &[&name, "-o", "out"]);
            assert!(output.status.success(), "{}", text(&output.stderr));
            let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
            plan.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()
        });
        assert_eq!(excel, libreoffice, "{name}");
    }
}

#[test]
fn a_corrected_file_changes_only_what_was_corrected() {
    let directory = tempfile::tempdir().unwrap();
    let table = directory.path().join("plan.csv");
    let plan = directory.path().join("out/plan.yaml");
    let run = |rows: &str, arguments: &[&str]| {
        fs::write(&table, format!("Outcome,Indicator,Target 2027\n{rows}")).unwrap();
        let output = import(directory.path(), &[&["plan.csv", "-o", "out"], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        fs::read_to_string(&plan).unwrap()
    };
    let before = run("Taps work,Taps,5\nWells work,Wells,6\n", &[]);
    let after = run("Pumps work,Pumps,7\nTaps work,Taps,5\nWells work,Wells that work,6\n", &["--replace"]);
    for id in ["O1:", "I1.1:", "O2:", "I2.1:"] {
        assert!(before.contains(id), "{id} in {before}");
    }
    let place = |plan: &str, text: &str| {
        let lines: Vec<&str> = plan.lines().collect();
        let at = lines.iter().position(|line| line.ends_with(text)).unwrap();
        lines[at - 1].split(':').next().unwrap().trim().to_owned()
    };
    assert_eq!(place(&after, "title: Taps work"), "O1");
    assert_eq!(place(&after, "title: Wells work"), "O2");
    assert_eq!(place(&after, "title: Pumps work"), "O3");
    assert_eq!(place(&after, "name: Wells that work"), "I2.1");
}

#[test]
fn what_somebody_wrote_is_left_alone() {
    let directory = with(&["matrix.fr.xlsx"]);
    fs::create_dir(directory.path().join("out")).unwrap();
    let plan = directory.path().join("out/plan.yaml");
    fs::write(&plan, "plan: mine\n").unwrap();
    let output = import(directory.path(), &["matrix.fr.xlsx", "-o", "out", "--replace"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is there already"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(plan).unwrap(), "plan: mine\n");
}

#[test]
fn a_mapping_says_what_headings_do_not() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("t.csv"), "made by hand\nWhat,How told,Now,Then,Who\nWater,Taps,1,2,Ann\n")
        .unwrap();
    let mapping = directory.path().join("planlint.import.yaml");
    fs::write(&mapping, "plan: water\nlanguage: en\nsheets:\n  t:\n    header-row: 2\n    columns: {What: goal, B: indicator, Now: baseline, Then: target, Who: ignore}\n").unwrap();
    let output = import(directory.path(), &["t.csv", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    insta::assert_snapshot!(fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap());
    fs::write(&mapping, "sheets: {t: {columns: {What: gaol}}}\n").unwrap();
    let output = import(directory.path(), &["t.csv", "--dry-run"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no field `gaol`"), "{}", text(&output.stderr));
}

#[test]
fn a_form_that_nobody_filled_in_is_an_empty_plan() {
    let directory = tempfile::tempdir().unwrap();
    let head = |level: &str| format!("{level},Indicator,Baseline,Milestone 1,Target\n,,,,\n,,Source,,\n,,,,\n");
    let form = format!("PROGRAMME TITLE:,,,,\n{}{}{}", head("IMPACT"), head("OUTCOME"), head("OUTPUT"));
    fs::write(directory.path().join("form.csv"), form).unwrap();
    let output = import(directory.path(), &["form.csv", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
    assert_eq!(plan, "# Imported by planlint from form.csv\nplan: form\nlanguage: en\n");
}
