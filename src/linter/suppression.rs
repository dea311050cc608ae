//! Comments that suppress findings: `# planlint: ignore[group/name] reason`.

use std::collections::{HashMap, HashSet};

use crate::check::{Hit, Owner, SuppressionFault, SuppressionRecord};
use crate::finding::{Finding, Suppressed};
use crate::nearest::nearest;
use crate::plan::Plan;
use crate::rule::{GROUPS, RuleSet};
use crate::source::{FileId, Located, Location, SourceMap, Span};

use super::Linter;

/// A suppression: a comment, the line that it is for, and what became of it.
#[derive(Clone, Debug)]
pub struct SuppressionComment {
    /// The comment.
    pub at: Location,
    /// The rules that it names, each with its place.
    pub rules: Vec<(String, Location)>,
    /// Why.
    pub reason: Box<str>,
    /// The line that it is for, from 0.
    line: u32,
    /// Whether each rule named had a finding there.
    used: Vec<bool>,
}

/// The suppressions of a plan.
#[derive(Debug, Default)]
pub struct Suppressions {
    comments: Vec<SuppressionComment>,
    known: Vec<String>,
    running: Vec<String>,
}

impl Suppressions {
    /// Reads the comments of all files of `plan`.
    #[must_use]
    pub fn read(plan: &Plan, sources: &SourceMap, rules: &RuleSet) -> Self {
        let own_lines: HashSet<(FileId, u32)> = plan
            .comments
            .iter()
            .filter(|comment| stands_alone(comment.at, sources))
            .map(|comment| (comment.at.file, line_of(comment.at, sources)))
            .collect();
        let comments = plan.comments.iter().filter_map(|comment| {
            let (rules, reason) = parse(&comment.text, comment.at)?;
            let mut line = line_of(comment.at, sources);
            if stands_alone(comment.at, sources) {
                // Several suppressions may stand above one line.
                line += 1;
                while own_lines.contains(&(comment.at.file, line)) {
                    line += 1;
                }
            }
            let used = vec![false; rules.len()];
            Some(SuppressionComment { at: comment.at, rules, reason, line, used })
        });
        let known = rules.rules.iter().map(|active| active.rule.id.to_string()).collect();
        let running = rules.enabled().map(|active| active.rule.id.to_string()).collect();
        Self { comments: comments.collect(), known, running }
    }

    /// The rules and groups that comments name, each with its place.
    pub fn named(&self) -> impl Iterator<Item = (&str, Location)> {
        self.comments.iter().flat_map(|comment| &comment.rules).map(|(rule, at)| (rule.as_str(), *at))
    }

    /// Marks the findings that a comment suppresses.
    pub fn apply(&mut self, findings: &mut [Finding], sources: &SourceMap) {
        let mut by_line: HashMap<(FileId, u32), Vec<usize>> = HashMap::new();
        for (index, comment) in self.comments.iter().enumerate() {
            by_line.entry((comment.at.file, comment.line)).or_default().push(index);
        }
        for finding in findings {
            let line = sources.file(finding.at.file).lines().line_of(finding.at.span.start);
            for &index in by_line.get(&(finding.at.file, line)).into_iter().flatten() {
                let comment = &mut self.comments[index];
                if let Some(rule) = comment.rules.iter().position(|(rule, _)| names(rule, &finding.rule)) {
                    comment.used[rule] = true;
                    finding.suppressed = Some(Suppressed::Comment(comment.reason.clone()));
                }
            }
        }
    }
}

impl SuppressionRecord for Suppressions {
    fn faults(&self, fault: SuppressionFault) -> Vec<(Location, String, Option<String>)> {
        let mut found = Vec::new();
        for comment in &self.comments {
            if fault == SuppressionFault::WithoutReason && comment.reason.is_empty() {
                let rules: Vec<&str> = comment.rules.iter().map(|(rule, _)| rule.as_str()).collect();
                found.push((comment.at, rules.join(", "), None));
            }
            if fault == SuppressionFault::UnknownRule && comment.rules.is_empty() {
                found.push((comment.at, String::new(), None));
            }
            for ((rule, at), used) in comment.rules.iter().zip(&comment.used) {
                let exists = self.known.contains(rule) || GROUPS.contains(&rule.as_str());
                // Nothing is known of a rule that did not run.
                let ran = self.running.iter().any(|running| names(rule, running));
                let faulty = match fault {
                    SuppressionFault::UnknownRule => !exists,
                    SuppressionFault::Unused => exists && ran && !used,
                    SuppressionFault::WithoutReason | SuppressionFault::Expired => false,
                };
                if faulty {
                    let known = self.known.iter().map(String::as_str).filter(|_| !exists);
                    found.push((*at, rule.clone(), nearest(rule, known).map(str::to_owned)));
                }
            }
        }
        found
    }
}

/// Whether what a comment names is the rule, or its group.
fn names(named: &str, rule: &str) -> bool {
    named == rule || rule.split_once('/').is_some_and(|(group, _)| group == named)
}

fn line_of(at: Location, sources: &SourceMap) -> u32 {
    sources.file(at.file).lines().line_of(at.span.start)
}

/// Whether nothing but blanks stands before the comment on its line.
fn stands_alone(at: Location, sources: &SourceMap) -> bool {
    let file = sources.file(at.file);
    let start = file.lines().line_start(line_of(at, sources));
    file.text().get(start as usize..at.span.start as usize).is_some_and(|before| before.trim().is_empty())
}

/// A rule that a suppression names, with its place.
type NamedRule = (String, Location);

/// The rules and the reason of ` planlint: ignore[a, b] reason`; nothing for another comment.
fn parse(text: &str, at: Location) -> Option<(Vec<NamedRule>, Box<str>)> {
    let order = text.trim_start().strip_prefix("planlint:")?.trim_start();
    let rest = order.strip_prefix("ignore").map(str::trim_start);
    let Some((inside, reason)) = rest.and_then(|rest| rest.strip_prefix('[')?.split_once(']')) else {
        // What is addressed to planlint and names no rule in brackets is a slip, not a remark.
        return Some((Vec::new(), order.trim().into()));
    };
    // The `#` is the comment's first byte, its text follows.
    let base = at.span.start as usize + 1 + (inside.as_ptr() as usize - text.as_ptr() as usize);
    let mut rules = Vec::new();
    let mut offset = 0;
    for part in inside.split(',') {
        let name = part.trim();
        if !name.is_empty() {
            let start = base + offset + (part.len() - part.trim_start().len());
            rules.push((name.to_owned(), Location::new(at.file, Span::new(start, start + name.len()))));
        }
        offset += part.len() + 1;
    }
    Some((rules, reason.trim().into()))
}

/// Faults of the configuration's waivers, each with the rule that speaks of it.
pub(super) fn waiver_hits(linter: &Linter<'_>, used: &[bool]) -> Vec<(&'static str, Hit)> {
    let mut hits = Vec::new();
    for (waiver, used) in linter.config.waivers.iter().zip(used) {
        let at = waiver.rule.at;
        let hit = |at| Hit::new(Owner::File, at).fact("suppressed", waiver.rule.value.clone());
        let active = linter.rules.rule(&waiver.rule.value);
        if waiver.reason.trim().is_empty() {
            hits.push(("governance/suppression-without-reason", hit(at)));
        }
        let expired = waiver.last_day().is_some_and(|last| last < linter.today);
        match (active, &waiver.expires) {
            (None, _) => {
                let known = linter.rules.rules.iter().map(|active| &*active.rule.id);
                let nearest = nearest(&waiver.rule.value, known).map(str::to_owned);
                hits.push(("governance/suppression-unknown-rule", hit(at).fact("nearest", nearest)));
            }
            (Some(_), Some(expires)) if expired => {
                let hit = hit(expires.at).fact("expires", expires.value.clone());
                hits.push(("governance/suppression-expired", hit));
            }
            (Some(active), _) if active.enabled && !used => {
                hits.push(("governance/suppression-unused", hit(at)));
            }
            _ => {}
        }
    }
    hits
}

/// Entries of the configuration that match nothing, each with the key that it stands under.
pub(super) fn idle_hits(idle: &[(&'static str, &Located<String>)]) -> Vec<(&'static str, Hit)> {
    let hit = |(section, entry): &(&'static str, &Located<String>)| {
        let hit = Hit::new(Owner::File, entry.at).fact("entry", entry.value.clone()).fact("section", *section);
        ("governance/suppression-unused", hit)
    };
    idle.iter().map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_rules_and_a_reason() {
        let at = Location::new(FileId(0), Span::new(10, 60));
        let (rules, reason) = parse(" planlint: ignore[smart/vague-term, time ] agreed 2024", at).unwrap();
        assert_eq!(rules[0], ("smart/vague-term".into(), Location::new(FileId(0), Span::new(29, 45))));
        assert_eq!((rules[1].0.as_str(), &*reason), ("time", "agreed 2024"));
        assert_eq!(parse(" just a remark", at), None);
        assert_eq!(parse(" planlint: ignore smart/vague-term why", at).unwrap().0, []);
        assert_eq!(&*parse("planlint:ignore[x]", at).unwrap().1, "");
    }
}
