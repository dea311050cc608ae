//! Which SDGs a paragraph is about: labelled snippets, and the accuracy by goal, which may not fall below what is recorded.
//!
//! `dev.yaml` is for tuning. `heldout.yaml` and `review.yaml` are not: their texts are not to be looked at when words or weights
//! are changed; `review.yaml` was written by others after all words were there.

#![allow(clippy::print_stdout, reason = "the table is the test's output")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use planlint::lexicon::{CONCEPTS, Lexicon};
use planlint::plan::Framework;
use planlint::rule::embedded;
use planlint::source::FileId;
use planlint::suggestion::suggest;
use planlint::text::{Analyst, Language};
use planlint::yaml::de::DocumentNode;
use serde::Deserialize;

/// A snippet and whether it addresses a goal.
#[derive(Deserialize)]
struct Snippet {
    goal: u8,
    label: String,
    text: String,
}

/// How many answers of a goal are right.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: u32,
    all: u32,
    wrongly: u32,
    missed: u32,
}

impl Counts {
    fn accuracy(self) -> f64 {
        f64::from(self.right) / f64::from(self.all.max(1))
    }
}

/// The word lists of the binary, or with the thesaurus of the file that `SDG_CONCEPTS` names, to try it without compiling.
fn lexicon() -> Lexicon {
    let mut files: Vec<(&str, &str)> = embedded::lexicon().collect();
    if let Some(path) = std::env::var_os("SDG_CONCEPTS") {
        let text = std::fs::read_to_string(path).expect("the file can be read");
        files.retain(|(name, _)| *name != CONCEPTS);
        files.push((CONCEPTS, text.leak()));
    }
    Lexicon::read(files, &BTreeMap::new()).expect("the lists are sound")
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let node = DocumentNode::open(FileId::default(), text).expect("the file is sound").expect("the file is not empty");
    node.read().expect("the file is what it should be")
}

fn score(text: &str, show: bool) -> BTreeMap<u8, Counts> {
    let (lexicon, analyst) = (lexicon(), Analyst::default());
    let mut counts: BTreeMap<u8, Counts> = BTreeMap::new();
    for snippet in read::<Vec<Snippet>>(text) {
        let statement = analyst.read(&lexicon, &snippet.text, Language::English);
        let found = suggest(Framework::Sdg, lexicon.thesaurus(), &statement, &snippet.text);
        let goal = snippet.goal.to_string();
        let (is, should) = (found.iter().any(|found| found.code == goal), snippet.label == "yes");
        let of_goal = counts.entry(snippet.goal).or_default();
        of_goal.all += 1;
        of_goal.right += u32::from(is == should);
        of_goal.wrongly += u32::from(is && !should);
        of_goal.missed += u32::from(!is && should);
        if show && is != should {
            println!("{goal} is {} here: {}", snippet.label, snippet.text);
        }
    }
    counts
}

fn mean(counts: &BTreeMap<u8, Counts>) -> f64 {
    let goals = u32::try_from(counts.len()).expect("there are 17 goals");
    counts.values().map(|counts| counts.accuracy()).sum::<f64>() / f64::from(goals)
}

#[test]
fn goals_are_recognised_as_well_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdg");
    let recorded: BTreeMap<String, f64> = read(include_str!("recorded.yaml"));
    let mut now =
        String::from("# Accuracy, mean over the goals, below which the test fails. SDG_RECORD=1 writes it anew.\n");
    let mut fallen = Vec::new();
    // The texts of the held-out sets are never shown.
    for (name, text, show) in [
        ("dev", include_str!("dev.yaml"), std::env::var_os("SDG_SHOW").is_some()),
        ("heldout", include_str!("heldout.yaml"), false),
        ("review", include_str!("review.yaml"), false),
    ] {
        let counts = score(text, show);
        println!("{name}: accuracy {:.3}", mean(&counts));
        for (goal, counts) in &counts {
            let accuracy = counts.accuracy();
            println!(
                "  {goal:>2}  {accuracy:.2} of {}, {} wrongly, {} missed",
                counts.all, counts.wrongly, counts.missed
            );
        }
        writeln!(now, "{name}: {:.3}", mean(&counts)).expect("a String takes all");
        let floor = recorded.get(name).copied().unwrap_or(1.0);
        if mean(&counts) < floor - 0.0005 {
            fallen.push(format!("{name}: {:.3}, recorded {floor}", mean(&counts)));
        }
    }
    if std::env::var_os("SDG_RECORD").is_some() {
        std::fs::write(folder.join("recorded.yaml"), now).expect("the folder can be written");
        return;
    }
    assert_eq!(fallen, Vec::<String>::new());
}
