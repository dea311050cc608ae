//! The labelled statements and the recorded figures, as files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use planlint::source::FileId;
use planlint::text::Language;
use planlint::yaml::de::DocumentNode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::score::Counts;

/// A statement with what it says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Labelled {
    pub(crate) text: String,
    /// What a naive reader gets wrong.
    pub(crate) trap: Option<String>,
    #[serde(default)]
    pub(crate) quantities: Vec<Quantity>,
    #[serde(default)]
    pub(crate) hedged: bool,
    pub(crate) deadline: Option<Deadline>,
    pub(crate) relative_deadline: Option<Relative>,
    pub(crate) baseline: Option<Baseline>,
    #[serde(default)]
    pub(crate) directions: Vec<String>,
    #[serde(default)]
    pub(crate) vague: Vec<String>,
    #[serde(default)]
    pub(crate) means: bool,
    #[serde(default)]
    pub(crate) double_barrelled: bool,
    #[serde(default)]
    pub(crate) groups: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) unit: Option<String>,
    pub(crate) comparator: String,
    pub(crate) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deadline {
    pub(crate) year: i32,
    pub(crate) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Relative {
    pub(crate) amount: f64,
    pub(crate) unit: String,
    pub(crate) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    pub(crate) value: Option<f64>,
    pub(crate) year: Option<i32>,
}

fn folder() -> PathBuf {
    let given = std::env::var_os("STATEMENTS_FOLDER");
    given.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements"), PathBuf::from)
}

fn open<T: DeserializeOwned + Default>(path: &Path) -> T {
    let Ok(text) = std::fs::read_to_string(path) else { return T::default() };
    let node = DocumentNode::open(FileId::default(), &text);
    let read = node.and_then(|node| node.map(|node| node.read()).transpose());
    read.unwrap_or_else(|error| panic!("{}: {error:?}", path.display())).unwrap_or_default()
}

/// The statements of a language; those written before the word lists, and those written after.
pub(crate) fn read(language: Language) -> Vec<Labelled> {
    let mut all: Vec<Labelled> = open(&folder().join(format!("{}.yaml", language.code())));
    all.extend(open::<Vec<Labelled>>(&folder().join(format!("{}.review.yaml", language.code()))));
    all
}

/// One statement for each trap of the definitions, by language.
pub(crate) fn traps() -> BTreeMap<String, Vec<Labelled>> {
    open(&folder().join("traps.yaml"))
}

/// The recorded F1 by language and label.
pub(crate) fn recorded() -> BTreeMap<String, BTreeMap<String, f64>> {
    open(&folder().join("recorded.yaml"))
}

/// Writes the figures as recorded ones.
pub(crate) fn record(table: &BTreeMap<&'static str, BTreeMap<&'static str, Counts>>) {
    let mut out = String::from(
        "# F1 by language and label, as last recorded (STATEMENTS_RECORD=1 cargo nextest run statements_are_understood).\n",
    );
    for (language, labels) in table {
        let figures: Vec<String> =
            labels.iter().map(|(label, counts)| format!("{label}: {:.3}", counts.f1())).collect();
        writeln!(out, "{language}: {{{}}}", figures.join(", ")).expect("a String takes all");
    }
    std::fs::write(folder().join("recorded.yaml"), out).expect("the folder can be written");
}
