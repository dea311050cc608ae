//! `planlint.yaml`: what a project sets.

mod waiver;

use std::collections::BTreeMap;

use globset::Glob;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::finding::Severity;
use crate::lexicon::{Amendment, CONCEPTS, SUBJECTS};
use crate::nearest::nearest;
use crate::plan::{Expected, InvalidReason, Note, NoteKind, PlanDate};
use crate::rule::{RuleSetting, embedded};
use crate::source::{Located, Location};
use crate::yaml::de::{DeError, DocumentNode};

pub use waiver::Waiver;

/// The name of the file, looked for upwards from a plan.
pub const FILE_NAME: &str = "planlint.yaml";

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Warnings and errors.
    Warning,
    /// Also what is worth knowing.
    Info,
    /// Anything.
    Hint,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The least severity that fails the run; none where nothing does.
    #[must_use]
    pub const fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }

    /// The word on the command line and in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
            Self::Never => "never",
        }
    }
}

/// A project's configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The profile, which comes before the one that a plan names.
    pub profile: Option<Located<String>>,
    /// The language of messages.
    pub lang: Option<Located<String>>,
    /// What is off, how severe, with which parameters.
    pub rules: Vec<RuleSetting>,
    /// Directories with rules of the project's own, relative to the file.
    pub rule_dirs: Vec<Located<String>>,
    /// Entries added to word lists and taken away, by language.
    pub lexicon: BTreeMap<String, Amendment>,
    /// Findings that are accepted, with a reason.
    pub waivers: Vec<Waiver>,
    /// From which severity on a run fails.
    pub fail_on: Option<FailOn>,
    /// Paths that are not looked at, as globs relative to the file.
    pub exclude: Vec<Located<String>>,
    /// The baseline file, relative to this one: findings that are accepted because they were there before.
    pub baseline: Option<Located<String>>,
    /// Keys that nobody knows, to be shown as findings.
    pub notes: Vec<Note>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct File {
    profile: Option<Located<String>>,
    lang: Option<Located<String>>,
    rules: Option<IgnoredAny>,
    rule_dirs: Vec<Located<String>>,
    lexicon: BTreeMap<String, Amendment>,
    waivers: Vec<Waiver>,
    fail_on: Option<FailOn>,
    exclude: Vec<Located<String>>,
    baseline: Option<Located<String>>,
}

const KEYS: &[&str] =
    &["profile", "lang", "rules", "rule-dirs", "lexicon", "waivers", "fail-on", "exclude", "baseline"];

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// A value of a wrong type, at its place. A key that nobody knows is a note, not an error.
    pub fn read(root: &DocumentNode) -> Result<Self, DeError> {
        if !root.is_mapping() {
            return Err(DeError::new("the configuration is a mapping", root.at()).with_help(KEYS.join(", ")));
        }
        let file: File = root.read()?;
        let rules = match root.get("rules").filter(|_| file.rules.is_some()) {
            Some(node) => RuleSetting::read_all(&node)?,
            None => Vec::new(),
        };
        for expires in file.waivers.iter().filter_map(|waiver| waiver.expires.as_ref()) {
            // A waiver whose end cannot be read would hold for ever.
            if PlanDate::parse(&expires.value).is_none() {
                let error = DeError::new(format!("`{}` is no date", expires.value), expires.at);
                return Err(error.with_help("a year, quarter, month or day: 2027, 2027-Q3, 2027-03 or 2027-03-31"));
            }
        }
        let mut notes = Vec::new();
        for (key, at, _) in root.entries() {
            if !KEYS.contains(&key) {
                let kind = NoteKind::UnknownKey { key: key.into(), nearest: nearest(key, KEYS.iter().copied()) };
                notes.push(Note { kind, at, element: None });
            }
        }
        let languages = |node: DocumentNode| -> Vec<(String, Location)> {
            node.entries().into_iter().map(|(language, at, _)| (language.to_owned(), at)).collect()
        };
        let named = root.get("lexicon").map(languages).unwrap_or_default().into_iter();
        let messages = file.lang.iter().map(|lang| (lang.value.clone(), lang.at));
        notes.extend(named.chain(messages).filter_map(|(language, at)| unknown_language(&language, at)));
        for pattern in &file.exclude {
            Glob::new(&pattern.value).map_err(|error| {
                DeError::new(format!("`{}` is no pattern: {}", pattern.value, error.kind()), pattern.at)
                    .with_help("patterns are globs such as `drafts/**`, relative to planlint.yaml")
            })?;
        }
        Ok(Self {
            profile: file.profile,
            lang: file.lang,
            rules,
            rule_dirs: file.rule_dirs,
            lexicon: file.lexicon,
            waivers: file.waivers,
            fail_on: file.fail_on,
            exclude: file.exclude,
            baseline: file.baseline,
            notes,
        })
    }
}

/// A note where planlint knows no words of `language`.
fn unknown_language(language: &str, at: Location) -> Option<Note> {
    let known: Vec<&str> = embedded::lexicon()
        .map(|(name, _)| name)
        .filter(|name| *name != CONCEPTS && !name.starts_with(SUBJECTS))
        .collect();
    if known.contains(&language) {
        return None;
    }
    let kind = NoteKind::InvalidValue {
        key: "planlint.yaml".into(),
        given: language.into(),
        reason: InvalidReason::UnknownLanguage,
        expected: Expected::one_of(known),
        nearest: None,
    };
    Some(Note { kind, at, element: None })
}
