//! Writing the baseline file, and telling what in it is no longer needed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::run::{Accepted, Checked};
use super::{Arguments, Failure, Outcome, tell};
use crate::cli::replace;
use crate::finding::Identity;
use crate::ratchet::{FILE_NAME, Ratchet};
use crate::report::display_path;

/// Writes what was found to the baseline file. A run in which a plan could not be read writes nothing: its findings would
/// be missing.
pub(super) fn write(arguments: &Arguments, checked: &Checked) -> Result<Outcome, Failure> {
    for failure in &checked.failures {
        crate::cli::failure::show(failure);
    }
    if !checked.failures.is_empty() {
        return Ok(Outcome::Failed);
    }
    let configured = || checked.configured_baseline.clone();
    let path = arguments.baseline.clone().or_else(configured).unwrap_or_else(|| PathBuf::from(FILE_NAME));
    let ratchet = Ratchet::of(checked.batches.iter().flat_map(|batch| &batch.findings));
    save(&path, &ratchet)?;
    tell(&format!("{}: {} findings are accepted from now on", display_path(&path), ratchet.len()));
    Ok(Outcome::Clean)
}

/// Tells how many entries no finding needed, of the plans and rules that this run asked about; takes them out if wanted.
pub(super) fn report_unused(checked: &Checked, prune: bool) -> Result<(), Failure> {
    for accepted in &checked.baselines {
        let Accepted { path, ratchet, batches, rules } = accepted;
        let batches = &checked.batches[batches.clone()];
        let findings = || batches.iter().flat_map(|batch| &batch.findings);
        let plans: HashSet<&str> =
            batches.iter().map(|batch| batch.plan.as_ref().map_or("", |plan| plan.id())).collect();
        let asked = |identity: &Identity| plans.contains(&*identity.plan) && rules.contains(&*identity.rule);
        let unused: usize = ratchet.unused(findings(), asked).iter().map(|(_, left)| left).sum();
        if unused == 0 {
            continue;
        }
        let shown = display_path(path);
        if prune {
            save(path, &ratchet.pruned(findings(), asked))?;
            tell(&format!("{shown}: {unused} accepted findings are gone and were taken out"));
        } else {
            tell(&format!("{shown}: {unused} accepted findings are gone; `--prune-baseline` takes them out"));
        }
    }
    Ok(())
}

fn save(path: &Path, ratchet: &Ratchet) -> Result<(), Failure> {
    replace::replace(path, |out| out.write_all(ratchet.to_yaml().as_bytes())).map_err(|error| {
        Failure::new(
            format!("the baseline file could not be written to {}: {error}", display_path(path)),
            "name a file in a directory that exists and that you may write to",
        )
    })
}
