//! The labelled pairs: which of them the overlap rules ask about, counted by sort of pair.
//!
//! Each pair becomes a plan of two elements. Prints precision and recall, and fails where one has dropped below the
//! figure in `tests/overlap/recorded.yaml`. `OVERLAP_SHOW=1` prints what was found of each pair that is judged otherwise
//! than labelled, `OVERLAP_SHOW=all` of every one; `OVERLAP_RECORD=1` writes the figures anew. `OVERLAP_PAIRS=FILE` asks about
//! the pairs of that file alone and holds them to no figure.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the figures are what the test is for")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use planlint::lexicon::{CONCEPTS, Lexicon, SUBJECTS};
use planlint::linter::Linter;
use planlint::project::{Choices, Project};
use planlint::rule::embedded;
use planlint::source::{FileId, MemorySource};
use planlint::text::{Analyst, Language, Sense};
use planlint::workspace::Loader;
use planlint::yaml::de::DocumentNode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Two elements, and whether they speak of the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    kind: String,
    overlap: Overlap,
    level: String,
    a: Side,
    b: Side,
    why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Overlap {
    Yes,
    No,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    language: String,
    title: String,
    statement: Option<String>,
    indicator: Option<Indicator>,
}

/// The groups of a breakdown: a list, or one text with commas.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Breakdown {
    Text(String),
    List(Vec<String>),
}

impl Default for Breakdown {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Breakdown {
    fn groups(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => text.split([',', '،', '、']).map(str::trim).collect(),
            Self::List(groups) => groups.iter().map(String::as_str).collect(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicator {
    name: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    population: String,
    #[serde(default)]
    disaggregation: Breakdown,
}

/// Right and wrong answers of one kind of pair.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    found: u32,
    missed: u32,
    wrong: u32,
    silent: u32,
}

impl Counts {
    fn precision(self) -> f64 {
        f64::from(self.found) / f64::from((self.found + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.found) / f64::from((self.found + self.missed).max(1))
    }
}

/// The files of pairs. Those of reviewers were written by others, without sight of rules and words; by those that are called
/// learned, words were chosen.
const SETS: [&str; 17] = [
    "pairs",
    "review",
    "review-2",
    "review-3",
    "review-4",
    "review-5",
    "review-6",
    "review-7",
    "review-8",
    "review-9",
    "review-10",
    "review-11",
    "review-12",
    "learned-digital",
    "learned-health",
    "learned-planet",
    "learned-rights",
];

/// The pairs of a file, each sort named by it; none where the file is not there.
fn read_set(set: &str) -> Vec<Pair> {
    let pairs = open::<Vec<Pair>>(&folder().join(format!("{set}.yaml"))).unwrap_or_default();
    let named = |kind: &str| if set == "pairs" { kind.to_owned() } else { format!("{set}-{kind}") };
    pairs.into_iter().map(|pair| Pair { kind: named(&pair.kind), ..pair }).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/overlap")
}

fn open<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let text = std::fs::read_to_string(path).ok()?;
    let node = DocumentNode::open(FileId::default(), &text).unwrap()?;
    Some(node.read().unwrap_or_else(|error| panic!("{}: {error:?}", path.display())))
}

/// All pairs, and where only those of a file are asked for, these.
fn pairs(own: Option<&Path>) -> Vec<Pair> {
    match own {
        Some(path) => open(path).unwrap_or_else(|| panic!("no pairs in {}", path.display())),
        None => SETS.iter().flat_map(|set| read_set(set)).collect(),
    }
}

/// An element of a plan, as a pair gives it.
fn element(side: &Side, id: &str) -> Value {
    let in_language = |text: &str| Value::Object(Map::from_iter([(side.language.clone(), json!(text))]));
    let mut element = json!({"title": in_language(&side.title)});
    if let Some(statement) = &side.statement {
        element["statement"] = in_language(statement);
    }
    if let Some(indicator) = &side.indicator {
        let groups = indicator.disaggregation.groups();
        element["indicators"] = json!({id: {
            "name": in_language(&indicator.name),
            "unit": indicator.unit,
            "population": in_language(&indicator.population),
            "disaggregation": groups,
        }});
    }
    element
}

/// A plan of the two elements of a pair, as JSON, which YAML reads.
fn plan(pair: &Pair) -> String {
    let section = match pair.level.as_str() {
        "goal" => "goals",
        "target" | "indicator" => "targets",
        "priority" => "priorities",
        other => panic!("no such level: {other}"),
    };
    let (a, b) = (element(&pair.a, "I1"), element(&pair.b, "I2"));
    json!({"plan": "pair", "language": pair.a.language, section: {"A": a, "B": b}}).to_string()
}

/// Targets of one plan, each of which is a result of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sober {
    language: String,
    targets: Vec<String>,
}

impl Sober {
    /// The plan of these targets, as JSON.
    fn plan(&self) -> String {
        let ids = (1..).map(|number| format!("T{number}"));
        let targets: Map<String, Value> =
            ids.zip(&self.targets).map(|(id, statement)| (id, json!({"statement": statement}))).collect();
        let goals = json!({"G1": {"title": "", "targets": targets}});
        json!({"plan": "sober", "language": self.language, "goals": goals}).to_string()
    }
}

/// The word lists of the binary, or of the folder that `OVERLAP_LEXICON` names, to try them without compiling.
fn lexicon() -> Lexicon {
    let Some(folder) = std::env::var_os("OVERLAP_LEXICON") else {
        return Lexicon::read(embedded::lexicon(), &BTreeMap::new()).unwrap();
    };
    let folder = Path::new(&folder);
    let mut names: Vec<String> = Language::ALL.iter().map(|language| language.code().to_owned()).collect();
    names.push(CONCEPTS.to_owned());
    let files = std::fs::read_dir(folder.join(SUBJECTS)).unwrap().map(|file| file.unwrap().path());
    // As the binary has them: of two files with a term, the first keeps it.
    let files: std::collections::BTreeSet<PathBuf> = files.collect();
    names.extend(files.iter().map(|file| format!("{SUBJECTS}{}", file.file_stem().unwrap().to_string_lossy())));
    let files = names.into_iter().map(|name| {
        let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).unwrap();
        (&*name.leak(), &*text.leak())
    });
    Lexicon::read(files, &BTreeMap::new()).unwrap()
}

/// What a text is taken to be about, for those who write the lists.
fn understood(lexicon: &Lexicon, analyst: &Analyst, text: &str, language: &str) -> String {
    let thesaurus = lexicon.thesaurus();
    let words = analyst.content_in_detail(lexicon, text, Language::of_tag(language).unwrap());
    let name = |sense: &Sense| match sense {
        Sense::Concept(concept) => format!("<{}>", thesaurus.concept(*concept).id),
        Sense::Group(group) => format!("[{group}]"),
        Sense::Disparity => "gap".to_owned(),
        Sense::Word(word) => word.to_string(),
        Sense::Filler(word) => format!("({word})"),
        Sense::Component(concept) => format!("{{{}}}", thesaurus.concept(*concept).id),
        Sense::Name(name) => format!("#{name}"),
    };
    words.iter().map(|word| format!("{}{}", name(&word.sense), word.part)).collect::<Vec<_>>().join(" ")
}

/// The messages of overlap rules about a plan.
fn asked(project: &Project, lexicon: &Lexicon, analyst: &Analyst, plan: &str) -> Vec<String> {
    let mut source = MemorySource::default();
    source.insert("plan.yaml", plan.as_bytes());
    let loaded = Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap();
    let rules = project.rule_set("un").unwrap();
    let linter = Linter { lexicon, analyst, ..project.linter(&rules, project.messages_for(None)) };
    let findings = linter.judge(&loaded.plan, &loaded.sources).findings;
    let overlap = findings.into_iter().filter(|finding| finding.rule.starts_with("overlap/"));
    overlap.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

#[test]
fn overlap_is_found_and_nothing_else() {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    let (lexicon, analyst) = (lexicon(), Analyst::default());
    let show = std::env::var("OVERLAP_SHOW").unwrap_or_default();
    let mut table: BTreeMap<String, Counts> = BTreeMap::new();
    let own = std::env::var_os("OVERLAP_PAIRS").map(PathBuf::from);
    for pair in pairs(own.as_deref()) {
        let messages = asked(&project, &lexicon, &analyst, &plan(&pair));
        let counts = table.entry(pair.kind.clone()).or_default();
        let right = match (pair.overlap, messages.is_empty()) {
            (Overlap::Yes, false) => (&mut counts.found, true),
            (Overlap::Yes, true) => (&mut counts.missed, false),
            (Overlap::No, false) => (&mut counts.wrong, false),
            (Overlap::No, true) => (&mut counts.silent, true),
        };
        *right.0 += 1;
        if show == "all" || (show == "1" && !right.1) {
            println!("{} {} {:?}: {}", pair.kind, pair.level, pair.overlap, pair.why);
            for side in [&pair.a, &pair.b] {
                let indicator = side.indicator.as_ref().map(|indicator| indicator.name.as_str());
                println!("    {} | {:?} | {indicator:?}", side.title, side.statement);
                for text in [Some(side.title.as_str()), side.statement.as_deref(), indicator].into_iter().flatten() {
                    println!("        {}", understood(&lexicon, &analyst, text, &side.language));
                }
            }
            messages.iter().for_each(|message| println!("  > {message}"));
        }
    }
    if own.is_some() {
        for (kind, counts) in &table {
            println!("{kind:<24} precision {:.3} recall {:.3} {counts:?}", counts.precision(), counts.recall());
        }
        return;
    }
    // Plans in which nothing is to be asked: how much of them is left in peace.
    let (mut targets, mut wrong) = (0_u32, 0_u32);
    for (name, sober) in open::<BTreeMap<String, Sober>>(&folder().join("sober.yaml")).unwrap_or_default() {
        targets += u32::try_from(sober.targets.len()).unwrap();
        for message in asked(&project, &lexicon, &analyst, &sober.plan()) {
            wrong += 1;
            if !show.is_empty() {
                println!("sober {name} > {message}");
            }
        }
    }
    let peace = 1.0 - f64::from(wrong) / f64::from(targets.max(1));
    println!("{:<24} {targets} targets, {wrong} questions, peace {peace:.3}", "sober");
    let mut recorded: BTreeMap<String, BTreeMap<String, f64>> =
        open(&folder().join("recorded.yaml")).unwrap_or_default();
    let mut lost = String::new();
    let mut file = String::from("# Figures of tests/overlap, written by OVERLAP_RECORD=1.\n");
    for (kind, counts) in &table {
        let figures = [("precision", counts.precision()), ("recall", counts.recall())];
        println!("{kind:<24} precision {:.3} recall {:.3} {counts:?}", figures[0].1, figures[1].1);
        writeln!(file, "{kind}: {{precision: {:.3}, recall: {:.3}}}", figures[0].1, figures[1].1).unwrap();
        for (name, figure) in figures {
            let floor = recorded.entry(kind.clone()).or_default().get(name).copied().unwrap_or(0.0);
            if figure + 5e-4 < floor {
                writeln!(lost, "{kind} {name}: {figure:.3}, recorded {floor:.3}").unwrap();
            }
        }
    }
    writeln!(file, "sober: {{peace: {peace:.3}}}").unwrap();
    let floor = recorded.get("sober").and_then(|figures| figures.get("peace")).copied().unwrap_or(0.0);
    if peace + 5e-4 < floor {
        writeln!(lost, "sober peace: {peace:.3}, recorded {floor:.3}").unwrap();
    }
    if std::env::var_os("OVERLAP_RECORD").is_some() {
        std::fs::write(folder().join("recorded.yaml"), file).unwrap();
        return;
    }
    assert_eq!(lost, "", "worse than before");
}
