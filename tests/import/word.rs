//! What documents of Word become: the target table of the source against the example, others against recorded plans.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use planlint::plan::{ElementId, Kind, Plan};
use planlint::workspace::{DiskSource, Loader};
use zip::write::SimpleFileOptions;

use super::{import, planlint, text, with};
use crate::suppressed::FORMATS;

/// The plan that a document becomes, and what was said of it.
fn imported(name: &str) -> (std::sync::Arc<Plan>, String) {
    let directory = with(&[name]);
    let output = import(directory.path(), &[name, "-o", "out", "--all"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let loaded = Loader::new(&DiskSource).load(&directory.path().join("out/plan.yaml"), None).unwrap();
    assert!(loaded.plan.notes.is_empty(), "{name}: {:?}", loaded.plan.notes);
    (loaded.plan, text(&output.stdout))
}

fn example() -> std::sync::Arc<Plan> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/itu-2024-2027/plan.yaml");
    Loader::new(&DiskSource).load(&path, None).unwrap().plan
}

/// The words of elements of a kind with their ids and those of their parents.
fn elements(plan: &Plan, kind: Kind, language: &str) -> BTreeMap<String, (String, String)> {
    let of = |id: &ElementId| {
        let element = plan.element(*id);
        let label = ["title", "name"].into_iter().find_map(|field| element.text(field)).unwrap();
        let entry = label.in_language(language).unwrap();
        let parent = element.parent.filter(|parent| *parent != ElementId::PLAN);
        let parent = parent.map(|parent| plan.element(parent).id.to_string()).unwrap_or_default();
        (element.id.to_string(), (parent, entry.words.to_string()))
    };
    plan.of_kind(kind).iter().map(of).collect()
}

/// What became of targets of the predecessor: the disposition, and where they went.
fn fates(plan: &Plan) -> BTreeMap<String, (String, Vec<String>)> {
    let of = |disposition: &planlint::plan::Disposition| {
        let to = disposition.to.iter().map(|link| plan.link(*link).written.to_string()).collect();
        let fate = disposition.fate.as_ref().map_or("", |fate| fate.value.name()).to_owned();
        (disposition.id.value.to_string(), (fate, to))
    };
    plan.continuity.iter().map(of).collect()
}

#[test]
fn the_target_table_of_the_source_is_that_of_the_example() {
    let example = example();
    for (name, language) in [
        ("itu-targets.zh", "zh"),
        ("itu-targets.en", "en"),
        ("itu-targets-libreoffice.zh", "zh"),
        ("itu-targets-libreoffice.en", "en"),
    ] {
        let (plan, said) = imported(&format!("{name}.docx"));
        assert_eq!(plan.language(), language, "{name}");
        for kind in [Kind::Goal, Kind::Target] {
            assert_eq!(elements(&plan, kind, language), elements(&example, kind, language), "{name}");
        }
        let (found, expected) =
            (elements(&plan, Kind::Indicator, language), elements(&example, Kind::Indicator, language));
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{name}");
        for (id, (parent, words)) in &found {
            // The table names breakdowns behind an indicator, which the example has in a field of their own.
            assert_eq!(*parent, expected[id].0, "{name} {id}");
            let behind = words.strip_prefix(expected[id].1.as_str());
            let is_remark = |rest: &str| rest.is_empty() || rest.trim_start().starts_with(['（', '(', '，', ',']);
            assert!(behind.is_some_and(is_remark), "{name} {id}: {words:?} for {:?}", expected[id].1);
        }
        // Of the goals and of two targets the document does not say what became; the latter are named to whoever imports.
        let mut known = fates(&example);
        known.retain(|id, _| id.starts_with('T') && id != "T4.1" && id != "T5.1");
        assert_eq!(fates(&plan), known, "{name}");
        assert!(said.contains("T4.1, T5.1"), "{said}");
        assert!(plan.of_kind(Kind::Outcome).is_empty() && plan.of_kind(Kind::Output).is_empty(), "{name}");
    }
}

/// What a person sees of an import, and the plan.
fn seen(name: &str) -> String {
    let directory = with(&[name]);
    let dry = import(directory.path(), &[name, "--dry-run"]);
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    let output = import(directory.path(), &[name, "-o", "out"]);
    let mut seen = format!("{}---\n{}", text(&dry.stdout), text(&output.stdout).replace('\\', "/"));
    write!(seen, "---\n{}", fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap()).unwrap();
    seen
}

#[test]
fn numbered_lists_under_headings() {
    insta::assert_snapshot!(seen("lists.es.docx"));
}

#[test]
fn a_logframe_in_a_document() {
    insta::assert_snapshot!(seen("logframe.fr.docx"));
}

#[test]
fn a_document_from_right_to_left() {
    insta::assert_snapshot!(seen("right-to-left.ar.docx"));
}

#[test]
fn the_last_state_of_tracked_changes() {
    insta::assert_snapshot!(seen("tracked.en.docx"));
}

#[test]
#[ignore = "takes long where planlint is built for tests: cargo nextest run --release --run-ignored only import::word::a_million"]
fn a_million_cells_are_too_many() {
    let row = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>";
    refused(&document(&format!("<w:tbl>{}</w:tbl>", row.repeat(1_100_000))), "more than a million cells");
}

/// A document with this body.
pub(super) fn document(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

fn with_parts(body: &str, extra: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    for (name, content) in [("word/document.xml", main.as_bytes())].iter().chain(extra) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn macros_links_and_embedded_files_are_not_looked_at() {
    let directory = tempfile::tempdir().unwrap();
    let goal = "<w:p><w:r><w:t>Goal 1: Water for all</w:t></w:r></w:p>";
    let template = br#"<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#;
    let parts: [(&str, &[u8]); 3] = [
        ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
        ("word/_rels/settings.xml.rels", template),
        ("word/embeddings/../../../../tmp/x.docx", b"PK"),
    ];
    fs::write(directory.path().join("d.docm"), with_parts(goal, &parts)).unwrap();
    let output = import(directory.path(), &["d.docm", "--dry-run"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("goals: 1"), "{}", text(&output.stdout));
    assert_eq!(directory.path().read_dir().unwrap().count(), 1);
}

#[test]
fn broken_and_protected_documents_are_told_apart() {
    let whole = fs::read(super::file("logframe.fr.docx")).unwrap();
    refused(&whole[..whole.len() / 2], "the file is damaged");
    let mut secret = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    secret.resize(2_048, 0);
    refused(&secret, "binary format of before 2007");
    secret.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&secret, "protected by a password");
    // Whatever byte is spoilt, there is an answer.
    let directory = tempfile::tempdir().unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 0xff;
        fs::write(directory.path().join("d.docx"), spoilt).unwrap();
        let output = import(directory.path(), &["d.docx", "--dry-run"]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{at}: {}", text(&output.stderr));
    }
}

fn refused(bytes: &[u8], because: &str) {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("d.docx"), bytes).unwrap();
    let began = std::time::Instant::now();
    let output = import(directory.path(), &["d.docx", "--dry-run"]);
    assert!(began.elapsed() < std::time::Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    let joined = message.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert!(joined.contains(because), "{message}");
}

#[test]
fn documents_that_mean_harm_are_refused() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5_000) + &"</w:tc></w:tr></w:tbl>".repeat(5_000);
    refused(&document(&deep), "more than twelve deep");
    refused(&document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(100 << 20))), "more than 96 MB");
    refused(&document("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:p/>"), "entities of its own");
    refused(&document("<w:p></w:tbl>"), "cannot be read");
    let wide = "<w:tbl>".to_owned()
        + &"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"900\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
            .repeat(30_000)
        + "</w:tbl>";
    refused(&document(&wide), "merged cells");
    let lists = "<w:sdt><w:sdtContent>".repeat(100_000) + &"</w:sdtContent></w:sdt>".repeat(100_000);
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("d.docx"), document(&lists)).unwrap();
    let output = import(directory.path(), &["d.docx", "--dry-run"]);
    assert!(matches!(output.status.code(), Some(0 | 2)), "{}", text(&output.stderr));
}

#[test]
fn a_document_without_a_plan_becomes_an_empty_one() {
    let directory = tempfile::tempdir().unwrap();
    let body = "<w:p><w:r><w:t>A letter.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Name</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    fs::write(directory.path().join("d.docx"), document(body)).unwrap();
    let output = import(directory.path(), &["d.docx", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
    assert_eq!(plan, "# Imported by planlint from d.docx\nplan: d\nlanguage: en\n");
    assert!(text(&output.stdout).contains("1 paragraph of text"), "{}", text(&output.stdout));
}

#[test]
fn a_heading_cannot_speak_in_the_plan() {
    let directory = tempfile::tempdir().unwrap();
    let heading =
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>planlint: ignore[smart] Goals</w:t></w:r></w:p>";
    let goal = "<w:p><w:r><w:t>Goal 1: Water for all</w:t></w:r></w:p>";
    fs::write(directory.path().join("d.docx"), document(&format!("{heading}{goal}"))).unwrap();
    let output = import(directory.path(), &["d.docx", "-o", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let plan = fs::read_to_string(directory.path().join("out/plan.yaml")).unwrap();
    assert!(plan.contains("G1:  # § planlint: ignore[smart] Goals, paragraph 1"), "{plan}");
    let check = planlint(directory.path(), &["check", "out", "--show-suppressed", "--format", "json"]);
    assert!(text(&check.stdout).contains("\"suppressed\": 0"), "{}", text(&check.stdout));
}

#[test]
fn places_of_a_document_are_ways_of_headings_in_every_format() {
    let directory = with(&["itu-targets.en.docx", "right-to-left.ar.docx"]);
    for (name, place) in [("itu-targets.en.docx", "4.1"), ("right-to-left.ar.docx", "مصفوفة النتائج")] {
        for format in FORMATS {
            let arguments = ["check", name, "--format", format, "--select", "measure,time,smart"];
            let output = planlint(directory.path(), &arguments);
            assert_eq!(output.status.code(), Some(1), "{name} {format}: {}", text(&output.stderr));
            // In Markdown some signs are escaped.
            let report = text(&output.stdout).replace('\\', "");
            assert!(report.contains(place), "{name} {format}: {report}");
        }
    }
    let output = planlint(directory.path(), &["check", "itu-targets.en.docx", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let of_table = findings.iter().filter_map(|finding| finding["location"].as_str());
    assert!(of_table.clone().any(|place| place.contains("table 1, row 2, column")), "{findings:#?}");
    assert_eq!(of_table.count(), findings.len(), "each finding has a place for people");
    let sarif = planlint(directory.path(), &["check", "itu-targets.en.docx", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_slice(&sarif.stdout).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        assert!(result["locations"][0]["properties"]["location"].as_str().unwrap().starts_with('§'), "{result}");
    }
    let output = planlint(directory.path(), &["audit", ".", "--format", "json"]);
    let audit: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(audit["summary"]["plans"], 2, "{audit}");
}
