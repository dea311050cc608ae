//! What stands in the files.

use std::path::Path;
use std::process::Command;

use planlint::export::{Export, ExportFormat};
use planlint::import::table::Cell;
use planlint::workspace::{DiskSource, Loader};

use super::{exported, imported, loaded, model, project};
use crate::program::{planlint, text};

/// A part of an office file.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The comments of all sheets.
pub(super) fn comments(bytes: &[u8]) -> String {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .filter(|name| name.starts_with("xl/comments"))
        .collect();
    names.iter().map(|name| part(bytes, name)).collect()
}

pub(super) fn example(name: &str) -> planlint::workspace::LoadedPlan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/{name}/plan.yaml"));
    Loader::new(&DiskSource).load(&path, None).unwrap()
}

/// The comments of a sheet, by their cells.
fn comments_of(bytes: &[u8], sheet: u32) -> Vec<(String, String)> {
    let comments = part(bytes, &format!("xl/comments{sheet}.xml"));
    let each = comments.split("<comment ").skip(1);
    each.map(|one| (one.split('"').nth(1).unwrap().to_owned(), one.to_owned())).collect()
}

/// Something is to be said of what tables have no row for.
const SPOKEN_OF: &str = "plan: water\ntitle: Water\nlanguage: en\nvision: TBD\nmission: {statement: The agency serves people., sdg: 9.1.c}\nscope:\n  S1: {title: Rivers, sdg: 99}\ngoals:\n  G1: {title: Safe water, sdg: 6.1}\nresources:\n  allocations:\n    A1: {to: G9, amount: 5, currency: CHF}\n    A2: {to: G1, amount: TBD, currency: CHF}\n";

#[test]
fn no_finding_is_lost() {
    let plan = loaded(SPOKEN_OF);
    let project = project("en");
    let rules = project.rule_set("un").unwrap();
    let findings = project.judge(&rules, &plan.plan, &plan.sources).findings;
    for element in ["vision", "mission", "S1", "A1"] {
        assert!(findings.iter().any(|finding| finding.element.as_deref() == Some(element)), "{element}: {findings:#?}");
    }
    let html = String::from_utf8(exported(&project, &plan, ExportFormat::Html)).unwrap();
    assert_eq!(html.matches("<li>").count(), findings.len(), "{html}");
    let workbook = exported(&project, &plan, ExportFormat::Xlsx);
    let all = comments(&workbook);
    let rules: std::collections::BTreeSet<&str> = findings.iter().map(|finding| &*finding.rule).collect();
    for rule in rules {
        let count = findings.iter().filter(|finding| &*finding.rule == rule).count();
        assert_eq!(all.matches(&format!("[{rule}]")).count(), count, "{rule}: {all}");
    }
    // At the vision's line of the cover, the mission's, and the row of the allocation.
    let money = planlint::import::sheets("plan.xlsx", &workbook).unwrap().len();
    let of_money = comments_of(&workbook, u32::try_from(money).unwrap());
    assert!(of_money.iter().any(|(cell, _)| cell == "B2"), "{of_money:?}");
    let cover = comments_of(&workbook, 1);
    let said_at =
        |cell: &str| cover.iter().filter(|(at, _)| at == cell).map(|(_, text)| text.as_str()).collect::<String>();
    let row_of = |key: &str| {
        let sheet = &planlint::import::sheets("plan.xlsx", &workbook).unwrap()[0];
        sheet.rows().into_iter().find(|row| sheet.cell(*row, 2).is_some_and(|cell| cell.to_string() == key)).unwrap()
            + 1
    };
    for (key, element) in [("vision", "vision"), ("mission.sdg", "mission")] {
        let finding = findings.iter().find(|finding| finding.element.as_deref() == Some(element)).unwrap();
        let at = said_at(&format!("B{}", row_of(key)));
        assert!(at.contains(&format!("[{}]", finding.rule)), "{key}: {at} in {cover:?}");
    }
    // At the row of the part of the scope.
    let of_scope = comments_of(&workbook, 2);
    assert!(of_scope.iter().any(|(cell, _)| cell.ends_with('2')), "{of_scope:?}");
    assert!(html.contains("<dt>Vision</dt><dd>TBD<details class=\"findings\">"), "{html}");
}

#[test]
fn every_value_of_a_file_of_others_is_kept() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files");
    let mut count = 0;
    let mut files: Vec<_> = directory.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_whole = [".xlsx", ".ods", ".docx"].iter().any(|extension| name.ends_with(extension));
        // Tables that only a mapping explains, or with no value that was ever computed.
        if !is_whole || name.starts_with("mapped") {
            continue;
        }
        let project = project("en");
        let first = imported(&project, name, &std::fs::read(&path).unwrap());
        let before = loaded(&first);
        let workbook = exported(&project, &before, ExportFormat::Xlsx);
        let second = imported(&project, "plan.xlsx", &workbook);
        let after = loaded(&second);
        // What became of a plan before has no place in a workbook, which is said.
        assert_eq!(model::of(&before.plan), model::of(&after.plan), "{name}\n{first}\nbecame\n{second}");
        let again = imported(&project, "plan.xlsx", &exported(&project, &after, ExportFormat::Xlsx));
        assert_eq!(again, second, "{name}");
        count += 1;
    }
    assert!(count > 25, "{count}");
}

const PLAN: &str = "plan: water\ntitle: Water\nlanguage: en\ngoals:\n  G1:\n    title: Safe water\n    targets:\n      T1.1:\n        title: Taps for all\n        indicators:\n          I1: {name: Taps, target: {value: 70}}\n";

#[test]
fn findings_are_comments_of_the_cells_that_they_are_about() {
    let plan = loaded(PLAN);
    let bytes = exported(&project("en"), &plan, ExportFormat::Xlsx);
    let comments = comments(&bytes);
    for (cell, rule) in [("D3", "measure/"), ("F3", "measure/")] {
        let at = comments.split("<comment ").find(|comment| comment.contains(&format!("ref=\"{cell}\"")));
        assert!(at.is_some_and(|comment| comment.contains(rule) || comment.contains("time/")), "{cell}: {comments}");
    }
    let html = String::from_utf8(exported(&project("en"), &plan, ExportFormat::Html)).unwrap();
    assert!(html.contains("<details class=\"findings\"><summary>"), "{html}");
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
                let understood = planlint::import::own::label::Heading::read(heading);
                assert!(understood.is_some(), "{language}: {heading}");
            }
        }
    }
}

/// The plans of `examples/`, by the paths of their roots.
fn examples() -> Vec<std::path::PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let found = planlint::workspace::discover(&DiskSource, &[directory], &|_| false);
    found.roots.into_iter().filter(|root| root.extension().is_some_and(|extension| extension == "yaml")).collect()
}

#[test]
fn the_examples_come_back_whole_in_six_languages() {
    let roots = examples();
    assert!(roots.len() > 10, "{roots:?}");
    for root in roots {
        let plan = Loader::new(&DiskSource).load(&root, None).unwrap();
        let before = model::of(&plan.plan);
        for language in ["ar", "en", "es", "fr", "ru", "zh"] {
            let project = project(language);
            for (name, format) in [("plan.xlsx", ExportFormat::Xlsx), ("plan.docx", ExportFormat::Docx)] {
                let messages = project.messages_for(Some(&plan.plan));
                let language = plan.plan.language();
                let export = Export { plan: &plan.plan, findings: Vec::new(), messages, language };
                let written = export.write(format).unwrap();
                assert_eq!(written.left_out, [], "{}", root.display());
                let back = imported(&project, name, &written.bytes);
                assert_eq!(
                    before,
                    model::of(&loaded(&back).plan),
                    "{} as {name} in {language}\n{back}",
                    root.display()
                );
            }
        }
        let project = project("en");
        let bytes = exported(&project, &plan, ExportFormat::Xlsx);
        assert_eq!(bytes, exported(&project, &plan, ExportFormat::Xlsx), "the same plan is the same file");
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

#[test]
fn the_file_that_a_plan_is_read_from_is_not_written_over() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("plan.yaml"), SPOKEN_OF).unwrap();
    let refused = planlint(directory.path(), &["export", ".", "--format", "html", "-o", "./plan.yaml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("the plan is read from this file"), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(directory.path().join("plan.yaml")).unwrap(), SPOKEN_OF);
}

#[test]
fn two_elements_with_one_id_come_back_as_two() {
    let plan = loaded("plan: p\ngoals:\n  G1: {title: Water for all}\npriorities:\n  G1: {title: Schools}\n");
    let project = project("en");
    for (name, format) in [("plan.xlsx", ExportFormat::Xlsx), ("plan.docx", ExportFormat::Docx)] {
        let back = imported(&project, name, &exported(&project, &plan, format));
        assert!(back.contains("Water for all") && back.contains("Schools"), "{back}");
    }
}

#[test]
fn a_plan_that_could_not_be_read_whole_is_not_passed_off_as_whole() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("plan.yaml"), "plan: p\ngoals:\n  G1: {title: A: b}\n  G2: {title: C}\n")
        .unwrap();
    let output = planlint(directory.path(), &["export", ".", "-o", "plan.xlsx", "--no-findings", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("Parts of the plan could not be read"), "{}", text(&output.stdout));
}

#[test]
fn a_value_typed_over_in_the_language_of_the_plan_is_a_number() {
    let text = "plan: p\nlanguage: fr\nindicators:\n  I1: {name: Taux, target: {value: \"72,5 %\", date: 2027}}\n  I2: {name: Part, target: {value: en cours, date: 2027}}\n";
    let project = project("fr");
    let back = imported(&project, "plan.xlsx", &exported(&project, &loaded(text), ExportFormat::Xlsx));
    assert!(back.contains("72.5") && back.contains("percent") && back.contains("en cours"), "{back}");
}

#[test]
fn what_people_read_has_no_quotation_marks_for_the_import() {
    let text = "plan: p\nlanguage: fr\ntitle: Eau\nindicators:\n  I1: {name: Taux, frequency: Annual}\n  I2: {name: Part, frequency: une fois par an}\n";
    for (language, annual) in [("fr", "une fois par an"), ("en", "annual"), ("ar", "مرة في السنة")] {
        let project = project(language);
        let page = String::from_utf8(exported(&project, &loaded(text), ExportFormat::Html)).unwrap();
        assert!(page.contains(&format!("{annual}<")), "{page}");
        assert!(!page.contains("<td>&quot;") && !page.contains("Annual"), "{page}");
        for (file, format) in [("plan.docx", ExportFormat::Docx), ("plan.xlsx", ExportFormat::Xlsx)] {
            let back = imported(&project, file, &exported(&project, &loaded(text), format));
            assert!(back.contains("frequency: annual") && back.contains("frequency: une fois par an"), "{back}");
        }
    }
}

#[test]
fn a_unit_that_begins_with_a_digit_is_told_and_never_part_of_the_number() {
    let directory = tempfile::tempdir().unwrap();
    let plan = "plan: p\nlanguage: fr\ngoals: {G1: {title: Eau}}\nresources:\n  allocations:\n    A1: {quantity: {value: 50, unit: 200 km}}\n    A2: {quantity: {value: 1200, unit: km}}\n";
    std::fs::write(directory.path().join("plan.yaml"), plan).unwrap();
    let output =
        planlint(directory.path(), &["export", "plan.yaml", "-o", "plan.docx", "--no-findings", "--lang", "fr"]);
    assert!(text(&output.stdout).contains("quantity"), "{}", text(&output.stdout));
    let back = imported(&project("fr"), "plan.docx", &std::fs::read(directory.path().join("plan.docx")).unwrap());
    assert!(back.contains("quantity: {value: 1200, unit: \"km\"}") && !back.contains("value: 50"), "{back}");
}

#[test]
fn what_is_in_the_files_and_no_part_of_the_plan_is_listed_once() {
    let directory = tempfile::tempdir().unwrap();
    let plan = "plan: p\ninclude: [gone.yaml]\ngoals:\n  G1: {title: Water, titel: x, colour: blue}\n  G2: {title: Land, colour: red}\nscope:\n  S1: {title: Rivers}\nresources:\n  total: [{amount: 5, currency: CHF}]\n";
    std::fs::write(directory.path().join("plan.yaml"), plan).unwrap();
    for file in ["plan.xlsx", "plan.docx", "plan.html", "plan.xml"] {
        let output = planlint(directory.path(), &["export", "plan.yaml", "-o", file, "--no-findings", "--lang", "en"]);
        let said = text(&output.stdout);
        for line in ["goal: colour (2): G1, G2", "goal: titel (1): G1", "plan: include (1): gone.yaml"] {
            assert!(said.lines().any(|known| known.trim() == line), "{file}: {line} in {said}");
        }
        let mut lines: Vec<&str> = said.lines().collect();
        let count = lines.len();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), count, "{said}");
    }
    let said = text(&planlint(directory.path(), &["export", "plan.yaml", "-o", "plan.xml", "--lang", "en"]).stdout);
    assert!(said.contains("  scope (1): S1\n") && said.contains("  plan: resources.total (1)\n"), "{said}");
}

#[test]
fn a_text_that_no_cell_holds_is_named_in_the_language_of_whoever_exports() {
    let directory = tempfile::tempdir().unwrap();
    let long = "mot ".repeat(9_000);
    std::fs::write(
        directory.path().join("plan.yaml"),
        format!("plan: p\nlanguage: fr\ngoals:\n  G7: {{title: Eau, description: {long}}}\n"),
    )
    .unwrap();
    let output = planlint(directory.path(), &["export", ".", "-o", "plan.xlsx", "--lang", "fr"]);
    assert_eq!(output.status.code(), Some(2));
    let said: String = text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("G7, « Description » : le texte compte 35999 caractères"), "{said}");
    assert!(!directory.path().join("plan.xlsx").exists());
    let output = planlint(directory.path(), &["export", ".", "-o", "plan.docx", "--lang", "fr", "--no-findings"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
}
