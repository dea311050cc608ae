//! One rule file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::example::{Examples, RuleExamples};
use super::{DEFAULT_LANGUAGE, Example, Messages, SeverityPolicy, Translation};
use crate::check::{self, Check};
use crate::expression::{self, Names};
use crate::nearest::nearest;
use crate::plan::Kind;
use crate::source::Located;
use crate::yaml::de::{DeError, DocumentNode};

/// The groups of rules, in the order of documents.
pub const GROUPS: [&str; 11] = [
    "structure",
    "smart",
    "time",
    "measure",
    "overlap",
    "links",
    "funding",
    "continuity",
    "consistency",
    "language",
    "governance",
];

/// How settled a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In force as its profile says.
    Stable,
    /// Runs only when it is named.
    Preview,
    /// About to go.
    Deprecated,
}

/// How much a rule is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// On by default: what a plan must have.
    Core,
    /// On by default: what a good plan has.
    Recommended,
    /// Off by default.
    Pedantic,
}

impl Status {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Preview => "preview",
            Self::Deprecated => "deprecated",
        }
    }
}

impl Priority {
    /// The word in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Recommended => "recommended",
            Self::Pedantic => "pedantic",
        }
    }
}

/// What a rule is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppliesTo {
    /// Each element of a kind.
    Kind(Kind),
    /// Each link.
    Link,
    /// Each value of an indicator.
    Measure,
}

impl AppliesTo {
    fn parse(word: &Located<String>) -> Result<Self, DeError> {
        match word.value.as_str() {
            "link" => Ok(Self::Link),
            "measure" => Ok(Self::Measure),
            name => name.parse().map(Self::Kind).map_err(|()| {
                let known = Kind::ALL.iter().map(|kind| kind.name()).chain(["link", "measure"]);
                let error = DeError::new(format!("unknown kind `{name}`"), word.at);
                match nearest(name, known) {
                    Some(near) => error.with_help(format!("did you mean `{near}`?")),
                    None => error,
                }
            }),
        }
    }

    /// The kinds whose keys a condition may name.
    fn kinds(self) -> Vec<Kind> {
        match self {
            Self::Kind(kind) => vec![kind],
            Self::Link => Kind::ALL.to_vec(),
            Self::Measure => vec![Kind::Indicator],
        }
    }

    /// The names of a link or a measure itself, as `check::Subject::names` gives them.
    fn own_names(self) -> Vec<&'static str> {
        match self {
            Self::Kind(_) => Vec::new(),
            Self::Link => vec!["key", "written"],
            Self::Measure => expression::MEASURE.iter().copied().chain(["role"]).collect(),
        }
    }

    /// The word in rule files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.name(),
            Self::Link => "link",
            Self::Measure => "measure",
        }
    }
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The document.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The place in it.
    #[serde(rename = "where")]
    pub place: Option<String>,
}

/// A rule as its file says.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `group/name`.
    pub id: Arc<str>,
    /// The rule's name for people, a few words without a full stop.
    pub title: String,
    /// The version that brought it.
    pub since: String,
    /// How settled it is.
    pub status: Status,
    /// How much it is asked for.
    pub priority: Priority,
    /// How much its findings matter.
    pub severity: SeverityPolicy,
    /// What it is asked about.
    pub applies_to: Vec<AppliesTo>,
    /// The condition under which it is asked.
    pub condition: Option<String>,
    /// The message template.
    pub message: String,
    /// What to do.
    pub guidance: Arc<str>,
    /// Why.
    pub rationale: String,
    /// Where it comes from.
    pub source: Vec<SourceRef>,
    /// Title, message and guidance in other languages, for a project's own rules; those of the binary stand in
    /// `rules/messages/`.
    pub translations: BTreeMap<String, Translation>,
    examples: RuleExamples,
    check: DocumentNode,
}

/// The file's keys. Those with an underscore may take more than one form, and are read from their nodes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    name: Located<String>,
    title: String,
    since: String,
    status: Status,
    priority: Priority,
    #[serde(rename = "severity")]
    _severity: IgnoredAny,
    #[serde(rename = "applies-to")]
    _applies_to: IgnoredAny,
    #[serde(rename = "where")]
    condition: Option<String>,
    #[serde(rename = "check")]
    _check: IgnoredAny,
    message: String,
    guidance: String,
    rationale: String,
    source: Vec<SourceRef>,
    #[serde(default)]
    translations: BTreeMap<String, Translation>,
    #[serde(default)]
    examples: Examples,
}

impl Rule {
    /// Reads a rule whose path below its rules directory is `<id>.yaml`; `text` is the file's text.
    ///
    /// # Errors
    /// The first fault, at its place: an unknown key or word, a name that is not the path's, a name in a condition or
    /// a message that no schema knows, a parameter of a wrong type.
    pub fn read(id: &str, root: &DocumentNode, text: &str) -> Result<Self, DeError> {
        let (rule, examples) = Self::of_tree(id, root)?;
        let rule = Self { examples: RuleExamples::read(examples), ..rule };
        let check = rule.check(&[])?;
        rule.check_names(root, text, &*check)?;
        Ok(rule)
    }

    /// Reads a rule that is built in from the tree of its file without the examples. Its parameters and the names in its
    /// condition and messages are not looked at: the shipped rules are tested.
    ///
    /// # Errors
    /// As [`read`](Self::read) otherwise.
    pub(super) fn built_in(id: &str, root: &DocumentNode) -> Result<Self, DeError> {
        let (rule, _) = Self::of_tree(id, root)?;
        Ok(Self { examples: RuleExamples::built_in(root.at().file), ..rule })
    }

    /// What stands in the tree of a file, and its examples.
    fn of_tree(id: &str, root: &DocumentNode) -> Result<(Self, Examples), DeError> {
        let file: File = root.read()?;
        let (_, name) = id.split_once('/').unwrap_or(("", id));
        if file.name.value != name {
            let message = format!("the rule is called `{}`, but its file `{id}.yaml`", file.name.value);
            return Err(DeError::new(message, file.name.at).with_help("name and file name must agree"));
        }
        // `File` was read from the same mapping, so its required keys are there.
        let node =
            |key: &str| root.get(key).ok_or_else(|| DeError::new(format!("the key `{key}` is missing"), root.at()));
        let applies_to = applies_to(&node("applies-to")?)?;
        let rule = Self {
            id: id.into(),
            title: file.title,
            since: file.since,
            status: file.status,
            priority: file.priority,
            severity: SeverityPolicy::read(&node("severity")?)?,
            applies_to,
            condition: file.condition,
            message: file.message,
            guidance: file.guidance.trim().into(),
            rationale: file.rationale.trim().to_owned(),
            source: file.source,
            translations: file.translations,
            examples: RuleExamples::read(Examples::default()),
            check: node("check")?,
        };
        Ok((rule, file.examples))
    }

    /// Plans that must show the finding.
    #[must_use]
    pub fn fail(&self) -> &[Example] {
        &self.examples.get(&self.id).fail
    }

    /// Plans that must not.
    #[must_use]
    pub fn pass(&self) -> &[Example] {
        &self.examples.get(&self.id).pass
    }

    /// The group, the part of the id before the slash.
    #[must_use]
    pub fn group(&self) -> &str {
        self.id.split_once('/').map_or("", |(group, _)| group)
    }

    /// Whether the rule's check has all of these parameters, and can take their values.
    #[must_use]
    pub fn takes(&self, parameters: &DocumentNode) -> bool {
        self.check(std::slice::from_ref(parameters)).is_ok()
    }

    /// The check with the rule's parameters, `over` laid over them.
    ///
    /// # Errors
    /// A parameter that is unknown or of a wrong type, at its place.
    pub fn check(&self, over: &[DocumentNode]) -> Result<Box<dyn Check>, DeError> {
        check::build(&self.check, over)
    }

    /// The parameters that the rule's check takes, whether the rule gives them or not.
    #[must_use]
    pub fn known_parameters(&self) -> &'static [&'static str] {
        check::parameters(&self.check)
    }

    /// The parameters with their values as written in the rule file.
    #[must_use]
    pub fn parameters(&self) -> Option<DocumentNode> {
        self.check.entries().into_iter().next().map(|(_, _, parameters)| parameters)
    }

    /// The name of the rule's check.
    #[must_use]
    pub fn check_name(&self) -> String {
        self.check.entries().first().map_or(String::new(), |(name, ..)| (*name).to_owned())
    }

    fn check_names(&self, root: &DocumentNode, text: &str, check: &dyn Check) -> Result<(), DeError> {
        let kinds: Vec<Kind> = self.applies_to.iter().flat_map(|applies| applies.kinds()).collect();
        let own: Vec<&str> = self.applies_to.iter().flat_map(|applies| applies.own_names()).collect();
        let facts: Vec<&str> = own.iter().chain(check.facts()).copied().collect();
        let names = Names { kinds: &kinds, facts: &own };
        let place = |key: &str, range| root.get(key).map_or(root.at(), |node| node.locate(text, range));
        if let Some(condition) = &self.condition {
            expression::check_expression(condition, &names)
                .map_err(|(message, range)| DeError::new(message, place("where", range)))?;
        }
        check.check_names(&names).map_err(|(message, range)| {
            let at = self.parameters().map_or(root.at(), |node| node.locate(text, range));
            DeError::new(message, at)
        })?;
        let names = Names { facts: &facts, ..names };
        expression::check_sentence(&self.message, &names, forms(DEFAULT_LANGUAGE))
            .map_err(|(message, range)| DeError::new(message, place("message", range)))?;
        self.check_translations(root, text, &names)
    }

    fn check_translations(&self, root: &DocumentNode, text: &str, names: &Names<'_>) -> Result<(), DeError> {
        let Some(node) = root.get("translations") else { return Ok(()) };
        for (language, at, own) in node.entries() {
            if !Messages::languages().any(|known| known == language) {
                let known: Vec<&str> = Messages::languages().collect();
                let error = DeError::new(format!("there are no messages in `{language}`"), at);
                return Err(error.with_help(format!("messages are written in {}", known.join(", "))));
            }
            let (Some(translation), Some(message)) = (self.translations.get(language), own.get("message")) else {
                continue;
            };
            expression::check_sentence(&translation.message, names, forms(language))
                .map_err(|(fault, range)| DeError::new(fault, message.locate(text, range)))?;
        }
        Ok(())
    }

    /// Tries a message template for this rule in `language`.
    ///
    /// # Errors
    /// As for the rule's own message: a syntax error, or a name that neither the elements nor the check have.
    pub fn try_message(&self, language: &str, template: &str) -> Result<(), expression::Fault> {
        let kinds: Vec<Kind> = self.applies_to.iter().flat_map(|applies| applies.kinds()).collect();
        let own = self.applies_to.iter().flat_map(|applies| applies.own_names());
        let check = self.check(&[]).map_err(|error| (error.to_string(), 0..0))?;
        let facts: Vec<&str> = own.chain(check.facts().iter().copied()).collect();
        expression::check_sentence(template, &Names { kinds: &kinds, facts: &facts }, forms(language))
    }

    /// The page about the rule, below the documentation's folder.
    #[must_use]
    pub fn docs_path(&self) -> String {
        format!("rules/{}.md", self.id)
    }
}

fn applies_to(node: &DocumentNode) -> Result<Vec<AppliesTo>, DeError> {
    let words: Vec<Located<String>> = if node.scalar().is_some() { vec![node.read()?] } else { node.read()? };
    words.iter().map(AppliesTo::parse).collect()
}

/// How many forms `plural` takes in a language.
fn forms(language: &str) -> Option<usize> {
    Some(Messages::plural_forms(language))
}
