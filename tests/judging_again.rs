//! Judging a plan again after an edit finds what judging it whole finds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use planlint::linter::Memory;
use planlint::plan::PlanChange;
use planlint::project::{Choices, Project};
use planlint::source::MemorySource;
use planlint::workspace::{LoadedPlan, Loader};

/// A plan in which elements lean on each other in many ways, in three scripts.
const PLAN: &str = "plan: p
title: Connected
language: en
status: draft
period: {start: 2024, end: 2027}
default-deadline: 2027
currency: CHF
frameworks: [sdg]
vision: A world in which everyone is connected.
goals:
  G1:
    title: Universal broadband
    owner: BDT
    targets:
      T1.1:
        title: Broadband coverage
        statement: By 2027, 90% of rural schools are covered by broadband.
        sdg: [9.c.1]
        indicators:
          I1.1.1:
            name: Share of rural schools covered by broadband
            unit: percent
            direction: increase
            baseline: {value: 40, date: 2023}
            milestones: [{value: 60, date: 2025}, {value: 70, date: 2026}]
            target: {value: 90, date: 2027}
            source: National statistics office
            frequency: annual
      T1.2: {title: 宽带价格, statement: By 2027 prices fall by half., sdg: [9.1.c]}
      T1.3:
        title: Broadband in schools  # in the countryside
        statement: By 2027, most rural schools have broadband.
        deadline: 2028
        indicators:
          I1.3.1: {name: Rural schools with broadband, unit: percent, baseline: {value: 88, date: 2021}, target: {value: TBD}}
  G2:
    title: Skills
    targets:
      T2.1:
        title: التدريب
        statement: >-
          By 2027, 1000 teachers
          are trained in digital skills.
        # planlint: ignore[measure] counted by the ministry
        indicators:
          I2.1.1: {name: Teachers trained, unit: people, target: {value: 1000, date: 2027}}
outcomes:
  O1: {title: Networks, contributes-to: [T1.1, T1.3], indicators: {IO1: {name: Schools with networks, measures: [T1.1]}}}
  O2:
    title: Training
    contributes-to: T2.1
risks:
  R1: {title: Prices rise, affects: [G1, T9], likelihood: high}
resources:
  level: goal
  totals: {period: {amount: 300}}
  allocations:
    A1: {to: G1, amount: 200}
    A2: {to: G2, amount: 90}
glossary:
  BDT: Bureau
";

/// Pieces that are typed: of words, of numbers, and of what holds YAML together.
const PIECES: [&str; 24] = [
    "a",
    " ",
    "most ",
    "3",
    "0",
    "%",
    "2030",
    ".",
    "宽",
    "قيمة",
    "é",
    "e\u{301}",
    "😀",
    " and more",
    "T1.1",
    "[",
    "}",
    ": ",
    "\n",
    "\n        ",
    "\"",
    "#",
    " # planlint: ignore[smart] so",
    "\r\n",
];

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap()
}

/// Types, deletes, overwrites and takes back, at random; most of it within what was written.
fn edit(text: &str, random: &mut Random) -> String {
    let anywhere = boundary(text, random.below(text.len() + 1));
    let start = text[..anywhere].rfind('\n').map_or(0, |at| at + 1);
    let end = text[anywhere..].find('\n').map_or(text.len(), |end| anywhere + end);
    // Mostly behind a key or at the end of a line, as people do.
    let value = text[start..end].find(": ").map_or(end, |at| start + at + 2);
    let at = match random.below(8) {
        0 => anywhere,
        1..=3 => end,
        _ => boundary(text, value + random.below(end - value + 1)),
    };
    let (length, piece) = match random.below(10) {
        0..=5 => (0, PIECES[random.below(12)]),
        6 => (0, PIECES[random.below(PIECES.len())]),
        7 => (1 + random.below(3), ""),
        8 => (1, PIECES[random.below(12)]),
        _ => (random.below(40), ""),
    };
    let end = boundary(text, at + length).max(at);
    format!("{}{piece}{}", &text[..at], &text[end..])
}

struct Files {
    root: PathBuf,
    texts: Vec<(PathBuf, String)>,
}

impl Files {
    fn load(&self) -> LoadedPlan {
        let mut source = MemorySource::default();
        for (path, text) in &self.texts {
            source.insert(path.to_str().unwrap(), text.as_bytes());
        }
        Loader::new(&source).load(&self.root, None).unwrap()
    }
}

/// Edits the files `rounds` times. How often what was found before could be used.
fn edit_at_random(mut files: Files, profile: &str, rounds: usize, seed: u64) -> usize {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    let rules = project.rule_set(profile).unwrap();
    let (mut random, stop) = (Random(seed), AtomicBool::new(false));
    let mut memory: Option<Memory> = None;
    let mut before: Option<LoadedPlan> = None;
    let mut undo: Vec<(usize, String)> = Vec::new();
    let mut used = 0;
    for round in 0..rounds {
        let loaded = files.load();
        let whole = project.judge(&rules, &loaded.plan, &loaded.sources);
        let (again, remembered) =
            project.judge_again(memory.as_ref(), &rules, &loaded.plan, &loaded.sources, &stop).unwrap();
        for (one, other) in whole.findings.iter().zip(&again.findings) {
            assert_eq!(one, other, "round {round}, seed {seed}");
        }
        assert_eq!(whole.findings.len(), again.findings.len(), "round {round}, seed {seed}");
        assert_eq!(whole.waivers_used, again.waivers_used);
        if let Some(before) = &before {
            let states = ((&*before.plan, &before.sources), (&*loaded.plan, &loaded.sources));
            used += usize::from(PlanChange::between(states.0, states.1).is_some());
        }
        (memory, before) = (Some(remembered), Some(loaded));
        // What breaks the file is taken back soon, so that most rounds are about a plan that can be read.
        let is_broken = whole.findings.iter().any(|finding| &*finding.rule == "structure/syntax-error");
        let takes_back = (is_broken && random.below(3) > 0) || random.below(8) == 0;
        if takes_back && let Some((index, text)) = undo.pop() {
            files.texts[index].1 = text;
            continue;
        }
        let index = random.below(files.texts.len());
        let text = edit(&files.texts[index].1, &mut random);
        undo.push((index, std::mem::replace(&mut files.texts[index].1, text)));
    }
    used
}

/// How many edits; `PLANLINT_EDITS` asks for more.
fn rounds(usual: usize) -> usize {
    std::env::var("PLANLINT_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[test]
fn a_plan_in_one_file() {
    for (seed, profile) in [(1, "un"), (2, "itu"), (3, "national")] {
        let files = Files { root: "plan.yaml".into(), texts: vec![("plan.yaml".into(), PLAN.to_owned())] };
        let rounds = rounds(120);
        let used = edit_at_random(files, profile, rounds, seed);
        assert!(used * 8 > rounds, "only {used} of {rounds} edits were within the fields of elements");
    }
}

#[test]
fn the_example_with_its_predecessor() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut texts = Vec::new();
    for folder in ["itu-2024-2027-complete", "itu-2020-2023"] {
        for entry in std::fs::read_dir(examples.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "yaml" || extension == "csv") {
                let name = Path::new(folder).join(path.file_name().unwrap());
                texts.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    texts.sort();
    let files = Files { root: "itu-2024-2027-complete/plan.yaml".into(), texts };
    let rounds = rounds(25);
    let used = edit_at_random(files, "itu", rounds, 4);
    assert!(used > 0, "only {used} of {rounds} edits were within the fields of elements");
}

#[test]
fn what_is_typed_into_a_field_changes_its_element_alone() {
    let load =
        |text: &str| Files { root: "plan.yaml".into(), texts: vec![("plan.yaml".into(), text.to_owned())] }.load();
    let before = load(PLAN);
    let typed = |from: &str, to: &str| {
        let after = load(&PLAN.replacen(from, to, 1));
        let change = PlanChange::between((&before.plan, &before.sources), (&after.plan, &after.sources))?;
        Some(change.elements().iter().map(|&id| before.plan.element(id).id.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(typed("title: Broadband coverage", "title: Broadband coverage "), Some(vec!["T1.1".to_owned()]));
    assert_eq!(typed("title: Broadband coverage", "title: Broadband coverages"), Some(vec!["T1.1".to_owned()]));

    assert_eq!(typed("value: 70", "value: 75"), Some(vec!["I1.1.1".to_owned()]));
    assert_eq!(typed("title: Skills", "title: Digital skills"), Some(vec!["G2".to_owned()]));
    assert_eq!(typed("title: Connected", "title: Connecting"), None, "all hangs on the plan's own fields");
    assert_eq!(typed("T1.2:", "T1.5:"), None, "another element");
    assert_eq!(typed("to: T2.1", "to: T2.2"), None, "another link");
    assert_eq!(typed("BDT: Bureau", "BDT: The bureau"), None, "no element");
}
