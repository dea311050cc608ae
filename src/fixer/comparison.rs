//! What fixes have done to a plan: it is compared with what it was.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::Moment;
use crate::finding::{Finding, Identity, Severity};
use crate::plan::{NoteKind, Plan};

/// Why a fix is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Harm {
    /// The files can be read less well than before.
    Unreadable,
    /// A comment is another one, or is gone.
    Comment,
    /// It brings about a finding: an error, or one more of its own rule.
    Finding(Arc<str>),
    /// The finding that it was to mend is still there.
    Idle,
    /// The plan has been what it makes of it.
    Circle,
}

/// The first harm that the fixes of the findings `mended` do, each finding by its identity.
pub(super) fn harm(before: &Moment, after: &Moment, mended: &[&Identity]) -> Option<Harm> {
    let (plan_before, plan_after) = (&before.loaded.plan, &after.loaded.plan);
    if faults(plan_after) > faults(plan_before) {
        return Some(Harm::Unreadable);
    }
    if !comments(plan_before).eq(comments(plan_after)) {
        return Some(Harm::Comment);
    }
    let errors = |moment: &Moment| {
        let errors = moment.findings.iter().filter(|finding| finding.severity == Severity::Error);
        count(errors.map(|error| (Identity::of(error), Arc::clone(&error.rule))))
    };
    let (errors_before, errors_after) = (errors(before), errors(after));
    let mut new = errors_after.iter().filter(|(error, count)| errors_before.get(error).unwrap_or(&0) < count);
    if let Some(((_, rule), _)) = new.next() {
        return Some(Harm::Finding(Arc::clone(rule)));
    }
    let (mended_of, rules) = (count(mended.iter().copied()), count(mended.iter().map(|identity| &*identity.rule)));
    let of_finding = |moment: &Moment| count(moment.findings.iter().map(Identity::of));
    let (found_before, found_after) = (of_finding(before), of_finding(after));
    let of = |found: &HashMap<Identity, usize>, identity: &Identity| found.get(identity).copied().unwrap_or(0);
    let stays =
        |(identity, mended): (&&Identity, &usize)| of(&found_after, identity) + mended > of(&found_before, identity);
    if mended_of.iter().any(stays) {
        return Some(Harm::Idle);
    }
    let of_rule = |moment: &Moment, rule: &str| moment.findings.iter().filter(|found| &*found.rule == rule).count();
    let mut more = rules.iter().filter(|(rule, mended)| of_rule(after, rule) + **mended > of_rule(before, rule));
    more.next().and_then(|(rule, _)| named(&after.findings, rule)).map(Harm::Finding)
}

fn named(findings: &[Finding], rule: &str) -> Option<Arc<str>> {
    findings.iter().find(|finding| &*finding.rule == rule).map(|finding| Arc::clone(&finding.rule))
}

fn count<T: Eq + Hash>(items: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

/// How many places of the plan's files could not be read as they stand.
fn faults(plan: &Plan) -> usize {
    let is_fault = |kind: &NoteKind| {
        matches!(
            kind,
            NoteKind::Syntax { .. }
                | NoteKind::Markup { .. }
                | NoteKind::DuplicateKey { .. }
                | NoteKind::DuplicateId { .. }
                | NoteKind::IncludeFailed { .. }
                | NoteKind::AliasBudget
                | NoteKind::Encoding { .. }
        )
    };
    plan.notes.iter().filter(|note| is_fault(&note.kind)).count()
}

fn comments(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.comments.iter().map(|comment| &*comment.text)
}
