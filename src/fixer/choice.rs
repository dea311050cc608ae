//! Which fixes a round applies.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Fixer, Looked, Memory, Moment, Name, Reason};
use crate::finding::{Edit, Finding, Fix, Identity};
use crate::format;
use crate::source::FileId;

/// A fix that is applied in a round.
pub(super) struct Chosen {
    pub(super) name: Name,
    pub(super) looked: Looked,
    pub(super) edits: Vec<Edit>,
}

/// The fixes of a round, in the order of their places, none of which changes what another one changes. One that has to stand
/// back waits for the next round.
pub(super) fn choose(fixer: &Fixer<'_>, now: &Moment, memory: &mut Memory) -> Vec<Chosen> {
    let mut all: Vec<Chosen> = Vec::new();
    let mut taken = Taken::default();
    for finding in now.findings.iter().filter(|finding| finding.suppressed.is_none() && (fixer.wanted)(finding)) {
        let Some(fix) = first(fixer, finding) else { continue };
        let name = (Identity::of(finding), fix.title.clone());
        if memory.refused.contains(&name) {
            continue;
        }
        let looked = Looked::new(finding, &fix.title, &now.loaded.sources);
        let reason = if !fix.edits.iter().all(|edit| is_open(fixer, now, edit.at.file)) {
            Some(Reason::Closed)
        } else if fix.edits.iter().any(|edit| taken.clashes(edit)) {
            Some(Reason::Conflict)
        } else {
            None
        };
        match reason {
            None => {
                fix.edits.iter().for_each(|edit| taken.add(edit));
                all.push(Chosen { name, looked, edits: fix.edits.clone() });
            }
            Some(reason) if memory.waiting.iter().all(|(known, ..)| *known != name) => {
                memory.waiting.push((name, looked, reason));
            }
            Some(_) => {}
        }
    }
    all
}

/// The edits of a round by their places, none of which clashes with another.
#[derive(Default)]
struct Taken {
    by_start: BTreeMap<(FileId, u32), Edit>,
}

impl Taken {
    /// Whether one of them changes what `edit` changes. Of those that begin before its end the last reaches farthest.
    fn clashes(&self, edit: &Edit) -> bool {
        let end = edit.at.span.end.max(edit.at.span.start + 1);
        let last = self.by_start.range(..(edit.at.file, end)).next_back();
        last.is_some_and(|(_, other)| other.clashes(edit))
    }

    fn add(&mut self, edit: &Edit) {
        self.by_start.insert((edit.at.file, edit.at.span.start), edit.clone());
    }
}

/// The first fix that is applied, a safe one before others.
fn first<'f>(fixer: &Fixer<'_>, finding: &'f Finding) -> Option<&'f Fix> {
    let taken = || finding.fixes.iter().filter(|fix| fixer.extent.takes(fix.safety));
    taken().min_by_key(|fix| fix.safety)
}

/// Whether the file is one of the plan's own and can be edited.
fn is_open(fixer: &Fixer<'_>, now: &Moment, file: FileId) -> bool {
    let source = now.loaded.sources.file(file);
    let path: &Path = source.path();
    let is_text = source.encoding().fault().is_none();
    now.loaded.plan.files.contains(&file) && is_text && format::recognise(path).is_edited() && (fixer.open)(path)
}
