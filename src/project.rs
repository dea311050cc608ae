//! A project: its configuration together with the rules, words and sentences that follow from it.
//!
//! Command line and editor both judge plans through this, so that they agree.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use thiserror::Error;

use crate::finding::{Finding, Suppressed};
use crate::lexicon::Lexicon;
use crate::linter::{Judgement, Linter, Memory};
use crate::plan::{Form, InvalidReason, Note, NoteKind, Plan};
use crate::ratchet::Ratchet;
use crate::rule::{
    Catalogue, CatalogueError, DEFAULT_LANGUAGE, DEFAULT_PROFILE, GROUPS, LoadFault, Messages, Rule, RuleSet,
    RuleSetting, Selection, embedded,
};
use crate::source::{FileSource, Located, SourceFile, SourceMap};
use crate::text::Analyst;
use crate::workspace::{ConfigurationError, LoadedConfig};
use crate::yaml::de::{DeError, DocumentNode};

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
    /// The baseline file cannot be read.
    #[error("{}: {error}", path.display())]
    BaselineUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The baseline file has a fault.
    #[error("{}", .0.error)]
    Baseline(Box<LoadFault>),
    /// The command line names a rule that does not exist.
    #[error("no rule, group or pattern `{name}`")]
    UnknownRule {
        /// The name as typed.
        name: String,
        /// The nearest rule.
        nearest: Option<String>,
    },
}

/// Which baseline file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BaselineChoice {
    /// The one that the configuration names, where it names one.
    #[default]
    Configured,
    /// This one, in place of the configuration's.
    File(PathBuf),
    /// None, whatever the configuration says.
    Nothing,
}

/// What the command line decides over the configuration.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The profile.
    pub profile: Option<String>,
    /// The language of messages.
    pub language: Option<String>,
    /// The language of the person's surroundings, such as the terminal's: it comes after that of the configuration and
    /// before that of the plan.
    pub surroundings: Option<String>,
    /// Rules.
    pub selection: Selection,
    /// The baseline file.
    pub baseline: BaselineChoice,
}

/// A project, ready to judge plans.
#[derive(Debug)]
pub struct Project {
    /// The configuration.
    pub config: LoadedConfig,
    /// All rules.
    pub catalogue: Catalogue,
    lexicon: Lexicon,
    analyst: Analyst,
    choices: Choices,
    ratchet: Ratchet,
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
        let catalogue = Catalogue::load(config.rule_files(source)?)?;
        let lexicon = lexicon(&config)?;
        if let Some(name) = choices.selection.unmatched(&catalogue) {
            let nearest = catalogue.nearest_rule(name).map(str::to_owned);
            return Err(ProjectError::UnknownRule { name: name.to_owned(), nearest });
        }
        let ratchet = match baseline_path(&config, &choices.baseline) {
            Some(path) => read_baseline(source, &path)?,
            None => Ratchet::default(),
        };
        Ok(Self { config, catalogue, lexicon, analyst: Analyst::default(), choices, ratchet })
    }

    /// The same rules under another configuration; its own rule directories and language are not looked at.
    ///
    /// # Errors
    /// A word list that cannot be amended as the configuration says.
    pub fn with_config(&self, config: LoadedConfig) -> Result<Self, ProjectError> {
        let lexicon = lexicon(&config)?;
        Ok(Self {
            config,
            catalogue: self.catalogue.clone(),
            lexicon,
            analyst: Analyst::default(),
            choices: self.choices.clone(),
            ratchet: self.ratchet.clone(),
        })
    }

    /// The findings that are accepted because they were there before.
    #[must_use]
    pub fn ratchet(&self) -> &Ratchet {
        &self.ratchet
    }

    /// The baseline file in force.
    #[must_use]
    pub fn baseline_path(&self) -> Option<PathBuf> {
        baseline_path(&self.config, &self.choices.baseline)
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

    /// The language in which a plan is spoken of: that of the command line, the configuration, the person's
    /// surroundings, the plan itself, English. One in which there are no messages is passed over.
    #[must_use]
    pub fn language_for(&self, plan: Option<&Plan>) -> &'static str {
        let chosen = self.choices.language.as_deref();
        let of_config = self.config.config.lang.as_ref().map(|lang| lang.value.as_str());
        let around = self.choices.surroundings.as_deref();
        let of_plan = plan.map(Plan::authority);
        let wanted = [chosen, of_config, around, of_plan].into_iter().flatten();
        wanted.filter_map(Messages::language_of).next().unwrap_or(DEFAULT_LANGUAGE)
    }

    /// The language of the person's surroundings, as it was given.
    #[must_use]
    pub fn surroundings(&self) -> Option<&str> {
        self.choices.surroundings.as_deref()
    }

    /// The sentences in which a plan is spoken of; without a plan, those about the configuration.
    #[must_use]
    pub fn messages_for(&self, plan: Option<&Plan>) -> &Arc<Messages> {
        self.catalogue.messages(self.language_for(plan))
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

    /// Reads statements with the word lists in force.
    #[must_use]
    pub fn analyst(&self) -> &Analyst {
        &self.analyst
    }

    /// A linter for the rules in force, which speaks with `messages`.
    #[must_use]
    pub fn linter<'l>(&'l self, rules: &'l RuleSet, messages: &'l Messages) -> Linter<'l> {
        Linter {
            rules,
            messages,
            lexicon: &self.lexicon,
            analyst: &self.analyst,
            config: &self.config.config,
            today: today(),
        }
    }

    /// Judges a plan with the rules in force.
    #[must_use]
    pub fn judge(&self, rules: &RuleSet, plan: &Arc<Plan>, sources: &SourceMap) -> Judgement {
        let mut judgement = self.linter(rules, self.messages_for(Some(plan))).judge(plan, sources);
        self.ratchet.apply(&mut judgement.findings, &Suppressed::Baseline);
        judgement
    }

    /// Judges a plan with the rules in force, of which an earlier state may have been judged by the same project with the
    /// same rules. Leaves off as soon as `stop` is set; nothing then.
    #[must_use]
    pub fn judge_again(
        &self,
        before: Option<&Memory>,
        rules: &RuleSet,
        plan: &Arc<Plan>,
        sources: &SourceMap,
        stop: &AtomicBool,
    ) -> Option<(Judgement, Memory)> {
        let linter = self.linter(rules, self.messages_for(Some(plan)));
        let (mut judgement, memory) = linter.judge_again(before, plan, sources, stop)?;
        self.ratchet.apply(&mut judgement.findings, &Suppressed::Baseline);
        Some((judgement, memory))
    }

    /// A note where parameters are set for a group in which no rule takes them.
    fn untaken(&self, setting: &RuleSetting) -> Option<Note> {
        let (group, parameters) = (setting.target.value.as_str(), setting.parameters.as_ref()?);
        let takes = |rule: &Arc<Rule>| rule.group() == group && rule.takes(parameters);
        if !GROUPS.contains(&group) || self.catalogue.rules().iter().any(takes) {
            return None;
        }
        let given: Vec<&str> = parameters.entries().into_iter().map(|(key, ..)| key).collect();
        let kind = NoteKind::InvalidValue {
            key: group.into(),
            given: given.join(", ").as_str().into(),
            reason: InvalidReason::WrongType,
            expected: Form::RuleParameters.into(),
            nearest: None,
        };
        Some(Note { kind, at: parameters.at(), element: None })
    }

    /// Findings about the configuration; `waivers_used` as gathered over all plans that it holds for, `idle_exclusions` as
    /// the search for plans has found them.
    #[must_use]
    pub fn judge_configuration(
        &self,
        rules: &RuleSet,
        waivers_used: &[bool],
        idle_exclusions: &[&Located<String>],
    ) -> Vec<Finding> {
        let mut notes = Vec::new();
        for setting in &self.config.config.rules {
            let target = setting.target.value.as_str();
            if !GROUPS.contains(&target) && self.catalogue.rule(target).is_none() {
                let nearest = self.catalogue.nearest_rule(target).map(Into::into);
                let kind = NoteKind::InvalidValue {
                    key: "rules".into(),
                    given: target.into(),
                    reason: InvalidReason::UnknownWord,
                    expected: Form::RuleOrGroup.into(),
                    nearest,
                };
                notes.push(Note { kind, at: setting.target.at, element: None });
            }
        }
        notes.extend(self.config.config.rules.iter().filter_map(|setting| self.untaken(setting)));
        let idle: Vec<(&'static str, &Located<String>)> = idle_exclusions
            .iter()
            .map(|entry| ("exclude", *entry))
            .chain(self.lexicon.idle().iter().map(|entry| ("lexicon", entry)))
            .collect();
        let mut findings = self.linter(rules, self.messages_for(None)).judge_configuration(
            &self.config.sources,
            waivers_used,
            &notes,
            &idle,
        );
        crate::linter::sort(&mut findings, &self.config.sources);
        self.ratchet.apply(&mut findings, &Suppressed::Baseline);
        findings
    }
}

/// The baseline file that holds; that of the configuration is relative to it.
fn baseline_path(config: &LoadedConfig, choice: &BaselineChoice) -> Option<PathBuf> {
    match choice {
        BaselineChoice::Configured => Some(config.directory().join(&config.config.baseline.as_ref()?.value)),
        BaselineChoice::File(path) => Some(path.clone()),
        BaselineChoice::Nothing => None,
    }
}

fn read_baseline(source: &dyn FileSource, path: &Path) -> Result<Ratchet, ProjectError> {
    let bytes = source.read(path).map_err(|error| ProjectError::BaselineUnreadable { path: path.to_owned(), error })?;
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::from_bytes(path.to_owned(), &bytes));
    let read = match DocumentNode::open(file, sources.file(file).text()) {
        Ok(Some(root)) => Ratchet::read(&root),
        Ok(None) => Ok(Ratchet::default()),
        Err(error) => Err(error),
    };
    read.map_err(|error| ProjectError::Baseline(Box::new(LoadFault { error, sources })))
}

/// The word lists of every language, as the configuration amends them.
fn lexicon(config: &LoadedConfig) -> Result<Lexicon, ProjectError> {
    let fault = |error: DeError| LoadFault { error, sources: config.sources.clone() };
    Lexicon::shipped(embedded::LEXICON, &config.config.lexicon)
        .map_err(|error| CatalogueError::Fault(Box::new(fault(error))).into())
}

/// Today, in UTC: waivers end by day, and a run in CI must not depend on where the machine stands.
#[must_use]
pub fn today() -> jiff::civil::Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or(0);
    jiff::civil::Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(jiff::civil::Date::MAX)
}
