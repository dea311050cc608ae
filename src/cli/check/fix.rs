//! `--fix` and `--diff`: fixes are made in drafts, and then written, or shown.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use minijinja::Value;

use super::against::Against;
use super::judge::{self, Judge};
use super::run::{self, Found, Request};
use super::tell;
use crate::cli::failure::Failure;
use crate::cli::replace;
use crate::finding::{Finding, Safety, Severity};
use crate::fixer::{Extent, Fixer, Fixing, Harm, Looked, Reason, rounds};
use crate::project::{Choices, Project};
use crate::report::{Report, display_path};
use crate::rule::{Messages, Selection};
use crate::source::{FileSource, clean_path};
use crate::workspace::{Draft, DraftSource, LoadedPlan};

/// What fixes have made of the files.
pub(super) struct Fixed {
    /// The files that they change.
    pub(super) drafts: Vec<Draft>,
    /// Standard input, fixed.
    pub(super) stdin: Option<Vec<u8>>,
    fixings: Vec<Fixing>,
    extent: Extent,
}

/// Fixes the plans that a request stands for. Nothing is written. What cannot be read or judged is left alone, and told by
/// whoever judges the plans afterwards.
pub(super) fn fix(request: &Request<'_>, extent: Extent, least: Severity) -> Fixed {
    let disk = run::source(request);
    let source = DraftSource::new(&*disk);
    let mut fixings = Vec::new();
    let Found { by_config, .. } = run::find(&source, request);
    for (config, roots) in by_config {
        let load = |choices: Choices| Project::load(&source, config.as_deref(), choices).ok();
        let Some(project) = load(request.choices.clone()) else { continue };
        // What runs beside the chosen rules sees to it that no fix does harm elsewhere.
        let everything = Choices { selection: Selection::default(), ..request.choices.clone() };
        let beside = if request.choices.selection == Selection::default() { None } else { load(everything) };
        let chosen = FixedProject { project: &project, beside: beside.as_ref(), against: request.against };
        fixings.extend(chosen.fix(&source, &roots, request, extent, least));
    }
    let stdin = request.stdin.map(|stdin| source.read(stdin.path).unwrap_or_else(|_| stdin.bytes.clone()));
    let is_stdin = |draft: &Draft| request.stdin.is_some_and(|stdin| is_same(&source, &draft.path, stdin.path));
    let drafts = source.changed().into_iter().filter(|draft| !is_stdin(draft)).collect();
    Fixed { drafts, stdin, fixings, extent }
}

/// Whether two paths lead to one file.
fn is_same(source: &dyn FileSource, one: &Path, other: &Path) -> bool {
    let identity = |path: &Path| source.canonical(path).unwrap_or_else(|_| clean_path(path));
    identity(one) == identity(other)
}

/// A project whose plans are fixed.
struct FixedProject<'p> {
    project: &'p Project,
    /// The same project with all its rules, where only some are chosen.
    beside: Option<&'p Project>,
    against: Option<&'p Against>,
}

impl FixedProject<'_> {
    fn fix(
        &self,
        source: &DraftSource<'_>,
        roots: &[PathBuf],
        request: &Request<'_>,
        extent: Extent,
        least: Severity,
    ) -> Vec<Fixing> {
        let Ok(judge) = Judge::new(self.project) else { return Vec::new() };
        let beside = self.beside.and_then(|project| Judge::new(project).ok());
        let before = self.against.map(|against| (against.findings(&judge, roots), against.mark()));
        let judge_all = |plan: &LoadedPlan| -> Vec<Finding> {
            let mut findings = judge.judge(plan).map(|judgement| judgement.findings).unwrap_or_default();
            if let Some((before, mark)) = &before {
                before.apply(&mut findings, mark);
            }
            if let (Some(beside), Ok(rules)) = (&beside, judge.rules_of(&plan.plan)) {
                let others = beside.judge(plan).map(|judgement| judgement.findings).unwrap_or_default();
                findings.extend(others.into_iter().filter(|finding| !is_enabled(&rules, finding)));
            }
            findings
        };
        let fix_one = |root: &PathBuf| {
            // Files of other formats are not edited, and only they hold several plans.
            let plan = judge::load_all(source, root, None).ok()?.into_iter().next()?;
            let rules = judge.rules_of(&plan.plan).ok()?;
            let wanted = |finding: &Finding| finding.severity >= least && is_enabled(&rules, finding);
            // Of a plan that comes through a pipe nothing but the pipe is written.
            let piped = request.stdin.map(|stdin| stdin.path);
            let through_pipe = piped.is_some_and(|stdin| is_same(source, root, stdin));
            let open = |path: &Path| piped.is_none_or(|stdin| is_same(source, path, stdin) == through_pipe);
            Fixer { source, judge: &judge_all, wanted: &wanted, open: &open, extent }.fix(root).ok()
        };
        roots.iter().filter_map(fix_one).collect()
    }
}

fn is_enabled(rules: &crate::rule::RuleSet, finding: &Finding) -> bool {
    rules.rule(&finding.rule).is_some_and(|rule| rule.enabled)
}

impl Fixed {
    /// Writes the changed files, each as a whole. A file that cannot be written stays as it is, and is a failure beside the
    /// others.
    pub(super) fn write(&self) -> Vec<Failure> {
        let directories: BTreeSet<PathBuf> =
            self.drafts.iter().map(|draft| replace::directory_of(&draft.path)).collect();
        directories.iter().for_each(|directory| replace::clear(directory));
        self.drafts.iter().filter_map(|draft| write(draft).err()).collect()
    }

    /// Tells what became of fixes; `report` is of the plans as they are now.
    pub(super) fn tell(&self, report: &Report, is_written: bool) {
        let messages = report.messages();
        for fixing in &self.fixings {
            for (looked, reason) in &fixing.left_out {
                tell(&left_out(looked, reason, messages));
            }
            if fixing.is_endless {
                tell(&messages.render("report/fix-endless", Value::from_pairs([("rounds", rounds())])));
            }
        }
        let fixed: usize = self.fixings.iter().map(|fixing| fixing.applied.len()).sum();
        // What is left where nothing was written is known to the drafts alone, but for what is no plan's.
        let is_shown = |finding: &&Finding| finding.suppressed.is_none() && (is_written || finding.plan.is_none());
        let drafted = self.fixings.iter().flat_map(|fixing| &fixing.left).filter(|_| !is_written);
        let shown = report.findings().map(|(_, finding)| finding).filter(is_shown);
        let left: Vec<&Finding> = shown.chain(drafted.filter(|finding| finding.plan.is_some())).collect();
        let needs_word = |finding: &&&Finding| {
            let has = |safety| finding.fixes.iter().any(|fix| fix.safety == safety);
            self.extent == Extent::Safe && has(Safety::Unsafe) && !has(Safety::Safe)
        };
        let facts = [
            ("written", Value::from(is_written)),
            ("fixed", fixed.into()),
            ("left", left.len().into()),
            ("more", left.iter().filter(needs_word).count().into()),
        ];
        tell(&messages.render("report/fixed", Value::from_pairs(facts)));
    }
}

fn left_out(looked: &Looked, reason: &Reason, messages: &Messages) -> String {
    let Looked { rule, title, path, line, column } = looked;
    let (name, other) = match reason {
        Reason::Conflict => ("conflict", None),
        Reason::Closed => ("closed", None),
        Reason::TakenBack(Harm::Unreadable) => ("unreadable", None),
        Reason::TakenBack(Harm::Comment) => ("comment", None),
        Reason::TakenBack(Harm::Finding(other)) => ("error", Some(&**other)),
        Reason::TakenBack(Harm::Idle) => ("idle", None),
        Reason::TakenBack(Harm::Circle) => ("circle", None),
    };
    let facts = Value::from_pairs([("title", Some(&**title)), ("rule", Some(&**rule)), ("other", other)]);
    let sentence = messages.render(&format!("report/fix-{name}"), facts);
    format!("{}:{}:{}: {sentence}", display_path(path), line + 1, column + 1)
}

fn write(draft: &Draft) -> Result<(), Failure> {
    let shown = display_path(&draft.path);
    let failed = |what: String, remedy: &str| Failure::new(format!("{shown}: {what}"), remedy);
    let unreadable =
        |error: std::io::Error| failed(format!("was not fixed: {error}"), "look at where the file is kept");
    let about = draft.path.metadata().map_err(unreadable)?;
    if about.permissions().readonly() {
        return Err(failed(
            "was not fixed, for it may only be read".to_owned(),
            "allow writing to the file, or look at the fixes with --diff",
        ));
    }
    if std::fs::read(&draft.path).map_err(unreadable)? != draft.original {
        return Err(failed(
            "was not fixed, for it has been changed in the meantime".to_owned(),
            "save what you are editing, and run the command again",
        ));
    }
    replace::replace(&draft.path, |out| out.write_all(&draft.bytes)).map_err(|error| {
        failed(
            format!("could not be written, and is as it was: {error}"),
            "look at the room on the disk, and at the permissions of the file and its directory",
        )
    })
}
