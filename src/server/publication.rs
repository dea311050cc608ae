//! What is shown in which file, over all plans and projects, and what the client has been told of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::Uri;

use super::client::Client;
use super::diagnostic::{self, FileReport};
use super::place;
use super::plan_view::PlanView;
use super::project_view::ProjectView;
use super::settings::Settings;

/// What the client was last told of a file.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The fingerprint of the diagnostics.
    pub(super) fingerprint: u64,
    /// The version of the open document that they were for.
    pub(super) version: Option<i32>,
    /// The file's address.
    pub(super) uri: Uri,
}

/// What is shown in a file, from all plans that are judged and from their projects.
pub(super) fn report(plans: &[Arc<PlanView>], identity: &Path, client: &Client, settings: &Settings) -> FileReport {
    let mut reports: Vec<FileReport> =
        plans.iter().filter_map(|view| view.known()?.files.get(identity).cloned()).collect();
    for project in projects(plans) {
        if project.files().any(|file| file == identity) {
            reports.push(of_project(project, plans, identity, client, settings));
        }
    }
    FileReport::merge(reports)
}

/// All files of plans and of their projects, with their addresses.
pub(super) fn files(plans: &[Arc<PlanView>]) -> BTreeMap<PathBuf, Option<Uri>> {
    let of_plans = plans.iter().flat_map(|view| view.identities.iter().cloned().zip(view.uris.iter().cloned()));
    let of_projects = files_of_projects(plans).into_iter().map(|file| (file.clone(), place::uri_of(&file)));
    of_projects.chain(of_plans).collect()
}

/// All files of the projects of plans in which something may be shown.
pub(super) fn files_of_projects(plans: &[Arc<PlanView>]) -> BTreeSet<PathBuf> {
    projects(plans).into_iter().flat_map(|project| project.files()).collect()
}

fn projects(plans: &[Arc<PlanView>]) -> Vec<&Arc<ProjectView>> {
    let mut seen = BTreeSet::new();
    plans.iter().map(|view| &view.project).filter(|project| seen.insert(Arc::as_ptr(project))).collect()
}

fn of_project(
    project: &Arc<ProjectView>,
    plans: &[Arc<PlanView>],
    identity: &Path,
    client: &Client,
    settings: &Settings,
) -> FileReport {
    let faults = project.faults();
    let faults = faults.iter().filter(|fault| fault.identity == identity);
    let mut reports = vec![FileReport::new(faults.map(|fault| diagnostic::of_fault(fault, client)).collect())];
    let of_it: Vec<&Arc<PlanView>> = plans.iter().filter(|view| Arc::ptr_eq(&view.project, project)).collect();
    let config = &project.project.config;
    let is_configuration = project.identity.as_deref() == Some(identity);
    if is_configuration
        && of_it.iter().all(|view| view.known().is_some())
        && let Some(findings) = project.judge(&of_it)
    {
        let uri = place::uri_of(identity);
        reports.push(diagnostic::of_configuration(&config.sources, &findings, uri.as_ref(), client, settings));
    }
    FileReport::merge(reports)
}
