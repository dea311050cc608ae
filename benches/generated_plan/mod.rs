//! Plans as people write them, of any size: a number of elements and a seed give one text, always the same.
//!
//! Goals with targets and indicators, outcomes, outputs and allocations; statements in six languages that differ from each
//! other; and, by lot, what rules speak of: missing fields, wrong codes and links, dates behind the horizon, vague words, targets
//! below their baselines, targets that overlap.

use std::fmt::Write as _;

mod words;

use words::{LANGUAGES, Words};

/// Elements of a goal with all below it, its outcome, its output and its allocation.
const A_GOAL: usize = 24;

/// A sequence of numbers that look drawn, from a seed (splitmix64).
struct Lot(u64);

impl Lot {
    fn draw(&mut self, of: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % of as u64) as usize
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.draw(of) == 0
    }

    fn pick<'p>(&mut self, from: &[&'p str]) -> &'p str {
        from[self.draw(from.len())]
    }
}

/// A plan of about as many elements, within one goal.
pub(crate) fn plan(elements: usize, seed: u64) -> String {
    let mut lot = Lot(seed);
    let goals = elements.div_ceil(A_GOAL).max(1);
    let mut text = String::from(
        "plan: generated\nlanguage: en\nstatus: agreed\nperiod: {start: 2024, end: 2027}\nhorizon: 2030\n\
         frameworks: [sdg]\ncurrency: CHF\nvision: Everyone takes part in the digital world.\n\
         mission: We connect people and places.\ngoals:\n",
    );
    let mut results = String::from("outcomes:\n");
    let mut outputs = String::from("outputs:\n");
    let mut resources = String::from("resources:\n  level: goal\n  allocations:\n");
    for goal in 1..=goals {
        // Every third goal is written in a second language, too.
        let other = if goal % 3 == 0 { LANGUAGES.get(goal / 3 % LANGUAGES.len()) } else { None };
        write_goal(&mut text, &mut lot, goal, other);
        let to = if lot.one_in(40) { format!("T{goal}.99") } else { format!("T{goal}.{}", lot.draw(10) + 1) };
        let title = title(&mut lot, &words::ENGLISH);
        let _ = writeln!(results, "  O{goal}:\n    title: {title}, region {goal}\n    contributes-to: [{to}]");
        let title = lot.pick(words::PRODUCTS);
        let _ = writeln!(outputs, "  P{goal}:\n    title: {title} {goal}\n    contributes-to: [O{goal}]");
        let amount = (lot.draw(900) + 100) * 1_000;
        let _ = writeln!(resources, "    A{goal}: {{to: G{goal}, amount: {amount}, staff: {}}}", lot.draw(9) + 1);
    }
    text + &results + &outputs + &resources
}

fn title(lot: &mut Lot, words: &Words) -> String {
    format!("{} {}", lot.pick(words.changes), lot.pick(words.things))
}

/// A text in English, and in a second language where there is one.
fn texts(english: &str, other: Option<(&Words, String)>) -> String {
    match other {
        Some((words, text)) => format!("{{en: \"{english}\", {}: \"{text}\"}}", words.language),
        None => english.to_owned(),
    }
}

fn statement(lot: &mut Lot, words: &Words, year: u32, share: usize, group: usize) -> String {
    let form = lot.pick(words.statements);
    form.replace("<year>", &year.to_string())
        .replace("<share>", &share.to_string())
        .replace("<people>", lot.pick(words.people))
        .replace("<thing>", lot.pick(words.things))
        .replace("<group>", &group.to_string())
}

fn write_goal(text: &mut String, lot: &mut Lot, goal: usize, other: Option<&Words>) {
    let english = title(lot, &words::ENGLISH);
    let second = other.map(|words| (words, format!("{} {goal}", title(lot, words))));
    let _ = writeln!(text, "  G{goal}:\n    title: {}", texts(&format!("{english} {goal}"), second));
    let _ = writeln!(text, "    owner: {}\n    targets:", lot.pick(words::OWNERS));
    for target in 1..=10 {
        write_target(text, lot, goal, target, other);
    }
}

fn write_target(text: &mut String, lot: &mut Lot, goal: usize, target: usize, other: Option<&Words>) {
    let id = format!("{goal}.{target}");
    let group = goal * 10 + target;
    let base = 30 + lot.draw(30);
    let aim = base + 10 + lot.draw(25);
    let deadline = if lot.one_in(40) { 2034 } else { 2030 };
    let english = statement(lot, &words::ENGLISH, deadline, aim, group);
    let english = if lot.one_in(20) {
        english.replace("By 2030, ", "In the near future, significantly more than ")
    } else {
        english
    };
    let second = other.map(|words| (words, statement(lot, words, deadline, aim, group)));
    let name = title(lot, &words::ENGLISH);
    let _ = writeln!(
        text,
        "      T{id}:\n        title: {name}, group {id}\n        statement: {}",
        texts(&english, second)
    );
    if !lot.one_in(25) {
        let _ = writeln!(text, "        deadline: {deadline}");
    }
    let code = if lot.one_in(50) { "9.z" } else { lot.pick(&["9.c", "4.1", "17.8", "5.b", "1.4", "8.2", "13.1"]) };
    let _ = writeln!(text, "        sdg: [{code}]\n        indicators:\n          I{id}.1:");
    let _ = writeln!(
        text,
        "            name: Share of {} who use {}, group {id}",
        lot.pick(words::ENGLISH.people),
        lot.pick(words::ENGLISH.things)
    );
    if !lot.one_in(30) {
        let _ = writeln!(text, "            unit: percent");
    }
    let _ = writeln!(text, "            direction: {}", if lot.one_in(60) { "decrease" } else { "increase" });
    if !lot.one_in(25) {
        let _ = writeln!(text, "            baseline: {{value: {base}, date: 2021}}");
    }
    if !lot.one_in(12) {
        let _ = writeln!(text, "            milestones: [{{value: {}, date: 2027}}]", (base + aim) / 2);
    }
    let reached = if lot.one_in(60) { 120 } else { aim };
    let _ = writeln!(text, "            target: {{value: {reached}, date: {deadline}}}");
    if !lot.one_in(12) {
        let _ = writeln!(text, "            disaggregation: [region, sex]");
    }
    if !lot.one_in(12) {
        let _ = writeln!(text, "            source: {}", lot.pick(words::SOURCES));
    }
    if !lot.one_in(12) {
        let _ = writeln!(text, "            frequency: {}", lot.pick(&["annual", "every two years", "quarterly"]));
    }
}
