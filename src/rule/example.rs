//! Examples in rule files: each is documentation and a test.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::source::Located;

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
