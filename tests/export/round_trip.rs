//! Any plan comes back the same from tables; from StratML what that has a place for.

use std::path::Path;
use std::sync::LazyLock;

use planlint::export::ExportFormat;
use planlint::plan::Kind;
use planlint::project::Project;
use planlint::source::MemorySource;
use planlint::workspace::Loader;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::any_plan::{self, Node, number, quoted, words};
use super::{exported, imported, loaded, model, project};

static PROJECTS: LazyLock<Vec<Project>> =
    LazyLock::new(|| ["ar", "en", "es", "fr", "ru", "zh"].map(project).into_iter().collect());

/// The same plans in every run; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` ask for others and for more.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let asked = |name: &str| std::env::var_os(name).is_some();
    let rng_seed = if asked("PROPTEST_RNG_SEED") { default.rng_seed } else { RngSeed::Fixed(2024) };
    let cases = if asked("PROPTEST_CASES") { default.cases } else { 40 };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..default }
}

/// A plan without the comments that say where its parts stood.
fn without_places(text: &str) -> String {
    let lines = text.lines().map(|line| line.rsplit_once("  # ").map_or(line, |(said, _)| said));
    lines.collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_workbook_comes_back_the_same(text in any_plan::plan(), language in 0..6_usize) {
        let project = &PROJECTS[language];
        let before = loaded(&text);
        let back = imported(project, "plan.xlsx", &exported(project, &before, ExportFormat::Xlsx));
        let after = loaded(&back);
        prop_assert_eq!(model::of(&before.plan), model::of(&after.plan), "{}\nbecame\n{}", text, back);
        // And once more: the same plan, wherever its parts stand in the tables.
        let again = imported(project, "plan.xlsx", &exported(project, &after, ExportFormat::Xlsx));
        prop_assert_eq!(without_places(&again), without_places(&back));
    }

    #[test]
    fn a_document_comes_back_the_same(text in any_plan::plan(), language in 0..6_usize) {
        let project = &PROJECTS[language];
        let before = loaded(&text);
        let back = imported(project, "plan.docx", &exported(project, &before, ExportFormat::Docx));
        let after = loaded(&back);
        prop_assert_eq!(model::of(&before.plan), model::of(&after.plan), "{}\nbecame\n{}", text, back);
    }

    #[test]
    fn stratml_comes_back_the_same(goals in prop::collection::vec(goal(), 1..3)) {
        let mut text = "plan: p-1\ntitle: a plan\nlanguage: en\nperiod: {start: 2024-01-01, end: 2027-12-31}\n".to_owned();
        let goals: Vec<(Kind, Node)> = goals.into_iter().map(|goal| (Kind::Goal, goal)).collect();
        any_plan::put(&mut text, 0, &goals, &mut 0);
        let before = loaded(&text);
        let bytes = exported(&PROJECTS[1], &before, ExportFormat::Stratml);
        let mut source = MemorySource::default();
        source.insert(Path::new("plan.xml"), bytes.as_slice());
        let after = Loader::new(&source).load(Path::new("plan.xml"), None).unwrap();
        prop_assert!(after.plan.notes.is_empty(), "{:?}\n{}", after.plan.notes, String::from_utf8_lossy(&bytes));
        prop_assert_eq!(of_stratml(&before.plan), of_stratml(&after.plan), "{}", String::from_utf8_lossy(&bytes));
    }
}

/// A goal with targets and indicators, as far as StratML has a place for what they say.
fn goal() -> impl Strategy<Value = Node> {
    let date = prop::sample::select(vec!["2024", "2025", "2026-Q3", "2027-06", "2027-12-31"]);
    let named = |key: &'static str| words().prop_map(move |words| format!("{key}: {}", quoted(&words)));
    let value = prop_oneof![9 => number(), 1 => Just("\"under way\"".to_owned())];
    let target = (value, prop::option::of(date)).prop_map(|(value, date)| {
        format!("target: {{value: {value}{}}}", date.map_or(String::new(), |date| format!(", date: {date}")))
    });
    let indicator = (named("name"), prop::option::of(target)).prop_map(|(name, target)| {
        (Kind::Indicator, Node { lines: std::iter::once(name).chain(target).collect(), children: Vec::new() })
    });
    let indicator = indicator.boxed();
    let indicators = || prop::collection::vec(indicator.clone(), 0..3);
    let result = || (named("title"), prop::option::of(named("statement")), prop::option::of(named("owner")));
    let lines = |(title, statement, owner): (String, Option<String>, Option<String>)| {
        std::iter::once(title).chain(statement).chain(owner).collect::<Vec<String>>()
    };
    let target = (result(), indicators())
        .prop_map(move |(result, children)| (Kind::Target, Node { lines: lines(result), children }));
    (result(), indicators(), prop::collection::vec(target, 0..3)).prop_map(move |(result, indicators, targets)| Node {
        lines: lines(result),
        children: indicators.into_iter().chain(targets).collect(),
    })
}

/// What StratML has a place for, whatever its ids and their order: the reader gives ids of its own, and a goal's indicators stand
/// behind its objectives.
fn of_stratml(plan: &planlint::plan::Plan) -> Vec<Vec<String>> {
    use planlint::plan::Kind;
    let model = model::of(plan);
    let mut all: Vec<Vec<String>> = Vec::new();
    for kind in [Kind::Goal, Kind::Target, Kind::Indicator] {
        for id in plan.of_kind(kind) {
            let element = plan.element(*id);
            let said = &model[&format!("{} {}", element.kind, element.id)];
            let kept = |line: &&String| {
                ["title=", "statement=", "name=", "owner=", "unit=", "target="].iter().any(|key| line.starts_with(key))
            };
            all.push(said.iter().filter(kept).map(|line| on_last_days(line)).collect());
        }
    }
    all.sort();
    all
}

/// Years, quarters and months are days there.
fn on_last_days(line: &str) -> String {
    line.replace("\"2024\"", "\"2024-12-31\"")
        .replace("\"2025\"", "\"2025-12-31\"")
        .replace("2026-Q3", "2026-09-30")
        .replace("\"2027-06\"", "\"2027-06-30\"")
}
