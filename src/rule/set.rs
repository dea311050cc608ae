//! The rules in force for a plan, each with its severity and parameters, and where each came from.

use std::sync::Arc;

use globset::{Glob, GlobMatcher};

use super::{
    AppliesTo, Catalogue, GROUPS, Priority, Profile, Rule, RuleSetting, SettingSeverity, SeverityPolicy, Status,
};
use crate::check::Check;
use crate::finding::Severity;
use crate::plan::{Capabilities, Kind};
use crate::yaml::de::{DeError, DocumentNode};

/// What the command line chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Rule ids, groups or globs that replace the profile's choice; empty where nothing is chosen.
    pub select: Vec<String>,
    /// Rule ids, groups or globs that are taken away last.
    pub ignore: Vec<String>,
}

/// Who decided that a rule runs, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The rule file: its status and priority.
    Rule,
    /// The profile.
    Profile,
    /// The project's configuration.
    Project,
    /// The command line.
    CommandLine,
}

impl Origin {
    /// The word in `planlint config`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rule => "rule file",
            Self::Profile => "profile",
            Self::Project => "planlint.yaml",
            Self::CommandLine => "command line",
        }
    }
}

/// A rule with everything that is decided about it.
pub struct ActiveRule {
    /// The rule.
    pub rule: Arc<Rule>,
    /// Whether it runs.
    pub enabled: bool,
    /// Who decided that.
    pub enabled_by: Origin,
    /// Its severity.
    pub severity: SeverityPolicy,
    /// Who decided that.
    pub severity_by: Origin,
    /// Parameters laid over the rule's own, with who laid them.
    pub parameters: Vec<(Origin, DocumentNode)>,
    /// Its check, ready to run.
    pub check: Box<dyn Check>,
}

impl ActiveRule {
    /// What of the things that the rule applies to it can be asked about in a format; nothing where the format has no word
    /// for what the rule looks for.
    pub fn askable(&self, capabilities: &Capabilities) -> impl Iterator<Item = AppliesTo> {
        let sayable = |kind: Kind, field: &str| {
            if field.is_empty() { capabilities.has_kind(kind) } else { capabilities.has_field(kind, field) }
        };
        let needs_met = self.check.needs().into_iter().all(|(kind, field)| sayable(kind, field));
        self.rule.applies_to.iter().copied().filter(move |applies| {
            needs_met
                && match applies {
                    AppliesTo::Kind(kind) => capabilities.has_kind(*kind) && self.check.can_ask(*kind, capabilities),
                    AppliesTo::Link => true,
                    AppliesTo::Measure => {
                        capabilities.has_field(Kind::Indicator, "target")
                            && self.check.can_ask(Kind::Indicator, capabilities)
                    }
                }
        })
    }
}

impl std::fmt::Debug for ActiveRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActiveRule")
            .field("rule", &self.rule.id)
            .field("enabled", &self.enabled)
            .finish_non_exhaustive()
    }
}

/// All rules, each decided.
#[derive(Debug)]
pub struct RuleSet {
    /// The profile's name.
    pub profile: String,
    /// The rules, by group and name.
    pub rules: Vec<ActiveRule>,
}

impl RuleSet {
    /// Decides about every rule of `catalogue`: rule file, then profile, then project, then command line.
    ///
    /// # Errors
    /// A parameter that a rule's check cannot take, at its place in the profile or the configuration; a pattern of the
    /// command line that is none.
    pub fn decide(
        catalogue: &Catalogue,
        profile: &Profile,
        project: &[RuleSetting],
        selection: &Selection,
    ) -> Result<Self, DeError> {
        let mut rules = Vec::new();
        let (select, ignore) = (Pattern::all(&selection.select), Pattern::all(&selection.ignore));
        for rule in catalogue.rules() {
            let mut active = ActiveRule {
                rule: Arc::clone(rule),
                enabled: rule.status == Status::Stable && rule.priority != Priority::Pedantic,
                enabled_by: Origin::Rule,
                severity: rule.severity,
                severity_by: Origin::Rule,
                parameters: Vec::new(),
                check: rule.check(&[])?,
            };
            active.apply(&profile.settings, Origin::Profile);
            active.apply(project, Origin::Project);
            active.choose(&select, &ignore);
            if !active.parameters.is_empty() {
                let over: Vec<DocumentNode> = active.parameters.iter().map(|(_, node)| node.clone()).collect();
                active.check = rule.check(&over)?;
            }
            rules.push(active);
        }
        Ok(Self { profile: profile.name.clone(), rules })
    }

    /// The rules that run.
    pub fn enabled(&self) -> impl Iterator<Item = &ActiveRule> {
        self.rules.iter().filter(|rule| rule.enabled)
    }

    /// The rule `id`, whether it runs or not.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&ActiveRule> {
        self.rules.iter().find(|active| &*active.rule.id == id)
    }
}

impl ActiveRule {
    /// Applies settings of one origin, those for the group before those for the rule.
    fn apply(&mut self, settings: &[RuleSetting], origin: Origin) {
        let (id, group) = (self.rule.id.clone(), self.rule.group().to_owned());
        let for_group = settings.iter().filter(|setting| setting.target.value == group).map(|setting| (true, setting));
        let for_rule = settings.iter().filter(|setting| *setting.target.value == *id).map(|setting| (false, setting));
        for (whole_group, setting) in for_group.chain(for_rule) {
            match setting.severity {
                Some(SettingSeverity::Off) => (self.enabled, self.enabled_by) = (false, origin),
                Some(SettingSeverity::On(severity)) => {
                    (self.severity, self.severity_by) = (severity, origin);
                    // A severity for a whole group does not switch on what is off; one for the rule by name does.
                    if !whole_group && !self.enabled {
                        (self.enabled, self.enabled_by) = (true, origin);
                    }
                }
                None => {}
            }
            // Of a group, those rules take parameters that can.
            let taken = |parameters: &&DocumentNode| !whole_group || self.rule.takes(parameters);
            if let Some(parameters) = setting.parameters.as_ref().filter(taken) {
                self.parameters.push((origin, parameters.clone()));
            }
        }
    }

    fn choose(&mut self, select: &[Pattern<'_>], ignore: &[Pattern<'_>]) {
        if !select.is_empty() {
            let named = select.iter().any(|pattern| pattern.is_id_of(&self.rule));
            let matched = select.iter().any(|pattern| pattern.names(&self.rule));
            self.enabled = named || (matched && self.rule.status == Status::Stable);
            self.enabled_by = Origin::CommandLine;
        }
        if ignore.iter().any(|pattern| pattern.names(&self.rule)) {
            (self.enabled, self.enabled_by) = (false, Origin::CommandLine);
        }
    }

    /// The severity in a plan of this status.
    #[must_use]
    pub fn severity_for(&self, status: Option<&str>) -> Severity {
        self.severity.for_status(status)
    }
}

/// A word by which rules are chosen: an id, a group, or a glob over ids.
struct Pattern<'s> {
    text: &'s str,
    glob: Option<GlobMatcher>,
}

impl<'s> Pattern<'s> {
    fn of(text: &'s str) -> Self {
        let has_wildcard = text.contains(['*', '?', '[', '{']);
        let glob = has_wildcard.then(|| Glob::new(text).ok()).flatten().map(|glob| glob.compile_matcher());
        Self { text, glob }
    }

    fn all(texts: &'s [String]) -> Vec<Self> {
        texts.iter().map(|text| Self::of(text)).collect()
    }

    fn is_id_of(&self, rule: &Rule) -> bool {
        *self.text == *rule.id
    }

    fn names(&self, rule: &Rule) -> bool {
        self.is_id_of(rule)
            || self.text == rule.group()
            || self.glob.as_ref().is_some_and(|glob| glob.is_match(&*rule.id))
    }
}

impl Selection {
    /// The first pattern that names no rule of `catalogue`.
    #[must_use]
    pub fn unmatched<'s>(&'s self, catalogue: &Catalogue) -> Option<&'s str> {
        let names_something = |pattern: &Pattern<'_>| {
            GROUPS.contains(&pattern.text) || catalogue.rules().iter().any(|rule| pattern.names(rule))
        };
        let mut patterns = self.select.iter().chain(&self.ignore).map(|text| Pattern::of(text));
        patterns.find(|pattern| !names_something(pattern)).map(|pattern| pattern.text)
    }
}
