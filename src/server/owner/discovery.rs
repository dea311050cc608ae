//! Finding the plans of the folders that are open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::{
    NumberOrString, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::format;
use crate::workspace::{discover, discover_file, find_configuration};

use super::{Message, Owner, PlanView};
use crate::server::project_view::hides;

/// From how many plans on reading them is long work.
const LONG_WORK: usize = 20;

/// XML, spreadsheets and other files of offices are read for audits; nobody drafts in them here.
fn is_drafted_in(root: &Path) -> bool {
    !format::may_be_markup(root) && !format::may_be_office(root) && !format::may_be_table(root)
}

impl Owner {
    /// Reads the plans of folders.
    pub(super) fn discover(&mut self, folders: &[PathBuf]) {
        if self.client.is_none() {
            return;
        }
        for folder in folders {
            let config = find_configuration(&self.shelf, folder);
            let hidden = hides(&self.shelf, config.as_deref());
            let found = discover(&self.shelf, std::slice::from_ref(folder), &*hidden);
            let roots: Vec<PathBuf> = found
                .roots
                .into_iter()
                .filter(|root| is_drafted_in(root))
                .filter(|root| !self.plans.contains_key(&self.shelf.identity(root)) && !self.is_hidden(root))
                .collect();
            self.read_plans(&roots);
        }
    }

    fn read_plans(&mut self, roots: &[PathBuf]) {
        let shown = roots.len() >= LONG_WORK && self.client.as_ref().is_some_and(|client| client.shows_progress);
        let tell = |owner: &Self, progress| {
            if shown {
                let token: ProgressToken = NumberOrString::String("planlint-reading".to_owned());
                owner.outbox.send(Message::Progress(token, progress));
            }
        };
        let title = "planlint".to_owned();
        let begin = WorkDoneProgressBegin { title, cancellable: Some(false), message: None, percentage: Some(0) };
        tell(self, WorkDoneProgress::Begin(begin));
        for (index, root) in roots.iter().enumerate() {
            self.read_plan(root);
            if index % LONG_WORK == 0 {
                let percentage = u32::try_from(index * 100 / roots.len()).ok();
                let message = Some(format!("{index}/{}", roots.len()));
                let report = WorkDoneProgressReport { cancellable: Some(false), message, percentage };
                tell(self, WorkDoneProgress::Report(report));
            }
        }
        tell(self, WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }

    /// The root that a file stands for, with open buffers in place of the disk.
    pub(super) fn root_of(&self, path: &Path) -> Option<PathBuf> {
        discover_file(&self.shelf, path).ok().filter(|root| is_drafted_in(root))
    }

    /// Whether a path lies in one of the folders that are open.
    pub(super) fn is_in_a_folder(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder) || path.starts_with(self.shelf.identity(folder)))
    }

    /// Whether the configuration nearest to a file takes it away.
    pub(super) fn is_hidden(&self, path: &Path) -> bool {
        let config = find_configuration(&self.shelf, path.parent().unwrap_or(Path::new("")));
        hides(&self.shelf, config.as_deref())(path)
    }

    /// Takes the plans away that lie in no open folder and of which no file is open.
    pub(super) fn drop_plans_of_nobody(&mut self) {
        let is_wanted = |view: &Arc<PlanView>| {
            self.is_in_a_folder(&view.loaded.path)
                || view.identities.iter().any(|identity| self.documents.contains_key(identity))
        };
        let unwanted: Vec<PathBuf> =
            self.plans.values().filter(|view| !is_wanted(view)).map(|view| view.identity().clone()).collect();
        for root in unwanted {
            self.drop_plan(&root);
        }
    }
}
