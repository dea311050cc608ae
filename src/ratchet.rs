//! The ratchet: findings that were there when a gate was set up do not close it; new ones do.
//!
//! A baseline file lists identities (rule, plan, element, field) with how often each is accepted. Lines may move, files may
//! be split: an identity stays. What is mended leaves an entry unused, which is reported, so that the file only gets shorter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::finding::{Finding, Identity, Suppressed, SuppressedBy};
use crate::source::Located;
use crate::yaml::de::{DeError, DocumentNode};

/// The name of the file where none is given.
pub const FILE_NAME: &str = "planlint-baseline.yaml";

const VERSION: u32 = 1;

/// Findings that are known, by identity and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratchet {
    known: BTreeMap<Identity, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Located<u32>,
    #[serde(default)]
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    #[serde(default)]
    plan: String,
    #[serde(default)]
    element: String,
    #[serde(default)]
    field: String,
    #[serde(default = "once")]
    count: usize,
}

const fn once() -> usize {
    1
}

impl Ratchet {
    /// The findings that nothing suppresses, as those to accept from now on.
    #[must_use]
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut known = BTreeMap::new();
        for finding in findings.into_iter().filter(|finding| finding.suppressed.is_none()) {
            *known.entry(Identity::of(finding)).or_default() += 1;
        }
        Self { known }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// A key that is not known, a value of a wrong type, a version that this program does not read; at its place.
    pub fn read(root: &DocumentNode) -> Result<Self, DeError> {
        let file: File = root.read()?;
        if file.version.value != VERSION {
            let error =
                DeError::new(format!("version {} of baseline files is not known", file.version.value), file.version.at);
            return Err(error.with_help("write the file anew with `planlint check --write-baseline`"));
        }
        let mut known = BTreeMap::new();
        for Entry { rule, plan, element, field, count } in file.findings {
            *known.entry(Identity { rule, plan, element, field }).or_default() += count;
        }
        Ok(Self { known })
    }

    /// How many findings are accepted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Suppresses known findings, each as often as it is known, those that stand first in the order given. What a comment
    /// or a waiver suppresses needs no entry.
    pub fn apply(&self, findings: &mut [Finding], as_what: &Suppressed) {
        if self.known.is_empty() {
            return;
        }
        let mut left: BTreeMap<Identity, usize> = BTreeMap::new();
        for finding in findings.iter_mut().filter(|finding| finding.suppressed.is_none()) {
            let identity = Identity::of(finding);
            let Some(&known) = self.known.get(&identity) else { continue };
            let left = left.entry(identity).or_insert(known);
            if *left > 0 {
                *left -= 1;
                finding.suppressed = Some(as_what.clone());
            }
        }
    }

    /// The entries, and how many of each, that no finding needed; of those alone that the run `asked` about, by its plans and
    /// rules.
    #[must_use]
    pub fn unused<'f>(
        &self,
        findings: impl IntoIterator<Item = &'f Finding>,
        asked: impl Fn(&Identity) -> bool,
    ) -> Vec<(&Identity, usize)> {
        let mut used: BTreeMap<Identity, usize> = BTreeMap::new();
        let by_baseline = |finding: &Finding| {
            finding.suppressed.as_ref().is_some_and(|suppressed| suppressed.by() == SuppressedBy::Baseline)
        };
        for finding in findings.into_iter().filter(|finding| by_baseline(finding)) {
            *used.entry(Identity::of(finding)).or_default() += 1;
        }
        let left = |(identity, &known): (&_, &usize)| known - used.get(identity).copied().unwrap_or(0).min(known);
        let entries = self.known.iter().filter(|(identity, _)| asked(identity));
        entries.map(|entry| (entry.0, left(entry))).filter(|(_, left)| *left > 0).collect()
    }

    /// The same without what no finding needed, as [`unused`](Self::unused) tells.
    #[must_use]
    pub fn pruned<'f>(
        &self,
        findings: impl IntoIterator<Item = &'f Finding>,
        asked: impl Fn(&Identity) -> bool,
    ) -> Self {
        let mut known = self.known.clone();
        for (identity, left) in self.unused(findings, asked) {
            if let Some(count) = known.get_mut(identity) {
                *count -= left;
            }
        }
        known.retain(|_, count| *count > 0);
        Self { known }
    }

    /// The file: one line an identity, in order, so that a change is one line of a diff.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut text = format!(
            "# Findings that planlint accepts because they were there when this file was written: `planlint check --baseline`.\n\
             # Mend them when you come by; `--prune-baseline` then takes their lines away.\nversion: {VERSION}\nfindings:"
        );
        if self.known.is_empty() {
            text.push_str(" []");
        }
        text.push('\n');
        for (identity, count) in &self.known {
            let Identity { rule, plan, element, field } = identity;
            let _ = write!(text, "  - {{rule: {rule}");
            for (key, value) in [("plan", plan), ("element", element), ("field", field)] {
                if !value.is_empty() {
                    // JSON's strings are strings of YAML too; an id may hold anything.
                    let _ = write!(text, ", {key}: {}", serde_json::Value::from(value.as_str()));
                }
            }
            if *count > 1 {
                let _ = write!(text, ", count: {count}");
            }
            text.push_str("}\n");
        }
        text
    }
}

#[cfg(test)]
mod tests;
