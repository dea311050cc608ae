//! What a person sees: excerpts, carets, related places, guidance, counts, in the scripts of the UN languages.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use planlint::project::{Choices, Project};
use planlint::report::{Batch, Colour, Filter, Report, ReportFormat, Summary};
use planlint::rule::Selection;
use planlint::source::MemorySource;
use planlint::workspace::Loader;

fn report(files: &[(&str, &str)], select: &[&str], format: ReportFormat, colour: Colour) -> String {
    report_in("en", files, select, format, colour)
}

fn report_in(language: &str, files: &[(&str, &str)], select: &[&str], format: ReportFormat, colour: Colour) -> String {
    let mut source = MemorySource::default();
    for (path, text) in files {
        source.insert(path, text.as_bytes());
    }
    let selection = Selection { select: select.iter().map(|&rule| rule.to_owned()).collect(), ignore: Vec::new() };
    let project =
        Project::load(&source, None, Choices { selection, language: Some(language.to_owned()), ..Choices::default() })
            .unwrap();
    let loaded = Loader::new(&source).load(Path::new(files[0].0), None).unwrap();
    let rules = project.rule_set("itu").unwrap();
    let findings = project.judge(&rules, &loaded.plan, &loaded.sources).findings;
    let looked_at = Summary {
        plans: 1,
        files: loaded.plan.files.len(),
        elements: loaded.plan.element_count(),
        ..Summary::default()
    };
    let messages = std::sync::Arc::clone(project.messages_for(Some(&loaded.plan)));
    let batch = Batch { sources: loaded.sources, findings, messages };
    let filter = Filter { min_severity: planlint::finding::Severity::Info, show_suppressed: true };
    let mut out = Vec::new();
    Report::new(vec![batch], looked_at, filter).write(format, colour, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const SCRIPTS: &str = "\u{feff}plan: 混合\r\ngoals:\r\n\
    \x20 \"宽带普遍覆盖\": {title: 宽带, targets: {T1: {sdg: [9.c, 9.1.c]}}}\r\n\
    \x20 Ц1: {title: Широкополосная связь, targets: {T2: {sdg: 18.1}}}\r\n\
    \x20 هدف: {title: النطاق العريض, targets: {T3: {sdg: [\"😀\", é́9.x]}}}\r\n";

#[test]
fn carets_stand_under_the_words_in_every_script() {
    insta::assert_snapshot!(report(
        &[("plan.yaml", SCRIPTS)],
        &["links/sdg-code-invalid"],
        ReportFormat::Text,
        Colour::None
    ));
}

#[test]
fn lines_name_file_line_and_column() {
    insta::assert_snapshot!(report(
        &[("plan.yaml", SCRIPTS)],
        &["links/sdg-code-invalid"],
        ReportFormat::Concise,
        Colour::None
    ));
}

#[test]
fn the_contract_has_lines_columns_and_bytes() {
    insta::assert_snapshot!(report(
        &[("plan.yaml", SCRIPTS)],
        &["links/sdg-code-invalid"],
        ReportFormat::Json,
        Colour::None
    ));
}

#[test]
fn places_in_two_files_stand_in_one_frame() {
    let files = [
        ("new/plan.yaml", "plan: new\nsucceeds: ../old/plan.yaml\ncontinuity:\n  T1: {disposition: moved}\n"),
        ("old/plan.yaml", "plan: old\nlanguage: fr\ngoals:\n  G1:\n    targets:\n      T1: {title: Égalité}\n"),
    ];
    insta::assert_snapshot!(report(&files, &["continuity/moved-to-nowhere"], ReportFormat::Text, Colour::None));
}

#[test]
fn colours_are_used_only_when_asked_for() {
    let plan = [("plan.yaml", "plan: p\ngoals: {G1: {title: x}}\n")];
    let coloured = report(&plan, &["structure/goal-without-target"], ReportFormat::Text, Colour::Ansi);
    let plain = report(&plan, &["structure/goal-without-target"], ReportFormat::Text, Colour::None);
    assert!(coloured.contains("\u{1b}[") && !plain.contains('\u{1b}'));
}

#[test]
fn suppressed_findings_are_counted_and_shown_when_asked_for() {
    let plan = "plan: p\ngoals:\n  # planlint: ignore[structure/goal-without-target] agreed in council\n  G1: {title: x}\n  G2: {title: y} # planlint: ignore[structure] later\n";
    insta::assert_snapshot!(report(
        &[("plan.yaml", plan)],
        &["structure/goal-without-target"],
        ReportFormat::Text,
        Colour::None
    ));
}

#[test]
fn excerpts_are_the_same_in_every_language_of_messages() {
    let places = |language| {
        let text = report_in(
            language,
            &[("plan.yaml", SCRIPTS)],
            &["links/sdg-code-invalid"],
            ReportFormat::Text,
            Colour::None,
        );
        let framed = |line: &&str| line.contains('│') || line.contains('┌');
        text.lines().filter(framed).map(str::to_owned).collect::<Vec<_>>()
    };
    for language in planlint::rule::Messages::languages() {
        assert_eq!(places(language), places("en"), "{language}");
    }
}

#[test]
fn severities_counts_and_sentences_are_in_the_language_of_messages() {
    let plan = [("plan.yaml", "plan: p\ngoals: {G1.1: {title: x}}\n")];
    let shown =
        |language| report_in(language, &plan, &["structure/goal-without-target"], ReportFormat::Text, Colour::None);
    let english = shown("en");
    assert!(english.starts_with("warning[structure/goal-without-target]: Goal G1.1 has no target"), "{english}");
    assert!(english.ends_with("Checked 1 plan (1 file, 1 element): 1 warning.\n"), "{english}");
    for language in planlint::rule::Messages::languages().filter(|language| *language != "en") {
        let text = shown(language);
        assert!(!text.starts_with("warning") && !text.contains("Checked"), "{language}: {text}");
        // An id keeps its points in place where the sentence runs from right to left.
        assert_eq!(text.contains("\u{2068}G1.1\u{2069}"), language == "ar", "{language}: {text}");
        let programs =
            report_in(language, &plan, &["structure/goal-without-target"], ReportFormat::Concise, Colour::None);
        assert!(programs.contains("warning[structure/goal-without-target]"), "{language}: {programs}");
    }
}
