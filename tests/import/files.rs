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
fn formulas_without_a_value_are_listed() {
    insta::assert_snapshot!("formulas_never_computed", imported(&["uncomputed.en.xlsx"]));
    insta::assert_snapshot!("formulas_with_a_fault", imported(&["faults.en.xlsx"]));
}

#[test]
fn a_logframe_of_blocks_in_french() {
    insta::assert_snapshot!(imported(&["logframe.fr.xlsx"]));
}

#[test]
fn headings_over_three_rows() {
    insta::assert_snapshot!(imported(&["three-headings.ru.xlsx"]));
}

#[test]
fn levels_codes_years_and_money_in_columns() {
    insta::assert_snapshot!(imported(&["levels.es.xlsx"]));
}

#[test]
fn sheets_of_one_workbook_that_belong_together() {
    insta::assert_snapshot!(imported(&["related.en.xlsx"]));
}

#[test]
fn days_counted_from_1904() {
    insta::assert_snapshot!(imported(&["days-of-1904.en.xlsx"]));
}

#[test]
fn arabic_digits_from_right_to_left() {
    insta::assert_snapshot!(imported(&["digits.ar.xlsx"]));
}

#[test]
fn units_in_cells() {
    insta::assert_snapshot!(imported(&["units.zh.xlsx"]));
}

#[test]
fn indicators_listed_in_one_cell() {
    insta::assert_snapshot!(imported(&["listed.en.xlsx"]));
}

#[test]
fn cells_between_tabs() {
    insta::assert_snapshot!(imported(&["priorities.fr.tsv"]));
}

#[test]
fn what_no_list_knows_is_said_in_a_mapping() {
    let directory = with(&["mapped.en.xlsx"]);
    let blind = import(directory.path(), &["mapped.en.xlsx", "--dry-run"]);
    insta::assert_snapshot!("mapped_without_a_mapping", text(&blind.stdout));
    fs::write(
        directory.path().join("planlint.import.yaml"),
        "plan: roads\nsheets:\n  Plan:\n    header-row: 2\n    columns: {What we want: outcome, B: indicator, Now: baseline, Then: target, Paid by: owner, Colour: ignore}\n",
    )
    .unwrap();
    let dry = import(directory.path(), &["mapped.en.xlsx", "--dry-run"]);
    let output = import(directory.path(), &["mapped.en.xlsx", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
    insta::assert_snapshot!("mapped_with_a_mapping", format!("{}---\n{plan}", text(&dry.stdout)));
}

#[test]
fn the_summary_speaks_the_language_that_is_asked_for() {
    let directory = with(&["units.zh.xlsx"]);
    for language in ["ar", "es", "fr", "ru", "zh"] {
        let output = import(directory.path(), &["units.zh.xlsx", "--dry-run", "--lang", language]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        insta::assert_snapshot!(format!("summary_in_{language}"), text(&output.stdout));
    }
}

#[test]
fn a_corrected_workbook_gives_a_small_diff() {
    let directory = with(&["related.en.xlsx", "three-headings.ru.xlsx"]);
    for name in ["related.en.xlsx", "three-headings.ru.xlsx"] {
        let first = import(directory.path(), &[name, "-o", name.split('.').next().unwrap()]);
        assert!(first.status.success(), "{}", text(&first.stderr));
        let plan = directory.path().join(name.split('.').next().unwrap()).join("plan.yaml");
        let before = fs::read_to_string(&plan).unwrap();
        let again = import(directory.path(), &[name, "-o", name.split('.').next().unwrap(), "--replace"]);
        assert!(again.status.success(), "{}", text(&again.stderr));
        assert_eq!(before, fs::read_to_string(&plan).unwrap(), "the same file gives the same plan");
    }
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
    for name in ["merged-matrix.en", "matrix.fr", "logframe.en", "logframe.fr", "levels.es", "digits.ar"] {
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
    // A value that is corrected changes its line and no other.
    let rows = "Pumps work,Pumps,7\nTaps work,Taps,15\nWells work,Wells that work,6\n";
    let corrected = run(rows, &["--replace"]);
    let differing = after.lines().zip(corrected.lines()).filter(|(before, after)| before != after).count();
    assert_eq!((differing, after.lines().count()), (1, corrected.lines().count()), "{after}{corrected}");
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
