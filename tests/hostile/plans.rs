//! Plans, tables and XML whose text is hostile.

use super::Place;

const PLAN: &str = "plan: p\ntitle: T\ngoals:\n  G1: {title: Universal connectivity}\n";

/// Nine of the one before, eleven times over.
fn bomb(first: &str, next: impl Fn(usize) -> String) -> String {
    (1..12).fold(format!("plan: p\n{first}\n"), |text, level| format!("{text}{}\n", next(level)))
}

#[test]
fn aliases_that_multiply_are_counted() {
    let nine = |level: usize| vec![format!("*a{}", level - 1); 9].join(",");
    let place =
        Place::with_plan(bomb("a0: &a0 [x,x,x,x,x,x,x,x,x]", |level| format!("a{level}: &a{level} [{}]", nine(level))));
    place.check().ends_with(1).says("structure/unknown-key");
    let hundred =
        |sign: &str, name: &str| (0..100).map(|k| format!("{sign}{k}: *{name}")).collect::<Vec<_>>().join(", ");
    let place = Place::with_plan(format!(
        "plan: p\nindicators: {{I: &i {{name: n}}}}\ngoals:\n  G1: {{targets: {{T: &t {{title: x, indicators: {{{}}}}}}}}}\n  \
         G2: &g {{title: y, targets: {{{}}}}}\n  {}\n",
        hundred("I", "i"),
        hundred("T", "t"),
        hundred("\n  H", "g").replace(", ", "")
    ));
    place.check().ends_with(1).says("structure/alias-budget");
}

#[test]
fn two_hundred_thousand_levels_are_too_deep() {
    let levels = 200_000;
    let (brackets, closed) = ("[".repeat(levels), "]".repeat(levels));
    let maps = format!("{}{}", "{a: ".repeat(levels), "}".repeat(levels));
    for value in [brackets.clone(), format!("{brackets}{closed}"), maps, format!("\n  {}x", "- ".repeat(levels))] {
        let place = Place::with_plan(format!("plan: p\ngoals: {value}\n"));
        place.check().ends_with(1).says("structure/syntax-error").says("nested more deeply").stays_short();
    }
    let place = Place::new();
    place.write("plan.xml", format!("<StrategicPlan>{}", "<a>".repeat(levels)));
    place.run(&["check", "plan.xml", "--lang", "en"]).ends_with(1).says("structure/markup-error").stays_short();
}

#[test]
fn bytes_that_are_no_text_are_named() {
    Place::with_plan(b"plan: p\ntitle: a\0b\n").check().ends_with(1).says("structure/encoding");
    Place::with_plan(b"plan: p\ntitle: a\xff\xfeb\n")
        .check()
        .ends_with(1)
        .says("plan.yaml:2:9: error[structure/encoding]");
    Place::with_plan(vec![0; 10_000_000]).check().ends_with(2).says("is not a plan").stays_short();
    let utf_16 =
        |order: fn(u16) -> [u8; 2]| format!("\u{feff}{PLAN}").encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for text in [utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes)] {
        Place::with_plan(text).check().ends_with(1).says("The file is UTF-16");
    }
}

#[test]
fn line_ends_of_old_machines_are_line_ends() {
    let said = Place::with_plan(PLAN.replace('\n', "\r")).check().ends_with(1);
    said.says("plan.yaml:4:3: warning[structure/goal-without-target]").says_no("syntax-error");
}

#[test]
fn numbers_beyond_all_measure_are_refused_at_their_place() {
    let nines = "9".repeat(1000);
    let place = Place::with_plan(format!(
        "plan: p\nindicators:\n  I1: {{name: n, unit: percent, target: {{value: {nines}, date: 2030}}}}\n\
         \x20 I2: {{name: m, unit: percent, target: {{value: 1e400, date: 2030}}}}\n\
         \x20 I3: {{name: k, unit: percent, target: {{value: .inf, date: 2030}}}}\n\
         mission: By {nines}, we increase by {nines}% the 1e999 people, {nines} million times.\n\
         resources:\n  currency: USD\n  total: 79228162514264337593543950335\n  allocations:\n\
         \x20   A1: {{to: [I1], amount: 79228162514264337593543950335}}\n\
         \x20   A2: {{to: [I2], amount: 79228162514264337593543950335, share: 1e300}}\n"
    ));
    let said = place.check().ends_with(1);
    for line in [3, 4, 5, 12] {
        assert!(said.out.contains(&format!("plan.yaml:{line}:")), "{line}: {}", said.beginning());
    }
    said.says("structure/invalid-value").stays_short();
}

#[test]
fn days_that_no_calendar_has_are_refused_at_their_place() {
    let place = Place::with_plan(
        "plan: p\nperiod: {start: 2024-02-30, end: 99999999}\nhorizon: -5\ngoals:\n  G1:\n    title: x\n    targets:\n      \
         T1: {statement: 'By 31 February 2030, 29 February 2023 and 99/99/9999 we do 5 things.', deadline: 2023-02-29}\n      \
         T2: {deadline: 0000-00-00}\n      T3: {deadline: 2024-13}\n",
    );
    let said = place.check().ends_with(1);
    for line in [2, 3, 8, 9, 10] {
        let at = format!("plan.yaml:{line}:");
        assert!(
            said.out.lines().any(|told| told.starts_with(&at) && told.contains("invalid-value")),
            "{line}: {}",
            said.out
        );
    }
}

#[test]
fn tables_without_measure_are_cut() {
    let place = Place::with_plan("plan: p\ninclude: [resources.csv]\n");
    place.write("resources.csv", format!("id,to,amount{}\n", ",x".repeat(1_000_000)));
    place.check().says("resources.csv:1:");
    place.write("resources.csv", format!("id,to,amount\n\"unclosed,{}\n", "x".repeat(5_000_000)));
    place.check().stays_short();
}

#[test]
fn entities_that_multiply_end_the_reading() {
    let ten = |level: usize| format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    let entities: String = (1..12).map(ten).collect();
    let place = Place::new();
    place.write(
        "plan.xml",
        format!("<!DOCTYPE l [<!ENTITY a0 \"ha\">{entities}]><StrategicPlan><Name>&a11;</Name></StrategicPlan>"),
    );
    place.run(&["check", "plan.xml", "--lang", "en"]).ends_with(1).says("document type").stays_short();
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_text() {
    let place = Place::with_plan(
        "plan: p\ngoals:\n  '=cmd|calc!A0': {title: x}\n  G1: {title: x, contributes-to: ['@SUM(1)', '+1', \"\\t=1\"]}\n",
    );
    let said = place.run(&["check", "--format", "csv"]);
    let mut reader = csv_cells(&said.out);
    assert!(reader.len() > 20);
    reader.retain(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
    assert!(reader.is_empty(), "{reader:?}");
}

/// The cells of a table whose quoted cells hold no quotes.
fn csv_cells(text: &str) -> Vec<String> {
    let mut quoted = false;
    let split = text.split(|c| {
        quoted ^= c == '"';
        !quoted && (c == ',' || c == '\n')
    });
    split.map(|cell| cell.trim_matches(['"', '\r']).to_owned()).collect()
}

#[test]
fn names_without_end_are_shown_in_part_and_never_guessed_at() {
    let long = "G".repeat(3000);
    Place::with_plan(format!("plan: p\ngoals: {{{long}: {{title: x, sdg: ['{}']}}}}\n", "9".repeat(3000)))
        .check()
        .stays_short();
    let place = Place::with_plan(format!("plan: p\n{}: x\n", "k".repeat(3_000_000)));
    place.run(&["check", "--lang", "en"]).stays_short();
    let id = "G".repeat(500);
    let goals = |number: usize| format!("  {id}{number}: {{title: x, contributes-to: [{id}x{number}]}}\n");
    Place::with_plan((0..3000).fold("plan: p\ngoals:\n".to_owned(), |text, number| text + &goals(number)))
        .check()
        .ends_with(1);
}
