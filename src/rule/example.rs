//! Examples in rule files: each is documentation and a test.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::embedded;
use crate::source::{FileId, Located};
use crate::yaml::de::{DeError, DocumentNode};

/// Whether an example must show the finding or must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The rule speaks.
    Fail,
    /// The rule is silent.
    Pass,
}

/// A plan that a rule is tried on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The root file's text.
    pub plan: Located<String>,
    /// Further files, by path relative to the root.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// The text of a `planlint.yaml` beside the root: its parameters, word lists and waivers hold for the example.
    pub config: Option<String>,
    /// Further rules that run, by id, for rules about suppressions: what a rule would have said is unknown unless it
    /// runs. Their own findings count for nothing here.
    #[serde(default)]
    pub also: Vec<Located<String>>,
    /// Where the finding must be: an element's id, an id and a field (`T1.1.deadline`), or `line:column` of its file.
    pub at: Option<Located<String>>,
    /// Words that the message must hold.
    pub message: Option<String>,
    /// What the example shows.
    pub about: Option<String>,
}

impl Example {
    /// The files beside the root, by path and text: those that it refers to, and its configuration.
    pub fn further_files(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        files.chain(self.config.iter().map(|text| ("planlint.yaml", text.as_str())))
    }
}

/// The examples of a rule, as its file has them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Examples {
    /// Plans that must show the finding.
    #[serde(default)]
    pub(super) fail: Vec<Example>,
    /// Plans that must not.
    #[serde(default)]
    pub(super) pass: Vec<Example>,
}

/// The examples of a rule; those of one that is built in are read when they are asked for, since a run that checks plans
/// needs none.
#[derive(Clone, Debug)]
pub(super) struct RuleExamples {
    read: OnceLock<Examples>,
    file: FileId,
}

impl RuleExamples {
    /// Examples that were read with their rule.
    pub(super) fn read(examples: Examples) -> Self {
        Self { read: OnceLock::from(examples), file: FileId::default() }
    }

    /// Those of a rule that is built in; `file` is its file among the sources.
    pub(super) fn built_in(file: FileId) -> Self {
        Self { read: OnceLock::new(), file }
    }

    /// The examples of the rule `id`.
    pub(super) fn get(&self, id: &str) -> &Examples {
        // The files are tested; examples of one that has a fault are none.
        self.read.get_or_init(|| of_file(id, self.file).ok().flatten().unwrap_or_default())
    }
}

fn of_file(id: &str, file: FileId) -> Result<Option<Examples>, DeError> {
    let text = embedded::file(&format!("{id}.yaml")).unwrap_or_default();
    let examples = DocumentNode::open(file, text)?.and_then(|root| root.get("examples"));
    examples.map(|examples| examples.read()).transpose()
}
