//! Tries every rule on its own examples.
//!
//! A failing example must give the finding, at the place and with the words that it names; a passing one must give
//! none. An example that is itself badly written (an unknown key, a syntax error) is a failure too, for it would pass
//! without saying anything.

use std::path::Path;

use thiserror::Error;

use crate::finding::Finding;
use crate::plan::{Kind, NoteKind, Plan};
use crate::project::{Choices, Project, ProjectError};
use crate::rule::{Catalogue, Example, Expectation, Rule, RuleSet, Selection};
use crate::source::{Location, MemorySource};
use crate::workspace::{LoadedPlan, Loader};

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
pub fn project(language: &str, files: Vec<(std::path::PathBuf, std::path::PathBuf, Vec<u8>)>) -> Result<Project, ProjectError> {
    let mut project = Project::load(&MemorySource::default(), None, Choices::default())?;
    if !files.is_empty() {
        project.catalogue = Catalogue::load(language, files)?;
    }
    Ok(project)
}

fn try_rule(project: &Project, rule: &Rule) -> Result<Outcome, ProjectError> {
    let selection = Selection { select: vec![rule.id.to_string()], ignore: Vec::new() };
    let profile = project.catalogue.profile(crate::rule::DEFAULT_PROFILE)?;
    let rules = RuleSet::decide(&project.catalogue, &profile, &[], &selection).map_err(|error| {
        ProjectError::Parameter(Box::new(crate::rule::LoadFault { error, sources: project.catalogue.sources().clone() }))
    })?;
    let mut failures = Vec::new();
    for (sort, name, examples) in [(Expectation::Fail, "failing", &rule.fail), (Expectation::Pass, "passing", &rule.pass)] {
        if examples.len() < LEAST {
            failures.push((sort, 0, Failure::TooFew { have: examples.len(), sort: name }));
        }
        for (number, example) in (1..).zip(examples) {
            if let Err(failure) = try_example(project, &rules, rule, example, sort) {
                failures.push((sort, number, failure));
            }
        }
    }
    Ok(Outcome { rule: rule.id.to_string(), examples: rule.fail.len() + rule.pass.len(), failures })
}

fn try_example(project: &Project, rules: &RuleSet, rule: &Rule, example: &Example, sort: Expectation) -> Result<(), Failure> {
    let mut files = MemorySource::default();
    files.insert(ROOT, example.plan.value.as_bytes());
    for (path, text) in &example.files {
        files.insert(path, text.as_bytes());
    }
    let loaded = Loader::new(&files).load(Path::new(ROOT), None).map_err(|error| Failure::BadExample(error.to_string()))?;
    well_written(&loaded, rule)?;
    let findings = project.judge(rules, &loaded.plan, &loaded.sources).findings;
    let shown: Vec<&Finding> = findings.iter().filter(|finding| finding.suppressed.is_none()).collect();
    match (sort, shown.as_slice()) {
        (Expectation::Pass, []) => Ok(()),
        (Expectation::Pass, [first, ..]) => Err(Failure::Spoke(describe(first, &loaded))),
        (Expectation::Fail, []) => Err(Failure::Silent),
        (Expectation::Fail, findings) => {
            let fits = |finding: &&&Finding| {
                example.at.as_ref().is_none_or(|at| stands_at(finding, &at.value, &loaded))
                    && example.message.as_ref().is_none_or(|words| finding.message.contains(words.as_str()))
            };
            if findings.iter().any(|finding| fits(&finding)) {
                return Ok(());
            }
            let at = example.at.as_ref().map_or(String::new(), |at| format!("at {}", at.value));
            let words = example.message.as_ref().map_or(String::new(), |words| format!(" with {words:?}"));
            let given: Vec<String> = findings.iter().map(|finding| describe(finding, &loaded)).collect();
            Err(Failure::Elsewhere { wanted: format!("{at}{words}"), given: given.join("; ") })
        }
    }
}

/// An example may only be badly written where that is what its rule is about.
fn well_written(loaded: &LoadedPlan, rule: &Rule) -> Result<(), Failure> {
    if rule.check_name() == "reading" || rule.check_name() == "placeholder" {
        return Ok(());
    }
    for note in &loaded.plan.notes {
        let fault = match &note.kind {
            NoteKind::Syntax { detail } => detail.clone(),
            NoteKind::UnknownKey { key, .. } => format!("unknown key `{key}`"),
            NoteKind::InvalidValue { key, given, expected, .. } => format!("`{key}` is {given}, expected {expected}"),
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

/// Whether a finding stands where an example says: `id`, `id.field`, `line:column`, or `plan`.
fn stands_at(finding: &Finding, at: &str, loaded: &LoadedPlan) -> bool {
    if let Some((line, column)) = at.split_once(':')
        && let (Ok(line), Ok(column)) = (line.parse::<u32>(), column.parse::<u32>())
    {
        let start = loaded.sources.file(finding.at.file).position(finding.at.span.start);
        return (start.line + 1, start.column + 1) == (line, column);
    }
    let element = finding.element.as_deref();
    let of_plan = finding.kind == Some(Kind::Plan) && element.is_none();
    if element == Some(at) || (at == "plan" && of_plan) {
        return true;
    }
    let Some((id, field)) = at.rsplit_once('.') else { return false };
    let plan: &Plan = &loaded.plan;
    let holder = if id == "plan" { Some(crate::plan::ElementId::PLAN) } else { plan.find(id) };
    let field_at = |holder| plan.element(holder).field(field).map(|field| field.key.cover(field.at));
    let same = element == Some(id) || (id == "plan" && of_plan);
    same && holder.and_then(field_at).is_some_and(|place: Location| {
        place.file == finding.at.file && place.span.contains(finding.at.span)
    })
}

fn describe(finding: &Finding, loaded: &LoadedPlan) -> String {
    let file = loaded.sources.file(finding.at.file);
    let start = file.position(finding.at.span.start);
    let element = finding.element.as_deref().unwrap_or("plan");
    format!("{}:{}:{} ({element}) {}", file.path().display(), start.line + 1, start.column + 1, finding.message)
}
