//! The one owner of everything that changes: open documents, plans, projects.
//!
//! It runs on a thread of its own and takes events in the order in which they arrived. When the queue is empty, what has
//! changed is read again and judged beside it.

mod discovery;
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use crate::project::Choices;
use crate::workspace::{DiskSource, Shelf};

use super::client::Client;
use super::document::Document;
use super::event::{Event, Work};
use super::judge::Judge;
use super::outbox::{Message, Outbox};
use super::place;
use super::plan_view::PlanView;
use super::project_view::Projects;
use super::publication::{self, Told};
use super::settings::Settings;
use super::snapshot::{Open, Snapshot};

/// The one owner of everything that changes.
pub(super) struct Owner {
    outbox: Outbox,
    runtime: Handle,
    judge: Judge,
    client: Option<Arc<Client>>,
    settings: Arc<Settings>,
    folders: Vec<PathBuf>,
    documents: BTreeMap<PathBuf, Document>,
    /// Documents whose new text the shelf does not have yet.
    edited: BTreeSet<PathBuf>,
    shelf: Shelf,
    /// Files that have changed since plans were last read.
    changed: BTreeSet<PathBuf>,
    projects: Projects,
    plans: BTreeMap<PathBuf, Arc<PlanView>>,
    snapshot: OnceLock<Arc<Snapshot>>,
    /// Plans that are being judged.
    pass: Vec<Arc<PlanView>>,
    told: BTreeMap<PathBuf, Told>,
    /// Open documents that belonged to no plan when they were opened.
    planless: BTreeSet<PathBuf>,
    /// A plan went away, so that what was shown of it must be taken back.
    lost_a_plan: bool,
}

impl Owner {
    /// Starts the owner. It lives as long as somebody can put events into `queue`.
    pub(super) fn start(events: UnboundedReceiver<Event>, queue: &UnboundedSender<Event>, outbox: Outbox) {
        let owner = Self {
            outbox,
            runtime: Handle::current(),
            judge: Judge::start(queue.downgrade()),
            client: None,
            settings: Arc::default(),
            folders: Vec::new(),
            documents: BTreeMap::new(),
            edited: BTreeSet::new(),
            shelf: Shelf::new(Box::new(DiskSource)),
            changed: BTreeSet::new(),
            projects: Projects::default(),
            plans: BTreeMap::new(),
            snapshot: OnceLock::new(),
            pass: Vec::new(),
            told: BTreeMap::new(),
            planless: BTreeSet::new(),
            lost_a_plan: false,
        };
        std::thread::Builder::new()
            .name("planlint-owner".to_owned())
            .spawn(move || owner.run(events))
            .expect("a server has a thread for its state");
    }

    fn run(mut self, mut events: UnboundedReceiver<Event>) {
        while let Some(event) = events.blocking_recv() {
            self.take(event);
            // Whatever waits is taken before anything is read or judged: a burst of edits costs one pass.
            while let Ok(event) = events.try_recv() {
                self.take(event);
            }
            self.refresh();
            self.begin_pass();
            if self.lost_a_plan && self.pass.is_empty() {
                self.publish(&[]);
            }
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Client { client, settings, folders } => {
                self.client = Some(client);
                self.settings = Arc::new(settings);
                self.folders = folders;
            }
            Event::Ready => self.get_ready(),
            Event::Opened { uri, version, text } => {
                let Some(path) = place::path_of(&uri) else { return };
                let identity = self.shelf.identity(&path);
                self.documents.insert(identity.clone(), Document::new(uri, path, version, text));
                self.edited.insert(identity);
            }
            Event::Edited { uri, version, edits } => {
                let Some(client) = &self.client else { return };
                let found = self.documents.iter_mut().find(|(_, document)| document.uri == uri);
                if let Some((identity, document)) = found {
                    document.apply(edits, version, client.unit);
                    self.edited.insert(identity.clone());
                }
            }
            Event::Closed(uri) => self.close(&uri),
            Event::Touched(uris) => {
                for path in uris.iter().filter_map(place::path_of) {
                    let identity = self.shelf.identity(&path);
                    // The buffer holds, whatever was written; what was saved is known already.
                    if !self.documents.contains_key(&identity) {
                        self.changed.insert(identity);
                    }
                }
            }
            Event::Folders { added, removed } => {
                let paths = |folders: &[tower_lsp_server::ls_types::WorkspaceFolder]| -> Vec<PathBuf> {
                    folders.iter().filter_map(|folder| place::path_of(&folder.uri)).collect()
                };
                let (added, removed) = (paths(&added), paths(&removed));
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(added.clone());
                self.drop_plans_of_nobody();
                self.discover(&added);
            }
            Event::Settings(value) => self.change_settings(value),
            Event::Asked(work) => self.answer(work),
            Event::Judged(plans) => {
                self.pass.clear();
                self.publish(&plans);
            }
        }
    }

    fn get_ready(&mut self) {
        let Some(client) = self.client.clone() else { return };
        if client.watches_files {
            self.outbox.send(Message::WatchFiles);
        }
        if client.has_settings {
            self.outbox.send(Message::AskSettings);
        }
        self.discover(&self.folders.clone());
    }

    fn change_settings(&mut self, value: Option<serde_json::Value>) {
        let has_settings = self.client.as_ref().is_some_and(|client| client.has_settings);
        let Some(value) = value else {
            if has_settings {
                self.outbox.send(Message::AskSettings);
            }
            return;
        };
        if !value.is_object() {
            return;
        }
        let settings = Settings::read(&value);
        if settings != *self.settings {
            self.settings = Arc::new(settings);
            self.projects.drop_all();
            self.read_all_again();
        }
    }

    fn close(&mut self, uri: &tower_lsp_server::ls_types::Uri) {
        let found =
            self.documents.iter().find(|(_, document)| document.uri == *uri).map(|(identity, _)| identity.clone());
        let Some(identity) = found else { return };
        self.documents.remove(&identity);
        self.edited.remove(&identity);
        self.planless.remove(&identity);
        self.shelf.lift(&identity);
        self.changed.insert(identity);
        self.snapshot = OnceLock::new();
        self.drop_plans_of_nobody();
    }

    /// What the person, the configuration and the editor's surroundings ask for.
    fn choices(&self) -> Choices {
        let locale = self.client.as_ref().and_then(|client| client.locale.clone());
        let language = self.settings.language.clone();
        Choices { profile: self.settings.profile.clone(), language, surroundings: locale, ..Choices::default() }
    }

    /// Hands work to another thread with what there is now.
    fn answer(&mut self, work: Work) {
        self.refresh();
        let snapshot = Arc::clone(self.snapshot.get_or_init(|| {
            let documents = self.documents.iter().filter_map(|(identity, document)| {
                let file = self.shelf.open(&document.path).ok()?;
                Some((identity.clone(), Open { uri: document.uri.clone(), version: document.version, file }))
            });
            Arc::new(Snapshot {
                client: self.client.clone().expect("requests are let through after initialization only"),
                settings: Arc::clone(&self.settings),
                plans: self.plans.values().cloned().collect(),
                documents: documents.collect(),
            })
        }));
        self.runtime.spawn_blocking(move || work(snapshot));
    }

    /// Begins to judge the plans of which the client has not been told yet, unless a pass is under way: it will come back.
    /// One that a request has judged meanwhile takes no time.
    fn begin_pass(&mut self) {
        if !self.pass.is_empty() {
            return;
        }
        let due: Vec<Arc<PlanView>> =
            self.plans.values().filter(|view| !view.told.load(Ordering::Acquire)).cloned().collect();
        if due.is_empty() {
            return;
        }
        self.pass.clone_from(&due);
        self.judge.begin(due);
    }

    /// Tells the client what has changed in what is shown in the files of plans that were just judged, and in files that
    /// belong to no plan any more.
    fn publish(&mut self, judged: &[Arc<PlanView>]) {
        let Some(client) = self.client.clone() else { return };
        self.lost_a_plan = false;
        // A document of a plan that is not judged yet waits, so that nothing is told twice or too early.
        let waiting: BTreeSet<&PathBuf> = self
            .plans
            .values()
            .filter(|view| view.known().is_none())
            .flat_map(|view| &view.identities)
            .chain(&self.edited)
            .collect();
        for view in judged.iter().filter(|view| view.known().is_some()) {
            view.told.store(true, Ordering::Release);
        }
        let plans: Vec<Arc<PlanView>> = self.plans.values().cloned().collect();
        let mut files = publication::files(judged);
        let all: BTreeSet<&PathBuf> = plans.iter().flat_map(|view| &view.identities).collect();
        let of_projects = publication::files_of_projects(&plans);
        for (identity, told) in &self.told {
            if !all.contains(identity) && !of_projects.contains(identity) {
                files.insert(identity.clone(), Some(told.uri.clone()));
            }
        }
        let mut elsewhere = false;
        for (identity, uri) in files {
            let Some(uri) = uri.filter(|_| !waiting.contains(&identity)) else { continue };
            let report = publication::report(&plans, &identity, &client, &self.settings);
            let version = self.documents.get(&identity).map(|document| document.version);
            let told = self.told.get(&identity);
            let is_news = match told {
                Some(told) => told.fingerprint != report.fingerprint || (version.is_some() && told.version != version),
                None => !report.items.is_empty() || version.is_some(),
            };
            if !is_news {
                continue;
            }
            let some = !report.items.is_empty();
            let changes = told.map_or(some, |told| told.fingerprint != report.fingerprint);
            elsewhere |= changes && (version.is_none() || told.is_some_and(|told| told.version == version));
            let fingerprint = report.fingerprint;
            if !client.pulls {
                self.outbox.send(Message::Diagnostics(uri.clone(), report.items, version));
            }
            if some || version.is_some() {
                self.told.insert(identity, Told { fingerprint, version, uri });
            } else {
                self.told.remove(&identity);
            }
        }
        // A document that was edited is asked for by its editor; the others must be pointed out.
        if client.pulls && client.refreshes_diagnostics && elsewhere {
            self.outbox.send(Message::RefreshDiagnostics);
        }
        if elsewhere && client.refreshes_lenses {
            self.outbox.send(Message::RefreshLenses);
        }
        if elsewhere && client.refreshes_hints {
            self.outbox.send(Message::RefreshHints);
        }
    }

    /// Takes the plan away whose root has this identity, and marks it as overtaken.
    fn drop_plan(&mut self, root: &Path) {
        if let Some(view) = self.plans.remove(root) {
            view.overtaken.store(true, Ordering::Release);
            self.snapshot = OnceLock::new();
            self.lost_a_plan = true;
        }
    }
}
