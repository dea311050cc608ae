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
    fn stratml_comes_back_the_same(about in about(), goals in prop::collection::vec(goal(), 1..4)) {
        let mut text = "plan: p-1\nlanguage: en\n".to_owned();
        text.extend(about);
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

/// The first goal's id, to which links lead.
const FIRST: &str = "X1.1";

/// A key with words, as a line; not always there.
fn named(key: &'static str) -> BoxedStrategy<Option<String>> {
    prop::option::of(words().prop_map(move |words| format!("{key}: {}", quoted(&words)))).boxed()
}

/// Whether a line is there.
fn perhaps(line: &'static str) -> BoxedStrategy<Option<String>> {
    any::<bool>().prop_map(move |is_there| is_there.then(|| line.to_owned())).boxed()
}

/// What the plan says of itself, as far as StratML has a place for it.
fn about() -> impl Strategy<Value = Vec<String>> {
    let lines = [
        named("title"),
        named("description"),
        named("organization"),
        named("vision"),
        named("mission"),
        perhaps("level: strategic"),
        perhaps("period: {start: 2024-01-01, end: 2027-12-31}"),
    ];
    lines.prop_map(|lines| lines.into_iter().flatten().map(|line| line + "\n").collect())
}

/// A value on a day of a list.
fn dated(days: &'static [&'static str]) -> impl Strategy<Value = String> {
    let value = prop_oneof![9 => number(), 1 => Just("\"under way\"".to_owned())];
    (value, prop::sample::select(days.to_vec())).prop_map(|(value, day)| format!("{{value: {value}, date: {day}}}"))
}

/// Values of several days, each day once.
fn series(key: &'static str, days: &'static [&'static str]) -> BoxedStrategy<Option<String>> {
    let all = (prop::sample::subsequence(days.to_vec(), 1..=days.len()), prop::collection::vec(number(), days.len()));
    let lines = all.prop_map(move |(days, values)| {
        let each = days.iter().zip(values).map(|(day, value)| format!("{{value: {value}, date: {day}}}"));
        format!("{key}: [{}]", each.collect::<Vec<_>>().join(", "))
    });
    prop::option::of(lines).boxed()
}

/// An indicator with all that StratML can say of one; the values on its way lie before its target.
fn indicator() -> impl Strategy<Value = (Kind, Node)> {
    let words_of = [
        named("name"),
        named("description"),
        prop::option::of(prop::sample::select(vec!["unit: percent", "unit: people", "unit: km²"]))
            .prop_map(|line| line.map(str::to_owned))
            .boxed(),
        prop::option::of(prop::sample::select(vec!["type: quantitative", "type: qualitative"]))
            .prop_map(|line| line.map(str::to_owned))
            .boxed(),
        perhaps("measures: [X1.1]"),
        series("actuals", &["2022", "2023-06", "2024"]),
    ];
    let target = dated(&["2027", "2027-06", "2028-12-31"]).prop_map(|target| format!("target: {target}"));
    let values = prop_oneof![
        1 => Just(Vec::new()),
        1 => number().prop_map(|number| vec![format!("target: {{value: {number}}}")]),
        3 => (target, series("milestones", &["2024", "2025", "2026-Q3"])).prop_map(|(target, milestones)| {
            std::iter::once(target).chain(milestones).collect()
        }),
    ];
    (words_of, values).prop_map(|(words, values): (_, Vec<String>)| {
        let mut lines: Vec<String> = words.into_iter().flatten().chain(values).collect();
        // An indicator that says nothing is none there.
        if !lines.iter().any(|line| line.starts_with("name: ")) {
            lines.insert(0, "name: what is counted".to_owned());
        }
        (Kind::Indicator, Node { lines, children: Vec::new() })
    })
}

/// A goal with targets and indicators, as far as StratML has a place for what they say.
fn goal() -> impl Strategy<Value = Node> {
    let indicators = || prop::collection::vec(indicator().boxed(), 0..3);
    let result = || {
        let owners = prop::collection::vec(words(), 0..3).prop_map(|owners| {
            let owners: Vec<String> = owners.iter().map(|words| quoted(words)).collect();
            (!owners.is_empty()).then(|| format!("owner: [{}]", owners.join(", ")))
        });
        let title = words().prop_map(|words| Some(format!("title: {}", quoted(&words))));
        [title.boxed(), named("statement"), named("description"), owners.boxed()]
    };
    let target = (result(), perhaps("contributes-to: [X1.1]"), indicators())
        .prop_map(move |(result, link, children)| {
            (Kind::Target, Node { lines: result.into_iter().flatten().chain(link).collect(), children })
        })
        .boxed();
    (result(), indicators(), prop::collection::vec(target, 0..3)).prop_map(move |(result, indicators, targets)| Node {
        lines: result.into_iter().flatten().collect(),
        children: indicators.into_iter().chain(targets).collect(),
    })
}

/// What StratML has a place for, whatever its ids and their order: the reader gives ids of its own, and a goal's indicators stand
/// behind its objectives.
fn of_stratml(plan: &planlint::plan::Plan) -> Vec<Vec<String>> {
    let model = model::of(plan);
    let first = plan.of_kind(Kind::Goal).first().map(|id| plan.element(*id).id.to_string()).unwrap_or_default();
    assert!(matches!(first.as_str(), FIRST | "goal-1"), "{first}");
    let mut all: Vec<Vec<String>> = Vec::new();
    for kind in [Kind::Plan, Kind::Vision, Kind::Mission, Kind::Goal, Kind::Target, Kind::Indicator] {
        let ids = if kind == Kind::Plan { vec![planlint::plan::ElementId::PLAN] } else { plan.of_kind(kind).to_vec() };
        for id in ids {
            let element = plan.element(id);
            let said = &model[&format!("{} {}", element.kind, element.id)];
            let parent = element.parent.map(|parent| plan.element(parent).kind);
            let links = |line: &String| {
                ["contributes-to=", "measures="].iter().find(|key| line.starts_with(**key)).map(|key| {
                    assert_eq!(line, &format!("{key}{first}"));
                    format!("{key}the first goal")
                })
            };
            let mut lines = vec![format!("{kind} in {parent:?}")];
            lines.extend(
                said.iter()
                    .skip(1)
                    .filter(|line| !is_of_reader(line))
                    .map(|line| on_last_days(&links(line).unwrap_or_else(|| line.clone()))),
            );
            all.push(lines);
        }
    }
    all.sort();
    all
}

/// What only says how the plan is written down.
fn is_of_reader(line: &str) -> bool {
    ["plan=", "language="].iter().any(|key| line.starts_with(key))
}

/// Years, quarters and months are days there.
fn on_last_days(line: &str) -> String {
    let mut line = line.to_owned();
    for (day, last) in [
        ("2022", "2022-12-31"),
        ("2023-06", "2023-06-30"),
        ("2024", "2024-12-31"),
        ("2025", "2025-12-31"),
        ("2026-Q3", "2026-09-30"),
        ("2027", "2027-12-31"),
        ("2027-06", "2027-06-30"),
    ] {
        line = line.replace(&format!("at Some(\"{day}\")"), &format!("at Some(\"{last}\")"));
    }
    line
}
