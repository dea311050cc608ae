//! The words and sentences of one language, as their file holds them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::framework::catalogue;
use crate::plan::Framework;
use crate::yaml::de::{DeError, DocumentNode};

/// The texts of a rule in a language other than English, whose texts stand in the rule's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The rule's name for people.
    pub title: String,
    /// The message template.
    pub message: String,
    /// What to do.
    pub guidance: String,
}

/// The file.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    related: BTreeMap<String, String>,
    fix: BTreeMap<String, String>,
    expected: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
    list: BTreeMap<String, String>,
    names: BTreeMap<String, BTreeMap<String, String>>,
    report: BTreeMap<String, String>,
    page: BTreeMap<String, String>,
    statement: BTreeMap<String, String>,
    editor: BTreeMap<String, String>,
    graph: BTreeMap<String, String>,
    audit: BTreeMap<String, String>,
    import: BTreeMap<String, String>,
    export: BTreeMap<String, String>,
    rules: BTreeMap<String, Translation>,
    sdg: BTreeMap<String, String>,
    wsis: BTreeMap<String, String>,
}

/// The words of one language; what its file lacks is said in English.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The language.
    pub language: String,
    /// Templates by section and key: `related/first`.
    pub(super) sentences: BTreeMap<String, String>,
    /// Texts of rules by id.
    pub(super) rules: BTreeMap<String, Translation>,
    names: BTreeMap<String, BTreeMap<String, String>>,
    list: BTreeMap<String, String>,
    labels: [BTreeMap<String, String>; 2],
}

impl Words {
    /// Reads the file of a language.
    ///
    /// # Errors
    /// A key that is unknown or missing, at its place.
    pub fn read(language: &str, root: &DocumentNode) -> Result<Self, DeError> {
        let file: File = root.read()?;
        let mut sentences = BTreeMap::new();
        let sections = [
            ("related", file.related),
            ("fix", file.fix),
            ("expected", file.expected),
            ("given", file.given),
            ("report", file.report),
            ("page", file.page),
            ("statement", file.statement),
            ("editor", file.editor),
            ("graph", file.graph),
            ("audit", file.audit),
            ("import", file.import),
            ("export", file.export),
        ];
        for (section, texts) in sections {
            sentences.extend(texts.into_iter().map(|(key, text)| (format!("{section}/{key}"), text)));
        }
        Ok(Self {
            language: language.to_owned(),
            sentences,
            rules: file.rules,
            names: file.names,
            list: file.list,
            labels: [file.sdg, file.wsis],
        })
    }

    /// The same words with those of `other` where a key is missing.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        fn fill(mine: &mut BTreeMap<String, String>, other: BTreeMap<String, String>) {
            for (key, text) in other {
                mine.entry(key).or_insert(text);
            }
        }
        fill(&mut self.sentences, other.sentences);
        fill(&mut self.list, other.list);
        for (section, names) in other.names {
            fill(self.names.entry(section).or_default(), names);
        }
        self
    }

    /// The name of `word`, one of those of a section under `names:`; the word itself where it has none.
    #[must_use]
    pub fn name<'w>(&'w self, section: &str, word: &'w str) -> &'w str {
        self.names.get(section).and_then(|names| names.get(word)).map_or(word, String::as_str)
    }

    /// What a code of a framework is about, in English where this language has no label; the code itself where there is
    /// no such code.
    #[must_use]
    pub fn label<'w>(&'w self, framework: Framework, code: &'w str) -> &'w str {
        let own = match framework {
            Framework::Sdg => self.labels[0].get(code),
            Framework::Wsis => self.labels[1].get(code),
        };
        own.map(String::as_str)
            .or_else(|| catalogue(framework).entry(code).map(|entry| entry.label.as_str()))
            .unwrap_or(code)
    }

    /// What stands between the items of a list: `comma`, `and`, `or`.
    pub(super) fn list(&self, key: &str) -> &str {
        self.list.get(key).map_or(", ", String::as_str)
    }

    /// Every key that stands in the file, by section, for comparison with another language: `names/kind/goal`.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        let names = self
            .names
            .iter()
            .flat_map(|(section, names)| names.keys().map(move |name| format!("names/{section}/{name}")));
        let list = self.list.keys().map(|key| format!("list/{key}"));
        self.sentences.keys().cloned().chain(names).chain(list)
    }

    /// Every template that stands in the file, by name: sentences, and messages of rules.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        let sentences = self.sentences.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        sentences.chain(self.rules.iter().map(|(id, rule)| (id.as_str(), rule.message.as_str())))
    }

    /// The texts of rules that stand in the file, by id.
    #[must_use]
    pub fn rules(&self) -> &BTreeMap<String, Translation> {
        &self.rules
    }

    /// The labels of a framework that stand in the file, by code.
    #[must_use]
    pub fn labels(&self, framework: Framework) -> &BTreeMap<String, String> {
        match framework {
            Framework::Sdg => &self.labels[0],
            Framework::Wsis => &self.labels[1],
        }
    }
}
