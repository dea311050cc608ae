//! What stands in the files.

use std::path::Path;
use std::process::Command;

use planlint::export::ExportFormat;
use planlint::import::table::Cell;
use planlint::workspace::{DiskSource, Loader};

use super::{exported, imported, loaded, model, project};

/// A part of an office file.
fn part(bytes: &[u8], name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The comments of all sheets.
fn comments(bytes: &[u8]) -> String {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .filter(|name| name.starts_with("xl/comments"))
        .collect();
    names.iter().map(|name| part(bytes, name)).collect()
}

fn example(name: &str) -> planlint::workspace::LoadedPlan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}/plan.yaml"));
    Loader::new(&DiskSource).load(&path, None).unwrap()
}

const PLAN: &str = "plan: water\ntitle: Water\nlanguage: en\ngoals:\n  G1:\n    title: Safe water\n    targets:\n      T1.1:\n        title: Taps for all\n        indicators:\n          I1: {name: Taps, target: {value: 70}}\n";

#[test]
fn findings_are_comments_of_the_cells_that_they_are_about() {
    let plan = loaded(PLAN);
    let bytes = exported(&project("en"), &plan, ExportFormat::Xlsx);
    let comments = comments(&bytes);
    for (cell, rule) in [("D2", "measure/"), ("F2", "measure/")] {
        let at = comments.split("<comment ").find(|comment| comment.contains(&format!("ref=\"{cell}\"")));
        assert!(at.is_some_and(|comment| comment.contains(rule) || comment.contains("time/")), "{cell}: {comments}");
    }
    let html = String::from_utf8(exported(&project("en"), &plan, ExportFormat::Html)).unwrap();
    assert!(html.contains("<ul class=\"findings\"><li>"), "{html}");
}

#[test]
fn headings_are_in_six_languages_and_are_known_to_the_import() {
    let plan = example("valbrune-eau-2025-2030");
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let project = project(language);
        let bytes = exported(&project, &plan, ExportFormat::Xlsx);
        let sheets = planlint::import::sheets("plan.xlsx", &bytes).unwrap();
        for sheet in &sheets[1..] {
            for (_, cell) in sheet.row(0) {
                let Cell::Text(heading) = cell else { panic!("{cell:?} is no heading") };
                let understood = planlint::import::heading::understand(heading);
                assert!(understood.is_some(), "{language}: {heading}");
            }
        }
    }
}

#[test]
fn the_examples_come_back() {
    for name in ["valbrune-eau-2025-2030", "itu-2024-2027-complete", "itu-2024-2027"] {
        let plan = example(name);
        let language = plan.plan.language().to_owned();
        let project = project(&language);
        let bytes = exported(&project, &plan, ExportFormat::Xlsx);
        assert_eq!(bytes, exported(&project, &plan, ExportFormat::Xlsx), "the same plan is the same file");
        let back = imported(&project, "plan.xlsx", &bytes);
        let after = loaded(&back);
        let (before, after) = (model::of(&plan.plan), model::of(&after.plan));
        let values = |model: &std::collections::BTreeMap<String, Vec<String>>| -> Vec<String> {
            let keys = ["baseline=", "target=", "milestones=", "actuals=", "in ", "deadline=", "sdg="];
            let lines = model.iter().filter(|(id, _)| !id.starts_with("scope") && !id.starts_with("allocations"));
            let mut all: Vec<String> = lines
                .flat_map(|(id, said)| {
                    said.iter()
                        .filter(|line| keys.iter().any(|key| line.starts_with(key)))
                        .map(move |line| format!("{id}: {line}"))
                })
                .collect();
            all.sort();
            all
        };
        assert_eq!(values(&before), values(&after), "{name}\n{back}");
    }
}

#[test]
fn a_document_comes_back_as_its_tables() {
    for language in ["en", "ar"] {
        let plan = loaded(PLAN);
        let project = project(language);
        let bytes = exported(&project, &plan, ExportFormat::Docx);
        assert!(part(&bytes, "word/document.xml").contains("Safe water"));
        let back = loaded(&imported(&project, "plan.docx", &bytes));
        let of = |plan: &planlint::plan::Plan| -> Vec<String> {
            model::of(plan)
                .into_iter()
                .filter(|(id, _)| !id.starts_with("plan"))
                .map(|(id, said)| format!("{id}{said:?}").replace("in water", "in imported"))
                .collect()
        };
        let (mut before, mut after) = (of(&plan.plan), of(&back.plan));
        for all in [&mut before, &mut after] {
            for line in all.iter_mut() {
                // The document names no language; short words in one script do not tell which it is.
                *line = ["ar:", "en:", "es:", "fr:"].iter().fold(line.clone(), |line, tag| line.replace(tag, ""));
            }
        }
        assert_eq!(before, after);
    }
}

#[test]
fn what_has_no_place_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_planlint"))
            .current_dir(directory.path())
            .env("LC_ALL", "C")
            .arg("export")
            .arg(root.join("examples/itu-2024-2027/plan.yaml"))
            .args(arguments)
            .output()
            .unwrap()
    };
    let output = run(&["-o", "plan.xlsx", "--lang", "en"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    insta::assert_snapshot!("what_a_workbook_leaves_out", String::from_utf8_lossy(&output.stdout));
    let output = run(&["-o", "plan.xml", "--lang", "en"]);
    insta::assert_snapshot!("what_stratml_leaves_out", String::from_utf8_lossy(&output.stdout));
    let output = run(&["-o", "plan.odt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--format xlsx, docx, html or stratml"));
}
