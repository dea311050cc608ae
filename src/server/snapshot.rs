//! Everything that a request may look at, as it was when it was the request's turn.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::{Position, Uri};

use crate::source::{FileId, SourceFile};
use crate::workspace::ReadFile;

use super::client::Client;
use super::diagnostic::FileReport;
use super::place;
use super::plan_view::PlanView;
use super::publication;
use super::settings::Settings;

/// An open document as it was.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// Its address.
    pub(super) uri: Uri,
    /// Its version.
    pub(super) version: i32,
    /// Its text.
    pub(super) file: Arc<ReadFile>,
}

/// Everything that a request may look at.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// Who asks.
    pub(super) client: Arc<Client>,
    /// What the person has set.
    pub(super) settings: Arc<Settings>,
    /// All plans, by the identity of their root.
    pub(super) plans: Vec<Arc<PlanView>>,
    /// The open documents, by identity.
    pub(super) documents: BTreeMap<PathBuf, Open>,
}

/// A document that belongs to a plan.
pub(super) struct Here<'s> {
    /// The document's identity.
    pub(super) identity: &'s Path,
    /// Its text.
    pub(super) open: &'s Open,
    /// The plan.
    pub(super) view: &'s Arc<PlanView>,
    /// The document among the plan's files.
    pub(super) file: FileId,
}

impl Here<'_> {
    /// The text.
    pub(super) fn source(&self) -> &SourceFile {
        self.open.file.source()
    }

    /// The byte at a position.
    pub(super) fn offset(&self, position: Position) -> u32 {
        place::offset(self.source(), position, self.view.client.unit)
    }
}

impl Snapshot {
    /// An open document.
    pub(super) fn document(&self, uri: &Uri) -> Option<(&Path, &Open)> {
        self.documents.iter().find(|(_, open)| open.uri == *uri).map(|(path, open)| (path.as_path(), open))
    }

    /// The identity of a file, be it open or only part of a plan.
    pub(super) fn identity(&self, uri: &Uri) -> Option<&Path> {
        if let Some((identity, _)) = self.document(uri) {
            return Some(identity);
        }
        let path = place::path_of(uri)?;
        self.plans.iter().find_map(|view| {
            let index = view.loaded.sources.iter().position(|(_, file)| file.path() == path)?;
            view.identities.get(index).map(PathBuf::as_path)
        })
    }

    /// An open document in its plan: in the plan that it is part of, nothing for one that belongs to none.
    pub(super) fn here(&self, uri: &Uri) -> Option<Here<'_>> {
        let (identity, open) = self.document(uri)?;
        let (view, file) = self.plans.iter().find_map(|view| Some((view, view.own_file(identity)?)))?;
        Some(Here { identity, open, view, file })
    }

    /// What is shown in a file, over all plans; nothing where a later text is there.
    pub(super) fn report(&self, identity: &Path) -> Option<FileReport> {
        let matters = |view: &&Arc<PlanView>| {
            view.any_file(identity).is_some() || view.project.identity.as_deref() == Some(identity)
        };
        for view in self.plans.iter().filter(matters) {
            view.judge()?;
        }
        Some(publication::report(&self.plans, identity, &self.client, &self.settings))
    }
}
