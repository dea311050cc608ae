//! Reading again what has changed, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use crate::format::native;
use crate::plan::{NoteKind, Plan};
use crate::source::Encoding;
use crate::workspace::{LoadedPlan, Loader, find_configuration};

use super::{Owner, PlanView};
use crate::server::place;

impl Owner {
    /// Reads the plans and projects again that depend on what has changed.
    pub(super) fn refresh(&mut self) {
        for identity in std::mem::take(&mut self.edited) {
            if let Some(document) = self.documents.get(&identity) {
                let file = document.read(self.shelf.buffer(&identity));
                self.shelf.lay(identity.clone(), file);
                self.changed.insert(identity);
            }
        }
        if self.changed.is_empty() || self.client.is_none() {
            return;
        }
        let changed = std::mem::take(&mut self.changed);
        self.snapshot = OnceLock::new();
        self.projects.drop_touched(&changed);
        let stale = |view: &PlanView| !view.touched.is_disjoint(&changed) || !self.projects.holds(&view.project);
        let stale: Vec<PathBuf> =
            self.plans.values().filter(|view| stale(view)).map(|view| view.loaded.path.clone()).collect();
        for root in stale {
            self.read_plan(&root);
        }
        for identity in changed {
            self.find_plan_of(&identity);
        }
        self.had_enough();
    }

    /// Reads all plans again.
    pub(super) fn read_all_again(&mut self) {
        let roots: Vec<PathBuf> = self.plans.values().map(|view| view.loaded.path.clone()).collect();
        for root in roots {
            self.read_plan(&root);
        }
    }

    /// Reads the plan whose root is at `root`, or takes it away where there is none any more.
    pub(super) fn read_plan(&mut self, root: &Path) {
        self.snapshot = OnceLock::new();
        let identity = self.shelf.identity(root);
        self.shelf.take_asked();
        let directory = root.parent().unwrap_or(Path::new(""));
        let config = find_configuration(&self.shelf, directory);
        let loaded = Loader::of_shelf(&self.shelf).load(root, None);
        let before = self.plans.get(&identity).cloned();
        let loaded = loaded.ok().filter(|_| self.is_root(root, before.as_deref()));
        let touched = self.shelf.take_asked();
        let Some(loaded) = loaded else { return self.drop_plan(&identity) };
        let choices = self.choices();
        let project = self.projects.get(&self.shelf, config, &choices);
        let rules = project.rules(&project.project.profile_for(Some(&loaded.plan)));
        let identities: Vec<PathBuf> =
            loaded.sources.iter().map(|(_, file)| self.shelf.identity(file.path())).collect();
        let uris = loaded.sources.iter().zip(&identities).map(|((_, file), identity)| {
            let open = self.documents.get(identity).map(|document| document.uri.clone());
            open.or_else(|| place::uri_of(file.path()))
        });
        let uris = uris.collect();
        let same_rules =
            |before: &&Arc<PlanView>| Arc::ptr_eq(&before.project, &project) && Arc::ptr_eq(&before.rules, &rules);
        let memory = before.as_ref().filter(same_rules).and_then(|before| before.remembered());
        let last_good = has_syntax_error(&loaded.plan).then(|| last_good(before.as_deref())).flatten();
        let view = PlanView {
            loaded,
            identities,
            uris,
            touched,
            last_good,
            project,
            rules,
            client: self.client.clone().expect("plans are read after initialization only"),
            settings: Arc::clone(&self.settings),
            overtaken: AtomicBool::new(false),
            judged: OnceLock::new(),
            judging: Mutex::default(),
            told: AtomicBool::new(false),
            memory: Mutex::new(memory),
        };
        if let Some(before) = before {
            before.overtaken.store(true, Ordering::Release);
        }
        self.plans.insert(identity, Arc::new(view));
    }

    /// Whether a file is the root of a plan; one that was and has a syntax error now still counts.
    fn is_root(&self, root: &Path, before: Option<&PlanView>) -> bool {
        let Ok(file) = self.shelf.open(root) else { return false };
        let tree = file.tree();
        native::is_root(tree)
            || file.source().encoding() == Encoding::Utf16
            || (before.is_some() && !tree.problems().is_empty())
    }

    /// Makes a plan of a changed file that belongs to none, where it is one or a root includes it.
    fn find_plan_of(&mut self, identity: &Path) {
        let is_part = |view: &Arc<PlanView>| view.own_file(identity).is_some();
        if self.plans.values().any(is_part) || !crate::format::may_be_native(identity) && !is_csv(identity) {
            return;
        }
        let document = self.documents.get(identity);
        let path = document.map_or_else(|| identity.to_owned(), |document| document.path.clone());
        // Of a file that nobody has open, only those of the workspace are of interest.
        if document.is_none() && !self.is_in_a_folder(&path) {
            return;
        }
        if document.is_none() && self.is_hidden(&path) {
            return;
        }
        // Whether another file includes an open document was asked when it was opened; from then on only its own text
        // can make a plan of it, and other people's YAML costs nothing.
        let root = if self.planless.contains(identity) {
            let is_root = self.shelf.open(&path).is_ok_and(|file| native::is_root(file.tree()));
            is_root.then_some(path)
        } else {
            let is_open = document.is_some();
            let root = self.root_of(&path);
            if is_open && root.is_none() {
                self.planless.insert(identity.to_owned());
            }
            root
        };
        if let Some(root) = root {
            self.planless.remove(identity);
            self.read_plan(&root);
        }
    }

    /// Forgets files of the disk that no plan is made of any more.
    fn had_enough(&self) {
        let wanted: BTreeSet<&Path> =
            self.plans.values().flat_map(|view| view.loaded.sources.iter().map(|(_, file)| file.path())).collect();
        self.shelf.keep_only(|path| wanted.contains(path));
    }
}

fn is_csv(path: &Path) -> bool {
    crate::format::recognise(path) == crate::format::Format::ResourcesCsv
}

fn has_syntax_error(plan: &Plan) -> bool {
    plan.notes.iter().any(|note| matches!(note.kind, NoteKind::Syntax { .. }))
}

/// The plan as it was when it last had no syntax error.
fn last_good(before: Option<&PlanView>) -> Option<Arc<LoadedPlan>> {
    let before = before?;
    if has_syntax_error(before.plan()) { before.last_good.clone() } else { Some(Arc::new(before.loaded.clone())) }
}
