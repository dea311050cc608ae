//! Applies fixes to the files of a plan, until there is nothing left to apply.
//!
//! Fixes are made in rounds, for one may bring another to light. After each round the plan is read and judged again and
//! compared with what it was: a fix that does harm, or no good, is taken back. Nothing is written here: the files are
//! drafts, and whoever called decides what becomes of them.

mod choice;
mod comparison;
mod draft;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::finding::{Finding, Identity, Safety};
use crate::source::{Location, SourceMap};
use crate::workspace::{DraftSource, LoadedPlan, Loader};

use choice::Chosen;
pub use comparison::Harm;

/// How often fixes are looked for: more than any honest chain of fixes needs.
const MAX_ROUNDS: usize = 20;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those with one meaning.
    Safe,
    /// Also those that are probably meant; of several, the first.
    Unsafe,
}

impl Extent {
    /// Whether a fix of this safety is applied.
    #[must_use]
    pub fn takes(self, safety: Safety) -> bool {
        match safety {
            Safety::Safe => true,
            Safety::Unsafe => self == Self::Unsafe,
            Safety::Display => false,
        }
    }
}

/// A fix that was looked at, with the place of its finding at that moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The rule.
    pub rule: Arc<str>,
    /// What the fix does.
    pub title: String,
    /// The file.
    pub path: PathBuf,
    /// Line and column from 0, as [`SourceFile::position`](crate::source::SourceFile::position) gives them.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Looked {
    fn new(finding: &Finding, title: &str, sources: &SourceMap) -> Self {
        let Location { file, span } = finding.at;
        let file = sources.file(file);
        let at = file.position(span.start);
        let (path, rule) = (file.path().to_owned(), Arc::clone(&finding.rule));
        Self { rule, title: title.to_owned(), path, line: at.line, column: at.column }
    }
}

/// Why a fix was not applied, or not for long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another fix changes the same words.
    Conflict,
    /// It would change a file that is not edited: of another plan, of a format that cannot be edited, of bytes that are no
    /// text.
    Closed,
    /// It was taken back.
    TakenBack(Harm),
}

/// What became of fixes.
#[derive(Clone, Debug, Default)]
pub struct Fixing {
    /// Those that were applied.
    pub applied: Vec<Looked>,
    /// Those that were not.
    pub left_out: Vec<(Looked, Reason)>,
    /// Findings that are to be fixed and are still there.
    pub left: Vec<Finding>,
    /// Whether the last round still found something to fix.
    pub is_endless: bool,
}

/// How many rounds are made at most.
#[must_use]
pub const fn rounds() -> usize {
    MAX_ROUNDS
}

/// Applies fixes to plans.
pub struct Fixer<'f> {
    /// The files, which become what the fixes make of them.
    pub source: &'f DraftSource<'f>,
    /// Judges a plan: by the rules whose findings are fixed, and by all others in force, for no fix may bring about an
    /// error of any.
    pub judge: &'f dyn Fn(&LoadedPlan) -> Vec<Finding>,
    /// Whether a finding is to be fixed, where it has a fix; never asked about a suppressed one.
    pub wanted: &'f dyn Fn(&Finding) -> bool,
    /// Whether a file may be changed; never asked about files of other plans.
    pub open: &'f dyn Fn(&Path) -> bool,
    /// Which fixes are applied.
    pub extent: Extent,
}

/// A plan at a moment.
struct Moment {
    loaded: LoadedPlan,
    findings: Vec<Finding>,
}

/// A fix, known again in the next round.
type Name = (Identity, String);

/// What is known beyond a round.
#[derive(Default)]
struct Memory {
    /// Fixes that were taken back, and so are not tried again.
    refused: HashSet<Name>,
    /// The texts that the plan had.
    texts: HashSet<u64>,
    /// Fixes that another one kept from being applied, or whose file is closed.
    waiting: Vec<(Name, Looked, Reason)>,
}

impl Fixer<'_> {
    /// Fixes the plan whose root is `root`.
    ///
    /// # Errors
    /// Where the root cannot be read.
    pub fn fix(&self, root: &Path) -> io::Result<Fixing> {
        let mut fixing = Fixing::default();
        let mut memory = Memory::default();
        let mut now = self.look(root)?;
        memory.texts.insert(draft::hash(self.source, &now.loaded));
        for round in 0..=MAX_ROUNDS {
            let chosen = choice::choose(self, &now, &mut memory);
            if chosen.is_empty() {
                break;
            }
            if round == MAX_ROUNDS {
                fixing.is_endless = true;
                break;
            }
            let mut next = None;
            let mut accepted: Vec<Chosen> = Vec::new();
            self.settle(&now, chosen, &mut accepted, &mut next, &mut memory, &mut fixing)?;
            fixing.applied.extend(accepted.into_iter().map(|chosen| {
                memory.waiting.retain(|(name, ..)| name.0 != chosen.name.0);
                chosen.looked
            }));
            // Where every fix of the round was taken back, those that waited for them may come in the next one.
            if let Some(next) = next {
                now = next;
            }
        }
        now.findings.retain(|finding| finding.suppressed.is_none() && (self.wanted)(finding));
        fixing.left = now.findings;
        fixing.left_out.extend(memory.waiting.into_iter().map(|(_, looked, reason)| (looked, reason)));
        Ok(fixing)
    }

    fn look(&self, root: &Path) -> io::Result<Moment> {
        let loaded = Loader::new(self.source).load(root, None)?;
        let findings = (self.judge)(&loaded);
        Ok(Moment { loaded, findings })
    }

    /// Applies as many of `batch` as do no harm besides `accepted`: all of them, or what is left of each half.
    fn settle(
        &self,
        before: &Moment,
        mut batch: Vec<Chosen>,
        accepted: &mut Vec<Chosen>,
        next: &mut Option<Moment>,
        memory: &mut Memory,
        fixing: &mut Fixing,
    ) -> io::Result<()> {
        let together = || accepted.iter().chain(&batch);
        draft::apply(self.source, &before.loaded, together())?;
        let after = self.look(&before.loaded.path)?;
        let text = draft::hash(self.source, &after.loaded);
        let harm = if memory.texts.contains(&text) {
            Some(Harm::Circle)
        } else {
            comparison::harm(before, &after, &together().map(|chosen| &chosen.name.0).collect::<Vec<_>>())
        };
        let Some(harm) = harm else {
            memory.texts.insert(text);
            accepted.append(&mut batch);
            *next = Some(after);
            return Ok(());
        };
        if batch.len() > 1 {
            let second = batch.split_off(batch.len() / 2);
            self.settle(before, batch, accepted, next, memory, fixing)?;
            return self.settle(before, second, accepted, next, memory, fixing);
        }
        // Beside others it may do what it does not do alone: then it waits for the next round.
        for chosen in batch.into_iter().filter(|_| accepted.is_empty()) {
            memory.refused.insert(chosen.name);
            fixing.left_out.push((chosen.looked, Reason::TakenBack(harm.clone())));
        }
        draft::apply(self.source, &before.loaded, accepted.iter())
    }
}
