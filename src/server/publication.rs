//! What is shown in which file, over all plans and projects, and what the client has been told of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::Uri;

use crate::source::clean_path;

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
    let mut reports: Vec<FileReport> = plans
        .iter()
        .filter(|view| view.any_file(identity).is_some())
        .filter_map(|view| view.known()?.files.get(identity).cloned())
        .collect();
    for project in projects(plans) {
        if files_of(project).any(|file| file == identity) {
            reports.push(of_project(project, plans, identity, client, settings));
        }
    }
    FileReport::merge(reports)
}

/// All files in which something may be shown now.
pub(super) fn files(plans: &[Arc<PlanView>]) -> BTreeMap<PathBuf, Option<Uri>> {
    let mut files = BTreeMap::new();
    for view in plans {
        if let Some(judged) = view.known() {
            for identity in judged.files.keys() {
                let uri = view.any_file(identity).and_then(|file| view.uris[file.0 as usize].clone());
                files.insert(identity.clone(), uri);
            }
        }
    }
    for project in projects(plans) {
        for file in files_of(project) {
            let uri = place::uri_of(&file);
            files.entry(file).or_insert(uri);
        }
    }
    files
}

fn projects(plans: &[Arc<PlanView>]) -> Vec<&Arc<ProjectView>> {
    let mut seen = BTreeSet::new();
    plans.iter().map(|view| &view.project).filter(|project| seen.insert(Arc::as_ptr(project))).collect()
}

/// The files of a project in which something may be shown.
fn files_of(project: &ProjectView) -> impl Iterator<Item = PathBuf> {
    let config = project.project.config.path.clone();
    let faults: Vec<PathBuf> = project.faults().iter().map(|fault| fault.file.path().to_owned()).collect();
    config.into_iter().chain(faults).map(|path| canonical(&path))
}

fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| clean_path(path))
}

fn of_project(
    project: &Arc<ProjectView>,
    plans: &[Arc<PlanView>],
    identity: &Path,
    client: &Client,
    settings: &Settings,
) -> FileReport {
    let faults = project.faults();
    let faults = faults.iter().filter(|fault| canonical(fault.file.path()) == identity);
    let mut reports = vec![FileReport::new(faults.map(|fault| diagnostic::of_fault(fault, client)).collect())];
    let of_it: Vec<&Arc<PlanView>> = plans.iter().filter(|view| Arc::ptr_eq(&view.project, project)).collect();
    let config = &project.project.config;
    let is_configuration = config.path.as_deref().is_some_and(|path| canonical(path) == identity);
    if is_configuration
        && of_it.iter().all(|view| view.known().is_some())
        && let Some(findings) = project.judge(&of_it)
    {
        let uri = place::uri_of(identity);
        reports.push(diagnostic::of_configuration(&config.sources, &findings, uri.as_ref(), client, settings));
    }
    FileReport::merge(reports)
}
