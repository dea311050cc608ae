//! Tries every rule on its own examples.
//!
//! A failing example must give the finding, at the place and with the words that it names; a passing one must give
//! none. An example that is itself badly written (an unknown key, a syntax error) is a failure too, for it would pass
//! without saying anything.

use std::path::Path;

use thiserror::Error;

use crate::config::FILE_NAME;
use crate::finding::Finding;
use crate::plan::{Kind, NoteKind, Plan};
use crate::project::{Choices, Project, ProjectError};
use crate::rule::{Catalogue, DEFAULT_LANGUAGE, Example, Expectation, Rule, RuleSet, Selection};
use crate::source::{Located, Location, MemorySource, SourceMap};
use crate::workspace::{LoadedConfig, LoadedPlan, Loader};

/// The name under which an example's plan is read.
const ROOT: &str = "plan.yaml";
/// How many examples of each sort a rule must have.
const LEAST: usize = 2;

/// How an example failed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Failure {
    /// No finding where one was due.
    #[error("gives no finding")]
    Silent,
    /// Findings, but none as described.
    #[error("gives no finding {wanted}; it gives {given}")]
    Elsewhere {
        /// What was due.
        wanted: String,
        /// What came.
        given: String,
    },
    /// A finding where none is due.
    #[error("gives a finding: {0}")]
    Spoke(String),
    /// A message that shows a list as programs write it, where words are due.
    #[error("shows a list that no filter such as `comma_list` puts into words: {0}")]
    ListAsCode(String),
    /// The example itself is faulty.
    #[error("is not well written: {0}")]
    BadExample(String),
    /// Too few examples.
    #[error("has {have} {sort} examples; a rule needs at least {LEAST}")]
    TooFew {
        /// How many there are.
        have: usize,
        /// `failing` or `passing`.
        sort: &'static str,
    },
}

/// The outcome of one rule's examples.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The rule.
    pub rule: String,
    /// How many examples it has.
    pub examples: usize,
    /// What failed: which sort of example, its number from 1, how. The number is 0 for the rule as a whole.
    pub failures: Vec<(Expectation, usize, Failure)>,
}

/// Tries the rules that `wanted` picks.
///
/// # Errors
/// Where the rules cannot be set up.
pub fn run(project: &Project, wanted: impl Fn(&Rule) -> bool) -> Result<Vec<Outcome>, ProjectError> {
    let mut outcomes = Vec::new();
    for rule in project.catalogue.rules().iter().filter(|rule| wanted(rule)) {
        outcomes.push(try_rule(project, rule)?);
    }
    Ok(outcomes)
}

/// The rules and examples of the binary and of the directories given.
///
/// # Errors
/// A fault in a rule file.
pub fn project(files: Vec<(std::path::PathBuf, std::path::PathBuf, Vec<u8>)>) -> Result<Project, ProjectError> {
    // Examples quote English messages, whatever language their plans are in.
    let choices = Choices { language: Some(DEFAULT_LANGUAGE.to_owned()), ..Choices::default() };
    let mut project = Project::load(&MemorySource::default(), None, choices)?;
    if !files.is_empty() {
        project.catalogue = Catalogue::load(files)?;
    }
    Ok(project)
}

fn try_rule(project: &Project, rule: &Rule) -> Result<Outcome, ProjectError> {
    let alone = rules_for(project, rule, &[])?;
    let mut failures = Vec::new();
    for (sort, name, examples) in
        [(Expectation::Fail, "failing", rule.fail()), (Expectation::Pass, "passing", rule.pass())]
    {
        if examples.len() < LEAST {
            failures.push((sort, 0, Failure::TooFew { have: examples.len(), sort: name }));
        }
        for (number, example) in (1..).zip(examples) {
            if let Err(failure) = try_example(project, &alone, rule, example, sort) {
                failures.push((sort, number, failure));
            }
        }
    }
    Ok(Outcome { rule: rule.id.to_string(), examples: rule.fail().len() + rule.pass().len(), failures })
}

/// Tries one example; `alone` are the rules of an example that has neither a configuration nor further rules.
fn try_example(
    project: &Project,
    alone: &RuleSet,
    rule: &Rule,
    example: &Example,
    sort: Expectation,
) -> Result<(), Failure> {
    let mut files = MemorySource::default();
    files.insert(ROOT, example.plan.value.as_bytes());
    for (path, text) in &example.files {
        files.insert(path, text.as_bytes());
    }
    let bad = |error: &dyn std::fmt::Display| Failure::BadExample(error.to_string());
    let mut configured = None;
    if let Some(config) = &example.config {
        files.insert(FILE_NAME, config.as_bytes());
        let config = LoadedConfig::load(&files, Path::new(FILE_NAME)).map_err(|error| bad(&error))?;
        configured = Some(project.with_config(config).map_err(|error| bad(&error))?);
    }
    let project = configured.as_ref().unwrap_or(project);
    let own_rules = if configured.is_some() || !example.also.is_empty() {
        Some(rules_for(project, rule, &example.also).map_err(|error| bad(&error))?)
    } else {
        None
    };
    let rules = own_rules.as_ref().unwrap_or(alone);
    let loaded = Loader::new(&files).load(Path::new(ROOT), None).map_err(|error| bad(&error))?;
    well_written(&loaded, rule)?;
    let judgement = project.judge(rules, &loaded.plan, &loaded.sources);
    let of_plan = judgement.findings.into_iter().map(|finding| Shown { finding, sources: &loaded.sources });
    let of_config = project.judge_configuration(rules, &judgement.waivers_used, &[]).into_iter();
    let of_config = of_config.map(|finding| Shown { finding, sources: &project.config.sources });
    let shown: Vec<Shown<'_>> = of_plan
        .chain(of_config)
        .filter(|shown| shown.finding.suppressed.is_none() && shown.finding.rule == rule.id)
        .collect();
    if let Some(raw) = shown.iter().find(|shown| shown.finding.message.contains("[\"")) {
        return Err(Failure::ListAsCode(raw.describe()));
    }
    match (sort, shown.as_slice()) {
        (Expectation::Pass, []) => Ok(()),
        (Expectation::Pass, [first, ..]) => Err(Failure::Spoke(first.describe())),
        (Expectation::Fail, []) => Err(Failure::Silent),
        (Expectation::Fail, findings) => {
            let fits = |shown: &Shown<'_>| {
                example.at.as_ref().is_none_or(|at| shown.stands_at(&at.value, &loaded.plan))
                    && example.message.as_ref().is_none_or(|words| shown.finding.message.contains(words.as_str()))
            };
            if findings.iter().any(fits) {
                return Ok(());
            }
            let at = example.at.as_ref().map_or(String::new(), |at| format!("at {}", at.value));
            let words = example.message.as_ref().map_or(String::new(), |words| format!(" with {words:?}"));
            let given: Vec<String> = findings.iter().map(Shown::describe).collect();
            Err(Failure::Elsewhere { wanted: format!("{at}{words}"), given: given.join("; ") })
        }
    }
}

/// The rule and those in `also`, with the parameters of the project's configuration.
fn rules_for(project: &Project, rule: &Rule, also: &[Located<String>]) -> Result<RuleSet, ProjectError> {
    let also = also.iter().map(|rule| rule.value.clone());
    let select = std::iter::once(rule.id.to_string()).chain(also).collect();
    let selection = Selection { select, ignore: Vec::new() };
    if let Some(name) = selection.unmatched(&project.catalogue) {
        let nearest = project.catalogue.nearest_rule(name).map(str::to_owned);
        return Err(ProjectError::UnknownRule { name: name.to_owned(), nearest });
    }
    let profile = project.catalogue.profile(crate::rule::DEFAULT_PROFILE)?;
    let settings = &project.config.config.rules;
    RuleSet::decide(&project.catalogue, &profile, settings, &selection).map_err(|error| {
        let sources = project.catalogue.sources().clone();
        ProjectError::Parameter(Box::new(crate::rule::LoadFault { error, sources }))
    })
}

/// A finding with the files that it points into: the plan's, or the configuration.
struct Shown<'s> {
    finding: Finding,
    sources: &'s SourceMap,
}

/// An example may only be badly written where that is what its rule is about.
fn well_written(loaded: &LoadedPlan, rule: &Rule) -> Result<(), Failure> {
    if rule.check_name() == "reading" || rule.check_name() == "placeholder" {
        return Ok(());
    }
    for note in &loaded.plan.notes {
        let fault = match &note.kind {
            NoteKind::Syntax { detail, .. } | NoteKind::Markup { detail, .. } => detail.clone(),
            NoteKind::UnknownKey { key, .. } => format!("unknown key `{key}`"),
            NoteKind::InvalidValue { key, given, expected, .. } => {
                format!("`{key}` holds `{}`, expected: {}", given.words(), expected.name())
            }
            NoteKind::DuplicateKey { key, .. } => format!("the key `{key}` stands twice"),
            NoteKind::DuplicateId { id, .. } => format!("the id `{id}` stands twice"),
            NoteKind::IncludeFailed { path, reason } => format!("{path}: {reason}"),
            NoteKind::AliasBudget | NoteKind::Encoding { .. } => continue,
        };
        // Words of a qualitative indicator are noted by the reader and judged later.
        let qualitative = note.element.is_some_and(|id| loaded.plan.element(id).word("type") == Some("qualitative"));
        if !qualitative {
            return Err(Failure::BadExample(fault));
        }
    }
    Ok(())
}

impl Shown<'_> {
    /// Whether the finding stands where an example says: `id`, `id.field`, `line:column`, or `plan`.
    fn stands_at(&self, at: &str, plan: &Plan) -> bool {
        let finding = &self.finding;
        if let Some((line, column)) = at.split_once(':')
            && let (Ok(line), Ok(column)) = (line.parse::<u32>(), column.parse::<u32>())
        {
            let start = self.sources.file(finding.at.file).position(finding.at.span.start);
            return (start.line + 1, start.column + 1) == (line, column);
        }
        let element = finding.element.as_deref();
        let of_plan = finding.kind == Some(Kind::Plan) && element.is_none();
        if element == Some(at) || (at == "plan" && of_plan) {
            return true;
        }
        let Some((id, field)) = at.rsplit_once('.') else { return false };
        let holder = if id == "plan" { Some(crate::plan::ElementId::PLAN) } else { plan.find(id) };
        let field_at = |holder| plan.element(holder).field(field).map(|field| field.key.cover(field.at));
        let same = element == Some(id) || (id == "plan" && of_plan);
        same && holder
            .and_then(field_at)
            .is_some_and(|place: Location| place.file == finding.at.file && place.span.contains(finding.at.span))
    }

    fn describe(&self) -> String {
        let file = self.sources.file(self.finding.at.file);
        let start = file.position(self.finding.at.span.start);
        let element = self.finding.element.as_deref().unwrap_or("plan");
        let message = &self.finding.message;
        format!("{}:{}:{} ({element}) {message}", file.path().display(), start.line + 1, start.column + 1)
    }
}
