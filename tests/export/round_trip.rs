//! Any plan that a format has a place for comes back the same.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use planlint::export::ExportFormat;
use planlint::project::Project;
use planlint::source::MemorySource;
use planlint::workspace::Loader;
use proptest::prelude::*;

use super::{exported, imported, loaded, model, project};

static PROJECTS: LazyLock<Vec<Project>> =
    LazyLock::new(|| ["ar", "en", "es", "fr", "ru", "zh"].map(project).into_iter().collect());

/// Words of six languages, with signs that mean something to YAML, XML or spreadsheets; none that a table takes for a number
/// before a statement, for a list or for nothing.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "water",
        "école",
        "agua",
        "вода",
        "مياه",
        "学校",
        "all: of it",
        "a # b",
        "<tag>",
        "R&D",
        "\"quoted\"",
        "it's",
        "_x0041_",
        "=1+1",
        "😀",
        "e\u{301}",
        "50",
        "2027",
        "- dash",
        "null",
    ]);
    prop::collection::vec(word, 1..5).prop_map(|words| format!("x {}", words.join(" ")))
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..2_000_000_i64).prop_map(|number| number.to_string()),
        (-9_999..9_999_i64, 1..9_u32).prop_map(|(whole, part)| format!("{whole}.{part}")),
        Just("0.333333333333".to_owned()),
        Just("12345678901234567.25".to_owned()),
    ]
}

/// A value of an indicator: a number, or words.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![9 => number(), 1 => Just("\"under way\"".to_owned())]
}

fn date() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["2024", "2025", "2026-Q3", "2027-06", "2027-12-31"])
}

/// Keys of an indicator, as lines.
fn indicator() -> impl Strategy<Value = Vec<String>> {
    let measure = |key: &'static str| {
        prop::option::of((value(), prop::option::of(date()))).prop_map(move |of| {
            of.map(|(value, date)| {
                format!("{key}: {{value: {value}{}}}", date.map_or(String::new(), |date| format!(", date: {date}")))
            })
        })
    };
    let series = |key: &'static str| {
        prop::collection::vec((value(), date()), 0..3).prop_map(move |all| {
            let each: Vec<String> =
                all.iter().map(|(value, date)| format!("{{value: {value}, date: {date}}}")).collect();
            (!all.is_empty()).then(|| format!("{key}: [{}]", each.join(", ")))
        })
    };
    (
        words(),
        prop::option::of(prop::sample::select(vec!["percent", "people", "km²"])),
        measure("baseline"),
        measure("target"),
        series("milestones"),
        series("actuals"),
        prop::option::of(words()),
        prop::option::of(prop::sample::select(vec!["increase", "decrease", "maintain", "eliminate"])),
        prop::option::of(Just("[sex, age group]")),
    )
        .prop_map(|(name, unit, baseline, target, milestones, actuals, source, direction, disaggregation)| {
            let mut lines = vec![format!("name: {}", quoted(&name))];
            lines.extend(unit.map(|unit| format!("unit: {unit}")));
            lines.extend([baseline, target, milestones, actuals].into_iter().flatten());
            lines.extend(source.map(|source| format!("source: {}", quoted(&source))));
            lines.extend(direction.map(|direction| format!("direction: {direction}")));
            lines.extend(disaggregation.map(|names| format!("disaggregation: {names}")));
            lines
        })
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Keys of a result, without what stands under it.
fn result() -> impl Strategy<Value = Vec<String>> {
    (words(), prop::option::of(words()), prop::option::of(words()), prop::option::of(words())).prop_map(
        |(title, statement, owner, note)| {
            let mut lines = vec![format!("title: {}", quoted(&title))];
            lines.extend(statement.map(|statement| format!("statement: {}", quoted(&statement))));
            lines.extend(owner.map(|owner| format!("owner: {}", quoted(&owner))));
            lines.extend(note.map(|note| format!("note: {}", quoted(&note))));
            lines
        },
    )
}

/// An element with its lines, a section of others below it, and its indicators.
#[derive(Clone, Debug)]
struct Node {
    lines: Vec<String>,
    indicators: Vec<Vec<String>>,
    children: Vec<(&'static str, Node)>,
}

fn node(sections: &'static [&'static str]) -> BoxedStrategy<Node> {
    let below: BoxedStrategy<Vec<(&'static str, Node)>> = match sections.first() {
        Some(section) => {
            prop::collection::vec(node(&sections[1..]).prop_map(move |node| (*section, node)), 0..3).boxed()
        }
        None => Just(Vec::new()).boxed(),
    };
    (result(), prop::collection::vec(indicator(), 0..3), below)
        .prop_map(|(lines, indicators, children)| Node { lines, indicators, children })
        .boxed()
}

fn put(out: &mut String, depth: usize, section: &str, nodes: &[&Node], count: &mut usize, ids: &mut Vec<String>) {
    if nodes.is_empty() {
        return;
    }
    writeln!(out, "{:1$}{section}:", "", depth * 2).unwrap();
    for node in nodes {
        *count += 1;
        // Ids as people give them, and such as no table would.
        let id = match *count % 3 {
            0 => format!("{section}-{count}"),
            1 => format!("X{count}.1"),
            _ => format!("{count}.c"),
        };
        writeln!(out, "{:1$}{2}:", "", depth * 2 + 2, quoted(&id)).unwrap();
        ids.push(id);
        for line in &node.lines {
            writeln!(out, "{:1$}{line}", "", depth * 2 + 4).unwrap();
        }
        let indicators: Vec<Node> = node
            .indicators
            .iter()
            .map(|lines| Node { lines: lines.clone(), indicators: Vec::new(), children: Vec::new() })
            .collect();
        put(out, depth + 2, "indicators", &indicators.iter().collect::<Vec<_>>(), count, ids);
        let mut sections: Vec<&str> = node.children.iter().map(|(section, _)| *section).collect();
        sections.dedup();
        for section in sections {
            let of: Vec<&Node> =
                node.children.iter().filter(|(known, _)| *known == section).map(|(_, node)| node).collect();
            put(out, depth + 2, section, &of, count, ids);
        }
    }
}

/// A plan with goals and targets, priorities with outcomes, outputs and activities, and money for some.
fn plan() -> impl Strategy<Value = String> {
    (
        prop::collection::vec(node(&["targets"]), 0..3),
        prop::collection::vec(node(&["outcomes", "outputs", "activities"]), 0..3),
        prop::collection::vec(node(&[]), 0..2),
        prop::collection::vec((number(), any::<prop::sample::Index>()), 0..4),
        prop::sample::select(vec!["ar", "en", "es", "fr", "ru", "zh"]),
        words(),
    )
        .prop_map(|(goals, priorities, enablers, money, language, title)| {
            let mut out = format!("plan: p-1\ntitle: {}\nlanguage: {language}\nperiod: {{start: 2024, end: 2027-12-31}}\n", quoted(&title));
            let (mut count, mut ids) = (0, Vec::new());
            for (section, nodes) in [("goals", &goals), ("priorities", &priorities), ("enablers", &enablers)] {
                put(&mut out, 0, section, &nodes.iter().collect::<Vec<_>>(), &mut count, &mut ids);
            }
            if !money.is_empty() && !ids.is_empty() {
                out.push_str("resources:\n  allocations:\n");
                for (index, (amount, to)) in money.iter().enumerate() {
                    let to = to.get(&ids);
                    writeln!(out, "    M{index}: {{to: {}, amount: {amount}, currency: CHF, period: {{start: 2024, end: 2025-06}}}}", quoted(to)).unwrap();
                }
            }
            out
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_comes_back_the_same(text in plan(), language in 0..6_usize) {
        let project = &PROJECTS[language];
        let before = loaded(&text);
        let bytes = exported(project, &before, ExportFormat::Xlsx);
        let back = imported(project, "plan.xlsx", &bytes);
        let after = loaded(&back);
        prop_assert_eq!(model::of(&before.plan), model::of(&after.plan), "{}\nbecame\n{}", text, back);
        // And once more: every value is kept.
        let again = exported(project, &after, ExportFormat::Xlsx);
        // Rows of money may stand elsewhere then, and nothing else.
        let twice = loaded(&imported(project, "plan.xlsx", &again));
        prop_assert_eq!(model::of(&twice.plan), model::of(&after.plan), "{}", back);
    }

    #[test]
    fn stratml_comes_back_the_same(goals in prop::collection::vec(node(&["targets"]), 1..3)) {
        let mut text = "plan: p-1\ntitle: a plan\nlanguage: en\nperiod: {start: 2024-01-01, end: 2027-12-31}\n".to_owned();
        put(&mut text, 0, "goals", &goals.iter().collect::<Vec<_>>(), &mut 0, &mut Vec::new());
        // The last value by its date is the target there, which generated milestones do not heed.
        let text: String = text.lines().filter(|line| !line.contains("milestones:")).map(|line| format!("{line}\n")).collect();
        let before = loaded(&text);
        let bytes = exported(&PROJECTS[1], &before, ExportFormat::Stratml);
        let mut source = MemorySource::default();
        source.insert(Path::new("plan.xml"), bytes.as_slice());
        let after = Loader::new(&source).load(Path::new("plan.xml"), None).unwrap();
        prop_assert!(after.plan.notes.is_empty(), "{:?}\n{}", after.plan.notes, String::from_utf8_lossy(&bytes));
        prop_assert_eq!(of_stratml(&before.plan), of_stratml(&after.plan), "{}", String::from_utf8_lossy(&bytes));
    }
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
