//! Any plan: what the schema of the plan language has, written at random.

use std::fmt::Write as _;

use planlint::plan::schema::{self, FieldSpec, FieldType, Framework};
use planlint::plan::{Kind, MeasureRole};
use proptest::prelude::*;

/// The ids that links name; some lead nowhere, which is no matter to an export.
const IDS: [&str; 5] = ["goals-1", "X2.1", "all", "other-plan#T1", "3.c"];

/// Words of six languages, with signs that mean something to YAML, XML or spreadsheets.
pub(super) fn words() -> impl Strategy<Value = String> {
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
        "(2025)",
        "n/a",
    ]);
    prop::collection::vec(word, 1..5).prop_map(|words| format!("x {}", words.join(" ")))
}

pub(super) fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..2_000_000_i64).prop_map(|number| number.to_string()),
        (-9_999..9_999_i64, 1..9_u32).prop_map(|(whole, part)| format!("{whole}.{part}")),
        Just("0.333333333333".to_owned()),
        Just("12345678901234567.25".to_owned()),
    ]
}

fn date() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["2024", "2025", "2026-Q3", "2027-06", "2027-12-31"]).prop_map(str::to_owned)
}

pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text in the plan's language, in several, or only in another.
fn text(key: &'static str) -> BoxedStrategy<String> {
    // Two texts of an element are not the same by chance.
    let words = words().prop_map(move |words| quoted(&format!("{words} {key}"))).boxed();
    prop_oneof![
        6 => words.clone(),
        2 => (words.clone(), words.clone()).prop_map(|(one, other)| format!("{{en: {one}, zh: {other}}}")),
        1 => words.prop_map(|one| format!("{{pt-br: {one}}}")),
    ]
    .boxed()
}

fn list(item: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(item, 1..4).prop_map(|all| format!("[{}]", all.join(", ")))
}

fn one_of(set: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(set.to_vec()).prop_map(str::to_owned).boxed()
}

/// A value of an indicator, from a number and a date to all that can be said of it.
fn measure(role: MeasureRole) -> BoxedStrategy<String> {
    let value = prop_oneof![9 => number(), 1 => Just("\"under way\"".to_owned()), 1 => Just("\"n/a\"".to_owned())];
    let plain = (value, prop::option::of(date())).prop_map(|(value, date)| {
        format!("value: {value}{}", date.map_or(String::new(), |date| format!(", date: {date}")))
    });
    let change = (number(), prop::option::of(date())).prop_map(|(by, from)| {
        let from = from.map_or(String::new(), |from| format!(", from: {from}"));
        format!("change: {{by: {by}, unit: points{from}}}, date: 2027")
    });
    let parts = (number(), number(), any::<bool>()).prop_map(|(one, other, by_dimension)| {
        let groups = format!("\"rural: all\": {one}, town: {other}");
        format!(
            "date: 2025, parts: {}",
            if by_dimension { format!("{{place: {{{groups}}}}}") } else { format!("{{{groups}}}") }
        )
    });
    // Of several values each has its date or its number, which a table tells apart by.
    let planned = match role {
        MeasureRole::Milestone | MeasureRole::Actual => "date: 2026, planned: true",
        _ => "planned: true",
    };
    let first = prop_oneof![6 => plain, 1 => change, 1 => parts, 1 => Just(planned.to_owned())];
    let unit = if role == MeasureRole::Actual {
        Just(None).boxed()
    } else {
        prop::option::weighted(0.1, Just("unit: km")).boxed()
    };
    (first, unit, prop::option::weighted(0.1, words()))
        .prop_map(|(first, unit, population)| {
            let mut all = vec![first];
            all.extend(unit.map(str::to_owned));
            all.extend(population.map(|words| format!("population: {}", quoted(&words))));
            format!("{{{}}}", all.join(", "))
        })
        .boxed()
}

/// Any value of a key; none for keys that hold elements.
fn value(spec: &'static FieldSpec) -> Option<BoxedStrategy<String>> {
    let name = || words().prop_map(|words| quoted(&words)).boxed();
    Some(match (spec.name, spec.holds) {
        ("unit", _) => one_of(&["percent", "people", "km²"]),
        // Words of the plan language, and names that are spelt as an export writes these.
        ("frequency", _) => one_of(&["annual", "monthly", "une fois par an", "每年一次", "as needed"]),
        ("origin", _) => one_of(&["new", "nouveau", "X2.1"]),
        (_, FieldType::Text) => text(spec.name),
        (_, FieldType::Name) => name(),
        (_, FieldType::Word(set)) => one_of(set),
        (_, FieldType::Names) => prop_oneof![name(), list(name())].boxed(),
        (_, FieldType::Words(set)) => list(one_of(set)).boxed(),
        (_, FieldType::Languages) => Just("[en, zh, pt-br]".to_owned()).boxed(),
        (_, FieldType::Currency) => one_of(&["CHF", "XOF"]),
        (_, FieldType::Date) => date().boxed(),
        (_, FieldType::Number) => number().boxed(),
        (_, FieldType::Quantity) => {
            let with_unit = prop_oneof![number(), Just("12.125".to_owned()), Just("1200".to_owned())];
            prop_oneof![number(), with_unit.prop_map(|number| format!("{{value: {number}, unit: km of pipe}}"))].boxed()
        }
        (_, FieldType::Flag) => one_of(&["true", "false"]),
        (_, FieldType::Record) => prop_oneof![
            list(name()),
            (name(), name()).prop_map(|(one, other)| format!("[{{with: {one}, date: 2024-05}}, {{a: [{other}]}}]")),
            name().prop_map(|one| format!("{{from: {one}, what: {{a: b}}}}")),
        ]
        .boxed(),
        (_, FieldType::Links(_)) => list(one_of(&IDS)).boxed(),
        (_, FieldType::Codes(Framework::Sdg)) => list(one_of(&["\"9.1\"", "9.c.1", "6"])).boxed(),
        (_, FieldType::Codes(Framework::Wsis)) => list(one_of(&["C2", "C11"])).boxed(),
        (_, FieldType::Measure(role)) => measure(role),
        (_, FieldType::Measures(role)) => list(measure(role)).boxed(),
        (_, FieldType::Period) => one_of(&["{start: 2024, end: 2025-06}", "{start: 2024-Q2}", "{end: 2026}"]),
        _ => return None,
    })
}

/// Some of the keys, as lines.
fn fields(specs: &'static [FieldSpec], without: &'static [&'static str]) -> BoxedStrategy<Vec<String>> {
    let known = specs.iter().filter(|spec| !without.contains(&spec.name));
    let each: Vec<_> = known
        .filter_map(|spec| {
            let value = value(spec)?;
            let given = if matches!(spec.name, "title" | "name") { 0.8 } else { 0.2 };
            Some(prop::option::weighted(given, value.prop_map(|value| format!("{}: {value}", spec.name))))
        })
        .collect();
    each.prop_map(|lines| lines.into_iter().flatten().collect()).boxed()
}

/// An element with its lines and what stands under it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) lines: Vec<String>,
    pub(super) children: Vec<(Kind, Node)>,
}

/// An element of a kind with elements under it, to a depth.
fn node(kind: Kind, depth: u32) -> BoxedStrategy<Node> {
    let below: Vec<BoxedStrategy<Vec<(Kind, Node)>>> = schema::fields(kind)
        .iter()
        .filter_map(|spec| match spec.holds {
            FieldType::Children(child) if depth > 0 => {
                Some(prop::collection::vec(node(child, depth - 1).prop_map(move |node| (child, node)), 0..2).boxed())
            }
            _ => None,
        })
        .collect();
    (fields(schema::fields(kind), &[]), below)
        .prop_map(|(lines, children)| Node { lines, children: children.into_iter().flatten().collect() })
        .boxed()
}

pub(super) fn put(out: &mut String, depth: usize, nodes: &[(Kind, Node)], count: &mut usize) {
    let mut kinds: Vec<Kind> = nodes.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    for kind in kinds {
        let section = kind.section().unwrap();
        writeln!(out, "{:1$}{section}:", "", depth * 2).unwrap();
        for (_, node) in nodes.iter().filter(|(known, _)| *known == kind) {
            *count += 1;
            // Ids as people give them, and such as no table would.
            let id = match *count % 3 {
                0 => format!("{section}-{count}"),
                1 => format!("X{count}.1"),
                _ => format!("{count}.c"),
            };
            let is_empty = node.lines.is_empty() && node.children.is_empty();
            writeln!(out, "{:1$}{2}:{3}", "", depth * 2 + 2, quoted(&id), if is_empty { " {}" } else { "" }).unwrap();
            for line in &node.lines {
                writeln!(out, "{:1$}{line}", "", depth * 2 + 4).unwrap();
            }
            put(out, depth + 2, &node.children, count);
        }
    }
}

/// A mapping of entries with some of the keys.
fn entries(key: &'static str, ids: &'static [&'static str], specs: &'static [FieldSpec]) -> BoxedStrategy<String> {
    prop::collection::vec(fields(specs, &[]), 0..=ids.len())
        .prop_map(move |all| {
            let each = all.iter().zip(ids).map(|(lines, id)| format!("  {}: {{{}}}\n", quoted(id), lines.join(", ")));
            let entries: String = each.collect();
            if entries.is_empty() { entries } else { format!("{key}:\n{entries}") }
        })
        .boxed()
}

fn mapping(key: &'static str, specs: &'static [FieldSpec], without: &'static [&'static str]) -> BoxedStrategy<String> {
    fields(specs, without)
        .prop_map(
            move |lines| if lines.is_empty() { String::new() } else { format!("{key}: {{{}}}\n", lines.join(", ")) },
        )
        .boxed()
}

/// A plan with anything in it.
pub(super) fn plan() -> impl Strategy<Value = String> {
    let of_plan = fields(schema::fields(Kind::Plan), &["plan", "language", "include"]);
    let sections: Vec<BoxedStrategy<Vec<(Kind, Node)>>> = schema::fields(Kind::Plan)
        .iter()
        .filter_map(|spec| match spec.holds {
            FieldType::Children(kind) => {
                Some(prop::collection::vec(node(kind, 3).prop_map(move |node| (kind, node)), 0..2).boxed())
            }
            _ => None,
        })
        .collect();
    let money = prop::collection::vec(fields(schema::fields(Kind::Allocation), &[]), 0..4);
    let totals = prop::collection::vec(fields(schema::TOTAL, &[]), 0..3);
    let document = fields(schema::DOCUMENT, &["parts"]);
    let others = [
        mapping("vision", schema::fields(Kind::Vision), &[]),
        mapping("mission", schema::fields(Kind::Mission), &[]),
        mapping("results-framework", schema::RESULTS_FRAMEWORK, &[]),
        entries("continuity", &["T1.1", "G 2", "old-plan#P1"], schema::DISPOSITION),
        entries("glossary", &["ICT", "open: data"], schema::TERM),
    ];
    let language = prop::sample::select(vec!["ar", "en", "es", "fr", "ru", "zh", "de"]);
    (
        of_plan,
        sections,
        money,
        (totals, one_of(schema::ALLOCATION_LEVELS)),
        (document, entries("  parts", &["4.1", "Annex A"], schema::PART)),
        others,
        language,
    )
        .prop_map(|(of_plan, sections, money, (totals, level), (document, parts), others, language)| {
            let mut out = format!("plan: p-1\nlanguage: {language}\n");
            for line in of_plan {
                writeln!(out, "{line}").unwrap();
            }
            let mut count = 0;
            for nodes in sections {
                put(&mut out, 0, &nodes, &mut count);
            }
            out.extend(others);
            if !money.is_empty() || !totals.is_empty() {
                writeln!(out, "resources:\n  level: {level}").unwrap();
                if !totals.is_empty() {
                    let all: Vec<String> = totals.iter().map(|lines| format!("{{{}}}", lines.join(", "))).collect();
                    writeln!(out, "  total: [{}]", all.join(", ")).unwrap();
                }
                if !money.is_empty() {
                    writeln!(out, "  allocations:").unwrap();
                }
                for (index, lines) in money.iter().enumerate() {
                    writeln!(out, "    M{index}: {{{}}}", lines.join(", ")).unwrap();
                }
            }
            if !document.is_empty() || !parts.is_empty() {
                writeln!(out, "document:").unwrap();
                for line in document {
                    writeln!(out, "  {line}").unwrap();
                }
                out += &parts.replace("\n  ", "\n    ");
            }
            out
        })
}
