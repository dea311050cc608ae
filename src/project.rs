//! A project: its configuration together with the rules, words and sentences that follow from it.
//!
//! Command line and editor both judge plans through this, so that they agree.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use thiserror::Error;

use crate::finding::Finding;
use crate::lexicon::{Amendment, Lexicon};
use crate::linter::{Judgement, Linter};
use crate::plan::{InvalidReason, Note, NoteKind, Plan};
use crate::rule::{
    Catalogue, CatalogueError, DEFAULT_PROFILE, GROUPS, LoadFault, Messages, RuleSet, Selection, embedded,
};
use crate::source::{FileSource, SourceFile, SourceMap};
use crate::workspace::{ConfigurationError, LoadedConfig};
use crate::yaml;
use crate::yaml::de::{DeError, Document, DocumentNode};

/// Why a project could not be set up.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// The configuration.
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    /// The rules.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A parameter, set in the configuration, that a rule cannot take.
    #[error("{}", .0.error)]
    Parameter(Box<LoadFault>),
    /// The command line names a rule that does not exist.
    #[error("no rule, group or pattern `{name}`")]
    UnknownRule {
        /// The name as typed.
        name: String,
        /// The nearest rule.
        nearest: Option<String>,
    },
}

/// What the command line decides over the configuration.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The profile.
    pub profile: Option<String>,
    /// The language of messages.
    pub language: Option<String>,
    /// Rules.
    pub selection: Selection,
}

/// A project, ready to judge plans.
#[derive(Debug)]
pub struct Project {
    /// The configuration.
    pub config: LoadedConfig,
    /// All rules.
    pub catalogue: Catalogue,
    lexicon: Lexicon,
    choices: Choices,
}

impl Project {
    /// Sets up the project whose configuration is at `path`, or one without a configuration.
    ///
    /// # Errors
    /// A fault in the configuration or in a rule file, at its place; a rule on the command line that does not exist.
    pub fn load(source: &dyn FileSource, path: Option<&Path>, choices: Choices) -> Result<Self, ProjectError> {
        let config = match path {
            Some(path) => LoadedConfig::load(source, path)?,
            None => LoadedConfig::default(),
        };
        let language = choices.language.clone().or_else(|| config.config.lang.as_ref().map(|lang| lang.value.clone()));
        // Sentences exist in the languages that rules/messages holds; another language is answered in English.
        let language = language.filter(|wanted| Messages::languages().any(|known| known == wanted));
        let catalogue = Catalogue::load(language.as_deref().unwrap_or("en"), config.rule_files(source)?)?;
        let lexicon = lexicon(&config.config.lexicon)?;
        if let Some(name) = choices.selection.unmatched(&catalogue) {
            let nearest = catalogue.nearest_rule(name).map(str::to_owned);
            return Err(ProjectError::UnknownRule { name: name.to_owned(), nearest });
        }
        Ok(Self { config, catalogue, lexicon, choices })
    }

    /// The same rules under another configuration; its own rule directories and language are not looked at.
    ///
    /// # Errors
    /// A word list that cannot be amended as the configuration says.
    pub fn with_config(&self, config: LoadedConfig) -> Result<Self, ProjectError> {
        let lexicon = lexicon(&config.config.lexicon)?;
        Ok(Self { config, catalogue: self.catalogue.clone(), lexicon, choices: self.choices.clone() })
    }

    /// The name of the profile for a plan: command line, configuration, the plan itself, `un`. A plan's own word is
    /// taken only where there is such a profile.
    #[must_use]
    pub fn profile_for(&self, plan: Option<&Plan>) -> String {
        let of_plan = plan.and_then(|plan| plan.root().word("profile"));
        let of_plan = of_plan.filter(|name| Catalogue::profile_names().any(|known| known == *name));
        let of_config = self.config.config.profile.as_ref().map(|profile| profile.value.as_str());
        self.choices.profile.as_deref().or(of_config).or(of_plan).unwrap_or(DEFAULT_PROFILE).to_owned()
    }

    /// The rules in force for plans of a profile.
    ///
    /// # Errors
    /// There is no such profile; a parameter that a rule cannot take.
    pub fn rule_set(&self, profile: &str) -> Result<RuleSet, ProjectError> {
        let profile = self.catalogue.profile(profile)?;
        RuleSet::decide(&self.catalogue, &profile, &self.config.config.rules, &self.choices.selection).map_err(
            |error| ProjectError::Parameter(Box::new(LoadFault { error, sources: self.config.sources.clone() })),
        )
    }

    /// The word lists in force.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// A linter for the rules in force.
    #[must_use]
    pub fn linter<'l>(&'l self, rules: &'l RuleSet) -> Linter<'l> {
        Linter {
            rules,
            messages: self.catalogue.messages(),
            lexicon: &self.lexicon,
            config: &self.config.config,
            today: today(),
        }
    }

    /// Judges a plan with the rules in force.
    #[must_use]
    pub fn judge(&self, rules: &RuleSet, plan: &Arc<Plan>, sources: &SourceMap) -> Judgement {
        self.linter(rules).judge(plan, sources)
    }

    /// Findings about the configuration; `waivers_used` as gathered over all plans that it holds for.
    #[must_use]
    pub fn judge_configuration(&self, rules: &RuleSet, waivers_used: &[bool]) -> Vec<Finding> {
        let mut notes = Vec::new();
        for setting in &self.config.config.rules {
            let target = setting.target.value.as_str();
            if !GROUPS.contains(&target) && self.catalogue.rule(target).is_none() {
                let nearest = self.catalogue.nearest_rule(target).map(Into::into);
                let kind = NoteKind::InvalidValue {
                    key: "rules".into(),
                    given: target.into(),
                    reason: InvalidReason::UnknownWord,
                    expected: "a rule or a group of rules".into(),
                    nearest,
                };
                notes.push(Note { kind, at: setting.target.at, element: None });
            }
        }
        let mut findings = self.linter(rules).judge_configuration(waivers_used, &notes);
        crate::linter::sort(&mut findings, &self.config.sources);
        findings
    }
}

/// The word lists of every language, amended.
fn lexicon(amendments: &BTreeMap<String, Amendment>) -> Result<Lexicon, ProjectError> {
    let mut sources = SourceMap::default();
    let mut files = Vec::new();
    for (language, text) in embedded::folder("lexicon") {
        let path = format!("rules/lexicon/{language}.yaml");
        let file = sources.add(SourceFile::from_bytes(path.into(), text.as_bytes()));
        let document = Arc::new(Document { file, tree: yaml::read(text) });
        files.extend(DocumentNode::root(&document).map(|root| (language, root)));
    }
    Lexicon::read(&files, amendments)
        .map_err(|error: DeError| CatalogueError::Fault(Box::new(LoadFault { error, sources })).into())
}

/// Today, in UTC: waivers end by day, and a run in CI must not depend on where the machine stands.
fn today() -> jiff::civil::Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or(0);
    jiff::civil::Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(jiff::civil::Date::MAX)
}
