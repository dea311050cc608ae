//! A plan as it was at one moment, with everything that answers about it need.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tower_lsp_server::ls_types::{Location as Address, Range, Uri};

use crate::finding::Finding;
use crate::linter::Memory;
use crate::plan::Plan;
use crate::rule::{Messages, RuleSet};
use crate::source::{FileId, Location, SourceFile};
use crate::workspace::LoadedPlan;

use super::client::Client;
use super::diagnostic::FileReport;
use super::place;
use super::project_view::ProjectView;
use super::settings::Settings;

/// What judging a plan gave.
#[derive(Debug)]
pub(super) struct Judged {
    /// The findings, suppressed ones too.
    pub(super) findings: Vec<Finding>,
    /// For each waiver of the configuration, whether it covered a finding.
    pub(super) waivers_used: Vec<bool>,
    /// What is shown, by the identity of the file.
    pub(super) files: BTreeMap<PathBuf, FileReport>,
}

/// A plan as it was at one moment.
#[derive(Debug)]
pub(super) struct PlanView {
    /// The plan and its files.
    pub(super) loaded: LoadedPlan,
    /// For each file, the name under which it is known.
    pub(super) identities: Vec<PathBuf>,
    /// For each file, its address, as the client writes it where it is open.
    pub(super) uris: Vec<Option<Uri>>,
    /// All paths that were asked for when the plan was read.
    pub(super) touched: BTreeSet<PathBuf>,
    /// The plan as it was when it last had no syntax error, where it has one now.
    pub(super) last_good: Option<Arc<LoadedPlan>>,
    /// Its project.
    pub(super) project: Arc<ProjectView>,
    /// The rules in force for it.
    pub(super) rules: Arc<RuleSet>,
    /// Whom it is shown to.
    pub(super) client: Arc<Client>,
    /// What the person has set.
    pub(super) settings: Arc<Settings>,
    /// A later text is there: nobody waits for what this one would give.
    pub(super) overtaken: AtomicBool,
    /// What judging gave, once that is done.
    pub(super) judged: OnceLock<Arc<Judged>>,
    /// Held by whoever judges.
    pub(super) judging: Mutex<()>,
    /// The client has been told what judging gave. Requests judge, too, and tell nobody.
    pub(super) told: AtomicBool,
    /// What is remembered of the last state that was judged with the same rules: this one, once that is done.
    pub(super) memory: Mutex<Option<Arc<Memory>>>,
}

impl PlanView {
    /// The plan.
    pub(super) fn plan(&self) -> &Arc<Plan> {
        &self.loaded.plan
    }

    /// The sentences in which it is spoken of.
    pub(super) fn messages(&self) -> &Messages {
        self.project.project.messages_for(Some(self.plan()))
    }

    /// The file that `id` names.
    pub(super) fn file(&self, id: FileId) -> &Arc<SourceFile> {
        self.loaded.sources.file(id)
    }

    /// The file of this identity, where it is the plan's own.
    pub(super) fn own_file(&self, identity: &std::path::Path) -> Option<FileId> {
        self.plan().files.iter().copied().find(|id| self.identities[id.0 as usize] == identity)
    }

    /// The file of this identity, be it the plan's own or that of a plan that it names.
    pub(super) fn any_file(&self, identity: &std::path::Path) -> Option<FileId> {
        let index = self.identities.iter().position(|known| known == identity)?;
        u32::try_from(index).ok().map(FileId)
    }

    /// The range of a place in its file.
    pub(super) fn range(&self, at: Location) -> Range {
        place::range(self.file(at.file), at.span, self.client.unit)
    }

    /// The address of a place.
    pub(super) fn address(&self, at: Location) -> Option<Address> {
        Some(Address { uri: self.uris[at.file.0 as usize].clone()?, range: self.range(at) })
    }

    /// The identity of its root.
    pub(super) fn identity(&self) -> &PathBuf {
        &self.identities[0]
    }

    /// What judging the plan gives; judged now where nobody has yet. Nothing where a later text is there.
    pub(super) fn judge(&self) -> Option<Arc<Judged>> {
        let _judging = self.judging.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.known() {
            return Some(known);
        }
        let project = &self.project.project;
        let before = self.remembered();
        let (judgement, memory) =
            project.judge_again(before.as_deref(), &self.rules, self.plan(), &self.loaded.sources, &self.overtaken)?;
        *self.memory.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(memory));
        self.project.note_judging();
        let files = super::diagnostic::by_file(self, &judgement.findings);
        let result = Arc::new(Judged { findings: judgement.findings, waivers_used: judgement.waivers_used, files });
        // Nobody waits until what was remembered is taken apart.
        rayon::spawn(move || drop(before));
        Some(Arc::clone(self.judged.get_or_init(|| result)))
    }

    /// What is remembered of the last state that was judged.
    pub(super) fn remembered(&self) -> Option<Arc<Memory>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What judging gave, where that is done.
    pub(super) fn known(&self) -> Option<Arc<Judged>> {
        self.judged.get().cloned()
    }
}
