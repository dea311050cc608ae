//! From paths to an audit.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use minijinja::Value;

use super::destination::Outputs;
use super::in_order::in_order;
use crate::audit::{Audit, Entry, Extent, Judged, PlanAudit, Unread};
use crate::cli::check::judge::Judge;
use crate::cli::check::run as checking;
use crate::cli::failure::Failure;
use crate::cli::progress;
use crate::finding::Severity;
use crate::linter::Judgement;
use crate::project::{Choices, Project, ProjectError};
use crate::report::display_path;
use crate::rule::{DEFAULT_LANGUAGE, Messages};
use crate::workspace::{
    DiskSource, LoadedPlan, PathProblem, UnreadReason, discover_archive, find_configuration, reason_of,
};

/// After how many plans statements are forgotten that none of them has.
const REMEMBERED_FOR: usize = 16;

/// What an audit is asked for.
pub(super) struct Request<'r> {
    pub(super) paths: &'r [PathBuf],
    pub(super) config: Option<&'r Path>,
    pub(super) choices: Choices,
    pub(super) min_severity: Severity,
    /// Whether a page is written, with pictures and excerpts.
    pub(super) wants_details: bool,
}

/// What is left to be told when an audit is written.
pub(super) struct Audited {
    pub(super) unread: Vec<Unread>,
    /// Paths that were named and cannot be audited; faults of configurations.
    pub(super) failures: Vec<Failure>,
    /// One sentence about all of it.
    pub(super) summary: String,
}

/// What becomes of a root: a page about each of its plans with its findings, or why it is not read.
type Outcome = Result<Vec<(PlanAudit, Vec<Entry>)>, Unread>;

/// Audits everything that the request's paths stand for.
///
/// # Errors
/// An output that cannot be written.
pub(super) fn audit(request: &Request<'_>, mut outputs: Outputs) -> Result<Audited, Failure> {
    let found = find(request);
    let mut failures = found.failures;
    let mut audit = Audit::default();
    let mut messages: Option<Arc<Messages>> = None;
    let mut unread: Vec<Unread> = Vec::new();
    let bar = progress::bar(found.by_config.values().map(Vec::len).sum());
    let mut broken: Option<Failure> = None;
    for (config, roots) in &found.by_config {
        let choices = Choices {
            // All of an audit is in one language: that of the first configuration, where none is asked for.
            language: messages.as_ref().map(|messages| messages.language.clone()).or(request.choices.language.clone()),
            ..request.choices.clone()
        };
        let project = match Project::load(&DiskSource, config.as_deref(), choices) {
            Ok(project) => project,
            Err(error) => {
                unread.extend(roots.iter().map(|root| Unread { file: display_path(root), reason: error.to_string() }));
                failures.push(error.into());
                continue;
            }
        };
        let language = Arc::clone(project.messages_for(None));
        messages.get_or_insert_with(|| Arc::clone(&language));
        let judge = match Judge::new(&project) {
            Ok(judge) => judge,
            Err(error) => {
                unread.extend(roots.iter().map(|root| Unread { file: display_path(root), reason: error.to_string() }));
                failures.push(error.into());
                continue;
            }
        };
        let work = |number: usize| -> Outcome {
            let outcome = guarded(&language, &roots[number], || one(request, &judge, &language, &roots[number]));
            bar.inc(1);
            outcome
        };
        let mut done = 0;
        let mut take = |outcome: Outcome| {
            match outcome {
                Ok(plans) => {
                    for (plan, entries) in plans {
                        if broken.is_none() {
                            broken = outputs.plan(&plan, &entries).err();
                        }
                        audit.add(plan);
                    }
                }
                Err(not_read) => unread.push(not_read),
            }
            done += 1;
            if done % REMEMBERED_FOR == 0 {
                project.analyst().age();
            }
        };
        in_order(roots.len(), &work, &mut take);
    }
    bar.finish_and_clear();
    let messages = messages.unwrap_or_else(|| spoken(request));
    unread.extend(found.unread.iter().map(|(path, reason)| said(path, reason, &messages)));
    unread.sort_by(|a, b| a.file.cmp(&b.file));
    audit.unread = unread;
    if let Some(broken) = broken {
        return Err(broken);
    }
    let facts = [("plans", audit.total.plans), ("elements", audit.total.elements), ("unread", audit.unread.len())];
    let summary = messages.render("audit/done", Value::from_pairs(facts));
    outputs.finish(&audit, &messages)?;
    Ok(Audited { unread: audit.unread, failures, summary })
}

/// Reads the plans of a file, judges them, takes them apart, and lets them go.
fn one(request: &Request<'_>, judge: &Judge<'_>, messages: &Messages, root: &Path) -> Outcome {
    let not_read = |failure: Failure| Unread { file: display_path(root), reason: failure.to_string() };
    let extent = if request.wants_details { Extent::Details } else { Extent::Figures };
    let apart = |(LoadedPlan { plan, sources, .. }, judgement): (LoadedPlan, Judgement)| {
        let judged = Judged {
            plan: &plan,
            sources: &sources,
            findings: &judgement.findings,
            rules: &*judge.rules_of(&plan)?,
            messages,
            min_severity: request.min_severity,
        };
        Ok(PlanAudit::new(&judged, extent))
    };
    let plans = judge.read(&DiskSource, root).map_err(not_read)?;
    plans.into_iter().map(apart).collect::<Result<_, ProjectError>>().map_err(|error| not_read(error.into()))
}

/// `work`, or where it panics, that the file could not be read: one file never stops the run.
fn guarded(messages: &Messages, root: &Path, work: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Unread { file: display_path(root), reason: messages.text("audit/unread-fault") }))
}

/// What the paths of an audit stand for.
#[derive(Default)]
struct Found {
    /// Roots by the configuration that holds for them.
    by_config: BTreeMap<Option<PathBuf>, Vec<PathBuf>>,
    unread: Vec<(PathBuf, UnreadReason)>,
    /// Paths that stand for nothing.
    failures: Vec<Failure>,
}

fn find(request: &Request<'_>) -> Found {
    let source = &DiskSource;
    let excluded = checking::exclusion(source, request.config);
    let discovered = discover_archive(source, request.paths, &*excluded);
    let mut found = Found { unread: discovered.unread, ..Found::default() };
    for (path, problem) in &discovered.problems {
        let has_unread = found.unread.iter().any(|(file, _)| file.starts_with(crate::source::clean_path(path)));
        let named = (*problem == PathProblem::NotAPlan).then(|| reason_of(source, path)).flatten();
        match named {
            Some(reason) => found.unread.push((path.clone(), reason)),
            None if has_unread => {}
            None => found.failures.push(Failure::of_path(path, problem)),
        }
    }
    for root in discovered.roots {
        let directory = root.parent().unwrap_or(Path::new(""));
        let config = request.config.map(Path::to_owned).or_else(|| find_configuration(source, directory));
        found.by_config.entry(config).or_default().push(root);
    }
    found
}

/// The language of an audit in which no plan was read.
fn spoken(request: &Request<'_>) -> Arc<Messages> {
    let choices = &request.choices;
    let language = choices.language.as_deref().or(choices.surroundings.as_deref());
    Arc::new(Messages::new(language.and_then(Messages::language_of).unwrap_or(DEFAULT_LANGUAGE), &[]))
}

fn said(path: &Path, reason: &UnreadReason, messages: &Messages) -> Unread {
    let reason = match reason {
        UnreadReason::System(error) => {
            messages.render("audit/unread-system", Value::from_pairs([("reason", error.as_str())]))
        }
        UnreadReason::Utf16 => messages.text("audit/unread-encoding"),
        UnreadReason::Office(refused) => {
            let (name, about) = refused.told();
            messages.render(&format!("import/{name}"), Value::from_pairs([("about", about)]))
        }
    };
    Unread { file: display_path(path), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_at_which_the_program_stumbles_is_listed() {
        let outcome = guarded(&Messages::english(), Path::new("a/plan.yaml"), || panic!("on purpose"));
        assert_eq!(outcome.err().map(|unread| unread.file).as_deref(), Some("a/plan.yaml"));
    }
}
